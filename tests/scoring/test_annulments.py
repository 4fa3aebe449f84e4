"""What staff strike is left out from its beginning; what had closed stays closed."""

from dataclasses import replace

import pytest

from chalicelib.scoring.facts import Annulment, AnomalyWithdrawn, DeclaredSettled, Event, contact_key, positive_test_key
from chalicelib.scoring.rules import SCHEMES
from tests.scoring.builders import (
    anomaly,
    at,
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
    with_rules,
)

SORE = ("36.5", "sore_throat")


def struck(name: str, when: int = 20, kind: str = "mistaken", **more) -> Annulment:
    """A declaration struck by staff in the evening of a day."""
    return Annulment(f"struck-{name}", at(when, 18), name, kind, **more)


def refuted(key: str, when: int) -> DeclaredSettled:
    return DeclaredSettled(f"refuted-{key}", at(when, 18), key, "refuted")


def test_mistaken_answers_are_struck_and_the_check_in_stands() -> None:
    facts = [traced(5, 5, "building"), *well(5, 6), ill(7, id="wrong"), *well(8, 11)]
    assert rules(facts, 11) == {"contact.building", "symptom", "worsened"}
    right = [*facts, struck("wrong", 11)]
    assert rules(right, 11) == {"contact.building"}
    assert colour(right, at(12, 0)) == "green"
    assert decided(right, 11, "international").streak.days == 7


def test_mistaken_answers_are_replaced_at_their_instant() -> None:
    right = replace(declaration(9, "37.5"), id="other")
    facts = [ill(7, id="wrong", **met(6)), struck("wrong", 8, replacement=right)]
    assert rules(facts, at(8, 17)) == {"symptom", "contact.declared"}
    assert rules(facts, 8) == {"symptom"}
    assert hold(facts, 8, "symptom").opened_at == at(7)


def test_a_declaration_that_is_not_theirs_goes_whole() -> None:
    facts = [*well(5, 6), ill(7, id="forged"), struck("forged", 8, "not_theirs")]
    assert rules(facts, 8) == set()
    assert decided(facts, 8).checkin.streak == 0
    assert colour([ill(7, id="forged"), struck("forged", 8, "not_theirs")], 8) is None


# A fact lives in several declarations, and is struck in all of them


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["first", "second"])
def test_a_mistaken_test_is_struck_wherever_it_was_filed_again(name: str, scheme) -> None:
    # A sore throat and a test on the 3rd, prefilled on the 4th and 5th. Whichever filing is struck, the test goes.
    facts: list[Event] = [
        declaration(3, *SORE, id="first", **positive(2)),
        declaration(4, *SORE, id="second", **positive(2)),
        declaration(5, id="third", **positive(2)),
    ]
    right = Annulment("struck", at(5, 18), name, "mistaken", declaration(0, *SORE))
    assert rules([*facts, right], 5, scheme) == rules([replace(fact, test=None) for fact in facts], 5, scheme)
    assert "test.declared" not in rules([*facts, right], 5, scheme)
    assert hold([*facts, right], 5, "symptom", scheme).since == day(4)


def test_worsened_stays_on_its_day_when_the_first_filing_of_a_test_is_struck() -> None:
    facts = [declaration(3, *SORE, id="first", **positive(3)), declaration(4, *SORE, **positive(3)), *well(5, 6)]
    right = [*facts, struck("first", 6, replacement=declaration(0, *SORE))]
    assert hold(facts, 6, "worsened").since == hold(right, 6, "worsened").since == day(4)
    assert rules(right, 6) == {"symptom", "worsened"}


def test_a_contact_that_was_struck_is_not_declared_anew_by_the_next_prefilled_answer() -> None:
    facts = [declaration(5, id="first", **met(4)), struck("first", 6), *well(6, 8, **met(4))]
    assert rules(facts, 8) == set()


def test_what_a_forged_declaration_said_goes_where_the_next_one_repeats_it() -> None:
    forged = [*well(3, 4), declaration(5, id="forged", **met(4)), declaration(6, **met(4))]
    assert rules([*forged, struck("forged", 6, "not_theirs")], 6) == set()
    # What they had said themselves stays theirs, and so does what they say again afterwards.
    own = [declaration(4, **met(4)), *forged[2:], struck("forged", 6, "not_theirs")]
    assert rules(own, 6) == {"contact.declared"}
    again = [*forged, struck("forged", 6, "not_theirs"), declaration(7, **met(4))]
    assert rules(again, 7) == {"contact.declared"}


# Nothing that had closed reopens


def test_striking_a_check_in_reopens_nothing_that_it_closed() -> None:
    facts: list[Event] = [ill(5), *well(6, 11), declaration(12, id="forged"), *well(13, 14)]
    assert colour(facts, 12) == "green"
    assert rules([*facts, struck("forged", 14, "not_theirs")], 14) == set()


def test_two_of_staff_reopen_what_a_forged_check_in_closed() -> None:
    facts: list[Event] = [ill(5), *well(6, 11), declaration(12, id="forged"), *well(13, 14)]
    again = [*facts, struck("forged", 14, "not_theirs", reopens=True)]
    assert rules(again, 14) == {"symptom"}
    assert hold(again, 14, "symptom").clears_on == day(19)
    # Another check-in of that day closes it all the same.
    assert rules([*again, declaration(at(12, 20))], 14) == set()


def test_what_closed_by_a_check_in_that_was_struck_stays_closed_however_often_it_is_folded_anew() -> None:
    facts: list[Event] = [ill(5), *well(6, 11), declaration(12, id="forged"), *well(13, 14)]
    facts += [struck("forged", 14, "not_theirs"), ill(15, id="wrong"), struck("wrong", 16)]
    assert rules(facts, 16) == set()


def test_the_same_evidence_known_anew_opens_nothing_that_closed() -> None:
    # By the rules of the 10th a contact of the 2nd would still be fresh, but it was observed to its end by then.
    longer = with_rules(contact__building={"colour": "yellow", "days": 14, "checkins": 14})
    facts = [traced(3, 2, "building"), *well(2, 11), traced(12, 2, "building")]
    assert colour(facts, at(9, 0), book=longer) == "green"
    assert rules(facts, 12, book=longer) == set()


# What rested on something refuted


def test_worsened_goes_with_the_test_it_rested_on() -> None:
    facts = [declaration(5, **positive(5)), ill(6), refuted(positive_test_key(day(5)), 7)]
    assert rules(facts, at(7, 17)) == {"test.declared", "symptom", "worsened"}
    assert rules(facts, 7) == {"symptom"}


def test_worsened_goes_with_the_contact_it_rested_on() -> None:
    facts = [declaration(5, **met(5)), ill(6), refuted(contact_key("confirmed", day(5)), 7)]
    assert rules(facts, 7) == {"symptom"}


def test_worsened_goes_with_the_anomaly_it_rested_on() -> None:
    facts = [declaration(5), anomaly(5), ill(6), AnomalyWithdrawn("w", at(7), "anomaly")]
    assert rules(facts, 7) == {"symptom"}


def test_worsened_goes_with_the_traced_contact_it_rested_on() -> None:
    facts = [declaration(5), traced(5, 5, "building"), ill(6), traced(7, 5, "building", status="withdrawn")]
    assert rules(facts, at(7, 7)) == {"contact.building", "symptom", "worsened"}
    assert rules(facts, 7) == {"symptom"}


def test_worsened_stays_while_another_yellow_hold_was_open() -> None:
    facts = [declaration(5, **met(5)), anomaly(5), ill(6), AnomalyWithdrawn("w", at(7), "anomaly")]
    assert rules(facts, 7) == {"contact.declared", "symptom", "worsened"}


def test_a_refuted_contact_that_was_confirmed_first_takes_the_close_contact_with_it() -> None:
    key = contact_key("confirmed", day(5))
    facts = [declaration(5, **met(5)), DeclaredSettled("c", at(6), key, "confirmed"), refuted(key, 7)]
    assert rules(facts, at(7, 17)) == {"contact.close"}
    assert rules(facts, 7) == set()
