"""Stays, residence and ratings."""

import pytest

from chalicelib.scoring.facts import Event, ResidenceSet, StayKnown
from chalicelib.scoring.ratings import covers, rating_regions
from tests.scoring.builders import (
    HOME,
    WUHAN,
    at,
    colour,
    day,
    decided,
    declaration,
    hold,
    rating,
    rules,
    stayed,
    well,
    with_rules,
)

HOUSE = ResidenceSet("house", at(1, 7), WUHAN)


@pytest.mark.parametrize(
    ("rated", "stay", "expected"),
    [
        ("420106", "420106", True),
        ("420100", "420106", True),
        ("420000", "420106", True),
        ("420107", "420106", False),
        ("420200", "420106", False),
        ("430000", "420106", False),
        ("IT", "IT", True),
        ("IT", "FR", False),
        ("110000", "110105", True),
    ],
)
def test_a_rating_covers_what_lies_within(rated: str, stay: str, expected: bool) -> None:
    assert covers(rated, stay) is expected


def test_the_codes_under_which_a_rating_is_looked_for() -> None:
    assert rating_regions("420106") == ("420106", "420100", "420000")
    assert rating_regions("IT") == ("IT",)


@pytest.mark.parametrize("region", ["420106", "420100", "420000"])
def test_ratings_of_county_city_and_province(region: str) -> None:
    assert colour([declaration(5, **stayed(1, 3)), rating(4, region=region)], 5) == "yellow"


def test_observation_starts_with_the_last_day_on_which_both_lasted() -> None:
    facts = [declaration(9, **stayed(1, 6)), rating(8, last=4)]
    assert hold(facts, 9, "region.medium").since == day(4)
    facts = [declaration(9, **stayed(1, 6)), rating(8, last=20)]
    assert hold(facts, 9, "region.medium").since == day(6)


@pytest.mark.parametrize(("first", "last"), [(7, 9), (1, 2)])
def test_a_rating_on_other_days_is_none_of_ones_concern(first: int, last: int) -> None:
    assert colour([declaration(9, **stayed(3, 6)), rating(8, first=first, last=last)], 9) == "green"


@pytest.mark.parametrize(
    ("level", "applied", "expected"),
    [("medium", 12, "green"), ("medium", 11, "yellow"), ("high", 19, "green"), ("high", 18, "red")],
)
def test_well_at_home_for_the_days_before_applying_stays_green(level: str, applied: int, expected: str) -> None:
    assert colour([rating(1, level), declaration(at(applied, 0), **stayed(2, 5))], applied) == expected


def test_a_rating_published_late_applies_to_stays_on_its_days() -> None:
    facts = [declaration(5, **stayed(1, 4)), *well(6, 8), rating(at(8, 15), first=2, last=3)]
    assert colour(facts, at(8, 14, 59)) == "green"
    found = hold(facts, at(8, 15), "region.medium")
    assert (found.since, found.checkins_done, found.clears_on) == (day(3), 4, day(11))


def test_leaving_a_stay_out_later_retracts_nothing() -> None:
    assert colour([rating(1), declaration(5, **stayed(1, 4)), declaration(6)], 6) == "yellow"


def test_a_location_is_a_stay_on_its_day() -> None:
    facts = [rating(1), declaration(5, location=WUHAN), *well(6, 11)]
    assert hold(facts, 6, "region.medium").since == day(5)
    assert colour(facts, at(11, 23, 59)) == "yellow"
    assert colour(facts, at(12, 0)) == "green"


def test_official_records_count_whatever_was_declared() -> None:
    visit = StayKnown("visit", at(5, 12), WUHAN, day(5), day(5))
    assert colour([rating(1), declaration(5), visit], 5) == "yellow"


def test_residence_counts_until_a_location_differs() -> None:
    facts = [HOUSE, rating(1), declaration(at(2), location=WUHAN), declaration(6, location=HOME), *well(7, 30)]
    assert hold(facts, at(6, 8), "region.medium").open_ended
    found = hold(facts, at(6, 10), "region.medium")
    assert (found.since, found.open_ended, found.clears_on) == (day(5), False, day(12))


def test_a_residence_left_before_the_rating_is_no_cause() -> None:
    facts = [HOUSE, declaration(2, location=HOME), rating(3, first=2)]
    assert colour(facts, 4) == "green"


def test_residence_counts_before_the_first_declaration() -> None:
    facts = [HOUSE, declaration(at(10), location=HOME), rating(at(11), first=8)]
    assert hold(facts, 11, "region.medium").since == day(9)


def test_a_new_residence_counts_from_its_day() -> None:
    moved = [ResidenceSet("old", at(1, 7), HOME), ResidenceSet("new", at(10, 7), WUHAN), declaration(10, location=None)]
    assert colour([*moved, rating(11, first=1, last=9)], 11) == "green"
    assert colour([*moved, rating(11, first=1, last=10)], 11) == "yellow"


def test_open_ended_while_stay_and_rating_both_last() -> None:
    facts = [HOUSE, rating(2, last=10), *well(3, 20, location=WUHAN)]
    assert hold(facts, at(10, 23, 59), "region.medium").clears_on is None
    assert not decided(facts, at(10, 23, 59)).checkin.required
    found = hold(facts, at(11, 0), "region.medium")
    assert (found.since, found.clears_on, found.checkins_done) == (day(10), day(17), 1)
    assert colour(facts, at(16, 23, 59)) == "yellow"
    assert colour(facts, at(17, 0)) == "green"


def test_a_rating_that_begins_later_colours_as_its_day_begins() -> None:
    facts = [HOUSE, declaration(2, location=WUHAN), rating(3, first=6)]
    assert colour(facts, at(5, 23, 59)) == "green"
    assert colour(facts, at(6, 0)) == "yellow"


def test_a_lowered_rating_starts_the_observation() -> None:
    facts = [HOUSE, rating(2), declaration(3, location=WUHAN), rating(at(10), "low", first=10)]
    assert hold(facts, 10, "region.medium").since == day(9)


def test_a_rating_raised_later_lets_the_lower_one_end() -> None:
    facts = [HOUSE, rating(2), declaration(3, location=WUHAN), rating(at(10), "high", first=10)]
    assert hold(facts, 10, "region.high").open_ended
    assert hold(facts, 10, "region.medium").since == day(9)


def test_a_rating_raised_in_place_is_one_hold() -> None:
    facts = [HOUSE, rating(2), declaration(3, location=WUHAN), rating(at(30), "high", first=1)]
    assert rules(facts, 30) == {"region.high"}
    old = [rating(2), declaration(3, location=WUHAN), rating(at(30), "high", first=1)]
    assert rules(old, 30) == {"region.high"}  # however long it has been since


def test_a_downgrade_from_high_to_medium() -> None:
    facts = [HOUSE, rating(2, "high"), declaration(3, location=WUHAN), rating(at(10), first=10)]
    assert hold(facts, 10, "region.high").since == day(9)
    assert hold(facts, 10, "region.medium").open_ended


@pytest.mark.parametrize("end", [rating(6, withdrawn=True), rating(6, "low", first=1, id="another"), rating(6, "low")])
def test_a_rating_taken_back_closes_at_once(end: Event) -> None:
    assert colour([rating(1), declaration(5, **stayed(1, 4)), end], 6) == "green"


def test_a_rating_shortened_moves_the_start_of_observation() -> None:
    facts = [HOUSE, rating(2), *well(3, 19, location=WUHAN), rating(at(20), last=12)]
    assert colour(facts, at(20, 8, 59)) == "yellow"
    assert colour(facts, at(20, 9)) == "green"


def test_the_same_days_seen_again_open_nothing_that_closed() -> None:
    facts = [rating(1), declaration(5, **stayed(1, 4)), *well(6, 20, **stayed(1, 4))]
    assert colour(facts, 11) == "green"
    assert colour(facts, 20) == "green"


def test_another_stay_in_the_region_moves_since() -> None:
    facts = [rating(1), declaration(5, **stayed(1, 4)), declaration(8, location=WUHAN), declaration(9)]
    assert hold(facts, 9, "region.medium").since == day(8)


def test_a_hold_outlives_the_memory_of_the_stay_it_rests_on() -> None:
    facts = [rating(1), declaration(5, **stayed(1, 4)), declaration(90), declaration(91)]
    assert hold(facts, 91, "region.medium").since == day(4)


def test_a_graver_rating_published_late_takes_nothing_from_an_open_hold() -> None:
    facts = [rating(1), declaration(16, **stayed(1, 15)), rating(40, "high", first=1, id="late")]
    assert hold(facts, 40, "region.medium").since == day(15)


def test_a_rating_shortened_after_its_hold_closed_opens_nothing() -> None:
    longer = with_rules(region__medium={"colour": "yellow", "days": 14, "checkins": 14})
    facts = [rating(1), declaration(3, **stayed(1, 2)), *well(4, 12), rating(12, last=1)]
    assert [colour(facts, at(9, 8), book=longer), colour(facts, at(9), book=longer)] == ["yellow", "green"]
    assert colour(facts, 12, book=longer) == "green"


def test_a_region_rule_of_no_days_ends_with_the_stay() -> None:
    none = with_rules(region__medium={"colour": "yellow", "days": 0, "checkins": 0})
    facts = [declaration(12), rating(11), StayKnown("visit", at(12, 10), WUHAN, day(12), day(13))]
    assert colour(facts, at(13, 23, 59), book=none) == "yellow"
    assert colour(facts, at(14, 0), book=none) == "green"
