"""The scoring core and the store, joined: facts are folded into the stored state, never decided on without it."""

from collections.abc import Iterable
from datetime import datetime, time
from functools import cache
from hashlib import sha256

from chalicelib.config import DUE_SHARDS, EVENING_REMINDER_HOUR
from chalicelib.errors import Conflict
from chalicelib.scoring.decide import Decision, decide
from chalicelib.scoring.due import Due, next_due
from chalicelib.scoring.facts import Event, RatingKnown, ResidenceSet
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import RuleBook, Scheme, builtin_book
from chalicelib.scoring.state import OutOfOrder, State, StateOutdated
from chalicelib.scoring.stays import rating_regions
from chalicelib.services import facts
from chalicelib.services.certification import end_code
from chalicelib.store import ratings, records
from chalicelib.store.people import StateRecord
from chalicelib.store.tables import Step, stamp

SEVERITY = {"green": 0, "yellow": 1, "red": 2}


@cache
def book() -> RuleBook:
    """The rule sets in force, once per container."""
    return builtin_book()


def opened(record: StateRecord) -> State:
    """The stored state; built again from the records if it is of an older format."""
    if not record.scoring:
        return State()
    try:
        return State.from_json(record.scoring)
    except StateOutdated:
        return rebuilt(record.person_id, ())


def rebuilt(person_id: str, more: Iterable[Event]) -> State:
    """The state folded from nothing: every record of the person, the ratings of their regions, and `more`."""
    events = [*facts.of_history(records.history(person_id)), *more]
    regions = {region for event in events for region in facts.regions_of(event)}
    return fold(None, [*events, *_ratings(regions)], book())


def _ratings(regions: Iterable[str]) -> list[RatingKnown]:
    codes = {code for region in regions for code in rating_regions(region)}
    return [facts.rating(code, content) for code, content in ratings.covering(codes)]


def apply_facts(record: StateRecord, events: Iterable[Event], now: datetime) -> list[Step]:
    """Folds `events` into the record and returns the steps its change needs beside writing it.

    A worse colour ends the code id; the due index follows. Ratings are read only for regions that are new.
    """
    events = list(events)
    state = opened(record)
    fresh = {region for event in events for region in facts.regions_of(event)} - set(state.stay_regions)
    try:
        state = fold(state, [*_ratings(fresh), *events], book())
    except OutOfOrder:
        state = rebuilt(record.person_id, events)
    record.scoring = state.to_json()
    return settle(record, state, now)


def settle(record: StateRecord, state: State, now: datetime) -> list[Step]:
    """Brings what is derived from the state up to `now`: colours, code id, the next due instant."""
    before = dict(record.severity or {})
    decisions = {scheme: decide(state, book(), now, scheme) for scheme in schemes_of(record)}
    after = {scheme: each.colour for scheme, each in decisions.items() if each.colour}
    record.severity = after
    record.updated_at = now
    due = next_of(record, state, now)
    record.gsi2pk = f"DUE#{shard_of(record.person_id)}" if due else None
    record.gsi2sk = stamp(due.at) if due else None
    worse = any(SEVERITY[colour] > SEVERITY[before.get(scheme, colour)] for scheme, colour in after.items())
    return end_code(record, now) if worse else []


def next_of(record: StateRecord, state: State, after: datetime) -> Due | None:
    """The next instant after `after` at which something happens of itself, in any of the person's schemes."""
    evening = evening_of(record.person_id)
    dues = (next_due(state, book(), after, scheme, evening=evening) for scheme in schemes_of(record))
    known = [due for due in dues if due]
    if not known:
        return None
    first = min(due.at for due in known)
    return Due(first, frozenset().union(*(due.kinds for due in known if due.at == first)))


def shard_of(person_id: str) -> int:
    """Where in the due index a person stands: spread evenly, so that no minute is one hot key."""
    return int(sha256(person_id.encode()).hexdigest()[:8], 16) % DUE_SHARDS


def evening_of(person_id: str) -> time:
    """The minute of the evening reminder (Shanghai), spread over an hour for the same reason."""
    return time(EVENING_REMINDER_HOUR, int(sha256(person_id.encode()).hexdigest()[8:16], 16) % 60)


def schemes_of(record: StateRecord) -> list[Scheme]:
    """The schemes in which the person holds a code, domestic first."""
    return [scheme for scheme in ("domestic", "international") if scheme in record.schemes]


def decision(record: StateRecord, scheme: str | None, now: datetime) -> Decision:
    """The colour and its holds at `now`, in the scheme asked for or the person's first."""
    held = [each for each in schemes_of(record) if scheme in (None, each)]
    if not held:
        raise Conflict("no_code")
    return decide(opened(record), book(), now, held[0])


def note_residence(record: StateRecord, region: str | None, now: datetime) -> list[Step]:
    """Folds where the person lives into the state; returns the steps to write with it."""
    if region is None:
        return []
    event = ResidenceSet(f"residence-{stamp(now)}", now, region)
    steps = apply_facts(record, [event], now)
    return [records.evidence_put(record.person_id, event.id, now, *facts.content(event)), *steps]


def has_open_holds(record: StateRecord, now: datetime) -> bool:
    """Whether any scheme shows a hold."""
    return any(decision(record, scheme, now).holds for scheme in schemes_of(record))
