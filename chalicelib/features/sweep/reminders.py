"""What happens of itself: holds that clear, reminders, codes that lapse. Each safe to run twice, or late.

A run writes what it has to tell in the same transaction as the state it moves on, under the condition that
nobody wrote the state meanwhile: so a reminder is written once for its expiry and never after a declaration.
What goes out by SMS waits in the state's outbox until it was handed to the queue (services/outbox.py).
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib import instants
from chalicelib.config import POLICY_ZONE
from chalicelib.person import colour, outbox, travel
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.due import Due
from chalicelib.scoring.state import State
from chalicelib.store.transactions import Lost, Step, transact

_MOST = 40

# What each kind of due instant tells the person, and whether by SMS too.
_SAYS = {"expires": ("inbox_lapsed", False), "undeclared": ("inbox_undeclared", True)}


def run(person_id: str, now: datetime) -> bool:
    """Does all that is due for a person up to `now`; says whether anything was.

    One read; a transaction for what became due; with messages to send, the queue and a second transaction.
    """
    record = people.state(person_id)
    if record is None or record.gsi2sk is None:
        return False
    first = instants.from_millis(int(record.gsi2sk))
    if first > now:
        return False
    if not _move_on(record, first, now):
        return False
    at = outbox.next_at(record)
    return _send(record, now) if at and at <= now else True


def _move_on(record: StateRecord, first: datetime, now: datetime) -> bool:
    """Writes what follows from everything due up to `now`. False if the state changed meanwhile."""
    state, read = colour.load_state(record), int(record.version)
    steps: list[Step] = []
    for due in _dues(record, state, first, now):
        steps += _tell(record, state, due, now)
    steps += colour.settle(record, state, now, swept=True)
    return _written(record, read, steps)


def _written(record: StateRecord, read: int, steps: list[Step]) -> bool:
    try:
        transact([people.state_write(record, read), *steps])
    except Lost:
        return False
    return True


def _send(record: StateRecord, now: datetime) -> bool:
    """Hands over what waits in the outbox. Whoever dies before the write finds it there again."""
    outbox.hand_over(record, now)
    colour.mark_due(record, colour.load_state(record), now)
    return _written(record, int(record.version), [])


def _dues(record: StateRecord, state: State, first: datetime, now: datetime) -> Iterator[Due]:
    """Every due instant from the stored one up to now, oldest first: several if runs were missed."""
    after = first - colour.MOMENT
    for _ in range(_MOST):
        due = colour.next_of(record, state, after)
        if due is None or due.at > now:
            return
        yield due
        after = due.at


def _tell(record: StateRecord, state: State, due: Due, now: datetime) -> Iterator[Step]:
    """The steps that write what a due instant tells."""
    if "checkin_reminder" in due.kinds:
        yield from _remind_of_checkin(record, due.at, now)
    if "expiry_reminder" in due.kinds:
        yield from _remind_of_expiry(record, state, due.at, now)
    for kind in sorted(due.kinds & _SAYS.keys()):
        code, sms = _SAYS[kind]
        yield from outbox.entry(record, code, {}, due.at, now, sms=sms)


def _remind_of_checkin(record: StateRecord, at: datetime, now: datetime) -> Iterator[Step]:
    """Once a day, and only while it can still be checked in."""
    today = policy_day(at, POLICY_ZONE)
    if today != policy_day(now, POLICY_ZONE) or (record.notified or {}).get("checkin") == today.isoformat():
        return
    record.notified = (record.notified or {}) | {"checkin": today.isoformat()}
    yield from outbox.entry(record, "inbox_checkin", {}, at, now, urgent=True)


def _remind_of_expiry(record: StateRecord, state: State, at: datetime, now: datetime) -> Iterator[Step]:
    """Once an expiry, and only while the code is valid; afterwards `expires` tells of it."""
    until = colour.valid_until(record, state, at)
    if until is None or colour.told_of(record, until):
        return
    record.notified = (record.notified or {}) | {"expiry": until.isoformat()}
    if now <= until:
        params = {"due_at": until.isoformat(), "zone": travel.zone_of(record)}
        yield from outbox.entry(record, "inbox_expiring", params, at, now, urgent=True)
