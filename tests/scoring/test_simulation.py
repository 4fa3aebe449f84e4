"""Simulation: what a rule set would change, person by person and added up."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.scoring import simulation
from chalicelib.scoring.decide import decide
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import SCHEMES, RuleBook
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.simulation import Change, Tally, Trial, simulate, tally
from chalicelib.scoring.state import State
from tests.scoring.builders import BOOK, WUHAN, at, declaration, rating, rules_data, stayed, traced, well
from tests.scoring.lives import Life, lives

MEDIUM_10 = {"region__medium": {"colour": "yellow", "days": 10, "checkins": 10}}


TENTH = at(10, 0)


def trial(when=TENTH, outages=(), **rules: Any) -> Trial:
    data = rules_data(**rules)
    data["effective"] = when.isoformat()
    return Trial(BOOK, RuleBook([*BOOK.rulesets, parse_ruleset(data)]), when, tuple(outages))


def without(rule: str, when=TENTH) -> Trial:
    data = rules_data()
    del data["rules"][rule]
    data["effective"] = when.isoformat()
    return Trial(BOOK, RuleBook([*BOOK.rulesets, parse_ruleset(data)]), when)


def folded(*facts: Any) -> State:
    return fold(None, facts, BOOK)


BUILDING = [declaration(2), traced(4, 4, "building"), *well(4, 9)]
IN_WUHAN = [declaration(2, **stayed(1, 2)), rating(3), *well(3, 9)]


@pytest.mark.parametrize(
    ("facts", "tried", "change"),
    [
        (well(1, 9), trial(**MEDIUM_10), Change("green", "green")),
        (BUILDING, trial(), Change("yellow", "yellow", (("contact.building", "same"),))),
        (BUILDING, without("contact.building"), Change("yellow", "green", (("contact.building", "ended"),))),
        (
            BUILDING,
            trial(contact__building={"colour": "yellow", "days": 9, "checkins": 9}),
            Change("yellow", "yellow", (("contact.building", "longer"),)),
        ),
        (
            BUILDING,
            trial(contact__building={"colour": "red", "days": 5, "checkins": 5}),
            Change("yellow", "green", (("contact.building", "ended"),)),
        ),
        (
            [declaration(2), traced(4, 4), *well(4, 9)],
            trial(contact__close={"colour": "red", "days": 9, "checkins": 9}),
            Change("red", "red", (("contact.close", "shorter"),)),
        ),
        ([], trial(), Change(None, None)),
    ],
)
def test_what_a_rule_set_changes_for_a_person(facts, tried, change):
    assert simulate(folded(*facts), tried, "domestic") == change


def test_what_the_older_rules_close_at_the_instant_is_closed_first():
    facts = [declaration(2), traced(4, 3, "building"), *well(3, 9)]
    longer = trial(contact__building={"colour": "yellow", "days": 10, "checkins": 10})
    assert simulate(folded(*facts), longer, "domestic") == Change("green", "green")


def test_a_stay_that_lasts_is_asked_anew_and_a_finished_one_is_not():
    book = list(BOOK.rulesets)
    off = rules_data(version="off")
    del off["rules"]["region.medium"]
    off["effective"] = at(0, 0).isoformat()
    before = RuleBook([*book, parse_ruleset(off)])
    on = rules_data()
    tried = Trial(before, RuleBook([*before.rulesets, parse_ruleset(on)]), at(10, 0))
    lasting = fold(None, [declaration(4, location=WUHAN), rating(5), declaration(9, location=WUHAN)], before)
    finished = fold(None, [declaration(4, **stayed(1, 3)), rating(5), declaration(9)], before)
    assert simulate(lasting, tried, "domestic") == Change("green", "yellow", (("region.medium", "opened"),))
    assert simulate(finished, tried, "domestic") == Change("green", "green")
    assert simulation.is_due(lasting, tried, ["domestic"])


def test_who_did_not_declare_is_counted_in_the_international_scheme():
    state = folded(declaration(7, location=None))
    change = simulate(state, trial(), "international")
    assert change == Change("red", "red", (("undeclared", "same"),))
    assert simulate(state, without("undeclared"), "international").after == "green"


def test_whose_facts_reach_beyond_the_instant_is_counted_apart():
    found = tally("p", "630102", folded(*BUILDING), trial(at(8, 0)), ["domestic"], None)
    assert (found.counts["later"], found.counts["people"], found.counts.get("due", 0)) == (1, 1, 0)


def test_worse_is_who_gets_worse_in_any_scheme():
    state = folded(*BUILDING)
    tried = trial(
        contact__building={
            "domestic": {"colour": "yellow", "days": 1, "checkins": 1},
            "international": {"colour": "red", "days": 14, "checkins": 14},
        }
    )
    counts = tally("p", "630102", state, tried, ["domestic", "international"], None).counts
    assert counts["change|domestic|yellow>green"] == counts["change|international|yellow>red"] == 1
    assert (counts["worse"], counts["to_red"], counts["region|630100|worse"], "better" in counts) == (1, 1, 1, False)


tallies = st.builds(
    Tally,
    st.dictionaries(st.sampled_from(["people", "held", "change|domestic|green>red"]), st.integers(1, 9)),
    st.lists(st.text("abcdef", min_size=1, max_size=3), max_size=simulation.SAMPLED, unique=True).map(
        lambda ids: simulation._first(ids)
    ),
)


@given(tallies, tallies, tallies)
def test_tallies_add_up_in_any_grouping_and_order(a, b, c):
    assert a + (b + c) == (a + b) + c
    assert a + b == b + a
    assert a + Tally() == Tally() + a == a
    assert Tally.from_json(a.as_json()) == a


@given(st.lists(lives(), min_size=1, max_size=3), st.integers(0, 23))
@settings(max_examples=10)
def test_what_it_says_of_a_population_is_what_happens_to_each(population: list[Life], hour: int):
    """The matrix is that of deciding on everybody twice, whatever parts the population is counted in."""
    when = at(12, hour)
    tried = trial(when, **MEDIUM_10, contact__close={"colour": "yellow", "days": 5, "checkins": 5})
    known = [[fact for fact in life.facts if fact.at < when] for life in population]
    states = [fold(None, facts, tried.without) for facts in known]
    parts = [tally(str(n), "630102", state, tried, SCHEMES, None) for n, state in enumerate(states)]
    total = sum(parts[1:], parts[0])
    for scheme in SCHEMES:
        really = [fold(None, facts, tried.with_it) for facts in known]
        after = [decide(state, tried.with_it, when, scheme).colour for state in really]
        counted = {colour: after.count(colour) for colour in ("green", "yellow", "red")}
        assert simulation.colours(total.counts)[scheme] == counted
        moment_before = [decide(s, tried.without, when, scheme).colour for s in states]
        pairs = [f"{b}>{a}" for b, a in zip(moment_before, after, strict=True) if a and b and a != b]
        assert {k: v for k, v in simulation.matrix(total.counts)[scheme].items() if v} == {
            pair: pairs.count(pair) for pair in pairs
        }


def test_the_results_by_rule_and_region_are_read_from_the_counts():
    found = tally("p", "630102", folded(*BUILDING), without("contact.building"), ["domestic"], None)
    assert simulation.holds(found.counts) == {
        "contact.building": {"now": 1, "longer": 0, "shorter": 0, "ended": 1, "opened": 0}
    }
    assert simulation.regions(found.counts) == {"630100": {"worse": 0, "better": 1}}
    assert (found.counts["held"], found.counts["due"], found.sample) == (1, 1, ("p",))
