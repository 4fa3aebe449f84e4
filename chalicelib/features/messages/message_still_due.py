"""Relevance of a message: whether what it tells of is still so as it is about to go out, perhaps hours later."""

from collections.abc import Callable
from datetime import datetime

from chalicelib.person import colour
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord


def still_holds(record: MessageRecord, state: StateRecord | None, now: datetime) -> bool:
    """Whether the person is still the account's, and nothing was done meanwhile that answers the message.

    What is about nobody's person, as a venue's approval, still holds.
    """
    if not record.person_id:
        return True
    if state is None or state.account_id != record.account_id:
        return False
    if record.code.startswith("inbox_risk_"):
        return record.code.removeprefix("inbox_risk_") in (state.notified or {}).get("risks", ())
    check = _CHECKS.get(record.code)
    return check is None or check(record, state, now)


def _expires(record: MessageRecord, state: StateRecord, now: datetime) -> bool:
    until = colour.valid_until(state, colour.load_state(state), now)
    return until is not None and until.isoformat() == record.params.get("due_at")


def _unchecked(record: MessageRecord, state: StateRecord, now: datetime) -> bool:
    return not colour.decision(state, None, now).checkin.done_today


def _undeclared(record: MessageRecord, state: StateRecord, now: datetime) -> bool:
    until = colour.valid_until(state, colour.load_state(state), now)
    return until is not None and until < record.at


def _green(record: MessageRecord, state: StateRecord, now: datetime) -> bool:
    return set((state.severity or {}).values()) == {"green"}


def _declares_nothing(record: MessageRecord, state: StateRecord, now: datetime) -> bool:
    chain = colour.load_state(state).chain
    return chain is None or chain.last_at < record.at


_CHECKS: dict[str, Callable[[MessageRecord, StateRecord, datetime], bool]] = {
    "inbox_expiring": _expires,
    "inbox_checkin": _unchecked,
    "inbox_undeclared": _undeclared,
    "inbox_green": _green,
    "inbox_erasure_ahead": _declares_nothing,
}
