"""When holds open, move, and clear, to the minute."""

from datetime import UTC, timedelta, timezone

import pytest

from chalicelib.scoring.facts import (
    BreachRecorded,
    DayCredited,
    DesignationLifted,
    DesignationMade,
    Event,
)
from tests.scoring.builders import (
    anomaly,
    at,
    case,
    colour,
    day,
    decided,
    declaration,
    hold,
    ill,
    met,
    positive,
    rules,
    traced,
    well,
)


def test_symptoms_clear_with_the_seventh_normal_check_in() -> None:
    facts = [ill(5), *well(6, 12)]
    assert colour(facts, at(12, 8, 59)) == "yellow"
    assert colour(facts, at(12, 9)) == "green"


def test_a_contact_clears_as_the_day_begins() -> None:
    facts = [declaration(5, **met(5)), *well(6, 11)]
    assert colour(facts, at(11, 23, 59, 59)) == "yellow"
    assert colour(facts, at(12, 0)) == "green"


@pytest.mark.parametrize("offset", [-12, -5, 0, 8, 14])
def test_the_day_begins_in_beijing_whatever_the_offset_of_the_instants(offset: int) -> None:
    zone = timezone(timedelta(hours=offset))
    facts = [declaration(at(n).astimezone(zone), **(met(5) if n == 5 else {})) for n in range(5, 12)]
    assert colour(facts, at(11, 23, 59).astimezone(zone)) == "yellow"
    assert colour(facts, at(12, 0).astimezone(zone)) == "green"


@pytest.mark.parametrize(("instant", "counts"), [(at(12, 0), True), (at(11, 23, 59, 59), False)])
def test_a_check_in_belongs_to_the_beijing_day_of_its_instant(instant, counts: bool) -> None:
    # The check-in of the 12th is the seventh; a second one on the 11th is none.
    facts = [ill(5), *well(6, 11), declaration(instant.astimezone(UTC), id="last")]
    assert (colour(facts, at(12, 0)) == "green") is counts


def test_a_missed_day_restarts_the_run() -> None:
    facts = [ill(5), *well(6, 8), *well(10, 16)]
    assert colour(facts, at(16, 8, 59)) == "yellow"
    assert colour(facts, at(16, 9)) == "green"


def test_an_abnormal_day_restarts_the_run_even_after_a_normal_check_in() -> None:
    facts = [traced(5, 5, "building"), *well(5, 9), anomaly(9), *well(10, 15)]
    assert hold(facts, 9, "contact.building").checkins_done == 0
    assert hold(facts, 15, "contact.building").clears_on == day(16)
    assert rules([*facts, declaration(at(16))], 16) == set()


def test_a_normal_check_in_after_an_abnormal_one_does_not_mend_the_day() -> None:
    facts = [ill(at(5, 8)), declaration(at(5, 20)), *well(6, 11)]
    assert colour(facts, at(12, 0)) == "yellow"


def test_check_ins_before_the_observation_do_not_count() -> None:
    facts = [*well(1, 9), declaration(10, **met(10)), *well(11, 16)]
    assert colour(facts, at(16, 23, 59)) == "yellow"
    assert colour(facts, at(17, 0)) == "green"


def test_check_ins_before_the_evidence_was_known_count() -> None:
    facts = [*well(5, 11), traced(10, 5, "building")]
    assert hold(facts, 10, "contact.building").checkins_done == 6
    assert colour(facts, at(12, 0)) == "green"


def test_red_takes_fourteen_days_and_fourteen_check_ins() -> None:
    facts = [traced(5, 5), *well(5, 18)]
    assert colour(facts, at(18, 23, 59)) == "red"
    assert colour(facts, at(19, 0)) == "green"


def test_days_without_check_ins_clear_nothing() -> None:
    facts = [declaration(5), traced(5, 5)]
    assert colour(facts, 60) == "red"
    assert hold(facts, 60, "contact.close").clears_on == day(73)


def test_a_run_that_ended_before_the_days_had_passed_clears_nothing() -> None:
    # Seven check-ins from the 5th, then none on the 12th: as the 12th begins the run ends the day before.
    late = [declaration(4), traced(at(13), 5, "building"), *well(5, 11)]
    assert colour(late, at(13, 10)) == "green"  # seven days have passed, so that nothing opens
    facts = [declaration(4), traced(at(11, 8), 6, "building"), *well(5, 11)]
    assert colour(facts, 12) == "yellow"
    assert colour(facts, 20) == "yellow"


@pytest.mark.parametrize(("known", "expected"), [(at(11, 23, 59), "yellow"), (at(12, 0), "green")])
def test_old_yellow_evidence_opens_nothing(known, expected: str) -> None:
    assert colour([declaration(4), traced(known, 5, "building")], at(12, 0, 1)) == expected


@pytest.mark.parametrize(("known", "expected"), [(at(18, 23, 59), "red"), (at(19, 0), "green")])
def test_old_red_evidence_opens_nothing(known, expected: str) -> None:
    assert colour([declaration(4), traced(known, 5)], at(19, 0, 1)) == expected


def test_newer_evidence_moves_since_later() -> None:
    facts = [declaration(5), traced(5, 3), traced(6, 6, id="other")]
    assert hold(facts, 6, "contact.close").since == day(6)


def test_newer_knowledge_of_older_evidence_moves_nothing() -> None:
    facts = [declaration(5), traced(5, 5), traced(6, 3, id="other")]
    assert hold(facts, 6, "contact.close").since == day(5)


def test_closed_stays_closed_until_there_is_new_evidence() -> None:
    facts: list[Event] = [ill(5), *well(6, 12)]
    assert colour([*facts, ill(at(12, 10))], 12) == "yellow"
    assert colour([*facts, declaration(14)], 30) == "green"


def test_an_open_case_clears_from_its_release() -> None:
    facts = [*well(1, 34), case(5), case(20, "released", on=20)]
    assert hold(facts, 20, "case.confirmed").clears_on == day(34)
    assert colour(facts, at(33, 23, 59)) == "red"
    assert colour(facts, at(34, 0)) == "green"


def test_a_release_known_late_counts_the_check_ins_since() -> None:
    facts = [*well(1, 30), case(5), case(at(30, 10), "released", on=10)]
    assert colour(facts, at(30, 9, 59)) == "red"
    assert colour(facts, at(30, 10)) == "green"


def test_a_release_known_late_still_needs_the_run() -> None:
    facts = [*well(1, 15), case(5), case(30, "released", on=10), *well(30, 42)]
    assert hold(facts, 30, "case.confirmed").since == day(10)
    assert colour(facts, 42) == "red"
    assert colour([*facts, declaration(43)], at(43, 9)) == "green"


@pytest.mark.parametrize(
    ("checked", "when", "expected", "done"),
    [
        (range(5, 5), 5, 12, 0),  # nothing yet: today can still be the first
        (range(5, 8), 7, 12, 3),
        (range(5, 8), 8, 12, 3),  # the 8th is not over
        (range(5, 8), 9, 15, 0),  # the 8th was missed
        (range(6, 8), 7, 12, 2),  # one day late: the check-in of the 12th is the seventh
    ],
)
def test_clears_on_given_the_run_so_far(checked: range, when: int, expected: int, done: int) -> None:
    facts = [declaration(4), traced(at(5, 1), 5, "building"), *(declaration(n) for n in checked)]
    found = hold(facts, at(when, 12), "contact.building")
    assert (found.clears_on, found.checkins_done) == (day(expected), done)


def test_clears_on_after_an_abnormal_day() -> None:
    found = hold([declaration(5), traced(5, 5, "building"), anomaly(8)], 8, "contact.building")
    assert (found.clears_on, found.checkins_done) == (day(15), 0)


def test_a_suspected_case_clears_when_excluded_at_once() -> None:
    facts = [*well(1, 6), case(5, kind="suspected"), case(at(6, 10), "excluded", kind="suspected")]
    assert colour(facts, at(6, 9, 59)) == "red"
    assert colour(facts, at(6, 10)) == "green"


def test_a_suspected_case_is_not_released() -> None:
    with pytest.raises(ValueError, match="suspected"):
        case(5, "released", kind="suspected")


def test_a_change_of_kind_closes_the_other_hold() -> None:
    facts = [declaration(5), case(5, kind="suspected"), case(6)]
    assert rules(facts, 6) == {"case.confirmed"}


def test_a_withdrawn_case_or_contact_closes_at_once() -> None:
    facts = [declaration(5), case(5), traced(5, 5)]
    assert rules([*facts, case(6, "withdrawn")], 6) == {"contact.close"}
    assert rules([*facts, traced(6, 5, status="withdrawn")], 6) == {"case.confirmed"}


def test_of_two_contacts_the_withdrawn_one_leaves_the_other() -> None:
    facts = [declaration(5), traced(5, 3), traced(5, 5, id="other"), traced(6, 5, id="other", status="withdrawn")]
    assert hold(facts, 6, "contact.close").since == day(3)


def test_a_breach_restarts_observation() -> None:
    facts = [traced(5, 5, "building"), *well(5, 12), BreachRecorded("b", at(9, 15), day(9))]
    assert hold(facts, 9, "contact.building").since == day(9)
    assert colour(facts, at(15, 23)) == "yellow"
    assert colour([*facts, *well(13, 15)], at(16, 0)) == "green"


def test_a_credited_day_mends_the_run() -> None:
    facts = [ill(5), *well(6, 8), *well(10, 12)]
    assert colour([*facts, DayCredited("c", at(12, 10), day(9))], at(12, 10)) == "green"


def test_a_credit_does_not_make_an_abnormal_day_normal() -> None:
    facts = [traced(5, 5, "building"), *well(5, 11), anomaly(9), DayCredited("c", at(10), day(9))]
    assert colour(facts, at(12, 0)) == "yellow"


def test_a_designation_lasts_as_named() -> None:
    named = DesignationMade("d", at(5, 8), "yellow", since=day(4), days=3, checkins=2)
    assert hold([*well(5, 5), named], 5, "designated.yellow").clears_on == day(7)
    assert colour([*well(5, 6), named], at(6, 23, 59)) == "yellow"
    assert colour([*well(5, 6), named], at(7, 0)) == "green"


def test_a_designation_by_days_alone_ends_without_check_ins() -> None:
    named = DesignationMade("d", at(5), "red", days=3, checkins=0)
    assert colour([declaration(5), named], at(7, 23, 59)) == "red"
    assert colour([declaration(5), named], at(8, 0)) == "green"


def test_a_lifted_designation_closes_at_once() -> None:
    made, lifted = DesignationMade("d", at(5), "red"), DesignationLifted("l", at(6), "d")
    assert colour([declaration(5), made, lifted], at(6)) == "green"


def test_check_ins_are_asked_for_only_while_some_hold_is_not_open_ended() -> None:
    assert not decided(well(5, 5), 5).checkin.required
    assert not decided([*well(5, 5), case(5)], 5).checkin.required
    assert decided([*well(5, 5), traced(5, 5)], 5).checkin.required
    assert decided([*well(5, 5), case(5), traced(5, 5)], 5).checkin.required


def test_the_check_in_of_today() -> None:
    facts = [traced(5, 5), *well(5, 7)]
    assert decided(facts, at(7, 8)).checkin.done_today is False
    assert decided(facts, at(7, 9)).checkin.done_today is True
    assert decided(facts, at(7, 8)).checkin.streak == 2
    assert decided(facts, at(9)).checkin.streak == 0


def test_a_positive_test_makes_its_day_of_filing_abnormal() -> None:
    facts = [declaration(5, **positive(3)), *well(6, 12, **positive(3))]
    assert colour(facts, at(12, 8, 59)) == "yellow"
    assert colour(facts, at(12, 9)) == "green"


def test_more_check_ins_than_days_count_from_the_observation_only() -> None:
    named = DesignationMade("d", at(10, 8), "yellow", days=1, checkins=5)
    assert hold([*well(1, 10), named], 10, "designated.yellow").clears_on == day(14)
    assert colour([*well(1, 13), named], at(13, 23)) == "yellow"
    assert colour([*well(1, 14), named], at(14, 9)) == "green"


def test_a_suspected_case_found_to_be_cured_long_ago_still_needs_the_run() -> None:
    facts = [declaration(5), case(5, kind="suspected"), case(30, "released", on=10)]
    assert rules(facts, 30) == {"case.confirmed"}


def test_a_case_long_cured_before_it_was_known_opens_nothing() -> None:
    assert rules([declaration(5), case(30, "released", on=10)], 30) == set()


def test_a_case_known_too_late_to_matter_leaves_a_declared_test() -> None:
    facts = [declaration(20, **positive(20)), case(25, "released", on=5)]
    assert rules(facts, 25) == {"test.declared"}
