"""The colour of a person: facts are folded into the stored state, never decided on without it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib import instants
from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.person import facts, history, joined, outbox, rated, ratings, shelf, travel, waits
from chalicelib.person.code_id import end_worse
from chalicelib.person.due import evening_of, shard_of
from chalicelib.person.indexed import place_held
from chalicelib.person.records import StateRecord
from chalicelib.person.shelf import Shelf
from chalicelib.scoring.days import add_days, day_start, policy_day
from chalicelib.scoring.decide import Decision, HoldView, decide
from chalicelib.scoring.due import Due, next_due
from chalicelib.scoring.facts import Event, RatingKnown
from chalicelib.scoring.fold import fold
from chalicelib.scoring.ratings import concerns, rating_regions
from chalicelib.scoring.rules import RuleBook, Scheme
from chalicelib.scoring.state import OutOfOrder, State, StateOutdated
from chalicelib.scoring.travel import Travel, assess, begin_by
from chalicelib.store.tables import PersonRecord
from chalicelib.store.transactions import Step

SEVERITY = {"green": 0, "yellow": 1, "red": 2}
MOMENT = timedelta(milliseconds=1)
"""The resolution of the due index."""


def book() -> RuleBook:
    """The rule sets that are published, as this container knows them."""
    return shelf.current().book


def load_state(record: StateRecord) -> State:
    """The stored state with every rating published since; built again from the records if it is of an older format, an
    outage became known since, or the state is too far behind."""
    if not record.scoring:
        return State()
    known = shelf.current()
    try:
        state = State.from_json(record.scoring)
    except StateOutdated:
        return _rebuilt(record)
    if known.outages.concern(state, int(record.outages), known.book):
        return _keep(record, _rebuilt(record), known)
    record.stayed, record.asks = state.stay_regions, state.queue
    return _with_new_ratings(record, state, known)


def _with_new_ratings(record: StateRecord, state: State, known: Shelf) -> State:
    """The state with the ratings that were published since it was folded."""
    published = known.ratings_after(int(record.ratings_seen))
    if published is None:
        return _keep(record, _rebuilt(record), known)
    record.ratings_seen = known.ratings
    concerning = [rating for rating in published if concerns(state, rating.region)]
    if not concerning:
        return state
    record.pulled = tuple(concerning)
    try:
        state = fold_known(state, concerning)
    except OutOfOrder:
        state = _rebuilt(record)
    return _keep(record, state, known)


def _rebuilt(record: StateRecord) -> State:
    return rebuild(record.person_id, ()) if record.records is None else fold_records(record.records)


def _keep(record: StateRecord, state: State, known: Shelf) -> State:
    """Puts a state into the record, for whoever writes it next; `known` was there before it was opened.

    More may be known meanwhile: with too low a number the state is only looked at again.
    """
    record.scoring, record.stayed, record.asks = state.to_json(), state.stay_regions, state.queue
    record.outages, record.ratings_seen = known.outages.version, known.ratings
    return state


def fold_known(state: State | None, events: Iterable[Event]) -> State:
    """`fold` by the rule sets that are published and the outages that are known."""
    known = shelf.current()
    return fold(state, events, known.book, known.outages.all)


def rebuild(person_id: str, more: Iterable[Event]) -> State:
    """The state folded from nothing: every record of the person, the ratings of their regions, and `more`."""
    return fold_records(history.history(person_id), more)


def fold_records(records: Iterable[PersonRecord], more: Iterable[Event] = ()) -> State:
    """The state folded from a person's records, joined ones among them, and `more`."""
    records = list(records)
    events, at = with_ratings([*facts.of_history(records), *more]), joined.joined_at(records)
    return fold_known(None, events) if at is None else joined.folded(records, events, at, fold_known)


def rebuild_from(
    record: StateRecord, history: Iterable[PersonRecord], now: datetime, more: Iterable[Event] = ()
) -> list[Step]:
    """Folds a person's whole history anew into the record, as after an annulment; returns the steps as `settle`.

    `more` are facts of the same change, which are not among the records yet.
    """
    return settle(record, _keep(record, fold_records(history, more), shelf.current()), now)


def with_ratings(events: list[Event]) -> list[Event]:
    """The events, and the ratings of every region they name. One batch read."""
    return [*events, *_ratings({region for event in events for region in facts.regions_of(event)})]


def _ratings(regions: Iterable[str]) -> list[RatingKnown]:
    codes = {code for region in regions for code in rating_regions(region)}
    return [facts.rating(code, content) for code, content in ratings.covering(codes)]


def apply_facts(
    record: StateRecord, events: Iterable[Event], now: datetime, unwritten: Iterable[Event] = ()
) -> list[Step]:
    """Folds `events` into the record and returns the steps its change needs beside writing it.

    A worse colour ends the code id; the due index follows. Ratings are read only for regions that are new. `unwritten`
    are facts of the same change, which a state that is rebuilt would not find among the records.
    """
    events, known = list(events), shelf.current()
    state = load_state(record)
    fresh = {region for event in events for region in facts.regions_of(event)} - set(state.stay_regions)
    try:
        state = fold_known(state, [*_ratings(fresh), *events])
    except OutOfOrder:
        state = rebuild(record.person_id, [*unwritten, *events])
    return settle(record, _keep(record, state, known), now)


def settle(record: StateRecord, state: State, now: datetime, *, swept: bool = False) -> list[Step]:
    """Brings what is derived from the state up to `now`: colours, code id, risks to the trip, the next due instant.

    Returns the steps that belong into the transaction that writes the record. What is due already stays due
    until the sweep has done it (`swept`): a request that comes first must not take a reminder away.
    """
    before = dict(record.severity or {})
    decisions = {scheme: _decide(record, state, scheme, now) for scheme in schemes_of(record)}
    after = {scheme: str(each.colour) for scheme, each in decisions.items() if each.colour}
    record.decided = (_premises(record, now), decisions)
    record.severity = after
    record.updated_at = now
    place_held(record, decisions.values())
    steps = [*_turned_green(record, before, now), *rated.told(record, before, decisions, now)]
    steps += travel.announced(record, assessed(record, state, now), now)
    if swept or not is_due(record, now):
        mark_due(record, state, now)
    return [*end_worse(record, before, after, partial(_decide, record, state), book(), now), *steps]


def is_due(record: StateRecord, now: datetime) -> bool:
    """Whether the sweep has something to do for this record."""
    return bool(record.gsi2sk) and record.gsi2sk <= stamp(now)


def _turned_green(record: StateRecord, before: dict[str, str], now: datetime) -> list[Step]:
    """Notifies of a code that cleared without a declaration; whoever clears it by declaring sees it."""
    held = set(before.values()) - {"green"}
    if not held or not is_due(record, now) or set((record.severity or {}).values()) != {"green"}:
        return []
    at = instants.from_millis(int(record.gsi2sk))
    return list(outbox.entry(record, "inbox_green", {}, at, now))


def mark_due(record: StateRecord, state: State, now: datetime) -> None:
    """Puts the record where the sweep finds it at the next instant at which there is something to do."""
    due, waiting = next_of(record, state, now), outbox.next_at(record)
    at = min((each for each in (due.at if due else None, waiting) if each), default=None)
    record.gsi2pk = f"DUE#{shard_of(record.person_id)}" if at else None
    record.gsi2sk = stamp(at) if at else None


def _decide(record: StateRecord, state: State, scheme: Scheme, now: datetime) -> Decision:
    options: Any = {"departs_at": travel.departs_at(record), "outages": shelf.current().outages.all}
    decided = decide(state, book(), now, scheme, suspended=frozenset(record.suspended or ()), **options)
    return replace(decided, colour=None, grade=None) if waits.is_withheld(record) else decided


def assessed(record: StateRecord, state: State, now: datetime) -> Travel | None:
    """What the trip asks and what puts it at risk; None without an international code or after it closed."""
    if "international" not in record.schemes:
        return None
    decision = _decide(record, state, "international", now)
    if decision.closed:
        return None
    return assess(
        state,
        book(),
        now,
        travel.trip_of(record),
        nationality=record.nationality or "CN",
        decision=decision,
        photos=getattr(record, "photos", None) or "not_needed",
        outages=shelf.current().outages.all,
    )


def next_of(record: StateRecord, state: State, after: datetime) -> Due | None:
    """The next instant after `after` at which something falls due without a request, in any of the person's schemes."""
    options: Any = {
        "departs_at": travel.departs_at(record),
        "evening": evening_of(record.person_id),
        "quiet": outbox.quiet_of(record),
        "outages": shelf.current().outages.all,
    }
    dues = [next_due(state, book(), after, scheme, **options) for scheme in schemes_of(record)]
    known = [due for due in (*dues, _late_reminder(record, state, after), _late_start(record, after)) if due]
    undecided = waits.due_of(record, after)
    known += [Due(undecided, frozenset())] if undecided else []
    if not known:
        return None
    first = min(due.at for due in known)
    return Due(first, frozenset().union(*(due.kinds for due in known if due.at == first)))


def _late_reminder(record: StateRecord, state: State, after: datetime) -> Due | None:
    """A reminder whose moment went by untold, because the quiet hours were changed: due at once."""
    if "international" not in record.schemes:
        return None
    decision = _decide(record, state, "international", after)
    until, quiet = decision.valid_until, outbox.quiet_of(record)
    if until is None or decision.closed or decision.expired or was_reminded(record, until):
        return None
    usual = until - book().at(after).reminder_before
    return Due(after + MOMENT, frozenset(("expiry_reminder",))) if quiet.before(usual) <= after < usual else None


def valid_until(record: StateRecord, state: State, at: datetime) -> datetime | None:
    """The last second of the international code as it stands at `at`."""
    return _decide(record, state, "international", at).valid_until if "international" in record.schemes else None


def was_reminded(record: StateRecord, until: datetime) -> bool:
    """Whether the person was reminded of the expiry at `until`."""
    return bool((record.notified or {}).get("expiry") == until.isoformat())


def _late_start(record: StateRecord, after: datetime) -> Due | None:
    """The instant from which a chain that has not begun can no longer be long enough for the trip."""
    trip = travel.trip_of(record)
    if trip is None or "international" not in record.schemes:
        return None
    zone = book().zone
    last = begin_by(policy_day(trip.departs_at, zone), book().at(after))
    at = day_start(add_days(last, 1), zone)
    return Due(at, frozenset()) if at > after else None


def schemes_of(record: StateRecord) -> list[Scheme]:
    """The schemes in which the person holds a code, domestic first."""
    return [scheme for scheme in ("domestic", "international") if scheme in record.schemes]


def open_schemes(record: StateRecord, now: datetime) -> set[str]:
    """The schemes in which the person is to file: not the international one after its trip is over."""
    state = load_state(record)
    return {scheme for scheme in schemes_of(record) if not _decide(record, state, scheme, now).closed}


def decision(record: StateRecord, scheme: str | None, now: datetime) -> Decision:
    """The colour and its holds at `now`, in the scheme asked for or the person's first."""
    held = [each for each in schemes_of(record) if scheme in (None, each)]
    if not held:
        raise Conflict("no_code")
    if record.decided and record.decided[0] == _premises(record, now):
        settled: Decision | None = record.decided[1].get(held[0])
        if settled:
            return settled
    return _decide(record, load_state(record), held[0], now)


def _premises(record: StateRecord, now: datetime) -> tuple[Any, ...]:
    """All that a decision rests on beside the scheme: what `settle` decided counts while none of it has changed."""
    return record.scoring, travel.departs_at(record), waits.is_withheld(record), frozenset(record.suspended or ()), now


def holds_of(record: StateRecord, scheme: Scheme, now: datetime) -> list[HoldView]:
    """The holds that follow from facts; a person who merely stopped declaring (`undeclared`) has none of it."""
    return [view for view in _decide(record, load_state(record), scheme, now).holds if view.rule != "undeclared"]


def has_open_holds(record: StateRecord, now: datetime) -> bool:
    """Whether any scheme shows a hold."""
    return any(holds_of(record, scheme, now) for scheme in schemes_of(record))
