"""Sunset: two supervisors of the whole country set the day from which nobody is registered, and the last one."""

from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Forbidden, refused
from chalicelib.features.proposals import kinds, proposing
from chalicelib.features.proposals.content import Content
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.person import shelf, sunset
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.sunset import SunsetRecord

NOTICE = timedelta(days=30)
"""How long beforehand everybody is told (epidemic.md §8)."""
LAST_RULESET = "last_ruleset"
_SUBJECT = "sunset"


def propose(actor: Actor, first: date, last: date, reason: str, key: Once | None, now: datetime) -> ProposalRecord:
    """Proposes the end. Raises Forbidden for who is not of the whole country, Refused `sunset_too_soon`, Conflict
    `proposal_open`."""
    if actor.region:
        raise Forbidden()
    content = {"from": first.isoformat(), "until": last.isoformat()}

    def change(attempt: Attempt) -> ProposalRecord:
        record = proposing.propose(attempt, actor, Wanted(KIND, _SUBJECT, content, reason))
        attempt.once(key, record.id)
        return record

    return changing(now, change)


def shown() -> dict[str, Any] | None:
    """What is agreed to, with the certificate once there is one. One read."""
    record = sunset.find()
    return view(record) if record is not None else None


def view(record: SunsetRecord) -> dict[str, Any]:
    """As everybody may read it."""
    signed = record.certificate
    return {
        "from": record.from_at,
        "until": record.until_at,
        "agreed_at": record.agreed_at,
        "last_ruleset": _last_ruleset(record),
        "certificate": urlsafe_b64encode(signed).rstrip(b"=").decode() if signed else None,
    }


def _last_ruleset(record: SunsetRecord) -> str | None:
    book = shelf.current().book
    return book.at(record.from_at).version if sunset.is_held_by(book, record.from_at) else None


def _begins(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(), POLICY_ZONE)


def _check(content: Content, now: datetime) -> tuple[str, ...]:
    """What it needs to be agreed to: that a published rule set closes every hold from the first day on.

    Raises Refused where people would have less than thirty days, also once it is approved.
    """
    first, last = _begins(content["from"]), _begins(content["until"])
    if first < now + NOTICE:
        raise refused("sunset_too_soon", "from", "sunset_too_soon")
    if last < first + NOTICE:
        raise refused("sunset_too_soon", "until", "sunset_too_soon")
    return () if sunset.is_held_by(shelf.current(fresh=True).book, first) else (LAST_RULESET,)


def _apply(attempt: Attempt, approved: Approved) -> None:
    first, last = _begins(approved.content["from"]), _begins(approved.content["until"])
    attempt.write(sunset.put(sunset.find(), first, last, approved.proposal_id, attempt.now))


def _before(content: Content) -> dict[str, Any] | None:
    record = sunset.find()
    days = (record.from_at, record.until_at) if record is not None else ()
    return (
        dict(zip(("from", "until"), (str(each.astimezone(POLICY_ZONE).date()) for each in days), strict=False)) or None
    )


def _after(approved: Approved, now: datetime) -> None:
    shelf.current(fresh=True)


KIND = kinds.register(
    Kind(
        name="sunset",
        proposers=frozenset({"supervisor"}),
        approvers=frozenset({"supervisor"}),
        region=lambda content: "",
        apply=_apply,
        check=_check,
        before=_before,
        after=_after,
    )
)
