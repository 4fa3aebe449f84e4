"""Credit of a day's check-in to a person that was missed through no fault of theirs (domain: Life of a hold)."""

import secrets as random
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import eased
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import DayCredited
from chalicelib.scoring.runs import forget_before


def credit(actor: Actor, person_id: str, on: date, reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Counts the day `on` as checked in; chains that are parted by credited days only are joined. Audited, and told.

    A read, one query for the audit and a transaction. Raises NotFound, Invalid for a
    day in the future or too long ago to matter, Conflict `credited_already`.
    """
    today = policy_day(now, POLICY_ZONE)
    if on > today:
        raise invalid("on", "in_future")
    if on < forget_before(today):
        raise invalid("on", "too_early")

    def change(attempt: Attempt) -> dict[str, Any]:
        state = _reached(actor, person_id)
        if on in colour.load_state(state).credited:
            raise Conflict("credited_already")
        person, fact = attempt.person(state), DayCredited(f"credit-{random.token_hex(6)}", now, on)
        person.notify("inbox_credited", on=on.isoformat())
        person.record(fact)
        place = {"region": state.county, "reason": reason, "by": actor.account_id}
        attempt.write(eased.put(fact.id, "day.credit", person_id, now=now, **place))
        attempt.audit(actor, "day.credit", person_id, region=state.county, reason=reason, day=on.isoformat())
        attempt.once(key, on.isoformat())
        return _answer(person.state, on)

    return changing(now, change)


def replay_answer(actor: Actor, person_id: str, on: str) -> dict[str, Any]:
    """The answer to a request that credited this day, with the colours of now."""
    return _answer(_reached(actor, person_id), date.fromisoformat(on))


def _reached(actor: Actor, person_id: str) -> StateRecord:
    state = people.state(person_id)
    if state is None:
        raise NotFound()
    require_region(actor, state.county)
    return state


def _answer(state: StateRecord, on: date) -> dict[str, Any]:
    return {"person_id": state.person_id, "on": on, "colours": dict(state.severity or {})}
