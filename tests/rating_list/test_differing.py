"""Lists one after another as periods of one region: what is left is exactly the last list."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.config import POLICY_ZONE
from chalicelib.features.rating_list.differing import Listed, open_level, versions
from chalicelib.features.ratings import periods

COUNTY = "630102"
MARCH = datetime(2020, 3, 1, tzinfo=POLICY_ZONE)


def listed(day: int, hour: int, number: int = 0) -> Listed:
    at = MARCH + timedelta(days=day - 1, hours=hour)
    return Listed(f"{day:02}{hour:02}x{number}", at, at.astimezone(UTC) + timedelta(minutes=5))


def applied(*lists: tuple[int, int, str | None], before=()) -> list[dict]:
    """The versions of the county after lists of (day, hour, level)."""
    found = list(before)
    for number, (day, hour, level) in enumerate(lists):
        found += versions(COUNTY, periods.standing(COUNTY, found), level, listed(day, hour, number))
    return found


def standing(found: list[dict]) -> list[tuple[str, int, int | None]]:
    return [
        (each.level, each.first.day, each.last.day if each.last else None) for each in periods.standing(COUNTY, found)
    ]


@pytest.mark.parametrize(
    ("lists", "left"),
    [
        ([(5, 0, "high")], [("high", 5, None)]),
        ([(5, 8, "high")], [("high", 5, None)]),
        # A list of 0时 ends a county the day before, a later one that day.
        ([(5, 0, "high"), (9, 0, None)], [("high", 5, 8)]),
        ([(5, 0, "high"), (9, 8, None)], [("high", 5, 9)]),
        # Dropped on its first day: as if it had never been.
        ([(5, 0, "high"), (5, 8, None)], []),
        # Raised at once, lowered when the graver day is over.
        ([(5, 0, "medium"), (7, 8, "high")], [("medium", 5, 6), ("high", 7, None)]),
        ([(5, 0, "high"), (7, 0, "medium")], [("high", 5, 6), ("medium", 7, None)]),
        ([(5, 0, "high"), (7, 8, "medium")], [("high", 5, 7), ("medium", 8, None)]),
        # What was raised or lowered by mistake, an hour later.
        ([(5, 0, "medium"), (7, 8, "high"), (7, 9, "medium")], [("medium", 5, None)]),
        ([(5, 0, "high"), (7, 8, "medium"), (7, 9, "high")], [("high", 5, None)]),
        ([(5, 0, "medium"), (7, 8, "high"), (7, 9, None)], [("medium", 5, 7)]),
        ([(5, 0, "high"), (7, 8, None), (7, 9, "high")], [("high", 5, None)]),
        ([(5, 0, "high"), (7, 8, "medium"), (8, 0, "high")], [("high", 5, None)]),
        ([(5, 0, "high"), (5, 9, "medium")], [("medium", 5, None)]),
    ],
)
def test_lists_as_periods(lists, left):
    assert standing(applied(*lists)) == left


def test_the_same_list_again_changes_nothing():
    found = applied((5, 0, "medium"), (7, 8, "high"))
    assert versions(COUNTY, periods.standing(COUNTY, found), "high", listed(7, 8)) == []


def test_what_the_desk_planned_gives_way_to_the_list():
    at = MARCH.isoformat()
    planned = {"id": "p", "at": at, "published": at, "level": "high", "first": "2020-03-20", "last": "2020-03-25"}
    assert standing(applied((5, 0, "medium"), before=[planned])) == [("medium", 5, None)]


_LISTS = st.lists(
    st.tuples(
        st.integers(0, 30), st.sampled_from([0, 6, 12, 23]), st.sampled_from([None, "low", "medium", "high", "key"])
    )
)


@given(_LISTS)
def test_list_after_list_leaves_exactly_the_last_one(lists):
    """Of whatever lists, several a day among them: one open period of the last level, and no two on one day."""
    ordered = sorted(lists, key=lambda each: each[:2])
    ordered = [(day + 1, hour, level) for day, hour, level in ordered]
    found: list[dict] = []
    for number, (day, hour, level) in enumerate(ordered):
        instant = Listed(f"{number:03}", *_instants(day, hour, number))
        found += versions(COUNTY, periods.standing(COUNTY, found), level, instant)
        left = periods.standing(COUNTY, found)
        assert open_level(left) == level
        assert sum(each.last is None for each in left) == (level is not None)
        tomorrow = date(2020, 3, 1) + timedelta(days=day)
        assert periods.level(COUNTY, tomorrow, {COUNTY: found}) == level
        assert all(before.last and before.last < after.first for before, after in pairwise(left))
        assert versions(COUNTY, left, level, instant) == []


def _instants(day: int, hour: int, number: int) -> tuple[datetime, datetime]:
    at = MARCH + timedelta(days=day - 1, hours=hour)
    return at, at.astimezone(UTC) + timedelta(seconds=number)
