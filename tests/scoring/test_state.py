"""The state as it is stored: small, readable again, and built again when it must be."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib.scoring.decide import decide
from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import ResidenceSet
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import SCHEMES
from chalicelib.scoring.state import DeclaredFact, Evidence, Location, OutOfOrder, Residence, State, StateOutdated
from tests.scoring.builders import (
    BOOK,
    HOME,
    WUHAN,
    anomaly,
    at,
    case,
    decided,
    declaration,
    ill,
    met,
    positive,
    rating,
    stayed,
    traced,
    well,
)

EVERYTHING = [
    ResidenceSet("home", at(1, 7), HOME),
    rating(1, "high"),
    declaration(5, **met(4), **stayed(1, 4)),
    ill(6, **positive(6)),
    anomaly(7),
    case(8, kind="suspected"),
    traced(9, 8, "building"),
    *well(10, 12),
]


def test_a_state_survives_its_text_form() -> None:
    state = fold(None, EVERYTHING, BOOK)
    assert State.from_json(state.to_json()) == state
    assert State.from_json(State().to_json()) == State()
    assert State.from_json(state.to_json()).to_json() == state.to_json()


def test_another_format_is_not_read() -> None:
    content = json.loads(fold(None, EVERYTHING, BOOK).to_json())
    with pytest.raises(StateOutdated):
        State.from_json(json.dumps([0, content[1]]))


def test_a_text_that_is_no_state_is_not_read() -> None:
    content = json.loads(fold(None, EVERYTHING, BOOK).to_json())
    for damaged in ([content[0], [*content[1], "more", 1]], [content[0], ["soon"]], [content[0]]):
        with pytest.raises(StateOutdated):
            State.from_json(json.dumps(damaged, separators=(",", ":")))


def test_a_state_as_it_was_first_stored_is_still_read() -> None:
    text = (
        '[3,["2020-03-12T01:00:00Z",[4,0,"d"],["2020-03-12T01:00:00Z","2020-03-12T01:00:00Z"],null,'
        '[["2020-03-10","2020-03-12"]],["440500"],["440500","2020-03-10","2020-03-12"],[],[],[],'
        '[["domestic","contact.declared","2020-03-12T01:00:00Z",[["contact:confirmed:2020-03-09","2020-03-09",null]]]],'
        '[],[],[["contact:confirmed:2020-03-09","2020-03-12T01:00:00Z"]]]]'
    )
    state = State.from_json(text)
    assert (state.last_place, state.residence, state.location) == (
        (4, 0, "d"),
        Residence("440500"),
        Location("440500", date(2020, 3, 10), date(2020, 3, 12)),
    )
    assert state.declared == (DeclaredFact("contact:confirmed:2020-03-09", datetime(2020, 3, 12, 1, tzinfo=UTC)),)
    assert state.holds[0].evidence == (Evidence("contact:confirmed:2020-03-09", date(2020, 3, 9), None),)
    assert State.from_json(state.to_json()) == state


def test_it_stays_small_for_the_busiest_person() -> None:
    places = [f"{province}01{n:02}" for province in (11, 42, 44) for n in range(1, 40)]
    facts = [
        declaration(
            at(n, hour),
            "38.0",
            location=places[(n * 3 + hour) % len(places)],
            **met(n - hour % 3),
            **positive(n - hour % 5),
        )
        for n in range(1, 120)
        for hour in (8, 14, 20)
    ]
    assert len(fold(None, facts, BOOK).to_json()) < 16_000


def test_it_is_tiny_for_most_people() -> None:
    facts = [ResidenceSet("home", at(1, 7), HOME), *well(1, 60)]
    assert len(fold(None, facts, BOOK).to_json()) < 400


def test_years_of_check_ins_take_no_more_room() -> None:
    short, long = (fold(None, well(1, n), BOOK).to_json() for n in (60, 700))
    assert len(long) <= len(short)
    assert decided(well(1, 700), at(700)).checkin.streak == 700


def test_forgetting_an_abnormal_day_makes_no_run_longer() -> None:
    assert decided([*well(1, 4), ill(5), declaration(at(5, 10)), *well(6, 100)], at(100)).checkin.streak == 95


def test_what_became_known_earlier_is_not_folded_later() -> None:
    state = fold(None, well(5, 6), BOOK)
    with pytest.raises(OutOfOrder):
        fold(state, [traced(at(6, 8), 5)], BOOK)
    with pytest.raises(OutOfOrder):
        fold(state, [declaration(6)], BOOK)


def test_at_one_instant_facts_of_a_kind_are_in_the_order_of_their_ids() -> None:
    state = fold(None, [declaration(5, id="b")], BOOK)
    assert fold(state, [ill(at(5), id="c")], BOOK).last_place[-1] == "c"
    with pytest.raises(OutOfOrder):
        fold(state, [ill(at(5), id="a")], BOOK)


def test_ratings_of_a_new_county_may_be_older_than_the_state() -> None:
    before, arrived = well(1, 9), declaration(10, location=WUHAN)
    ratings = [rating(3), rating(4, region="420100", first=2)]
    step = fold(fold(None, before, BOOK), [*ratings, arrived], BOOK)
    assert step == fold(None, [*before, *ratings, arrived], BOOK)
    assert fold(step, ratings, BOOK) == step  # those it has already change nothing


def test_a_rating_that_concerns_a_known_stay_is_not_added_behind_its_back() -> None:
    state = fold(None, [declaration(5, location=WUHAN), declaration(6)], BOOK)
    with pytest.raises(OutOfOrder):
        fold(state, [rating(at(5, 12))], BOOK)


def test_regions_in_which_a_rating_would_matter() -> None:
    state = fold(None, [ResidenceSet("home", at(1), HOME), declaration(5, **stayed(1, 4))], BOOK)
    assert state.stay_regions == {HOME, WUHAN}


def test_a_decision_a_moment_before_the_last_fact_is_made_at_that_fact() -> None:
    state = fold(None, [declaration(at(6, 0))], BOOK)
    assert decide(state, BOOK, at(6, 0) - timedelta(milliseconds=3), "domestic").checkin.done_today


def test_the_extremes_of_a_clock_are_decided_too() -> None:
    for instant in (datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)):
        facts = [declaration(instant, "38.0", **met(1)), anomaly(instant), traced(instant, 1)]
        for scheme in SCHEMES:
            assert decided(facts, instant, scheme, departs_at=instant).colour is not None
            next_due(fold(None, facts, BOOK), BOOK, instant, scheme, departs_at=instant)
