"""Parts of counties that the national list rates: shown with the county, they colour nobody."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, UTCDateTimeAttribute

from chalicelib.scoring.ratings import rank
from chalicelib.store.reading import read_together
from chalicelib.store.tables import EpidemicRecord
from chalicelib.store.transactions import Put

_SHOWN = 100
"""Parts of a county that are shown, the gravest first; the longest list of 2022 had 37 a county."""


class AreasRecord(EpidemicRecord, discriminator="areas"):
    """`AREAS#<county>`/`areas`: what the list of `at` says of parts of a county, each {level, area, since}."""

    at = UTCDateTimeAttribute()
    areas: JSONAttribute = JSONAttribute(default=list)


def of(code: str) -> list[dict[str, Any]]:
    """The parts of a county that are rated now, the gravest first. One read."""
    record = AreasRecord.find(f"AREAS#{code}", "areas", consistent=False)
    return list(record.areas[:_SHOWN]) if record else []


def put_steps(wanted: Mapping[str, Iterable[tuple[str, str]]], at: datetime) -> list[Put]:
    """The steps that write what a list of `at` says of counties; what it said before is as old as it was then.

    A batch read; at most 100 counties.
    """
    before = read_together((AreasRecord, f"AREAS#{code}", "areas") for code in wanted)
    return [
        Put(AreasRecord(f"AREAS#{code}", "areas", at=at, areas=_since(found, parts, at)))
        for (code, parts), found in zip(wanted.items(), before, strict=True)
    ]


def _since(record: AreasRecord | None, parts: Iterable[tuple[str, str]], at: datetime) -> list[dict[str, Any]]:
    known = {(each["level"], each["area"]): each["since"] for each in (record.areas if record else ())}
    ordered = sorted(parts, key=lambda each: (-rank(each[0]), each[1]))
    return [
        {"level": level, "area": words, "since": known.get((level, words), at.isoformat())} for level, words in ordered
    ]
