"""Policy days at every offset and at the ends of the calendar."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.days import add_days, day_start, later, policy_day, to_second
from tests.scoring.builders import BEIJING, at, day

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (datetime(2020, 3, 4, 15, 59, 59, 999999, UTC), day(4)),
        (datetime(2020, 3, 4, 16, 0, tzinfo=UTC), day(5)),
        (datetime(2020, 3, 4, 11, 0, tzinfo=timezone(timedelta(hours=-5))), day(5)),
        (datetime(2020, 3, 5, 5, 59, tzinfo=timezone(timedelta(hours=14))), day(4)),
    ],
)
def test_the_policy_day_of_an_instant(instant: datetime, expected: date) -> None:
    assert policy_day(instant, BEIJING) == expected


@given(st.integers(0, 200_000), OFFSETS)
def test_the_offset_of_an_instant_is_of_no_account(minutes: int, offset: timezone) -> None:
    instant = at(1, 0) + timedelta(minutes=minutes)
    assert policy_day(instant.astimezone(offset), BEIJING) == at(1, 0).date() + timedelta(days=minutes // 1440)


@given(st.dates(date(1900, 1, 2), date(9998, 12, 31)))
def test_a_day_begins_at_its_first_instant(some: date) -> None:
    start = day_start(some, BEIJING)
    assert policy_day(start, BEIJING) == some
    assert policy_day(start - timedelta(microseconds=1), BEIJING) == some - timedelta(days=1)


def test_the_ends_of_the_calendar() -> None:
    assert policy_day(datetime.max.replace(tzinfo=UTC), BEIJING) == date.max
    assert policy_day(datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), BEIJING) == date.min
    assert add_days(date.max, 1) == date.max
    assert add_days(date.min, -1) == date.min
    assert later(datetime.max.replace(tzinfo=UTC), timedelta(1)) == datetime.max.replace(tzinfo=UTC)
    assert day_start(date.min, BEIJING) == datetime.min.replace(tzinfo=UTC)
    assert to_second(datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))).year == 9999
