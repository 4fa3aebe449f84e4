"""Refusals of a decision in their fixed order: not found, forbidden, expired, conflict, too late, needs.

The order is that of the calls in `deciding.py`; who may not decide learns nothing of what else is wrong.
"""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import changes
from chalicelib.errors import Conflict, FieldError, Forbidden
from chalicelib.features.proposals.records import EXPIRED, PROPOSED, ProposalRecord
from chalicelib.features.proposals.sizes import COUNT, SUPERVISOR, THIRD_PERSON

SECOND_PERSON, WORSE = "second_person", "worse"


def require_second_person(actor: Actor, record: ProposalRecord) -> None:
    """Raises Forbidden `same_person` for whoever proposed it or agreed already, with another login of theirs too."""
    earlier = {record.proposed_by} | ({record.agreed[0]} if record.agreed else set())
    if actor.account_id in earlier or actor.document in record.authors:
        raise Forbidden("same_person")


def require_open(record: ProposalRecord, now: datetime) -> None:
    """Raises Conflict `expired` for one that lapsed, `conflict` for one that was decided or withdrawn."""
    status = record.status_at(now)
    if status == EXPIRED:
        raise Conflict("expired")
    if status != PROPOSED:
        raise Conflict(**changes.by(record.decided_by, record.decided_at))


def require_same_content(record: ProposalRecord, version: int, content_hash: str) -> None:
    """Raises Conflict unless it is what the second person saw, with who agreed to it or stood for it meanwhile."""
    wrong = "version" if version != int(record.version) else "content_hash"
    if version != int(record.version) or content_hash != record.content_hash:
        raise Conflict(None, FieldError(wrong, "changed_meanwhile"), **_last_hand(record))


def _last_hand(record: ProposalRecord) -> dict[str, Any]:
    """Whose the latest change of an open proposal was: who agreed first, or nobody's where other people are touched."""
    counted = datetime.fromisoformat(record.touches["at"])
    if record.agreed is not None and record.agreed[1] >= counted:
        return changes.by(*record.agreed)
    return changes.by(None, counted)


def require_needs(needs: set[str], met: set[str], actor: Actor, people: int, count: int | None, *, worse: bool) -> None:
    """Raises Conflict `needs` with what is missing: a supervisor, the number of people typed, that some get worse
    ticked, a simulation, time.

    `met`: what was seen to before. The number may be off by a tenth: people come and go while it is typed.
    """
    brought = {SUPERVISOR} if actor.is_one_of({"supervisor"}) else set[str]()
    brought |= {COUNT} if count is not None and abs(count - people) * 10 <= people else set()
    brought |= {WORSE} if worse else set()
    missing = sorted(needs - met - brought - {THIRD_PERSON})
    if missing:
        raise Conflict("needs", *(FieldError("needs", each) for each in missing))
