"""Outages recorded and withdrawn, and days credited: what repairs a gap that was nobody's fault."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import DayCredited, DesignationMade, Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from tests.scoring.builders import BOOK, anomaly, at, colour, day, decided, declaration, hold, rules, traced, well

SECOND = timedelta(seconds=1)
NIGHT = Outage(at(8, 20), at(9, 1), recorded_at=at(9, 12))
AT_ONCE = replace(NIGHT, recorded_at=at(9, 1))


def credited(*days: int, when: int = 8) -> list[Event]:
    """Days credited one after the other in the evening of a day, in this order."""
    return [DayCredited(f"credit-{on}", at(when, 20, number), day(on)) for number, on in enumerate(days)]


def streak(facts, when, **more) -> int:
    found = decided(facts, when, "international", **more).streak
    return found.days if found else 0


# Credits


@pytest.mark.parametrize("order", list(permutations((4, 7))))
def test_two_gaps_are_joined_in_whatever_order_they_are_credited(order: tuple[int, ...]) -> None:
    facts = [*well(1, 3), *well(5, 6), *well(8, 8)]
    assert streak(facts, 8) == 1
    assert streak([*facts, *credited(*order)], 8) == 8


def test_a_gap_that_was_not_credited_still_parts() -> None:
    facts = [*well(1, 3), *well(5, 6), *well(8, 8)]
    assert streak([*facts, *credited(7)], 8) == 4
    assert streak([*facts, *credited(4)], 8) == 1


@pytest.mark.parametrize(("on", "days"), [(6, 3), (4, 2), (7, 2)])
def test_a_gap_over_24_hours_with_no_day_between_is_joined_by_the_day_it_was_due(on: int, days: int) -> None:
    facts = [declaration(5), declaration(at(6, 12)), declaration(at(7, 9))]
    assert streak([*facts, *credited(on, when=7)], 7) == days


@pytest.mark.parametrize("order", list(permutations((6, 7, 9))))
def test_gaps_of_several_kinds_are_joined(order: tuple[int, ...]) -> None:
    facts = [declaration(5), declaration(at(8, 9)), declaration(at(9, 18)), declaration(at(10, 18))]
    assert streak([*facts, *credited(*order, when=10)], 10) == 6


def test_a_credited_day_counts_from_its_own_day() -> None:
    # The run was done on the 11th; what was credited on the 20th closes the hold there, and nothing is worse since.
    facts = [traced(5, 5, "building"), *well(5, 8), *well(10, 13), declaration(14, "38.0"), *credited(9, when=20)]
    assert rules(facts, at(20, 19)) == {"contact.building", "symptom", "worsened"}
    assert rules(facts, 20) == {"symptom"}


# Outages


def test_midnight_belongs_to_the_new_day_whatever_outages_there_were() -> None:
    long_ago = [Outage(at(1, 2), at(1, 3))]
    facts = [traced(5, 5, "building"), *well(5, 7), declaration(at(9, 0)), *well(10, 11)]
    assert hold(facts, 11, "contact.building").checkins_done == 3
    for outages in ([], long_ago):
        assert colour(facts, at(12, 0), outages=outages) == "yellow"


def test_one_check_in_counts_for_every_day_that_an_outage_kept_open() -> None:
    long = [Outage(at(6, 10), at(8, 23))]
    facts = [traced(5, 5, "building"), *well(5, 5), declaration(at(7, 12)), declaration(at(9, 0, 30)), *well(10, 11)]
    assert colour(facts, at(12, 0), outages=long) == "green"
    assert colour(facts, at(12, 0)) == "yellow"


def test_clears_on_is_never_a_day_that_has_passed() -> None:
    named = DesignationMade("d", at(5, 8), "red", days=3, checkins=4)
    found = hold([named, *well(5, 7)], at(9, 2), "designated.red", outages=[AT_ONCE])
    assert (found.clears_on, found.checkins_done) == (day(9), 3)


def test_a_day_that_a_gate_spoilt_is_not_made_up() -> None:
    facts = [traced(5, 5, "building"), *well(5, 7), anomaly(8)]
    assert hold(facts[:-1], at(9, 2), "contact.building", outages=[AT_ONCE]).checkins_done == 3
    waiting = hold(facts, at(9, 2), "contact.building", outages=[AT_ONCE])
    assert (waiting.checkins_done, waiting.clears_on) == (0, day(15))
    made = hold([*facts, declaration(at(9, 2))], at(9, 2), "contact.building", outages=[AT_ONCE])
    assert (made.checkins_done, made.clears_on) == (1, day(15))


GIVEN = [traced(5, 5, "building"), *well(5, 7), declaration(at(9, 2)), *well(10, 13)]


def test_an_outage_that_is_recorded_gives_what_it_would_have_given() -> None:
    assert rules(GIVEN, 12) == {"contact.building"}
    assert rules(GIVEN, 12, outages=[NIGHT]) == set()


def test_what_a_withdrawn_outage_gave_stays_and_the_rest_goes() -> None:
    gone = replace(NIGHT, withdrawn_at=at(12, 12))
    assert rules(GIVEN, 13, outages=[gone]) == set()
    before = replace(NIGHT, recorded_at=at(9, 1, 30), withdrawn_at=at(9, 2))
    assert rules(GIVEN, 13, outages=[before]) == {"contact.building"}


@pytest.mark.parametrize(("withdrawn_at", "days"), [(at(6, 13), 3), (at(6, 12), 2)])
def test_a_chain_joined_by_an_outage_stays_joined(withdrawn_at, days: int) -> None:
    outage = Outage(at(6, 8), at(6, 11), recorded_at=at(6, 11), withdrawn_at=withdrawn_at)
    facts = [declaration(5), declaration(at(6, 12)), declaration(at(7, 9))]
    assert streak(facts, at(7, 10), outages=[outage]) == days


def test_what_was_not_used_of_a_withdrawn_outage_goes() -> None:
    outage = Outage(at(6, 8), at(6, 11), recorded_at=at(6, 11), withdrawn_at=at(6, 12))
    assert not decided([declaration(5)], at(6, 11, 59), "international", outages=[outage]).expired
    assert decided([declaration(5)], at(6, 12), "international", outages=[outage]).expired


def test_a_state_folded_while_an_outage_stood_is_that_of_all_facts_after_its_withdrawal() -> None:
    gone = replace(NIGHT, withdrawn_at=at(11))
    kept = fold(None, [fact for fact in GIVEN if fact.at < at(11)], BOOK, [NIGHT])
    later = fold(kept, [fact for fact in GIVEN if fact.at >= at(11)], BOOK, [gone])
    assert later == fold(None, GIVEN, BOOK, [gone])
    assert decide(later, BOOK, at(13, 10), "domestic", outages=[gone]).colour == "green"


def test_a_decision_is_replayed_with_the_outages_that_were_recorded_then() -> None:
    for when, expected in ((at(9, 11), 1), (at(9, 12), 5)):
        found = decided(GIVEN[:5], when, outages=[NIGHT]).holds[0]
        assert found.checkins_done == expected
