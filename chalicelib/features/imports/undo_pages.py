"""Pages of the campaign that undoes an import: a unit is a part of its lines, each taken back once, with its mark."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from chalicelib.features.campaigns import stayed
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.features.imports import bucket, own_lines, rating_undoing, records, undo_lines
from chalicelib.features.imports.records import ImportRecord, LineMark
from chalicelib.features.imports.undo_lines import CHANGED_SINCE, Undoing
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person.changing import Attempt, changing

PAGE = 100
_WRITERS = 8
OWN = "own_record"
_LISTED = {CHANGED_SINCE: "line_changed_since", OWN: OWN, stayed.FAILED: "line_not_undone"}
"""What was not taken back, with the sentence by which its line is listed."""


def page(campaign: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """Takes a page of a part's lines back. A query, and what each takes."""
    record, proposal = records.find(campaign.cause), proposals.find(campaign.id)
    if record is None or proposal is None:
        raise LookupError(campaign.id)
    found = records.marks(record.id, unit.number, PAGE, unit.after)
    outcomes = _served(campaign, record, proposal, found, now)
    _list_what_stands(record, unit.number, outcomes)
    unit.found = dict(Counter(unit.found) + Counter(outcome for outcome, _ in outcomes))
    unit.after, unit.done = found[-1].gsi1sk if found else unit.after, len(found) < PAGE


def counted(units: Iterable[UnitRecord]) -> dict[str, Any]:
    """What became of the lines. The second pass finds each line again with what taking it back did, so that a part
    counts as its latest pass found it."""
    latest: dict[int, UnitRecord] = {}
    for unit in sorted(units, key=lambda each: each.turn):
        if unit.turn == 0 or unit.done:
            latest[unit.number] = UnitRecord(unit.pk, f"unit#0#{unit.number:06}", found=unit.found)
    return stayed.counted(latest.values())


Outcomes = list[tuple[str, LineMark]]


def _served(
    campaign: CampaignRecord, record: ImportRecord, proposal: ProposalRecord, found: list[LineMark], now: datetime
) -> Outcomes:
    reason = str(proposal.content["reason"])
    undoing = Undoing(record.id, str(record.what), str(record.proposal), campaign.id, reason)
    if record.what == "ratings":
        return rating_undoing.withdraw(campaign, undoing, found, now)
    own = own_lines.of(proposal)

    def serve(mark: LineMark) -> tuple[str, LineMark]:
        if mark.place in own:
            return OWN, mark
        return stayed.guarded(campaign, f"line-{int(mark.gsi1sk)}", _change(undoing, mark, now), now), mark

    people: dict[str, list[LineMark]] = defaultdict(list)
    for mark in found:
        people[str(mark.place)].append(mark)
    with ThreadPoolExecutor(_WRITERS) as writers:
        done = writers.map(lambda theirs: [serve(mark) for mark in theirs], people.values())
        return [each for some in done for each in some]


def _change(undoing: Undoing, mark: LineMark, now: datetime) -> Callable[[], str]:
    return lambda: changing(now, lambda attempt: _withdraw(attempt, undoing, mark.digest))


def _withdraw(attempt: Attempt, undoing: Undoing, digest: str) -> str:
    mark = records.mark_of(digest)
    if mark is None or mark.import_id != undoing.import_id:
        return undo_lines.UNCHANGED
    if not records.stands(mark):
        return str(mark.undone)
    outcome = undo_lines.withdraw(attempt, undoing, mark)
    attempt.write(records.undone_put(mark, outcome))
    return outcome


def _list_what_stands(record: ImportRecord, part: int, outcomes: Outcomes) -> None:
    """Lines that were not taken back are listed among the errors of their part, each once."""
    left = {int(mark.gsi1sk): outcome for outcome, mark in outcomes if outcome in _LISTED}
    if left:
        key = record.part("bad", part)
        listed = [each for each in bucket.rows_left(key) if each["line"] not in left]
        bucket.put_rows(key, [*listed, *(_listed(line, outcome) for line, outcome in left.items())])


def _listed(line: int, outcome: str) -> dict[str, object]:
    code = "not_undone" if outcome == stayed.FAILED else outcome
    return {"line": line, "cells": [], "faults": [["", code, _LISTED[outcome], {}]], "failed": True}
