"""Outages of the system and days credited: what repairs a gap that was nobody's fault (domain: Time, Life of a hold).

Deadlines and check-in days that fall in a recorded outage are extended to some hours after its end. An outage is
mostly recorded when it is over, so whoever declared since then and may have lost by it is folded anew, when next seen.
"""

import secrets as random
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import audit
from chalicelib.errors import Conflict, Forbidden, NotFound, Unavailable, invalid
from chalicelib.person import outages
from chalicelib.person.outages_known import known
from chalicelib.store.transactions import Lost

LONGEST = timedelta(days=7)
"""Longer ones are recorded in parts: a slip in a date must not suspend the rules for a year."""
_TRIES = 5


def record(
    actor: Actor, start: datetime, end: datetime, reason: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """Records that the system could not be used from `start` to `end`, both included; audited.

    Raises Forbidden for a supervisor who has not the whole country, Invalid for an end before the start, in the
    future or more than a week later.
    """
    _require_country(actor)
    if end <= start:
        raise invalid("until", "until_before_from")
    if end > now:
        raise invalid("until", "outage_not_over")
    if end - start > LONGEST:
        raise invalid("until", "outage_too_long", days=LONGEST.days)
    outage_id = random.token_hex(8)
    _append(actor, outages.entry(outage_id, start, end, actor.account_id, reason, now), "outage.record", key, now)
    return {"id": outage_id, "from": start, "until": end, "reason": reason, "withdrawn": False}


def withdraw(actor: Actor, outage_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Takes a recorded outage back; audited. Raises NotFound, Forbidden, Conflict if it was taken back before."""
    _require_country(actor)
    entry = _find(outage_id)
    if shown(entry)["withdrawn"]:
        raise Conflict("outage_withdrawn")
    start, end = datetime.fromisoformat(entry["start"]), datetime.fromisoformat(entry["end"])
    gone = outages.entry(outage_id, start, end, actor.account_id, reason, now, withdrawn=True)
    _append(actor, gone, "outage.withdraw", None, now)
    return shown(entry) | {"withdrawn": True}


def _require_country(actor: Actor) -> None:
    if actor.region:
        raise Forbidden()


def _append(actor: Actor, entry: dict[str, Any], action: str, key: Once | None, now: datetime) -> None:
    for _ in range(_TRIES):
        steps = [outages.appended(outages.read(), entry), *idempotency.steps(key, entry["id"], now)]
        try:
            audit.audited(steps, actor.account_id, action, entry["id"], now, reason=entry["reason"])
        except Lost as lost:
            if 0 in lost.failed:
                continue
            raise Conflict() from None
        known(fresh=True)
        return
    raise Unavailable(retry_after=1)


def _find(outage_id: str) -> dict[str, Any]:
    """The entry that stands for an outage now: its withdrawal, if there is one."""
    found = [entry for entry in outages.read().entries if entry["id"] == outage_id]
    if not found:
        raise NotFound()
    return dict(found[-1])


def replay_answer(outage_id: str) -> dict[str, Any]:
    """The answer to a request that recorded this outage."""
    return shown(_find(outage_id))


def listed() -> list[dict[str, Any]]:
    """Every outage, latest recorded first. One read."""
    by_id = {entry["id"]: entry for entry in outages.read().entries}
    return [shown(entry) for entry in reversed(by_id.values())]


def shown(entry: dict[str, Any]) -> dict[str, Any]:
    """An outage as it is answered."""
    return {
        "id": entry["id"],
        "from": datetime.fromisoformat(entry["start"]),
        "until": datetime.fromisoformat(entry["end"]),
        "reason": entry["reason"],
        "withdrawn": entry["withdrawn"],
    }
