"""Boarding: what is required, what puts it at risk, the earliest day. Days are days of April 2020 here."""

from datetime import date, datetime, timedelta

import pytest

from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import Event
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import parse_ruleset
from chalicelib.scoring.travel import Transit, Travel, Trip, assess
from tests.scoring.builders import (
    BOOK,
    anomaly,
    at,
    case,
    declaration,
    ill,
    met,
    positive,
    rating,
    rules_data,
    traced,
    well,
)

SECOND = timedelta(seconds=1)


def april(number: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return at(31 + number, hour, minute, second)


def filed(first: int, last: int) -> list[Event]:
    """A declaration at nine on each of these days of April."""
    return well(31 + first, 31 + last)


def flight(departs_at: datetime, country: str = "IT", *transit: Transit) -> Trip:
    return Trip(departs_at, country, transit)


def assessed(facts: list[Event], now: datetime, trip: Trip | None, **more) -> Travel:
    state = fold(None, facts, BOOK)
    departs_at = trip.departs_at if trip else None
    more = {"nationality": "CN", **more}
    decision = decide(state, BOOK, now, "international", departs_at=departs_at)
    return assess(state, BOOK, now, trip, decision=decision, **more)


def kinds(travel: Travel) -> list[str]:
    return [risk.kind for risk in travel.risks]


@pytest.mark.parametrize(
    ("trip", "nationality", "required"),
    [
        (flight(april(8, 0)), "CN", True),
        (flight(april(7, 23, 59)), "CN", False),
        (flight(april(20), "JP"), "CN", False),
        (flight(april(20), "IT"), "IT", False),
        (flight(april(20), "JP", Transit("FR", left_airport=True)), "CN", True),
        (flight(april(20), "JP", Transit("FR")), "CN", False),
        (flight(april(20), "NO"), "CN", True),
    ],
)
def test_who_is_obliged_to_file(trip: Trip, nationality: str, required: bool) -> None:
    assert assessed(filed(8, 8), april(8, 10), trip, nationality=nationality).required is required


@pytest.mark.parametrize(
    ("began", "departs", "lapsed"),
    [
        (8, 10, False),  # the transition: only the days since the 8th
        (8, 22, False),
        (9, 22, True),
        (9, 23, False),
        (10, 23, True),
        (8, 30, False),
    ],
)
def test_the_chain_begins_fourteen_days_before_or_with_the_policy(began: int, departs: int, lapsed: bool) -> None:
    travel = assessed(filed(began, 10), april(10, 9), flight(april(departs, 8)))
    assert ("lapsed" in kinds(travel)) is lapsed


def test_lapsed_arises_at_the_instant_of_expiry() -> None:
    trip = flight(april(22, 20))
    assert kinds(assessed(filed(8, 10), april(11, 9), trip)) == []
    assert kinds(assessed(filed(8, 10), april(11, 9) + SECOND, trip)) == ["lapsed"]


def test_an_expired_chain_lapses_nothing_while_there_is_time_to_begin_again() -> None:
    assert kinds(assessed(filed(8, 10), april(15), flight(april(29)))) == []
    assert kinds(assessed(filed(8, 10), april(16), flight(april(29)))) == ["lapsed"]


def test_an_earlier_flight_can_lapse() -> None:
    facts = filed(10, 15)
    assert kinds(assessed(facts, april(15), flight(april(24)))) == []
    assert kinds(assessed(facts, april(15), flight(april(23)))) == ["lapsed"]


def test_others_never_lapse() -> None:
    travel = assessed(filed(20, 20), april(20), flight(april(21), "JP"))
    assert (travel.required, kinds(travel), travel.boardable) == (False, [], True)


@pytest.mark.parametrize(("departs", "lapsed"), [(april(23, 9), False), (april(23, 9, 0, 1), True)])
def test_after_the_flight_it_is_the_departure_that_counts(departs: datetime, lapsed: bool) -> None:
    travel = assessed(filed(8, 22), april(24), flight(departs))
    assert ("lapsed" in kinds(travel)) is lapsed


def test_a_chain_begun_after_landing_changes_nothing() -> None:
    facts = [*filed(8, 22), *filed(25, 25)]
    assert kinds(assessed(facts, april(25), flight(april(23, 8)))) == []


def test_a_flight_that_left_two_days_ago_is_at_no_risk() -> None:
    facts = [*filed(8, 20), ill(april(21)), *filed(23, 25)]
    late = flight(april(22, 12))
    assert kinds(assessed(facts, april(24, 11, 59), late)) == ["lapsed", "unhealthy"]
    assert kinds(assessed(facts, april(24, 12), late)) == []


def test_chains_begun_twice_after_landing_change_nothing() -> None:
    departed = flight(april(22, 7))
    facts = [*filed(8, 21), declaration(april(22, 9, 0, 1)), declaration(april(23, 9, 0, 2))]
    assert kinds(assessed(facts, april(23, 10), departed)) == []


def test_a_chain_begun_only_after_departure_does_not_count() -> None:
    facts = [declaration(april(8, 20))]
    assert kinds(assessed(facts, april(8, 21), flight(april(8, 10)))) == ["lapsed"]


@pytest.mark.parametrize(
    "answer",
    [
        ill(41),
        declaration(41, "37.3"),
        declaration(41, "36.5", "fatigue"),
        declaration(41, "36.5", "dry_cough"),
        declaration(41, **positive(40)),
        declaration(41, **met(40)),
        declaration(41, **met(40, "suspected")),
    ],
)
def test_unhealthy_answers(answer: Event) -> None:
    travel = assessed([*filed(8, 9), answer], april(10), flight(april(22)))
    assert kinds(travel) == ["unhealthy"]
    assert travel.risks[0].earliest_boarding_on == date(2020, 4, 25)
    assert not travel.boardable


@pytest.mark.parametrize(
    "answer", [declaration(41), declaration(41, "36.5", "diarrhea"), declaration(41, **met(40, "symptomatic"))]
)
def test_healthy_answers(answer: Event) -> None:
    assert kinds(assessed([*filed(8, 9), answer], april(10), flight(april(22)))) == []


@pytest.mark.parametrize(("departs", "unhealthy"), [(24, True), (25, False), (10, True)])
def test_unhealthy_within_fourteen_days_before_departure(departs: int, unhealthy: bool) -> None:
    travel = assessed([*filed(8, 9), ill(41)], april(10, 10), flight(april(departs, 23)))
    assert ("unhealthy" in kinds(travel)) is unhealthy


def test_a_prefilled_contact_is_one_unhealthy_day() -> None:
    facts = [*filed(8, 9), *(declaration(31 + n, **met(40)) for n in range(10, 20))]
    assert assessed(facts, april(19), flight(april(30))).earliest_boarding_on == date(2020, 4, 25)


@pytest.mark.parametrize(
    ("photos", "expected"), [("missing", ["photos_missing"]), ("complete", []), ("not_needed", [])]
)
def test_missing_photos(photos: str, expected: list[str]) -> None:
    travel = assessed(filed(8, 10), april(10), flight(april(12)), photos=photos)
    assert kinds(travel) == expected
    assert travel.boardable is (not expected)


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ([], april(1), date(2020, 4, 1)),  # before the policy nothing is asked
        (filed(8, 10), april(10), date(2020, 4, 10)),  # begun with the policy
        (filed(9, 10), april(10), date(2020, 4, 23)),
        (filed(9, 30), april(30), date(2020, 4, 30)),
        (filed(9, 10), april(20), date(2020, 5, 4)),  # broken: it would begin today
        ([], april(20), date(2020, 5, 4)),
    ],
)
def test_the_earliest_boarding_day(facts: list[Event], now: datetime, expected: date) -> None:
    assert assessed(facts, now, flight(april(29))).earliest_boarding_on == expected


def test_the_earliest_day_is_the_first_that_is_no_risk() -> None:
    facts = [*filed(10, 14), ill(31 + 15)]
    earliest = assessed(facts, april(15), flight(april(16))).earliest_boarding_on
    for number in range(16, 40):
        travel = assessed(facts, april(15), flight(april(number)))
        assert (kinds(travel) == []) is (april(number).date() >= earliest)


RED = case(31 + 12, id="case")


@pytest.mark.parametrize(
    ("facts", "now", "expected"),
    [
        ([*filed(8, 14), traced(31 + 14, 31 + 12), anomaly(31 + 13)], april(14, 10), date(2020, 4, 27)),  # by check-ins
        ([*filed(1, 14), traced(31 + 14, 31 + 12)], april(14, 10), date(2020, 4, 26)),  # by days
        ([*filed(1, 14), RED], april(14, 10), None),  # nobody knows when
        ([*filed(1, 14), RED, case(31 + 14, "released", on=31 + 14)], april(14, 10), date(2020, 4, 28)),
        (filed(1, 10), april(13), date(2020, 4, 27)),  # that nothing was declared is mended by declaring
    ],
)
def test_the_earliest_day_is_one_on_which_the_code_is_green(facts: list[Event], now: datetime, expected) -> None:
    travel = assessed(facts, now, flight(april(20)))
    assert travel.earliest_boarding_on == expected
    assert all(risk.earliest_boarding_on == expected for risk in travel.risks)


def test_a_stay_in_a_rated_country_keeps_nobody_from_boarding() -> None:
    abroad = [declaration(april(number), location="IT") for number in range(8, 24)]
    travel = assessed([*abroad, rating(april(9, 12), "high", 1, region="IT")], april(23), flight(april(23, 20)))
    assert (travel.boardable, travel.earliest_boarding_on) == (True, date(2020, 4, 23))


def test_an_unhealthy_answer_after_departure_changes_nothing_of_the_flight() -> None:
    for departs, expected in ((april(22, 8), []), (april(22, 10), ["unhealthy"])):
        travel = assessed([*filed(8, 21), ill(april(22, 9))], april(22, 12), flight(departs))
        assert kinds(travel) == expected


@pytest.mark.parametrize(
    ("facts", "now", "trip", "boardable"),
    [
        (filed(8, 20), april(20), flight(april(21)), True),
        (filed(9, 22), april(22), flight(april(23)), False),  # if it left now: begun a day late
        (filed(9, 23), april(23), flight(april(24)), True),
        (filed(8, 20), april(21, 9), flight(april(22)), True),
        (filed(8, 20), april(21, 9, 0, 1), flight(april(22)), False),
        (filed(8, 20), april(20), None, True),
        (filed(10, 20), april(20), None, False),
        ([], april(20), None, False),
    ],
)
def test_boardable(facts: list[Event], now: datetime, trip: Trip | None, boardable: bool) -> None:
    assert assessed(facts, now, trip).boardable is boardable


def test_nothing_is_required_before_the_policy_though_a_country_is_listed() -> None:
    listed = rules_data()
    listed["travel"]["obliged"][0]["from"] = "2020-03-01"
    book = RuleBook([parse_ruleset(listed)])
    state = fold(None, filed(1, 2), book)
    for departs, required in ((april(7), False), (april(8), True)):
        decision = decide(state, book, april(2), "international")
        travel = assess(state, book, april(2), flight(departs), nationality="CN", decision=decision)
        assert travel.required is required


def test_a_red_code_is_not_boardable() -> None:
    facts = [*filed(8, 22), ill(31 + 22, id="ill")]
    assert not assessed(facts, april(22), flight(april(22, 20))).boardable


def test_dates_at_the_ends_of_the_calendar() -> None:
    far = Trip(datetime.max.replace(tzinfo=at(1).tzinfo), "IT")
    assert assessed(filed(8, 10), april(10), far).required
    assert not assessed(filed(8, 10), april(10), Trip(datetime.min.replace(tzinfo=at(1).tzinfo), "IT")).required
