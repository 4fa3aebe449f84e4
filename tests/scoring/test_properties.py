"""What holds for any facts whatever."""

from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.scoring.decide import decide, replay
from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import (
    AnomalyWithdrawn,
    BreachRecorded,
    CaseKnown,
    Contact,
    ContactKnown,
    DayCredited,
    Declaration,
    DeclaredSettled,
    DesignationLifted,
    DesignationMade,
    Event,
    RatingKnown,
    ResidenceSet,
    StayKnown,
    contact_key,
)
from chalicelib.scoring.fold import fold
from chalicelib.scoring.order import in_order
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import SCHEMES, Colour
from chalicelib.scoring.state import OutOfOrder, State
from tests.scoring.builders import (
    BOOK,
    HOME,
    WUHAN,
    anomaly,
    at,
    case,
    day,
    declaration,
    met,
    positive,
    rating,
    stayed,
    traced,
)

DAYS = 24
MINUTE = timedelta(minutes=1)
instants = st.integers(0, DAYS * 24 * 60 - 1).map(lambda m: at(1, 0) + m * MINUTE)
numbers = st.integers(1, DAYS)
regions = st.sampled_from([HOME, WUHAN, "420103", "110105", "IT"])
rated = st.sampled_from([HOME, WUHAN, "420100", "420000", "110105", "IT"])
ids = st.uuids().map(str)
schemes = st.sampled_from(SCHEMES)

tame = settings(max_examples=120, deadline=None)


@st.composite
def declarations(draw: st.DrawFn) -> Declaration:
    when = draw(instants)
    number = (when - at(1, 0)).days + 1
    answers: dict = {}
    if draw(st.integers(0, 5)) == 0:
        answers |= met(max(1, number - draw(st.integers(0, 9))), draw(st.sampled_from(["confirmed", "suspected"])))
    if draw(st.integers(0, 7)) == 0:
        answers |= positive(max(1, number - draw(st.integers(0, 3))))
    if draw(st.integers(0, 3)) == 0:
        answers |= stayed(max(1, number - 5), max(1, number - draw(st.integers(0, 4))), draw(regions))
    temperature = draw(st.sampled_from(["36.5", "36.5", "36.9", "37.2", "37.3"]))
    return declaration(when, temperature, id=draw(ids), location=draw(st.none() | regions), **answers)


@st.composite
def bad(draw: st.DrawFn, when: st.SearchStrategy[datetime] = instants) -> Event:
    """Evidence that can only make things worse."""
    known, name = draw(when), draw(ids)
    number = (known - at(1, 0)).days + 1
    past = max(1, number - draw(st.integers(0, 16)))
    return draw(
        st.sampled_from(
            [
                case(known, id=name, kind=draw(st.sampled_from(["confirmed", "suspected", "asymptomatic"]))),
                case(known, "released", on=past, id=name),
                traced(known, past, draw(st.sampled_from(["close", "building"])), id=name),
                anomaly(known, id=name),
                rating(known, draw(st.sampled_from(["medium", "high", "key"])), past, region=draw(rated), id=name),
                rating(known, "high", past, number + draw(st.integers(-3, 5)), region=draw(rated), id=name),
                StayKnown(name, known, draw(regions), day(past), day(number)),
                DesignationMade(name, known, draw(st.sampled_from(["red", "yellow"]))),
                BreachRecorded(name, known, day(number)),
            ]
        )
    )


@st.composite
def good(draw: st.DrawFn, earlier: list[Event]) -> Event:
    """News that takes some of the evidence back."""
    known, name = draw(instants), draw(ids)
    fact = draw(st.sampled_from(earlier))
    number = (known - at(1, 0)).days + 1
    match fact:
        case CaseKnown(id=same, kind=kind):
            status = draw(
                st.sampled_from(["excluded", "withdrawn"] if kind == "suspected" else ["released", "withdrawn"])
            )
            return case(known, status, on=max(1, number - 2), id=same, kind=kind)
        case ContactKnown(id=same, kind=kind):
            return traced(known, number, kind, id=same, status="withdrawn")
        case RatingKnown(id=same, region=region):
            return rating(known, "low", max(1, number - 1), region=region, id=draw(st.sampled_from([name, same])))
        case DesignationMade(id=same):
            return DesignationLifted(name, known, same)
        case Declaration(contact=Contact(kind=kind, on=on)):
            return DeclaredSettled(name, known, contact_key(kind, on), draw(st.sampled_from(["confirmed", "refuted"])))
        case _:
            return draw(
                st.sampled_from(
                    [AnomalyWithdrawn(name, known, fact.id), DayCredited(name, known, day(max(1, number - 1)))]
                )
            )


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Facts about one person over some weeks, in any order."""
    events: list[Event] = draw(st.lists(declarations(), min_size=1, max_size=30))
    if draw(st.booleans()):
        events.append(ResidenceSet("house", at(1, 0), draw(regions)))
    events += draw(st.lists(bad(), max_size=6))
    events += draw(st.lists(good(list(events)), max_size=4))
    by_moment = {in_order(event): event for event in events}
    return list(by_moment.values())


def severity(colour: Colour | None) -> int:
    return -1 if colour is None else colour.severity


def check_ins(start: datetime, days: int) -> list[Event]:
    """A normal declaration right after `start` and then each day at nine."""
    first = declaration(start + timedelta(seconds=1), id="now", location=None)
    midnight = start.replace(hour=9, minute=0)
    rest = (midnight + timedelta(days=n) for n in range(1, days + 1))
    return [first, *(declaration(instant, id=f"day-{n}", location=None) for n, instant in enumerate(rest))]


@tame
@given(histories(), st.randoms(use_true_random=False), schemes)
def test_never_two_answers_for_the_same_facts(events: list[Event], random, scheme) -> None:
    mixed = list(events)
    random.shuffle(mixed)
    assert fold(None, mixed, BOOK) == fold(None, events, BOOK)
    now = at(DAYS + 1)
    assert replay(mixed, BOOK, now, scheme) == replay(events, BOOK, now, scheme)


@tame
@given(histories(), st.lists(st.integers(0, 60), max_size=6), st.lists(st.tuples(instants, st.integers(1, 2000))))
def test_folding_bit_by_bit_through_the_stored_form_is_folding_at_once(
    events: list[Event], cuts: list[int], breaks: list[tuple[datetime, int]]
) -> None:
    ordered = sorted(events, key=in_order)
    outages = [Outage(start, start + length * MINUTE) for start, length in breaks]
    state, start = None, 0
    for cut in [*sorted(cuts), len(ordered)]:
        try:
            state = fold(State.from_json(state.to_json()) if state else None, ordered[start:cut], BOOK, outages)
        except OutOfOrder:  # something reaches back
            state = fold(None, ordered[: max(start, cut)], BOOK, outages)
        start = max(start, cut)
    assert state == fold(None, events, BOOK, outages)


@tame
@given(histories(), instants, schemes)
def test_a_decision_can_be_replayed(events: list[Event], now: datetime, scheme) -> None:
    state = fold(None, [e for e in events if e.at <= now], BOOK)
    assert decide(state, BOOK, now, scheme) == replay(events, BOOK, now, scheme)


@tame
@given(histories(), bad(), instants, schemes)
def test_bad_evidence_never_improves_a_colour(events: list[Event], evidence: Event, now: datetime, scheme) -> None:
    assume(evidence.at <= now)
    before, after = (replay(facts, BOOK, now, scheme).colour for facts in (events, [*events, evidence]))
    assert severity(after) >= severity(before)


@tame
@given(histories(), instants, instants)
def test_an_abnormal_check_in_never_improves_a_colour(events: list[Event], filed: datetime, now: datetime) -> None:
    assume(filed <= now)
    fever = declaration(filed, "38.5", id="fever", location=None)
    before, after = (replay(facts, BOOK, now, "domestic").colour for facts in (events, [*events, fever]))
    assert severity(after) >= severity(before)


@tame
@given(histories(), schemes)
def test_released_and_well_ends_green(events: list[Event], scheme) -> None:
    end = at(DAYS + 1, 0)
    released: list[Event] = [
        case(end, "excluded" if e.kind == "suspected" else "released", on=DAYS, id=e.id, kind=e.kind)
        for e in events
        if isinstance(e, CaseKnown)
    ]
    lowered = [rating(end, "low", 1, region=e.region, id=f"low-{e.id}") for e in events if isinstance(e, RatingKnown)]
    unique = {in_order(e): e for e in [*events, *released, *lowered]}
    facts = [*unique.values(), *check_ins(end, 15)]
    assert replay(facts, BOOK, at(DAYS + 16, 9), scheme).colour == "green"


@tame
@given(histories(), instants, schemes)
def test_what_clears_on_promises_is_what_happens(events: list[Event], now: datetime, scheme) -> None:
    facts = [e for e in events if e.at <= now and not (isinstance(e, RatingKnown) and e.first > now.date())]
    promised = {h.rule: h for h in replay(facts, BOOK, now, scheme).holds if h.clears_on is not None}
    state, kept = fold(None, facts, BOOK), check_ins(now, 30)
    for rule, hold in promised.items():
        assert hold.clears_on is not None
        begins = at(1, 0) + timedelta(days=(hold.clears_on - day(1)).days)
        before = fold(state, [c for c in kept if c.at < begins], BOOK)
        by_then = fold(state, [c for c in kept if c.at < begins + timedelta(days=1)], BOOK)
        open_before = {h.rule for h in decide(before, BOOK, begins - timedelta(milliseconds=1), scheme).holds}
        open_after = {h.rule for h in decide(by_then, BOOK, begins + timedelta(hours=23, minutes=59), scheme).holds}
        assert rule in open_before or now >= begins
        assert rule not in open_after


@tame
@given(histories(), instants, st.integers(0, 10_000), schemes)
def test_nothing_changes_before_it_is_due(events: list[Event], now: datetime, share: int, scheme) -> None:
    state = fold(None, [e for e in events if e.at <= now], BOOK)
    due = next_due(state, BOOK, now, scheme)
    until = due.at if due else now + timedelta(days=60)
    moment = now + (until - now) * share / 10_001
    start, later = decide(state, BOOK, now, scheme), decide(state, BOOK, moment, scheme)
    assert (start.colour, {h.rule for h in start.holds}) == (later.colour, {h.rule for h in later.holds})
    assert (start.expired, start.checkin.required) == (later.expired, later.checkin.required)


@tame
@given(histories(), instants)
def test_one_hold_a_rule_and_the_colour_is_that_of_the_gravest(events: list[Event], now: datetime) -> None:
    for scheme in SCHEMES:
        decision = replay(events, BOOK, now, scheme)
        assert len({h.rule for h in decision.holds}) == len(decision.holds)
        if decision.colour is not None:
            assert severity(decision.colour) == max((h.colour.severity for h in decision.holds), default=0)
        for hold in decision.holds:
            assert hold.clears_on is None or not hold.open_ended
            assert hold.clears_on is None or hold.clears_on >= now.astimezone(BOOK.zone).date()
            assert 0 <= hold.checkins_done <= hold.checkins_required
