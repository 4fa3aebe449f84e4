"""The order of what became known at one instant: said, decided, decided about it, whatever the ids."""

from dataclasses import replace
from itertools import permutations
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.facts import (
    Annulment,
    AnomalyWithdrawn,
    CaseOfContact,
    DeclaredSettled,
    DepartureKnown,
    DesignationLifted,
    DesignationMade,
    Event,
    RatingKnown,
    ResidenceSet,
    StayKnown,
    contact_key,
)
from chalicelib.scoring.fold import fold
from chalicelib.scoring.order import RANKS, Excusal, place
from chalicelib.scoring.state import OutOfOrder, State
from tests.scoring.builders import BOOK, WUHAN, anomaly, at, case, day, declaration, met, rating, rules, traced, well
from tests.scoring.test_properties import bad, declarations

NOON = at(5, 12)
KEY = contact_key("confirmed", day(4))
MET = declaration(NOON, id="z", **met(4))
DESIGNATED = DesignationMade("z", NOON, "red")

DECIDED_AT_ONCE = {
    "refuted": [MET, DeclaredSettled("a", NOON, KEY, "refuted")],
    "annulled": [MET, Annulment("a", NOON, "z", "mistaken")],
    "not theirs": [MET, Annulment("a", NOON, "z", "not_theirs")],
    "withdrawn by the gate": [anomaly(NOON, id="z"), AnomalyWithdrawn("a", NOON, "z")],
    "ended": [DESIGNATED, DesignationLifted("a", NOON, "z")],
    "wrong": [DESIGNATED, DesignationLifted("a", NOON, "z", "wrong")],
    "no case any more": [
        traced(NOON, 4, id="z", cases=("one",)),
        CaseOfContact("a", NOON, "z", "one", "excluded"),
    ],
    "withdrawn contact": [traced(NOON, 4, id="a"), traced(NOON, 4, id="a", status="withdrawn")],
    "excluded case": [case(NOON, id="z", revision=1), case(NOON, "excluded", id="a", revision=2)],
    "ended rating": [
        rating(NOON, "high", id="a", region="340104"),
        rating(NOON, "high", id="a", region="340104", withdrawn=True),
    ],
}


@pytest.mark.parametrize("facts", DECIDED_AT_ONCE.values(), ids=DECIDED_AT_ONCE.keys())
def test_a_decision_at_the_instant_of_what_it_is_about_applies(facts: list[Event]) -> None:
    assert rules([*well(1, 4), facts[0]], NOON) != set()
    for order in permutations(facts):
        assert rules([*well(1, 4), *order], NOON) == set()


def test_a_confirmation_at_the_instant_of_the_declaration_applies() -> None:
    confirmed = DeclaredSettled("a", NOON, KEY, "confirmed")
    assert rules([confirmed, MET], NOON) == rules([MET, DeclaredSettled("a", at(5, 13), KEY, "confirmed")], at(5, 13))


def test_everything_that_becomes_known_has_a_place_of_its_own() -> None:
    made = [
        ResidenceSet("a", NOON, WUHAN),
        StayKnown("a", NOON, WUHAN, day(1), day(2)),
        MET,
        anomaly(NOON, id="a"),
        rating(NOON, id="a"),
        case(NOON, id="a"),
        traced(NOON, 4, id="a"),
        DESIGNATED,
        DeclaredSettled("a", NOON, KEY, "confirmed"),
        DepartureKnown("a", NOON, day(5)),
    ]
    ranks = [place(each)[0] for each in made]
    assert ranks == sorted(set(ranks))


def test_no_kind_of_fact_is_without_a_place() -> None:
    assert {*get_args(Event), Excusal} == RANKS.keys()


at_noon = st.lists(st.one_of(declarations(), bad(st.just(NOON))), min_size=2, max_size=6, unique_by=place)


@given(at_noon, st.randoms(use_true_random=False))
def test_facts_of_one_instant_give_one_state_in_any_order_and_grouping(facts: list[Event], random) -> None:
    known = list({place(each): each for each in (replace(each, at=NOON) for each in facts)}.values())
    expected = fold(None, known, BOOK)
    random.shuffle(known)
    assert fold(None, known, BOOK) == expected
    state, seen = State(), []
    for each in known:
        seen.append(each)
        try:
            # Ratings of a stay that comes with a fact are folded with it, as whoever keeps the state does.
            state = fold(state, [each, *(one for one in seen[:-1] if isinstance(one, RatingKnown))], BOOK)
        except OutOfOrder:
            state = fold(None, seen, BOOK)
        state = State.from_json(state.to_json())
    assert state == expected


def test_an_older_version_of_a_case_that_was_withdrawn_counts_for_nothing() -> None:
    facts = [*well(1, 4), case(5, revision=2, id="a"), case(6, "withdrawn", revision=3, id="b", diagnosed=day(5))]
    late = case(7, revision=1, id="c", diagnosed=day(5))
    assert rules([*facts, late], 7) == set()
    with pytest.raises(OutOfOrder):
        fold(fold(None, facts, BOOK), [late], BOOK)
