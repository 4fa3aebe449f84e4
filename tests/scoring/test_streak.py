"""Validity, chain, streak and `undeclared` of the international scheme."""

from datetime import timedelta

import pytest

from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import DayCredited, DepartureKnown, DesignationMade
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.rules import SCHEMES
from tests.scoring.builders import BOOK, at, colour, day, decided, declaration, ill, rules, traced, well

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("when", "expired", "days", "code_colour"),
    [
        (at(6, 9), False, 2, "green"),
        (at(7, 9, 0, 0), False, 2, "green"),
        (at(7, 9, 0, 1), True, 0, "green"),
        (at(8, 9, 0, 0), True, 0, "green"),
        (at(8, 9, 0, 1), True, 0, "red"),
    ],
)
def test_valid_for_a_day_expired_for_another_then_red(when, expired: bool, days: int, code_colour: str) -> None:
    decision = decided(well(5, 6), when, "international")
    assert (decision.expired, decision.streak.days, decision.colour) == (expired, days, code_colour)
    assert decision.valid_until == at(7, 9)


def test_a_fraction_of_the_last_second_is_still_valid() -> None:
    late = at(6, 9) + timedelta(milliseconds=900)
    decision = decided([declaration(5)], late, "international")
    assert (decision.expired, decision.streak.days) == (False, 1)


def test_undeclared_is_open_ended_and_ends_with_the_next_declaration() -> None:
    decision = decided(well(5, 5), at(8), "international")
    found = decision.holds[0]
    assert (found.rule, found.since, found.clears_on, found.open_ended) == ("undeclared", day(7), None, True)
    assert not decision.checkin.required
    assert colour([*well(5, 5), declaration(at(8, 10))], at(8, 10), "international") == "green"


def test_nobody_is_undeclared_in_the_domestic_scheme() -> None:
    decision = decided(well(5, 5), 40)
    assert (decision.colour, decision.valid_until, decision.expired, decision.streak) == ("green", None, False, None)


def test_undeclared_does_not_hide_other_holds() -> None:
    assert rules([traced(5, 5), *well(5, 5)], 9, "international") == {"undeclared", "contact.close"}


def test_the_streak_counts_policy_days_of_both_ends() -> None:
    facts = [declaration(at(5, 23, 59)), declaration(at(6, 0, 1)), declaration(at(6, 23))]
    assert decided(facts, at(6, 23), "international").streak.days == 2


@pytest.mark.parametrize(("gap", "days"), [(timedelta(hours=24), 2), (timedelta(hours=24, seconds=1), 1)])
def test_a_gap_over_a_day_breaks_the_chain(gap: timedelta, days: int) -> None:
    facts = [declaration(5), declaration(at(5) + gap)]
    assert decided(facts, at(5) + gap, "international").streak.days == days


def test_an_unhealthy_declaration_does_not_break_it() -> None:
    assert decided([*well(5, 6), ill(7)], at(7), "international").streak.days == 3


@pytest.mark.parametrize(
    ("departs", "when", "expected"),
    [
        (at(6, 12), at(8, 11, 59), {"undeclared"}),
        (at(6, 12), at(8, 12), set()),
        (at(4, 12), at(6, 12), set()),
        (None, at(8, 12), {"undeclared"}),
    ],
)
def test_the_code_closes_two_days_after_departure(departs, when, expected: set[str]) -> None:
    assert rules(well(5, 5), when, "international", departs_at=departs) == expected


def test_a_new_declaration_reopens_it() -> None:
    facts = [*well(5, 5), declaration(10)]
    assert decided(facts, at(9), "international", departs_at=at(6)).closed
    assert not decided(facts, at(10), "international", departs_at=at(6)).closed
    assert colour(facts, at(13), "international", departs_at=at(6)) == "red"


def test_whoever_left_the_country_is_asked_for_nothing_until_they_declare_again() -> None:
    facts = [traced(5, 5), *well(5, 6), DepartureKnown("left", at(6, 20), day(6))]
    for scheme in SCHEMES:
        found = decided(facts, at(12), scheme)
        assert ({hold.rule for hold in found.holds}, found.checkin.required) == ({"contact.close"}, False)
        assert next_due(fold(None, facts, BOOK), BOOK, at(12), scheme) is None
    back = [*facts, declaration(12)]
    assert decided(back, 12).checkin.required
    assert rules(back, at(15), "international") == {"undeclared", "contact.close"}


def test_staff_credit_what_parts_two_chains() -> None:
    facts = [*well(5, 6), declaration(at(8, 10))]
    assert decided(facts, at(8, 10), "international").streak.days == 1
    late = [*facts, DayCredited("c", at(8, 11), day(7))]
    early = [*facts, DayCredited("c", at(7, 20), day(7))]
    for credited in (late, early):
        assert decided(credited, at(8, 11), "international").streak.days == 4


def test_a_gap_without_a_missing_day_can_be_credited_too() -> None:
    facts = [declaration(5), declaration(at(6, 12)), DayCredited("c", at(6, 13), day(6))]
    assert decided(facts, at(6, 13), "international").streak.days == 2


# Outages


@pytest.mark.parametrize(("filed", "days"), [(at(6, 13), 2), (at(6, 13, 0, 1), 1)])
def test_a_deadline_in_an_outage_is_extended_two_hours_after_it(filed, days: int) -> None:
    outage = [Outage(at(6, 8), at(6, 11))]
    facts = [declaration(5), declaration(filed)]
    assert decided(facts, filed, "international", outages=outage).streak.days == days


@pytest.mark.parametrize(("end", "until"), [(at(6, 6, 59), at(6, 9)), (at(6, 7), at(6, 9)), (at(6, 8), at(6, 10))])
def test_a_deadline_in_the_two_hours_after_an_outage_moves_to_their_end(end, until) -> None:
    outage = [Outage(at(6, 5), end)]
    assert decided([declaration(5)], at(6, 9), "international", outages=outage).valid_until == until


def test_a_deadline_before_an_outage_does_not_move() -> None:
    outage = [Outage(at(6, 9, 0, 1), at(6, 10))]
    assert decided([declaration(5)], at(6, 9, 0, 1), "international", outages=outage).expired


def test_undeclared_waits_for_the_end_of_an_outage() -> None:
    outage = [Outage(at(7, 8), at(7, 10))]
    assert rules(well(5, 5), at(7, 12), "international", outages=outage) == set()
    assert rules(well(5, 5), at(7, 12) + SECOND, "international", outages=outage) == {"undeclared"}


@pytest.mark.parametrize(("filed", "done"), [(at(9, 3), 5), (at(9, 3, 0, 1), 1)])
def test_a_check_in_day_in_an_outage_is_extended_two_hours_after_it(filed, done: int) -> None:
    outage = [Outage(at(8, 20), at(9, 1))]
    facts = [traced(5, 5, "building"), *well(5, 7), declaration(filed)]
    (found,) = decided(facts, at(9, 4), outages=outage).holds
    assert found.checkins_done == done


def test_until_then_the_run_is_not_broken() -> None:
    outage = [Outage(at(8, 20), at(9, 1))]
    facts = [traced(5, 5, "building"), *well(5, 7)]
    for when, clears in ((at(9, 3), 12), (at(9, 3, 0, 1), 15)):
        (found,) = decided(facts, when, outages=outage).holds
        assert found.clears_on == day(clears)


def test_an_abnormal_declaration_makes_up_for_no_missed_day() -> None:
    outage = [Outage(at(8, 20), at(9, 1))]
    facts = [traced(5, 5, "building"), *well(5, 7), ill(at(9, 2)), declaration(at(10))]
    found = next(h for h in decided(facts, at(10), outages=outage).holds if h.rule == "contact.building")
    assert found.checkins_done == 1


@pytest.mark.parametrize(("filed", "closes"), [(declaration(at(9, 2)), True), (ill(at(9, 2)), False)])
def test_a_day_made_up_for_can_clear_a_hold(filed, closes: bool) -> None:
    outage = [Outage(at(8, 20), at(9, 1))]
    named = DesignationMade("d", at(5, 8), "red", days=3, checkins=4)
    open_rules = rules([named, *well(5, 7), filed], at(9, 2), outages=outage)
    assert ("designated.red" not in open_rules) is closes


@pytest.mark.parametrize(("filed", "days"), [(at(6, 11), 2), (at(6, 11, 0, 1), 1)])
def test_a_deadline_at_the_very_end_of_an_outage_falls_in_it(filed, days: int) -> None:
    outage = [Outage(at(6, 8), at(6, 9))]
    assert decided([declaration(5), declaration(filed)], filed, "international", outages=outage).streak.days == days


@pytest.mark.parametrize(
    ("outages", "filed", "done"),
    [
        ([Outage(at(8, 18), at(8, 23, 30))], at(9, 1, 30), 5),  # two hours after its end, though that is the next day
        ([Outage(at(8, 18), at(8, 23, 30))], at(9, 1, 31), 1),
        ([Outage(at(8, 18), at(8, 21))], at(9, 0, 1), 1),
        ([Outage(at(8, 20), at(9, 1)), Outage(at(9, 2), at(9, 4))], at(9, 6), 5),  # the grace falls in another
    ],
)
def test_how_long_a_check_in_day_is_extended(outages: list[Outage], filed, done: int) -> None:
    facts = [traced(5, 5, "building"), *well(5, 7), declaration(filed)]
    (found,) = decided(facts, filed, outages=outages).holds
    assert found.checkins_done == done


def test_outages_one_after_the_other() -> None:
    outages = [Outage(at(6, 12), at(6, 14)), Outage(at(6, 8), at(6, 11))]
    state = fold(None, [declaration(5), declaration(at(6, 16))], BOOK, outages)
    assert state.chain is not None
    assert state.chain.first_at == at(5)
