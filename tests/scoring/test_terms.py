"""Terms of a rule or a designation: phases, several designations, rule sets that change them."""

from typing import Any

import pytest

from chalicelib.errors import Invalid
from chalicelib.scoring.due import next_due
from chalicelib.scoring.facts import BreachRecorded, DesignationLifted, DesignationMade, Event, ResidenceSet
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import parse_ruleset
from tests.scoring.builders import (
    BOOK,
    WUHAN,
    at,
    colour,
    day,
    decided,
    declaration,
    hold,
    ill,
    rating,
    rules,
    rules_data,
    traced,
    well,
    with_rules,
)

SEVEN_AND_THREE = {"colour": "red", "days": 7, "checkins": 7, "then": [{"colour": "yellow", "days": 3, "checkins": 3}]}


def in_phases(**more: Any) -> RuleBook:
    """From the first day on a close contact is red for seven days and then yellow for three."""
    data = rules_data(version="1", effective=0, contact__close={**SEVEN_AND_THREE, **more})
    return RuleBook([parse_ruleset(data)])


def seen(facts: list[Event], when, **more: Any) -> tuple[str | None, Any, int, int]:
    found = hold(facts, when, "contact.close", book=in_phases(), **more)
    return found.colour, found.clears_on, found.checkins_done, found.checkins_required


def test_a_term_of_two_phases() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 16)]
    assert seen(facts, 11) == ("red", day(15), 7, 10)
    assert seen(facts, at(12, 0)) == ("yellow", day(15), 7, 10)
    assert seen(facts, 14) == ("yellow", day(15), 10, 10)
    assert colour(facts, at(15, 0), book=in_phases()) == "green"


def test_the_next_phase_is_due_like_a_closing() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 11)]
    due = next_due(fold(None, facts, in_phases()), in_phases(), at(11, 21), "domestic")
    assert due is not None
    assert (due.at, due.kinds) == (at(12, 0), frozenset({"hold_clears"}))


def test_a_day_missed_in_the_second_phase_restarts_that_one_only() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 12), *well(14, 16)]
    assert seen(facts, at(14, 8)) == ("yellow", day(16), 7, 10)
    assert colour(facts, at(16, 8, 59), book=in_phases()) == "yellow"
    assert colour(facts, at(16, 9), book=in_phases()) == "green"


def test_a_contact_known_late_is_in_the_phase_that_its_check_ins_give() -> None:
    facts = [*well(4, 13), traced(13, 5)]
    assert seen(facts, 13) == ("yellow", day(15), 9, 10)


def test_a_later_contact_is_red_again_and_shows_the_day_it_clears() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 14), traced(13, 12, id="other")]
    assert seen(facts, 13) == ("red", day(22), 2, 10)


def test_a_breach_restarts_all_phases() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 13), BreachRecorded("b", at(13, 15), day(13))]
    assert seen(facts, 13) == ("red", day(23), 1, 10)


def test_an_abnormal_check_in_in_a_yellow_phase_is_worse() -> None:
    facts = [declaration(4), traced(5, 5), *well(5, 12), ill(13)]
    assert "worsened" in rules(facts, 13, book=in_phases())


def test_fresh_is_what_is_younger_than_all_phases() -> None:
    assert rules([declaration(14), traced(14, 5)], 14, book=in_phases()) == {"contact.close"}
    assert rules([declaration(15), traced(15, 5)], 15, book=in_phases()) == set()


@pytest.mark.parametrize(
    "then", [{"colour": "green", "days": 1, "checkins": 1}, {"colour": "yellow", "days": 40, "checkins": 1}]
)
def test_phases_that_cannot_be(then: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        in_phases(then=[then])
    assert [(error.field, error.code) for error in refused.value.fields] == [("rules.contact.close", "ruleset_rule")]


# Rule sets


def test_what_the_old_rules_close_as_the_new_ones_begin_is_closed_first() -> None:
    longer = with_rules(contact__building={"colour": "yellow", "days": 10, "checkins": 10})
    closes_then = [declaration(2), traced(4, 3, "building"), *well(3, 9)]
    later = [declaration(2), traced(4, 4, "building"), *well(4, 9)]
    assert colour(closes_then, at(10, 0), book=longer) == "green"
    assert hold(later, at(10, 1), "contact.building", book=longer).clears_on == day(14)


def test_a_lasting_stay_is_asked_anew_under_new_rules_a_finished_one_is_not() -> None:
    off = rules_data(version="0", effective=0)
    del off["rules"]["region.medium"]
    book = RuleBook([parse_ruleset(off), parse_ruleset(rules_data(version="1", effective=10))])
    lives = [ResidenceSet("house", at(1, 0), WUHAN), declaration(2, location=WUHAN), rating(3)]
    left = [*lives, declaration(9)]
    assert rules(lives, at(9, 23, 59), book=book) == set()
    assert rules(lives, at(10, 0), book=book) == {"region.medium"}
    assert rules(left, 12, book=book) == set()


# Designations


def test_two_designations_keep_their_own_terms() -> None:
    month = DesignationMade("month", at(2, 8), "yellow", days=28, checkins=0)
    week = DesignationMade("week", at(20, 8), "yellow", days=5, checkins=5)
    facts = [*well(2, 40), month, week]
    assert hold(facts, 20, "designated.yellow").clears_on == day(30)
    assert colour(facts, at(29, 23, 59)) == "yellow"
    assert colour(facts, at(30, 0)) == "green"
    missed = [*well(2, 20), *well(26, 40), month, week]
    assert hold(missed, 27, "designated.yellow").clears_on == day(30)
    assert hold(missed, 29, "designated.yellow").checkins_required == 5
    assert colour(missed, at(30, 8, 59)) == "yellow"
    assert colour(missed, at(30, 9)) == "green"


def test_of_two_designations_one_that_was_observed_is_done_whatever_comes_after() -> None:
    month = DesignationMade("month", at(2, 8), "yellow", days=28, checkins=0)
    week = DesignationMade("week", at(10, 8), "yellow", days=5, checkins=5)
    assert colour([*well(2, 15), month, week], at(30, 0)) == "green"


def test_a_designation_that_ended_leaves_what_rested_on_it() -> None:
    made = DesignationMade("d", at(5), "yellow")
    facts = [declaration(4), made, ill(6)]
    ended = DesignationLifted("l", at(7), "d", "ended")
    wrong = DesignationLifted("l", at(7), "d", "wrong")
    assert rules([*facts, ended], 7) == {"symptom", "worsened"}
    assert rules([*facts, wrong], 7) == {"symptom"}


@pytest.mark.parametrize(
    ("corrected", "clears"),
    [
        (DesignationMade("d", at(8), "yellow", since=day(5), correction=True), 12),
        (DesignationMade("d", at(8), "red", since=day(3), correction=True), 17),
        (DesignationMade("d", at(8), "red", since=day(5), days=20, checkins=20, correction=True), 25),
    ],
)
def test_a_corrected_designation(corrected: DesignationMade, clears: int) -> None:
    facts = [*well(3, 40), DesignationMade("d", at(5, 8), "red"), corrected]
    assert hold(facts, 7, "designated.red").clears_on == day(19)
    assert hold(facts, 8, f"designated.{corrected.colour}").clears_on == day(clears)
    assert colour(facts, at(clears, 0)) == "green"


def test_a_designation_corrected_so_that_it_would_have_ended_closes_at_once() -> None:
    facts = [*well(3, 12), DesignationMade("d", at(5, 8), "red")]
    assert rules([*facts, DesignationMade("d", at(12), "red", days=5, checkins=5, correction=True)], 12) == set()


def test_a_designation_that_had_closed_is_not_corrected_into_opening_again() -> None:
    """Its second version would not have opened by the third's beginning; it did, and was over."""
    second = DesignationMade("d", at(15, 7), "red", since=day(15), days=2, checkins=0, correction=True)
    third = DesignationMade("d", at(17, 20), "red", since=day(13), days=12, checkins=0, correction=True)
    facts = [*well(1, 20), DesignationMade("d", at(2, 8), "red", days=5, checkins=5), second]
    assert rules(facts, 16) == {"designated.red"}
    assert rules(facts, 17) == set()
    assert rules([*facts, third], 18) == set()


def test_nothing_is_due_twice_for_one_rule_set() -> None:
    assert decided(well(5, 5), 5, book=in_phases()).rules_version == "1"
    assert BOOK.before(at(1)) is None
