"""The next instant at which something happens by itself."""

from datetime import time, timedelta

import pytest

from chalicelib.scoring.due import Due, next_due
from chalicelib.scoring.facts import DesignationMade, ResidenceSet
from chalicelib.scoring.fold import fold
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.state import State
from tests.scoring.builders import BOOK, WUHAN, at, case, declaration, ill, rating, traced, well

SECOND = timedelta(seconds=1)


def due(facts, when, scheme="domestic", **more) -> Due | None:
    return next_due(fold(None, facts, BOOK, more.get("outages", ())), BOOK, when, scheme, **more)


def test_nothing_is_due_for_a_green_code() -> None:
    assert due(well(5, 5), at(5, 10)) is None
    assert next_due(State(), BOOK, at(5), "domestic") is None
    assert next_due(State(), BOOK, at(5), "international") is None


def test_a_reminder_in_the_evening_until_the_check_in_is_done() -> None:
    facts = [traced(5, 5), *well(5, 5)]
    assert due(facts, at(6, 8)) == Due(at(6, 20), frozenset({"checkin_reminder"}))
    assert due([*facts, declaration(6)], at(6, 10)) == Due(at(7, 20), frozenset({"checkin_reminder"}))
    assert due(facts, at(6, 20)) == Due(at(7, 20), frozenset({"checkin_reminder"}))
    assert due(facts, at(6, 8), evening=time(18, 30)) == Due(at(6, 18, 30), frozenset({"checkin_reminder"}))


def test_a_hold_that_clears_as_the_day_begins() -> None:
    facts = [traced(5, 5, "building"), *well(5, 11)]
    assert due(facts, at(11, 10)) == Due(at(12, 0), frozenset({"hold_clears"}))
    assert due(facts, at(12, 0)) is None


def test_a_hold_that_waits_for_a_check_in_does_not_clear_by_itself() -> None:
    facts = [ill(5), *well(6, 11)]
    assert due(facts, at(11, 10)) == Due(at(12, 20), frozenset({"checkin_reminder"}))


def test_a_run_that_ended_clears_nothing_later() -> None:
    facts = [DesignationMade("d", at(5, 8), "red", days=9, checkins=3), *well(5, 8)]
    assert due(facts, at(13, 21)) == Due(at(14, 20), frozenset({"checkin_reminder"}))


def test_a_run_from_before_the_observation_clears_nothing() -> None:
    facts = [DesignationMade("d", at(10, 8), "red", days=1, checkins=5), *well(1, 10)]
    assert due(facts, at(10, 21)) == Due(at(11, 20), frozenset({"checkin_reminder"}))


def test_open_ended_holds_ask_for_nothing() -> None:
    assert due([*well(5, 5), case(5)], at(6)) is None


def test_the_end_of_an_open_ended_observation() -> None:
    facts = [ResidenceSet("r", at(1), WUHAN), rating(2, last=10), declaration(3, location=WUHAN)]
    assert due(facts, at(4)) == Due(at(11, 0), frozenset({"observation_starts"}))


def test_a_rating_that_begins_later() -> None:
    facts = [ResidenceSet("r", at(1), WUHAN), rating(2, first=6), declaration(3, location=WUHAN)]
    assert due(facts, at(4)) == Due(at(6, 0), frozenset({"hold_opens"}))


def test_nobody_is_reminded_before_the_first_declaration() -> None:
    assert due([traced(5, 5)], at(5, 10)) is None


@pytest.mark.parametrize(
    ("when", "expected", "kind"),
    [
        (at(5, 9), at(6, 7), "expiry_reminder"),
        (at(6, 7), at(6, 9) + SECOND, "expires"),
        (at(6, 9), at(6, 9) + SECOND, "expires"),
        (at(6, 9) + SECOND, at(7, 9) + SECOND, "undeclared"),
    ],
)
def test_the_international_sequence(when, expected, kind: str) -> None:
    assert due(well(5, 5), when, "international") == Due(expected, frozenset({kind}))


def test_after_undeclared_nothing_comes() -> None:
    assert due(well(5, 5), at(8), "international") is None


def test_the_code_closes_after_the_trip_and_nothing_follows() -> None:
    facts = well(5, 5)
    assert due(facts, at(6, 10), "international", departs_at=at(5, 8)) == Due(at(7, 8), frozenset({"closes"}))
    assert due(facts, at(7, 8), "international", departs_at=at(5, 8)) is None


def test_deadlines_in_an_outage_move() -> None:
    outages = [Outage(at(6, 8), at(6, 10))]
    found = due(well(5, 5), at(6, 11), "international", outages=outages)
    assert found == Due(at(6, 12) + SECOND, frozenset({"expires"}))
