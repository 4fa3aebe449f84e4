"""Putting an import in force by a worker, line by line, each in a transaction of its own, twice like once.

A line that took effect has a mark, put in the same transaction. Whoever goes on after a worker that was lost counts by
the marks, so that the numbers are those of a run without losses. Lines of one person are done in their order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from operator import itemgetter
from typing import Any

from chalicelib.features.epidemic import designation_records
from chalicelib.features.epidemic.outcomes import ACCEPTED, ANOTHER, HELD, NO_EFFECT, WAITING
from chalicelib.features.imports import bucket, error_files, lines, own_lines, rating_publishing, records
from chalicelib.features.imports.lines import ELSEWHERE, FAILED, KNOWN
from chalicelib.features.imports.passing import PATIENCE, is_to_be_tried_again
from chalicelib.features.imports.records import APPLYING, DONE, STOPPED, ImportRecord, LineMark
from chalicelib.observability import failure, measure
from chalicelib.person.changing import Attempt, changing

PARTS = 10
"""Parts that a worker puts in force before the next minute hands the import over anew."""
_WRITERS = 8
_OWN = "own_record"
_CODE = 6
_NOT_APPLIED = {
    FAILED: ("not_applied", "line_not_applied"),
    _OWN: (_OWN, _OWN),
    ANOTHER: (ANOTHER, "line_other_person"),
    ELSEWHERE: (ELSEWHERE, "line_case_elsewhere"),
}
_NOT_APPLIED |= {code: (code, code) for code in ("use_correction", "not_yours_to_say", "too_early", "too_far_ahead")}
"""What may keep a good line from taking effect: the code and the sentence with which it is listed."""


def apply(record: ImportRecord, now: datetime) -> None:
    """Goes on putting in force; somebody who stops it stops it between two parts. It is stopped where its lines are
    gone however often they are looked for, and goes on from there once they may be read again."""
    if int(record.tries) >= records.MOST_TRIES:
        _stopped(record, "file_failed", now)
        return
    record.tries = int(record.tries) + 1
    _write(record, now)
    try:
        _go_on(record, now)
    except bucket.Gone:
        if int(record.tries) < PATIENCE:
            raise
        _stopped(record, "file_lines_gone", now)


def _go_on(record: ImportRecord, now: datetime) -> None:
    own = own_lines.of_proposal(str(record.proposal))
    for _ in range(PARTS):
        if int(record.applied) >= int(record.parts):
            break
        rows = bucket.rows(record.part("good", int(record.applied)))
        outcomes = _applied(record, rows, own, now)
        record.outcomes = dict(Counter(record.outcomes) + Counter(outcome for outcome, _ in outcomes))
        _note_failed(record, outcomes)
        record.applied, record.tries = int(record.applied) + 1, 0
        measure("ImportApplied", "Count", len(rows))
        _write(record, now)
    if int(record.applied) >= int(record.parts):
        _finish(record, now)


Outcomes = list[tuple[str, dict[str, Any]]]


def _applied(record: ImportRecord, rows: list[dict[str, Any]], own: set[str], now: datetime) -> Outcomes:
    if record.what == "ratings":
        return rating_publishing.apply(record, rows, int(record.applied), now)
    people: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        people[row["hash"]].append(row)

    def serve(theirs: Iterable[dict[str, Any]]) -> Outcomes:
        return [(_OWN if row["hash"] in own else _line(record, row, now), row) for row in theirs]

    if len(people) < 2:
        return [each for theirs in people.values() for each in serve(theirs)]
    with ThreadPoolExecutor(_WRITERS) as writers:
        return [each for served in writers.map(serve, people.values()) for each in served]


def _line(record: ImportRecord, row: dict[str, Any], now: datetime) -> str:
    """What became of a line. A failure is logged by its line and keeps no other waiting.

    Raises what may be gone with the next minute: the part is done again then.
    """
    try:
        return changing(now, lambda attempt: _change(attempt, record, row))
    except Exception as error:
        if is_to_be_tried_again(error, int(record.tries)):
            raise
        failure("line not put in force", error, import_id=record.id, line=str(row["line"]))
        return FAILED


def _change(attempt: Attempt, record: ImportRecord, row: dict[str, Any]) -> str:
    mark = records.mark_of(row["digest"])
    if mark is not None and records.stands(mark):
        own = mark.import_id == record.id or records.is_anothers(mark)
        return str(mark.outcome) if own else KNOWN
    accepted = record.accepted_at
    if accepted is None:
        raise LookupError(record.id)
    told = row | {"region": record.region, "proposal": record.proposal, "reason": record.origin}
    told["counted"] = bool(record.size_seen)
    told["name"] = _name(record, row, mark)
    if record.signed and "region" in row["values"]:
        # Whose staff look after it: a partner's own are not here.
        told["values"] = row["values"] | {"region": record.region.ljust(_CODE, "0")}
    outcome = lines.apply(attempt, record.what, told, accepted)
    if outcome == ELSEWHERE:
        return outcome
    attempt.write(records.mark_put(told, record, int(record.applied), outcome, mark))
    return outcome


def _name(record: ImportRecord, row: dict[str, Any], mark: LineMark | None) -> str:
    """What the line's fact is called. A designation without a first day may come again when its mark is gone."""
    name = lines.named(record.what, row, records.name_of(row["digest"], mark))
    if record.what == "designations" and mark is None and designation_records.find(name) is not None:
        return records.other_name(row["digest"], record.id)
    return name


def _note_failed(record: ImportRecord, outcomes: Outcomes) -> None:
    """Lines that could not be put in force are listed among the errors of their part."""
    failed = [(outcome, row) for outcome, row in outcomes if outcome in _NOT_APPLIED]
    if failed:
        key = record.part("bad", int(record.applied))
        listed = [each for each in bucket.rows_left(key) if not each.get("failed")]
        listed += [_failed(outcome, row) for outcome, row in failed]
        bucket.put_rows(key, sorted(listed, key=itemgetter("line")))


def _failed(outcome: str, row: dict[str, Any]) -> dict[str, Any]:
    fault = ["", *_NOT_APPLIED[outcome], {}]
    return {"line": row["line"], "cells": records.cells_of(row), "faults": [fault], "failed": True}


def _finish(record: ImportRecord, now: datetime) -> None:
    """Counts what became of the good lines: each stays accounted for."""
    outcomes, counted = Counter(record.outcomes), dict(record.counted)
    if outcomes.total() != counted["good"]:
        _stopped(record, "file_lines_gone", now)
        return
    dead, lost = outcomes[NO_EFFECT] + outcomes[KNOWN], sum(outcomes[each] for each in _NOT_APPLIED)
    good = outcomes[ACCEPTED] + outcomes[WAITING] + outcomes[HELD]
    counted |= {"good": good, "unmatched": outcomes[WAITING]}
    counted |= {"known": counted["known"] + dead, "bad": counted["bad"] + lost}
    if lost:
        error_files.make_anew(record)
    record.counted, record.status, record.tries = counted, DONE, 0
    _write(record, now)


def _stopped(record: ImportRecord, code: str, now: datetime) -> None:
    record.stopped_in, record.status, record.problem = APPLYING, STOPPED, {"code": code, "said": {}}
    _write(record, now)


def _write(record: ImportRecord, now: datetime) -> None:
    """Writes the record as this worker read it; Lost where somebody stopped it meanwhile."""
    attempt = Attempt(now)
    attempt.write(records.step(record, now))
    attempt.commit()
