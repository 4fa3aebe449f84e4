"""Ratings as periods with versions, and which of several counts in a county."""

from typing import Any

import pytest

from chalicelib.scoring.facts import Event, RatingKnown, ResidenceSet
from chalicelib.scoring.rules import SCHEMES
from tests.scoring.builders import HOME, WUHAN, at, colour, day, decided, declaration, hold, rating, rules, stayed

HOUSE = ResidenceSet("house", at(1, 0), WUHAN)
COUNTY, CITY, PROVINCE = "420106", "420100", "420000"


def lives_there(last: int) -> list[Event]:
    """Somebody who lives in Wuhan and checks in every day at seven."""
    return [HOUSE, *(declaration(at(number, 7), location=WUHAN) for number in range(1, last + 1))]


def period(when: int, level: str, first: int, last: int | None = None, name: str = "p1", **more: Any) -> RatingKnown:
    return rating(when, level, first, last, id=name, **more)


# Periods: the awkward cases that were settled with the rules


MEDIUM = [period(1, "medium", 1)]
HIGH = [*MEDIUM, period(7, "medium", 1, 6, ended_by="p2"), period(7, "high", 7, name="p2")]


def test_a_new_level_ends_the_period_before_and_begins_another() -> None:
    facts = [*lives_there(8), *HIGH]
    assert hold(facts, 8, "region.high").clears_on is None
    assert hold(facts, 8, "region.medium").since == day(6)


def test_a_period_corrected_to_low_was_low_from_its_beginning() -> None:
    facts = [*lives_there(12), *HIGH, period(9, "low", 7, name="p2", correction=True)]
    assert rules(facts, 9) == {"region.medium"}
    found = hold(facts, 9, "region.medium")
    assert (found.since, found.clears_on) == (day(6), day(13))
    assert colour(facts, at(13, 0)) == "green"


def test_a_lower_level_put_in_force_ends_the_period_the_day_before() -> None:
    facts = [*lives_there(9), *HIGH, period(9, "high", 7, 8, "p2", ended_by="p3"), period(9, "low", 9, name="p3")]
    found = hold(facts, 9, "region.high")
    assert (found.since, found.clears_on) == (day(8), day(22))


def test_a_withdrawn_period_gives_back_the_former_end_of_the_one_it_had_ended() -> None:
    facts = [*lives_there(10), *HIGH, period(10, "high", 7, name="p2", withdrawn=True)]
    assert rules(facts, 10) == {"region.medium"}
    assert hold(facts, 10, "region.medium").clears_on is None


@pytest.mark.parametrize("later", [{"correction": True}, {"ended_by": "p2"}, {}], ids=["corrected", "ended", "put"])
def test_a_period_that_was_withdrawn_does_not_come_back(later: dict[str, Any]) -> None:
    withdrawn = [*lives_there(9), *MEDIUM, period(3, "medium", 1, withdrawn=True)]
    assert rules([*withdrawn, period(5, "high", 1, **later)], 6) == rules(withdrawn, 6) == set()


def test_what_is_given_back_opens_again_though_the_days_that_had_been_known_were_observed() -> None:
    facts = [*lives_there(30), *HIGH]
    assert rules(facts, 29) == {"region.high"}
    given = [*facts, period(30, "high", 7, name="p2", withdrawn=True)]
    assert rules(given, 30) == {"region.medium"}
    assert hold(given, 30, "region.medium").open_ended


def test_days_left_free_by_a_period_that_was_corrected_count_as_checked_in() -> None:
    # Nobody who stays in a rated county is asked to check in; then it turns out that it was rated no more.
    facts = [HOUSE, declaration(2, location=WUHAN), *MEDIUM, period(20, "medium", 1, 10, correction=True)]
    assert rules(facts, at(20, 7)) == {"region.medium"}
    assert rules(facts, 20) == set()


def test_days_left_free_by_a_period_that_ended_late_do_not() -> None:
    facts = [HOUSE, declaration(2, location=WUHAN), *MEDIUM, period(20, "medium", 1, 10)]
    found = hold(facts, 20, "region.medium")
    assert (found.since, found.checkins_done) == (day(10), 0)


def test_a_correction_that_worsens_counts_from_its_own_approval() -> None:
    facts = [*lives_there(9), period(1, "medium", 1, 3), period(9, "high", 1, 3, correction=True)]
    assert hold(facts, 8, "region.medium").since == day(3)
    assert rules(facts, 9) == {"region.high"}
    late = [*lives_there(20), period(1, "medium", 1, 3), period(20, "high", 1, 3, correction=True)]
    assert rules(late, 20) == set()


def test_a_correction_keeps_the_publication_of_its_period() -> None:
    # The county was rated before the province, corrected after it: it is still the older one, and the graver counts.
    facts = [*lives_there(9), period(2, "low", 1, region=COUNTY), period(4, "medium", 1, name="p2", region=PROVINCE)]
    corrected = period(6, "low", 2, region=COUNTY, correction=True)
    assert rules([*facts, corrected], 9) == {"region.medium"}


# Of several regions


@pytest.mark.parametrize(
    ("published", "counts"),
    [
        ([(PROVINCE, "high"), (COUNTY, "low")], None),
        ([(PROVINCE, "high"), (COUNTY, "medium")], "region.medium"),
        ([(PROVINCE, "low"), (COUNTY, "high")], "region.high"),
        ([(COUNTY, "low"), (PROVINCE, "high")], "region.high"),
        ([(COUNTY, "high"), (PROVINCE, "low")], "region.high"),
        ([(COUNTY, "low"), (PROVINCE, "high"), (CITY, "low")], None),
        ([(COUNTY, "medium"), (PROVINCE, "high"), (CITY, "low")], "region.medium"),
        ([(CITY, "high"), (COUNTY, "low"), (PROVINCE, "medium")], "region.medium"),
        ([(COUNTY, "high"), (COUNTY, "low")], None),
        ([(COUNTY, "low"), (COUNTY, "high")], "region.high"),
        ([(CITY, "low"), (PROVINCE, "high"), (COUNTY, "medium")], "region.medium"),
    ],
)
@pytest.mark.parametrize("later", [0, 1])
def test_which_rating_counts_of_several(published: list[tuple[str, str]], counts: str | None, later: int) -> None:
    facts = [
        rating(2 + number, level, 2 + len(published) * later, region=region, id=f"p{number}")
        for number, (region, level) in enumerate(published)
    ]
    # From the day after the last one was published on, one rule and no other keeps who lives there.
    now = 2 + 2 * len(published)
    lasting = {h.rule for h in decided([*lives_there(now), *facts], now).holds if h.open_ended}
    assert lasting == ({counts} if counts else set())


def test_a_stay_known_by_its_city_meets_ratings_of_the_city_and_the_province_only() -> None:
    stay = declaration(5, **stayed(1, 4, CITY))
    assert rules([stay, rating(1, region=COUNTY)], 5) == set()
    for region in (CITY, PROVINCE):
        assert rules([stay, rating(1, region=region)], 5) == {"region.medium"}


def test_a_country_is_rated_for_the_domestic_scheme_only() -> None:
    facts = [declaration(at(number), location="IT") for number in range(1, 18)]
    facts += [rating(2, "high", region="IT")]
    assert rules(facts, 17) == {"region.high"}
    assert rules(facts, 17, "international") == set()
    assert colour(facts, 17, "international") == "green"


def test_key_is_as_grave_as_high() -> None:
    facts = [*lives_there(5), period(2, "high", 1), period(4, "key", 1, name="p2")]
    assert rules(facts, 5) == {"region.high"}


def test_a_stay_that_overlaps_a_rating_of_the_province_counts_in_each_scheme() -> None:
    for scheme in SCHEMES:
        assert "region.medium" in rules([declaration(5, **stayed(1, 4)), rating(1, region=PROVINCE)], 5, scheme)


def test_home_is_a_stay_like_any_other() -> None:
    facts = [ResidenceSet("home", at(1, 0), HOME), declaration(3, location=HOME), rating(4, region=HOME)]
    assert hold(facts, 5, "region.medium").open_ended


def test_no_day_is_promised_where_a_wider_rating_counts_again_before_it() -> None:
    facts = [*lives_there(9), period(1, "medium", 1, region=CITY), period(2, "high", 2, 2, "p2", region=COUNTY)]
    over = hold(facts, 2, "region.medium")
    assert (over.since, over.clears_on, over.open_ended) == (day(1), None, False)
    assert hold(facts, 3, "region.medium").open_ended


def test_a_day_is_promised_where_the_rating_counts_again_only_after_it() -> None:
    facts = [*lives_there(9), period(1, "medium", 1, region=CITY), period(2, "high", 2, 9, "p2", region=COUNTY)]
    assert hold(facts, 2, "region.medium").clears_on == day(8)
