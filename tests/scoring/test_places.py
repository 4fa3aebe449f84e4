"""Where a person is and lives: declared locations that last and lapse, a residence that is suspended and resumes."""

import pytest

from chalicelib.scoring.facts import DeclaredStay, Event, ResidenceSet, StayKnown, StayWithdrawn
from chalicelib.scoring.fold import fold
from tests.scoring.builders import BOOK, HOME, WUHAN, at, colour, day, declaration, hold, rating, rules, well

LIVES_IN_WUHAN = ResidenceSet("house", at(1, 0), WUHAN)
ELSEWHERE = "110105"


def in_wuhan(*days: int, at_hour: int = 9) -> list[Event]:
    return [declaration(at(number, at_hour), location=WUHAN) for number in days]


# A declared location


@pytest.mark.parametrize(("rated_on", "expected"), [(5, True), (7, True), (8, False)])
def test_a_location_lasts_until_the_day_before_one_that_differs(rated_on: int, expected: bool) -> None:
    facts = [*in_wuhan(5), declaration(8), rating(9, first=rated_on, last=rated_on)]
    assert (rules(facts, 9) == {"region.medium"}) is expected


@pytest.mark.parametrize(("rated_on", "expected"), [(18, True), (19, False)])
def test_a_location_lasts_fourteen_days_at_most_its_first_one_counted(rated_on: int, expected: bool) -> None:
    facts = [*in_wuhan(5), rating(20, first=rated_on, last=rated_on)]
    assert (rules(facts, 20) == {"region.medium"}) is expected


def test_said_again_it_lasts_on() -> None:
    facts = [*in_wuhan(5, 12), rating(26, first=25, last=25)]
    assert rules(facts, 26) == {"region.medium"}


def test_while_location_and_rating_last_nothing_is_asked() -> None:
    facts = [*in_wuhan(5), rating(6)]
    found = hold(facts, 9, "region.medium")
    assert (found.since, found.open_ended) == (day(9), True)
    left = hold([*facts, declaration(10)], 10, "region.medium")
    assert (left.since, left.clears_on) == (day(9), day(16))
    lapsed = hold(facts, 20, "region.medium")
    assert (lapsed.since, lapsed.open_ended) == (day(18), False)


def test_two_places_on_one_day_are_both_stays_of_that_day() -> None:
    facts = [*in_wuhan(5), declaration(at(5, 20), location=ELSEWHERE), rating(6, first=5, last=5)]
    assert rules(facts, 6) == {"region.medium"}


def test_a_declaration_that_names_no_place_changes_none() -> None:
    facts = [*in_wuhan(5), declaration(6, location=None), rating(8, first=7, last=7)]
    assert rules(facts, 8) == {"region.medium"}


# A residence


def test_home_again_after_a_day_trip_the_residence_goes_on() -> None:
    facts = [LIVES_IN_WUHAN, *in_wuhan(2), declaration(3, location=ELSEWHERE), *in_wuhan(4), rating(8, "high", first=8)]
    assert colour(facts, 8) == "red"
    assert hold(facts, 8, "region.high").open_ended


def test_while_away_home_is_no_stay() -> None:
    facts = [LIVES_IN_WUHAN, *in_wuhan(2), declaration(3, location=ELSEWHERE), *in_wuhan(6), rating(8, first=4, last=5)]
    assert rules(facts, 8) == set()


@pytest.mark.parametrize(("rated_on", "expected"), [(16, False), (17, True)])
def test_home_resumes_when_the_location_elsewhere_lapses(rated_on: int, expected: bool) -> None:
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), rating(20, first=rated_on, last=rated_on)]
    assert (rules(facts, 20) == {"region.medium"}) is expected


def test_it_colours_as_the_day_begins_on_which_home_resumes() -> None:
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), rating(5, first=4)]
    assert rules(facts, at(16, 23, 59)) == set()
    assert rules(facts, at(17, 0)) == {"region.medium"}


def test_a_trusted_visit_where_one_lives_brings_one_home() -> None:
    visit = StayKnown("visit", at(6, 12), WUHAN, day(6), day(6))
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), visit, rating(9, first=8)]
    assert rules(facts, 9) == {"region.medium"}
    assert rules([fact for fact in facts if fact is not visit], 9) == set()


def test_one_that_lay_before_the_departure_does_not() -> None:
    visit = StayKnown("visit", at(6, 12), WUHAN, day(2), day(2))
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), visit, rating(9, first=8)]
    assert rules(facts, 9) == set()


def test_said_again_elsewhere_after_a_visit_home_suspends_it_again() -> None:
    visit = StayKnown("visit", at(6, 12), WUHAN, day(6), day(6))
    again = declaration(7, location=ELSEWHERE)
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), visit, again, rating(9, first=8)]
    assert rules(facts, 9) == set()
    assert rules([*facts[:-1], rating(9, first=6, last=6)], 9) == {"region.medium"}


# Memory is bounded for each source


def twenty(when: int) -> Event:
    """A declaration with as many stays as it can have, each in another county."""
    counties = [f"3{n % 7}01{when % 10}{n % 10}" for n in range(20)]
    stays = tuple(
        DeclaredStay(county, day(when - n % 3 - 1), day(when - n % 3 - 1)) for n, county in enumerate(counties)
    )
    return declaration(when, stays=stays)


def test_what_is_declared_pushes_no_official_stay_out() -> None:
    visit = StayKnown("visit", at(10, 12), WUHAN, day(10), day(10))
    facts = [declaration(9), visit, *(twenty(number) for number in range(11, 21)), rating(21, "high", first=9)]
    assert rules(facts, 21) == {"region.high"}


def test_what_is_declared_pushes_no_stay_out_on_which_a_hold_rests() -> None:
    facts = [rating(1, "high", last=9), *in_wuhan(9), *(twenty(number) for number in range(11, 21))]
    assert "region.high" in rules(facts, 21)


def test_what_is_declared_pushes_no_anomaly_out_of_the_queue_of_staff() -> None:
    from tests.scoring.builders import anomaly, met

    facts: list[Event] = [declaration(5, **met(5)), anomaly(6)]
    facts += [
        declaration(at(7, hour), id=f"d{hour}", **met(hour % 6, kind)) for hour in range(24) for kind in ("suspected",)
    ]
    facts += [declaration(at(8, hour), id=f"e{hour}", **met(hour - 12, "confirmed")) for hour in range(19)]
    assert "gate.anomaly" in {item.kind for item in fold(None, facts, BOOK).queue}


def test_well_at_home_needs_little_room() -> None:
    facts = [ResidenceSet("home", at(1, 0), HOME), *well(1, 60)]
    assert len(fold(None, facts, BOOK).to_json()) < 350


def test_an_official_stay_that_was_wrong_is_as_if_never_known() -> None:
    visit = StayKnown("visit", at(5, 12), WUHAN, day(5), day(5))
    facts = [rating(1), declaration(5), visit]
    assert rules(facts, 6) == {"region.medium"}
    withdrawn = StayWithdrawn("w", at(7), "visit")
    assert rules([*facts, withdrawn], 7) == set()
    assert rules([*facts, StayKnown("other", at(6), WUHAN, day(5), day(5)), withdrawn], 7) == {"region.medium"}


def test_a_residence_that_a_wrong_visit_brought_back_is_suspended_again() -> None:
    visit = StayKnown("visit", at(6, 12), WUHAN, day(6), day(6))
    facts = [LIVES_IN_WUHAN, declaration(3, location=ELSEWHERE), visit, rating(9, first=8)]
    assert rules(facts, 10) != set()
    assert rules([*facts, StayWithdrawn("w", at(10), "visit")], 10) == set()


def test_what_a_day_in_a_place_had_closed_stays_closed_when_the_stay_is_withdrawn() -> None:
    visit = StayKnown("visit", at(5, 12), WUHAN, day(5), day(5))
    facts = [rating(1), declaration(5), visit, *well(6, 13)]
    closed = fold(None, facts, BOOK).closings
    assert [each.rule for each in closed if each.scheme == "domestic"] == ["region.medium"]
    after = fold(None, [*facts, StayWithdrawn("w", at(14), "visit")], BOOK)
    assert (after.holds, after.closings) == ((), closed)
