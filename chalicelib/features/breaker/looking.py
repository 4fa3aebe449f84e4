"""What a supervisor looks at before a release: how many turned worse by the hour, and who is held on what ground."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import audit, breaker_numbers, staff
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.errors import NotFound
from chalicelib.features.breaker import gate, records, releasing
from chalicelib.features.breaker.records import HeldRecord
from chalicelib.features.proposals import records as proposals
from chalicelib.identity.regions import is_region
from chalicelib.store.listing import Listing

SHOWN = timedelta(hours=48)
KINDS = (gate.CASE, *gate.HELD_KINDS)
_DECIDING = 10
"""Entries of the audit about one decision that are looked through for its people."""


def rates(actor: Actor, county: str, now: datetime) -> dict[str, Any]:
    """The hours of two days in a county, by kind, with the number from which on more are held or alarmed.

    A read, and a query a kind. Raises NotFound for no such county, or another's region.
    """
    _reached(actor, county)
    numbers = breaker_numbers.current()
    return {"county": county, "kinds": [_rate(county, kind, numbers, now) for kind in KINDS]}


def _rate(county: str, kind: str, numbers: Numbers, now: datetime) -> dict[str, Any]:
    counted = records.hours(county, kind, now - max(SHOWN, timedelta(days=numbers.median_days)), now)
    usual = records.median_of(counted, numbers.median_days, now)
    first = records.hour_of(now - SHOWN)
    shown = [{"hour": f"{hour}:00Z", "people": people} for hour, people in counted.items() if hour > first]
    limit = max(numbers.held_over, int(numbers.held_times * usual))
    return {"kind": kind, "limit": limit, "is_held": kind in gate.HELD_KINDS, "hours": shown}


def held(actor: Actor, county: str, kind: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of what a county holds of a kind, the earliest first: since when, why, and who decided it.

    A query, and for each a read and a query of the audit, or a read of its list's proposal; a batch read for the
    logins. Raises NotFound for no such county or kind, or another's region.
    """
    _reached(actor, county)
    if kind not in gate.HELD_KINDS:
        raise NotFound()
    listing = Listing("breaker-held", county, kind)
    found = records.held_there(county, kind, limit + 1, listing.after(cursor))
    answer = listing.answer(found, limit, lambda record: str(record.sk), lambda record: _view(record, kind))
    return answer | {"logins": staff.logins(each for item in answer["items"] for each in item["by"])}


def _reached(actor: Actor, county: str) -> None:
    if not is_region(county):
        raise NotFound()
    require_region(actor, county)


def _view(record: HeldRecord, kind: str) -> dict[str, Any]:
    subject = str(record.subject)
    people = sorted(_of_list(record.proposal) if record.proposal else _of_audit(subject))
    return {"subject": subject, "held_at": record.at, "ground": releasing.ground_of(kind, subject), "by": people}


def _of_list(proposal_id: str) -> set[str]:
    """Who proposed a list and who agreed to it, the first of two supervisors too. One read."""
    found = proposals.find(proposal_id)
    if found is None:
        return set()
    agreed = {found.agreed[0]} if found.agreed else set[str]()
    return {str(found.proposed_by), *agreed} | ({str(found.decided_by)} if found.decided_by else set())


def _of_audit(subject: str) -> set[str]:
    """Who decided about something that was entered by hand. One query."""
    # A contact of a case's list is named after it, and the list is what was decided.
    entries = audit.of_subject(subject.partition("-")[0], _DECIDING, None)
    return {str(each.actor_id) for each in entries}
