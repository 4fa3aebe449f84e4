"""The breaker's numbers: looked at by supervisors, changed by two of the whole country."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import breaker_numbers
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.errors import Conflict, Forbidden
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person.changing import Attempt, changing

_SUBJECT = "breaker-numbers"


def shown() -> dict[str, Any]:
    """The numbers in force, and since when. One read."""
    record = breaker_numbers.find()
    changed = {"changed_at": record.changed_at if record else None, "changed_by": record.changed_by if record else None}
    return asdict(breaker_numbers.of(record)) | changed


def propose(actor: Actor, numbers: Numbers, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes other numbers. Raises Forbidden for who is not of the whole country, Conflict `unchanged`,
    `proposal_open`."""
    if actor.region:
        raise Forbidden()
    if numbers == breaker_numbers.current():
        raise Conflict("unchanged")

    def change(attempt: Attempt) -> ProposalRecord:
        record = proposing.propose(attempt, actor, Wanted(KIND, _SUBJECT, asdict(numbers), reason))
        attempt.once(key, record.id)
        return record

    return changing(now, change)


def _whole_country(content: Content) -> str:
    return ""


def _apply(attempt: Attempt, approved: Approved) -> None:
    numbers = Numbers(**approved.content)
    attempt.write(breaker_numbers.put(breaker_numbers.find(), numbers, approved.approved_by, attempt.now))


KIND = kinds.register(
    Kind(
        name="breaker_numbers",
        proposers=frozenset({"supervisor"}),
        approvers=frozenset({"supervisor"}),
        region=_whole_country,
        apply=_apply,
        before=lambda content: asdict(breaker_numbers.current()),
    )
)
