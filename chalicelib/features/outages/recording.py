"""Outages of the system and days credited: what repairs a gap that was nobody's fault (domain: Time, Life of a hold).

Deadlines and check-in days that fall in a recorded outage are extended to some hours after its end. An outage is
mostly recorded when it is over, so whoever declared since then and may have lost by it is rebuilt, when next seen.
"""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import staff
from chalicelib.errors import Conflict, Forbidden, NotFound, invalid
from chalicelib.person import outages, shelf
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.outages import OutagesRecord
from chalicelib.store.listing import Listing

LONGEST = timedelta(days=7)
"""Longer ones are recorded in parts: a slip in a date must not suspend the rules for a year."""


def record(
    actor: Actor, start: datetime, end: datetime, reason: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """Records that the system could not be used from `start` to `end`, both included; audited.

    Raises Forbidden for a supervisor who has not the whole country, Invalid for an end before the start, in the
    future or more than a week later.
    """
    _require_country(actor)
    _check_span(start, end, now)
    outage_id = random.token_hex(8)
    entry = outages.entry(outage_id, start, end, actor.account_id, reason, now)

    def change(attempt: Attempt) -> None:
        _append(attempt, outages.read(), entry, actor, "outage.record")
        attempt.once(key, outage_id)

    changing(now, change)
    shelf.current(fresh=True)
    return shown(entry)


def _check_span(start: datetime, end: datetime, now: datetime) -> None:
    if end <= start:
        raise invalid("until", "until_before_from")
    if end > now:
        raise invalid("until", "outage_not_over")
    if end - start > LONGEST:
        raise invalid("until", "outage_too_long", days=LONGEST.days)


def withdraw(actor: Actor, outage_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Takes a recorded outage back; audited. Raises NotFound, Forbidden, Conflict if it was taken back before."""
    _require_country(actor)

    def change(attempt: Attempt) -> dict[str, Any]:
        record = outages.read()
        entry = _entry_of(record, outage_id)
        if entry["withdrawn"]:
            raise Conflict("outage_withdrawn")
        withdrawal = outages.withdrawal(entry, actor.account_id, reason, now)
        _append(attempt, record, withdrawal, actor, "outage.withdraw")
        return shown(withdrawal)

    answer = changing(now, change)
    shelf.current(fresh=True)
    return answer


def _require_country(actor: Actor) -> None:
    if actor.region:
        raise Forbidden()


def _append(attempt: Attempt, record: OutagesRecord, entry: dict[str, Any], actor: Actor, action: str) -> None:
    attempt.write(outages.appended(record, entry))
    attempt.audit(actor, action, entry["id"], reason=entry["reason"])


def _entry_of(record: OutagesRecord, outage_id: str) -> dict[str, Any]:
    """The entry that stands for an outage now: its withdrawal, if there is one."""
    found = [entry for entry in record.entries if entry["id"] == outage_id]
    if not found:
        raise NotFound()
    return dict(found[-1])


def replay_answer(actor: Actor, outage_id: str) -> dict[str, Any]:
    """The answer to a request that recorded this outage. Raises Forbidden as `record`."""
    _require_country(actor)
    return shown(_entry_of(outages.read(), outage_id))


def listed(limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the outages, latest recorded first. Two batch reads. Raises Invalid for another list's cursor."""
    listing = Listing("outages")
    after = listing.after(cursor)
    found = list(reversed({entry["id"]: entry for entry in outages.read().entries}.values()))
    begin = next((number + 1 for number, entry in enumerate(found) if entry["id"] == after), 0)
    answer = listing.answer(found[begin : begin + limit + 1], limit, lambda entry: str(entry["id"]), shown)
    return answer | {"logins": staff.logins(each["by"] for each in answer["items"])}


def shown(entry: dict[str, Any]) -> dict[str, Any]:
    """An outage as it is answered."""
    return {
        "id": entry["id"],
        "from": datetime.fromisoformat(entry["start"]),
        "until": datetime.fromisoformat(entry["end"]),
        "reason": entry["reason"],
        "withdrawn": entry["withdrawn"],
        "by": entry["by"],
        "at": datetime.fromisoformat(entry["at"]),
    }
