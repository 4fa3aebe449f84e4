"""Undo of a whole import: two people take back all that it put in force, line by line, as a campaign.

What each line put in force stands in its mark, so that it needs no file. A line is taken back in a transaction with its
mark, once; whoever goes on after a worker that was lost counts by the marks. All marks are gone through twice, since a
worker that was stopped may put lines in force for as long as it runs, and their index comes after them. The file may
be sent again afterwards.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.desk import breaker_numbers, eased
from chalicelib.errors import Conflict, FieldError
from chalicelib.features.campaigns import kinds as campaign_kinds
from chalicelib.features.campaigns.records import LANES, CampaignRecord, begin_step
from chalicelib.features.epidemic.outcomes import ACCEPTED, HELD, WAITING
from chalicelib.features.imports import importing, records, undo_pages
from chalicelib.features.imports.records import APPLYING, DONE, STOPPED, TAKEN_BACK, UNDOING, ImportRecord
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content, Touched
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.transactions import Step

_EPIDEMIOLOGIST = frozenset({"epidemiologist"})
_EASING = ("cases", "ratings")
"""Kinds whose lines may let somebody go, who turns worse once such a line is taken back."""
_ONE_LANE = "ratings"
"""The log of ratings has one head: more lanes would only wait for each other."""


def propose(actor: Actor, import_id: str, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes to take back all that an import put in force.

    Raises NotFound, Conflict where nothing of it is in force or it is not over, `undo_worsens`, and `proposal_open`.
    """

    def change(attempt: Attempt) -> ProposalRecord:
        record = importing.reached(actor, import_id)
        content = _content(record, reason)
        if not _is_over(record) or (record.status == DONE and not content["lines"]):
            raise Conflict()
        proposed = proposing.propose(attempt, actor, Wanted(UNDO, import_id, content, reason))
        attempt.once(key, proposed.id)
        return proposed

    return changing(now, change)


def _is_over(record: ImportRecord) -> bool:
    return record.status == DONE or (record.status == STOPPED and record.stopped_in == APPLYING)


def _content(record: ImportRecord, reason: str) -> dict[str, Any]:
    found = Counter({name: int(each) for name, each in dict(record.outcomes).items()})
    lines = found[ACCEPTED] + found[WAITING] + found[HELD]
    told: dict[str, Any] = {"import": record.id, "kind": record.what, "origin": record.origin, "region": record.region}
    people = int(record.counted["people"]) if record.what == "ratings" else lines
    told |= {"lines": lines, "people": people, "file_sha256": record.file_sha256, "reason": reason}
    return told | {"worsens": _worsens(record, people)}


def _worsens(record: ImportRecord, people: int) -> int:
    """How many may turn worse by it: of a list of cases or ratings that let anybody go, all of its people.

    Where each line made somebody worse as it was read, taking it back makes nobody so.
    """
    counted = Counter(record.counted)
    # Of a list that was read before it was counted so, nobody was left out of the colours.
    coloured = counted["coloured"] or counted["to_red"] + counted["to_yellow"]
    if record.what not in _EASING or coloured >= counted["people"]:
        return 0
    return max(people, int(counted["sized"])) if record.what == "ratings" else people


def _check(content: Content, now: datetime) -> Iterable[str]:
    """Raises Conflict `undo_worsens` where so many may turn worse that a list would need a dry run: it has none."""
    if content["worsens"] > breaker_numbers.current().simulated:
        raise Conflict("undo_worsens")
    return ()


def _touched(content: Content, now: datetime) -> Touched:
    return Touched(content["people"], estimated=True)


def _size(content: Content, people: int) -> int:
    """What frees many asks for a supervisor and the number, and never for a dry run: nobody has to wait for one. What
    turns so many worse is not taken back as a whole (`_check`)."""
    if content["kind"] == "registrations":
        return 0
    return min(people, breaker_numbers.current().simulated)


def _apply(attempt: Attempt, approved: Approved) -> None:
    content, now = approved.content, attempt.now
    record = records.find(content["import"])
    if record is None or not _is_over(record) or _content(record, content["reason"]) != dict(content):
        raise Conflict(None, FieldError("content", "changed_meanwhile"))
    record.status, record.undo = UNDOING, approved.proposal_id
    region, by = str(content["region"]), approved.approved_by
    # A worker that was stopped in a part has put some of it in force, and may go on with it until it ends.
    parts = min(int(record.parts), int(record.applied) + 1)
    lanes = 1 if record.what == _ONE_LANE else LANES
    begun = begin_step(approved.proposal_id, UNDO.name, record.id, region, (), by, now, size=parts, lanes=lanes)
    listed = {"region": region, "reason": content["reason"], "by": by, "now": now}
    attempt.write(records.step(record, now), begun)
    attempt.write(eased.put(approved.proposal_id, "import.undone", record.id, **listed))


def _finish(campaign: CampaignRecord, now: datetime) -> list[Step]:
    record = records.find(campaign.cause)
    if record is None or record.status != UNDOING:
        return []
    record.status = TAKEN_BACK
    return [records.step(record, now)]


UNDO = kinds.register(
    Kind(
        name="import_undo",
        proposers=_EPIDEMIOLOGIST,
        approvers=_EPIDEMIOLOGIST,
        region=lambda content: str(content["region"]),
        apply=_apply,
        check=_check,
        touched=_touched,
        size=_size,
    )
)
CAMPAIGN = campaign_kinds.register(
    campaign_kinds.Kind(
        UNDO.name, undo_pages.page, lambda: settings().rescoring_queue_url, undo_pages.counted, finish=_finish
    )
)
