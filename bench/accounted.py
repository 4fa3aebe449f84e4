"""A list with every fault, made by a script, through the worker that reads lists: nothing becomes what it is not.

In the full sizes it has a million lines. Good and bad lines are compared one by one with what was stored of them, and
the error file with the lines that were made bad; which of the others are known and which repeated, part by part.
"""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import batched, islice
from typing import TYPE_CHECKING

from bench import world
from bench.requests import NOON
from bench.residents import stand
from bench.rows import Row, at_most, cpu_seconds, measured
from bench.sizes import sized
from tests.support.office_files import BAD, LOOKED_UP, good, rows, write_csv

if TYPE_CHECKING:
    from chalicelib.features.imports.records import ImportRecord

MILLION = 1_000_000
SENDER, REGION, IMPORT = "bench-sender", "63", "bench-list"
MADE: dict[str, object] = BAD | LOOKED_UP | {"cells": lambda serial: [*good(serial), "多一格"]}
"""A row that becomes each, made from a serial."""
_OF_MANY = ("good", "repeated", "known")

type Made = tuple[int, str, list[str]]
"""A line's number, what it becomes, and its cells."""


def run() -> Iterator[Row]:
    """Lines that became something else than they were made as; lines a second of the worker's CPU."""
    lines = sized(5_000, MILLION)
    world.transport().others.objects[f"/bench-imports/uploads/{IMPORT}"] = _file(lines)
    seconds = cpu_seconds(lambda: _read(lines))
    record = _record()
    wrong = sum(_wrong_in_parts(record, lines)) + _wrong_counts(record, lines) + _wrong_in_error_file(record, lines)
    told = {key: record.counted[key] for key in ("lines", "good", "bad", "repeated", "known")}
    unit = f"of {lines:,}"
    yield at_most("lines that the worker found otherwise", wrong, 0, unit=unit, baseline="as made", **told)
    minutes = {"minutes_for_a_million": seconds / lines * MILLION / 60}
    unit = "lines/s of CPU"
    yield measured("lines read, checked and looked up", lines / seconds, unit=unit, baseline="AWS in memory", **minutes)


def _made(lines: int) -> Iterator[Made]:
    """Behind the heading, with an empty line behind the second."""
    for at, (becomes, cells) in enumerate(rows(lines, bad=0.03, others=MADE)):
        yield at + (2 if at < 2 else 3), becomes, cells


def _file(lines: int) -> bytes:
    file = BytesIO()
    write_csv(file, (cells for _, _, cells in _made(lines)))
    return file.getvalue()


def _read(lines: int) -> None:
    """The worker comes as often as it takes."""
    from chalicelib.features.imports import records, working
    from chalicelib.store.transactions import transact

    stand(SENDER, "epidemiologist", REGION)
    about = {"what": "contacts", "format": "csv", "origin": "bench", "region": REGION, "by": SENDER, "at": NOON}
    transact([records.step(records.make(IMPORT, **about), NOON)])
    for _ in range(lines // 100_000 + 1):
        working.work(IMPORT, NOON)


def _record() -> "ImportRecord":
    from chalicelib.features.imports import records

    record = records.find(IMPORT)
    if record is None or record.status != records.CHECKED:
        raise LookupError(f"the list is {record.status if record else 'gone'}")
    return record


def _wrong_in_parts(record: "ImportRecord", lines: int) -> Iterator[int]:
    """How many lines of each part were stored as something else, or not as one of those of which only the number is."""
    from chalicelib.features.imports import bucket, reading

    for number, part in enumerate(batched(_made(lines), reading.PART)):
        made = {line: becomes for line, becomes, _ in part if becomes not in ("repeated", "known")}
        found = {row["line"]: "good" for row in bucket.rows(record.part("good", number))}
        found |= {row["line"]: row["faults"][0][1] for row in bucket.rows(record.part("bad", number))}
        # A repeated line leaves no digest, nor one that its file alone tells to be bad.
        heard = sum(becomes in ("good", *LOOKED_UP) for _, becomes, _ in part)
        seen = sum(1 for _ in bucket.digests([record.part("seen", number)]))
        yield len(set(made.items()) ^ set(found.items())) + abs(heard - seen)


def _wrong_counts(record: "ImportRecord", lines: int) -> int:
    """By how much the numbers that an office sees are off."""
    expected = dict.fromkeys((*_OF_MANY, "bad"), 0)
    for _, becomes, _ in _made(lines):
        expected[becomes if becomes in _OF_MANY else "bad"] += 1
    off = sum(abs(count - record.counted[name]) for name, count in expected.items())
    return off + abs(lines - record.counted["lines"])


def _wrong_in_error_file(record: "ImportRecord", lines: int) -> int:
    """How many rows of the error file are not the bad lines in their order, or say nothing."""
    from chalicelib.files.cells import read_back

    stored = world.transport().others.objects[f"/bench-imports/{record.errors_key}"].decode("gb18030")
    written: Iterator[list[str]] = islice(csv.reader(StringIO(stored), delimiter=";"), 1, None)
    bad = [cells for _, becomes, cells in _made(lines) if becomes not in _OF_MANY]
    found = [(says, [read_back(cell) for cell in cells]) for says, *cells in written]
    off = sum(not says or cells != made for (says, cells), made in zip(found, bad, strict=False))
    return off + abs(len(found) - len(bad))
