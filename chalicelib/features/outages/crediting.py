"""Crediting a person a day's check-in that was missed through no fault of theirs (domain: Life of a hold)."""

import secrets as random
from datetime import date, datetime
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import audit
from chalicelib.errors import Conflict, NotFound, Unavailable, invalid
from chalicelib.person import colour, facts, history, outbox
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import DayCredited
from chalicelib.scoring.runs import forget_before
from chalicelib.store.transactions import Lost

_TRIES = 5


def credit(actor: Actor, person_id: str, on: date, reason: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Counts the day `on` as checked in; chains that are parted by credited days only are joined. Audited, and told.

    A read, one query for the audit and a transaction. Raises NotFound, Forbidden outside the region, Invalid for a
    day in the future or too long ago to matter, Conflict `credited_already`.
    """
    today = policy_day(now, POLICY_ZONE)
    if on > today:
        raise invalid("on", "in_future")
    if on < forget_before(today):
        raise invalid("on", "too_early")
    for _ in range(_TRIES):
        state = _reached(actor, person_id)
        if on in colour.load_state(state).credited:
            raise Conflict("credited_already")
        if _written(actor, state, on, reason, key, now):
            return _answer(state, on)
    raise Unavailable(retry_after=1)


def replay_answer(actor: Actor, person_id: str, on: str) -> dict[str, Any]:
    """The answer to a request that credited this day, with the colours of now."""
    return _answer(_reached(actor, person_id), date.fromisoformat(on))


def _reached(actor: Actor, person_id: str) -> StateRecord:
    state = people.state(person_id)
    if state is None:
        raise NotFound()
    require_region(actor, state.county)
    return state


def _written(actor: Actor, state: StateRecord, on: date, reason: str, key: Once | None, now: datetime) -> bool:
    """One attempt; False if the state changed meanwhile."""
    read = int(state.version)
    told = outbox.entry(state, "inbox_credited", {"on": on.isoformat()}, now, now)
    fact = DayCredited(f"credit-{random.token_hex(6)}", now, on)
    consequences = colour.apply_facts(state, [fact], now)
    steps = [
        people.state_write(state, read),
        history.evidence_put(state.person_id, fact.id, now, *facts.content(fact)),
        *told,
        *consequences,
        *idempotency.steps(key, on.isoformat(), now),
    ]
    try:
        audit.audited(
            steps,
            actor.account_id,
            "day.credit",
            state.person_id,
            now,
            region=state.county,
            reason=reason,
            day=on.isoformat(),
        )
    except Lost as lost:
        if 0 in lost.failed:
            return False
        raise Conflict() from None
    return True


def _answer(state: StateRecord, on: date) -> dict[str, Any]:
    return {"person_id": state.person_id, "on": on, "colours": dict(state.severity or {})}
