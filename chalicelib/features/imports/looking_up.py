"""Lines looked up: whose document each is, what is known of it, whether the same line took effect before."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk.name_matches import OTHER, WAITING
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.epidemic.outcomes import ANOTHER
from chalicelib.features.imports import lines, named_cases, records
from chalicelib.features.imports.records import ImportRecord
from chalicelib.features.name_matches import naming
from chalicelib.files.checking import Fault, Line
from chalicelib.person import documents
from chalicelib.person.records import DocumentClaim
from chalicelib.store.reading import read_together

_AT_ONCE = 25
"""Lines of one batch read, four keys each at most."""
_READERS = 8


@dataclass(frozen=True)
class Looked:
    """What became of a line: good, bad, repeated or known; its row as it is kept, for a good or a bad one."""

    status: str
    row: Any = None
    matched: bool = False
    apart: bool = False
    """The name is another than that on record with the number."""
    colour: str | None = None
    people: int = 1
    """How many a good one touches, and how many of them count for the breaker."""
    sized: int = 1


@dataclass(frozen=True)
class _Told:
    what: str
    line: Line
    values: dict[str, Any]
    hash: str
    digest: str


def looked_up(
    record: ImportRecord, checked: Iterable[Line], by: Actor, own: set[str], now: datetime
) -> Iterator[Looked]:
    """Each line of a part, in any order. A batch read for every 25 good ones."""
    told: list[_Told] = []
    for line in checked:
        if line.faults:
            yield Looked("bad", bad(line, line.faults))
        elif line.found is None:
            yield Looked("repeated")
        else:
            cases, unnamed = named_cases.ids_of(record, line.found.get("case_ids", ()))
            one = _told(record, line, cases)
            fault = _refusal(record, one, unnamed, by, own)
            if fault is not None:
                yield Looked("bad", bad(line, (fault,)))
            else:
                told.append(one)
    yield from _together(record, told, now)


def _told(record: ImportRecord, line: Line, cases: list[str]) -> _Told:
    """A line with the cases that it names by their ids: it is one line, however it names them."""
    values = (line.found or {}) | ({"case_ids": cases} if cases else {})
    hashed = documents.hash_of(lines.document_of(values))
    return _Told(record.what, line, values, hashed, lines.digest_of(record.what, hashed, values))


def _refusal(record: ImportRecord, told: _Told, unnamed: str | None, by: Actor, own: set[str]) -> Fault | None:
    """What staff may not say of this person, in this region, of this case. `unnamed`: why a case is not told."""
    values, columns = told.values, {field: name for name, field in (record.columns or {}).items()}
    region = values.get("region")
    if told.hash in own:
        return Fault(columns["document.number"], "own_record", "own_record", {})
    if region is not None and not region.startswith(record.spoken_of):
        return Fault(columns["region"], "region_outside", "line_region_outside", {})
    if region is None and (record.what == "cases" or not record.region):
        return Fault(columns.get("region", "region"), "required", "required", {})
    if values.get("ground") == "other_public_health" and not by.is_one_of({"supervisor"}):
        return Fault(columns["ground"], "needs_supervisor", "line_needs_supervisor", {})
    if unnamed is not None:
        return Fault(columns["case_ids"], unnamed, f"line_{unnamed}", {})
    return None


def _together(record: ImportRecord, told: list[_Told], now: datetime) -> Iterator[Looked]:
    parts = [list(part) for part in batched(told, _AT_ONCE)]
    for part, read in zip(parts, _all_read(parts), strict=True):
        for one, (mark, known, claim, *cases, names) in zip(part, read, strict=True):
            if any(lines.is_elsewhere(case, record.region) for case in cases):
                yield _bad(record, one, "region", lines.ELSEWHERE, "line_case_elsewhere")
            elif records.is_anothers(mark):
                yield _bad(record, one, "name", ANOTHER, "line_other_person")
            elif records.stands(mark) or lines.in_force(record.what, one.values, known, undone=mark is not None):
                yield Looked("known")
            else:
                yield _looked(record, one, claim, names, now)


def _all_read(parts: list[list[_Told]]) -> list[list[tuple[Any, ...]]]:
    if len(parts) < 2:
        return [_read(part) for part in parts]
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(_read, parts))


def _read(part: list[_Told]) -> list[tuple[Any, ...]]:
    keys = [key for one in part for key in _keys(one)]
    found = dict(zip(dict.fromkeys(keys), read_together(dict.fromkeys(keys)), strict=True))
    read = [tuple(found[key] for key in _keys(one)) for one in part]
    names = naming.looked_up((one.hash, row[2], one.values.get("name")) for one, row in zip(part, read, strict=True))
    return [(*row, each) for row, each in zip(read, names, strict=True)]


def _keys(told: _Told) -> Iterator[Any]:
    yield records.mark_key(told.digest)
    yield lines.filed_key(told.what, told.hash)
    yield (DocumentClaim, f"DOC#{told.hash}", "document")
    if told.what == "cases":
        yield (CaseRecord, f"CASE#{lines.case_id(told.hash, told.values)}", "case")


def _looked(record: ImportRecord, told: _Told, claim: Any, names: str | None, now: datetime) -> Looked:
    what, values = record.what, told.values
    if lines.is_dead(what, values, now):
        return Looked("known")
    if names == OTHER or (names == WAITING and what == "registrations"):
        return _bad(record, told, "name", ANOTHER, "line_other_person")
    row = records.row(told.line.number, told.line.row.cells, told.hash, told.digest, values)
    return Looked("good", row, claim is not None, names == WAITING, lines.colour_of(what, values))


def _bad(record: ImportRecord, told: _Told, field: str, code: str, sentence: str) -> Looked:
    columns = {each: name for name, each in (record.columns or {}).items()}
    return Looked("bad", bad(told.line, (Fault(columns[field], code, sentence, {}),)))


def bad(line: Line, faults: Iterable[Fault]) -> dict[str, Any]:
    """The row of a bad line as it is kept."""
    said = [[fault.column, fault.code, fault.sentence, fault.said] for fault in faults]
    return {"line": line.number, "cells": list(map(str, line.row.cells)), "faults": said}
