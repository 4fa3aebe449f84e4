"""Region codes with their time: six digits of GB/T 2260 at county level, or two letters of ISO 3166-1.

`counties.json` is made by `python -m local.counties`, which names its sources. Counties are merged, split and given
other codes every year: a code that was valid at any time since 2010 is accepted, and meets the one in its place.
"""

import json
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from chalicelib.identity.countries import TWO_LETTERS

JUDGED_SINCE: Final = "2020"
"""Records go back to 2020: two counties of that time stay two, those that had become one before are one."""


@cache
def _list() -> dict[str, dict[str, list[Any]]]:
    stored: dict[str, dict[str, list[Any]]] = json.loads((Path(__file__).parent / "counties.json").read_text("utf-8"))
    return stored


def is_county(code: str) -> bool:
    """Whether `code` is or was a county-level code."""
    return code in _list()["counties"] or code in _list()["former"]


def is_region(code: str) -> bool:
    """Whether `code` names a county or a country."""
    return code in TWO_LETTERS or is_county(code)


def is_city_or_province(code: str) -> bool:
    """Whether `code` is a city's or a province's: there are counties below it."""
    if not re.fullmatch(r"[1-9][0-9]{3}00", code):
        return False
    stem = code[:2] if code.endswith("0000") else code[:4]
    return any(county.startswith(stem) for kind in ("counties", "former") for county in _list()[kind])


def provinces() -> tuple[str, ...]:
    """The codes of all units at province level."""
    return tuple(_list()["provinces"])


def english_names() -> frozenset[str]:
    """The English names of today's cities and of counties that are cities, without the word for it."""
    names = {row[1] for row in _list()["cities"].values()}
    return frozenset(
        names | {row[1].removesuffix(" City") for row in _list()["counties"].values() if row[0][-1] == "市"}
    )


def named_in_chinese(kind: str) -> Iterator[tuple[str, str]]:
    """The Chinese names of a part of the list, each with its code; of `former` those that one of today's replaced."""
    for code, row in _list()[kind].items():
        if kind != "former":
            yield str(row[0]), code
        elif len(row[4]) == 1:
            yield str(row[0]), str(row[4][0])


def name_of(code: str, language: str) -> str:
    """What a region is called: a county with its city and province, a city with its province; the code for others."""
    found = [kind[each][0 if language == "zh-CN" else 1] for each in reversed(covering(code)) if (kind := _of(each))]
    if not found:
        return code
    return "".join(dict.fromkeys(found)) if language == "zh-CN" else ", ".join(dict.fromkeys(reversed(found)))


def _of(code: str) -> dict[str, list[Any]] | None:
    """The part of the list that has a code."""
    kinds = ("provinces", "cities", "counties", "former")
    return next((_list()[kind] for kind in kinds if code in _list()[kind]), None)


def met_by(code: str) -> tuple[str, ...]:
    """The regions in which a rating of `code` meets a stay: itself, those below it, the same ground at other times."""
    return _met().get(code, (code,))


@cache
def _met() -> dict[str, tuple[str, ...]]:
    """`rated_as` the other way round, 50 ms of the processor: for each code of the list the regions it meets."""
    found: dict[str, set[str]] = {}
    for kind in ("counties", "former", "cities", "provinces"):
        for each in _list()[kind]:
            for code in (each, *rated_as(each)):
                found.setdefault(code, {code}).add(each)
    return {code: tuple(sorted(regions)) for code, regions in found.items()}


def today(code: str) -> tuple[str, ...]:
    """Today's codes of the ground that `code` names: itself, or those in its place."""
    gone = _list()["former"].get(code)
    return tuple(gone[4]) if gone else (code,)


@lru_cache(maxsize=4096)
def same_ground(code: str) -> tuple[str, ...]:
    """`code` first, then the codes that the same county had or has at another time.

    Two codes that were in use side by side since 2020 are two counties, though one took the other in later.
    """
    if code not in _list()["former"] and code not in _taken_over():
        return (code,)
    others = {other for each in today(code) for other in (each, *_taken_over().get(each, ()))} - {code}
    return (code, *sorted(other for other in others if not _side_by_side(code, other)))


@cache
def _taken_over() -> dict[str, tuple[str, ...]]:
    """For each of today's codes those that were given up for it."""
    found: dict[str, list[str]] = {}
    for code, gone in _list()["former"].items():
        for each in gone[4]:
            found.setdefault(each, []).append(code)
    return {code: tuple(codes) for code, codes in found.items()}


def _side_by_side(one: str, other: str) -> bool:
    (since, until), (its_since, its_until) = _life(one), _life(other)
    return max(since, its_since) < min(until, its_until)


def _life(code: str) -> tuple[str, str]:
    """From when to when a code was in use, of what is judged; nothing where it ended before."""
    gone = _list()["former"].get(code)
    if gone:
        return max(gone[2], JUDGED_SINCE), max(gone[3], JUDGED_SINCE)
    return max(_since(code), JUDGED_SINCE), "9999"


def _since(code: str) -> str:
    """When today's code came into use: as the list says, "" where it was there as 2010 began."""
    row = _list()["counties"].get(code, [])
    return str(row[3]) if len(row) > 3 else ""


def covering(code: str) -> tuple[str, ...]:
    """The regions that `code` lies in: itself, its city, its province."""
    if len(code) == 2:
        return (code,)
    return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000")))


@lru_cache(maxsize=4096)
def rated_as(code: str) -> tuple[str, ...]:
    """The codes under which a rating may cover a stay in `code`: its own, its city's, its province's, at any time.

    A county that came to another city since 2020 is not rated with that city by a code of the time before.
    """
    own, *others = same_ground(code)
    before = [each if _ended_before(own) or _ended_before(each) else None for each in others]
    wide = (region for each in before if each for region in covering(each))
    return tuple(dict.fromkeys((*covering(own), *others, *wide)))


def _ended_before(code: str) -> bool:
    since, until = _life(code)
    return since >= until
