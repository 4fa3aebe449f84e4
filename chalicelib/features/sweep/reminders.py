"""Due work of a person: holds that clear, reminders, codes that lapse. Each safe to run twice, or late.

A run writes what it has to tell in the same transaction as the state it moves on, under the condition that
nobody wrote the state meanwhile: so a reminder is written once for its expiry and never after a declaration.
What goes out by SMS waits in the state's outbox until it was handed to the queue (person/outbox.py).
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.config import POLICY_ZONE
from chalicelib.person import accounts, colour, namesakes, outbox, travel, waits
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.due import Due
from chalicelib.scoring.state import State
from chalicelib.store.transactions import Lost

_MOST = 40

# What each kind of due instant tells the person, and whether by SMS too.
_SAYS = {"expires": ("inbox_lapsed", False), "undeclared": ("inbox_undeclared", True)}


def run(person_id: str, now: datetime) -> bool:
    """Does all that is due for a person up to `now`; says whether anything was.

    One read; a transaction for what became due; with messages to send, the queue and a second transaction.
    """
    record = people.state(person_id)
    return record is not None and serve(record, now)


def serve(record: StateRecord, now: datetime) -> bool:
    """The same for a state as it was read. False too where somebody changed it meanwhile.

    It is not decided again: whoever was quicker has put the person where a later sweep finds them.
    """
    if record.due_at is None or record.due_at > now:
        return False
    try:
        _move_on(record, record.due_at, now)
        _send(record, now)
    except Lost:
        return False
    return True


def _move_on(record: StateRecord, first: datetime, now: datetime) -> None:
    """Writes what follows from everything due from `first` up to `now`."""
    attempt = Attempt(now)
    person = attempt.person(record)
    state, before = colour.load_state(record), dict(record.severity or {})
    changes = []
    for due in _dues(record, state, first, now):
        _notify(person, state, due, now)
        changes += [due] if "rules_change" in due.kinds else []
    _end_waits(attempt, person, now)
    person.settle(swept=True)
    _tell_of_rules(person, before, changes)
    attempt.commit()


def _end_waits(attempt: Attempt, person: Person, now: datetime) -> None:
    """Who waited for staff in vain has a code now, with the holds of everybody whom it may be.

    A record that was joined with another leaves its account.
    """
    for kind in waits.ended(person.state, now):
        if kind == waits.AWAY:
            attempt.write(*accounts.leave_steps(person.state.account_id, person.id, person.state.relation))
            person.carry(kind, ())
            continue
        wait = waits.waits_of(person.state)[kind]
        person.carry(kind, namesakes.states_of(wait["others"]))
        if not wait.get("carries"):
            person.notify("inbox_undecided", occasion=now)


def _tell_of_rules(person: Person, before: dict[str, str], changes: list[Due]) -> None:
    """Tells of a rule set that made a code worse; one by which it got better is told by the green code itself."""
    severity = colour.SEVERITY
    worse = [c for s, c in (person.state.severity or {}).items() if severity[c] > severity[before.get(s, "green")]]
    if worse and changes:
        gravest = max(worse, key=lambda each: severity[each])
        person.notify("inbox_rules_worse", occasion=changes[-1].at, colour=gravest)


def _send(record: StateRecord, now: datetime) -> None:
    """Hands over what may go out. Whoever dies before the write finds it in the outbox again."""
    at = outbox.next_at(record)
    if at is not None and at <= now:
        attempt = Attempt(now)
        attempt.person(record).hand_over()
        attempt.commit()


def _dues(record: StateRecord, state: State, first: datetime, now: datetime) -> Iterator[Due]:
    """Every due instant from the stored one up to now, oldest first: several if runs were missed.

    What a person was told of is not due again: tell of each before asking for the next.
    """
    after = first - colour.MOMENT
    for _ in range(_MOST):
        due = colour.next_of(record, state, after)
        if due is None or due.at > now:
            return
        yield due
        after = due.at


def _notify(person: Person, state: State, due: Due, now: datetime) -> None:
    """Tells the person what a due instant brings."""
    if "checkin_reminder" in due.kinds:
        _remind_of_checkin(person, due.at, now)
    if "expiry_reminder" in due.kinds:
        _remind_of_expiry(person, state, due.at, now)
    for kind in sorted(due.kinds & _SAYS.keys()):
        code, sms = _SAYS[kind]
        person.notify(code, occasion=due.at, sms=sms)


def _remind_of_checkin(person: Person, at: datetime, now: datetime) -> None:
    """Once a day, and only while it can still be checked in."""
    today = policy_day(at, POLICY_ZONE)
    if today != policy_day(now, POLICY_ZONE) or (person.state.notified or {}).get("checkin") == today.isoformat():
        return
    person.remember("checkin", today.isoformat())
    person.notify("inbox_checkin", occasion=at, urgent=True)


def _remind_of_expiry(person: Person, state: State, at: datetime, now: datetime) -> None:
    """Once an expiry, and only while the code is valid; afterwards `expires` tells of it."""
    until = colour.valid_until(person.state, state, at)
    if until is None or colour.was_reminded(person.state, until):
        return
    person.remember("expiry", until.isoformat())
    if now <= until:
        zone = travel.zone_of(person.state)
        person.notify("inbox_expiring", occasion=at, urgent=True, due_at=until.isoformat(), zone=zone)
