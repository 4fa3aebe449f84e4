"""Declared contacts and tests, check-ins that got worse, and gates."""

import pytest

from chalicelib.scoring.facts import AnomalyWithdrawn, DeclaredSettled, GateAnomaly, contact_key, positive_test_key
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import SCHEMES, RuleBook
from chalicelib.scoring.ruleset_data import parse_ruleset
from tests.scoring.builders import (
    BOOK,
    anomaly,
    at,
    case,
    colour,
    day,
    declaration,
    hold,
    ill,
    met,
    positive,
    rules,
    rules_data,
    traced,
    well,
)

KEY = contact_key("confirmed", day(5))


def queued(facts) -> list[tuple[str, str]]:
    return [(item.kind, item.key) for item in fold(None, facts, BOOK).queue]


@pytest.mark.parametrize(
    ("filed", "domestic", "abroad", "waits"),
    [
        (5, True, True, True),
        (11, True, True, True),
        (12, False, True, True),
        (18, False, True, True),
        (19, False, False, False),
    ],
)
def test_a_declared_contact_by_its_age(filed: int, domestic: bool, abroad: bool, waits: bool) -> None:
    facts = [declaration(filed, **met(5))]
    assert ("contact.declared" in rules(facts, at(filed, 10))) is domestic
    assert ("contact.declared" in rules(facts, at(filed, 10), "international")) is abroad
    assert bool(queued(facts)) is waits


def test_a_prefilled_contact_is_the_same_fact() -> None:
    facts = [declaration(5, **met(5)), *well(6, 20, **met(5))]
    assert colour(facts, at(12, 0)) == "green"
    assert colour(facts, 20) == "green"
    assert queued(facts) == [("contact.declared", KEY)]


def test_another_contact_is_new_evidence() -> None:
    facts = [declaration(5, **met(5)), declaration(7, **met(7))]
    assert hold(facts, 7, "contact.declared").since == day(7)


def test_a_prefilled_test_makes_no_later_day_abnormal() -> None:
    facts = [declaration(5, **positive(5)), *well(6, 30, **positive(5))]
    assert colour(facts, at(12, 9)) == "green"
    assert rules(facts, 30) == set()
    assert queued(facts) == [("test.declared", positive_test_key(day(5)))]


@pytest.mark.parametrize(("decided_on", "open_before"), [(6, True), (15, False)])
def test_a_confirmed_contact_becomes_a_close_contact(decided_on: int, open_before: bool) -> None:
    filed = 5 if open_before else 13
    facts = [declaration(filed, **met(5)), DeclaredSettled("s", at(decided_on, 10), KEY, "confirmed")]
    assert rules(facts, at(decided_on, 9, 59)) == ({"contact.declared"} if open_before else set())
    assert rules(facts, at(decided_on, 10)) == {"contact.close"}
    assert hold(facts, decided_on, "contact.close").since == day(5)
    assert queued(facts) == []


@pytest.mark.parametrize(("decided_on", "expected"), [(18, "contact.close"), (19, "contact.declared")])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_confirmation_later_than_the_thirteenth_day_changes_nothing(decided_on, expected: str, scheme) -> None:
    for late in (DeclaredSettled("s", at(decided_on), KEY, "confirmed"), traced(decided_on, 5, settles=KEY)):
        assert rules([declaration(5, **met(5)), declaration(decided_on), late], decided_on, scheme) == {expected}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_contact_confirmed_in_time_holds_in_each_scheme_by_itself(scheme) -> None:
    # After seven days the domestic hold has closed and the international one lasts: both get the close contact.
    facts = [declaration(5, **met(5)), *well(6, 13), DeclaredSettled("s", at(13, 10), KEY, "confirmed")]
    assert rules(facts, at(13, 9, 59)) == set()
    assert rules(facts, 13, scheme) == {"contact.close"}


def test_a_confirmation_counts_as_of_the_day_on_which_the_contact_was_declared() -> None:
    # The stairwell was declared on the sixth day, when seven days were not over yet, and confirmed on the ninth.
    facts = [declaration(10, **met(5)), traced(13, 5, "building", settles=KEY)]
    assert rules(facts, 13) == {"contact.building"}


def test_a_refuted_contact_closes_at_once_for_good() -> None:
    facts = [declaration(5, **met(5)), DeclaredSettled("s", at(6, 10), KEY, "refuted")]
    assert colour(facts, at(6, 9, 59)) == "yellow"
    assert colour(facts, at(6, 10)) == "green"
    assert colour([*facts, declaration(7, **met(5))], 7) == "green"


def test_a_refuted_test_gives_its_day_back() -> None:
    refuted = DeclaredSettled("s", at(6), positive_test_key(day(5)), "refuted")
    facts = [traced(5, 5, "building"), declaration(5, **positive(5)), *well(6, 11), refuted]
    assert colour(facts, at(12, 0)) == "green"


def test_a_traced_contact_settles_the_declared_one() -> None:
    facts = [declaration(5, **met(5)), traced(6, 5, settles=KEY)]
    assert rules(facts, 6) == {"contact.close"}
    assert queued(facts) == []


def test_a_positive_test_that_is_in_the_case_feed_is_a_case() -> None:
    facts = [declaration(5, **positive(5)), case(6)]
    assert rules(facts, 5) == {"test.declared"}
    assert rules(facts, 6) == {"case.confirmed"}
    assert rules([case(5), declaration(6, **positive(5))], 6) == {"case.confirmed"}


def test_a_suspected_case_leaves_the_test_undecided() -> None:
    assert rules([declaration(5, **positive(5)), case(6, kind="suspected")], 6) == {"case.suspected", "test.declared"}


# Check-ins that got worse


def test_an_abnormal_check_in_on_a_later_day_turns_yellow_red() -> None:
    facts = [declaration(5), traced(5, 5, "building"), ill(6)]
    assert colour(facts, at(6, 8, 59)) == "yellow"
    assert colour(facts, at(6, 9)) == "red"
    found = hold(facts, 6, "worsened")
    assert (found.since, found.clears_on, found.checkins_required) == (day(6), day(20), 14)


@pytest.mark.parametrize("answer", [{"temperature": "37.3"}, {"on": 5}])
def test_fever_or_a_positive_test_is_abnormal(answer: dict) -> None:
    later = declaration(6, **positive(5)) if "on" in answer else declaration(6, answer["temperature"])
    assert "worsened" in rules([declaration(5, **met(5)), later], 6)


@pytest.mark.parametrize("symptom", ["fatigue", "diarrhea"])
def test_other_complaints_are_not(symptom: str) -> None:
    assert "worsened" not in rules([ill(5), declaration(6, "36.5", symptom)], 6)


def test_the_same_day_is_not_later() -> None:
    assert rules([ill(at(5, 8)), ill(at(5, 23, 59))], 5) == {"symptom"}
    assert "worsened" in rules([ill(at(5, 8)), ill(at(6, 0))], 6)


def test_it_is_the_day_the_hold_opened_that_counts_not_its_start() -> None:
    facts = [declaration(5), traced(at(8, 8), 5, "building"), ill(at(8, 20))]
    assert "worsened" not in rules(facts, 8)


def test_late_evidence_never_makes_an_earlier_check_in_worse() -> None:
    facts = [declaration(5), declaration(6, **positive(6)), traced(7, 5, "building")]
    assert "worsened" not in rules(facts, 7)


def test_a_red_hold_is_not_worsened() -> None:
    assert "worsened" not in rules([declaration(5), traced(5, 5), ill(6)], 6)
    assert "worsened" not in rules([ill(5), ill(6)], 6, "international")


def test_once_the_yellow_hold_is_closed_nothing_worsens() -> None:
    facts = [declaration(5, **met(5)), *well(6, 11), ill(12)]
    assert rules(facts, 12) == {"symptom"}


def test_still_ill_moves_the_start() -> None:
    facts = [ill(5), ill(6), ill(7)]
    assert hold(facts, 7, "worsened").since == day(7)
    assert hold(facts, 7, "symptom").since == day(7)


def test_a_worsened_person_clears_after_fourteen_days() -> None:
    facts = [ill(5), ill(6), *well(7, 20)]
    assert colour(facts, at(20, 8, 59)) == "red"
    assert colour(facts, at(20, 9)) == "green"


# Gates


def test_a_gate_never_makes_red_and_a_yellow_person_goes_to_staff() -> None:
    facts = [declaration(5, **met(5)), anomaly(6), anomaly(7, id="again")]
    assert colour(facts, 7) == "yellow"
    assert ("gate.anomaly", "anomaly") in queued(facts)
    assert queued([declaration(5), anomaly(6)]) == []


def test_a_gate_asks_each_scheme_by_itself_whether_its_reading_waits_for_staff() -> None:
    # Yellow at home by what was declared, which makes the traveller red: there is nothing yellow abroad to wait for.
    facts = [declaration(5, **met(5)), anomaly(6)]
    (waits,) = (item for item in fold(None, facts, BOOK).queue if item.kind == "gate.anomaly")
    assert waits.schemes == ("domestic",)
    assert rules([declaration(5), *facts], 6, "international") == {"contact.declared", "gate.anomaly"}


def test_a_test_waits_for_staff_while_some_scheme_knows_of_no_case() -> None:
    here = rules_data(
        version="1", effective=0, case__confirmed={"domestic": {"colour": "red", "days": 14, "checkins": 14}}
    )
    book = RuleBook([parse_ruleset(here)])
    facts = [declaration(5, **positive(5)), declaration(6), case(6)]
    (waits,) = fold(None, facts, book).queue
    assert waits.schemes == ("international",)
    assert rules(facts, 6, book=book) == {"case.confirmed"}
    assert rules(facts, 6, "international", book=book) == {"test.declared"}


def test_a_withdrawn_anomaly_closes_at_once_and_its_day_counts() -> None:
    withdrawn = AnomalyWithdrawn("w", at(7, 12, 10), "anomaly")
    facts = [traced(5, 5, "building"), *well(5, 11), anomaly(7), withdrawn]
    assert "gate.anomaly" in rules(facts, at(7, 12, 9))
    assert rules(facts, at(7, 12, 10)) == {"contact.building"}
    assert colour(facts, at(12, 0)) == "green"


def test_of_two_anomalies_the_other_stands() -> None:
    facts = [declaration(5), anomaly(5), anomaly(7, id="b"), AnomalyWithdrawn("w", at(8), "b")]
    assert hold(facts, 8, "gate.anomaly").since == day(5)


def test_a_normal_reading_is_no_check_in() -> None:
    facts = [ill(5), *well(6, 11), anomaly(12, "36.5")]
    assert colour(facts, 12) == "yellow"


def test_a_reported_anomaly_needs_no_temperature() -> None:
    assert colour([declaration(5), GateAnomaly("a", at(5, 12), reported=True)], 5) == "yellow"
