"""Instants and their numbers, over every year: there and back, in order, never later than they are."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.instants import from_millis, from_seconds, millis, seconds, stamp

SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)
YEAR_3059 = datetime(3059, 7, 17, 9, 41, 3, 999_997, tzinfo=UTC)
"""A float of its milliseconds is the next second: a stamp made of it was later than the instant."""
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(timezones=st.just(UTC)) | st.datetimes(
    datetime(2, 1, 1), datetime(9998, 12, 31), timezones=offsets
)
in_13_digits = st.datetimes(datetime(1970, 1, 1), datetime(2286, 11, 20), timezones=st.just(UTC))
EXTREMES = [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)]


@given(instants)
@example(YEAR_3059)
@example(EXTREMES[0])
@example(EXTREMES[1])
def test_a_number_is_never_later_than_its_instant_and_less_than_one_earlier(at: datetime) -> None:
    assert timedelta() <= at - from_millis(millis(at)) < MILLISECOND
    assert timedelta() <= at - from_seconds(seconds(at)) < SECOND


@given(instants)
@example(YEAR_3059)
def test_a_number_comes_back_as_itself(at: datetime) -> None:
    assert millis(from_millis(millis(at))) == millis(at)
    assert seconds(from_seconds(seconds(at))) == seconds(at)
    assert int(stamp(at)) == millis(at)


@given(instants, instants)
@example(YEAR_3059, YEAR_3059 + timedelta(microseconds=3))
def test_numbers_are_in_the_order_of_their_instants(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    assert millis(earlier) <= millis(later)
    assert seconds(earlier) <= seconds(later)


@given(in_13_digits, in_13_digits)
def test_stamps_are_in_order_as_texts_until_2286(one: datetime, other: datetime) -> None:
    assert {len(stamp(one)), len(stamp(other))} == {13}
    assert (stamp(one) < stamp(other)) is (millis(one) < millis(other))


@given(instants)
def test_seconds_are_those_of_the_milliseconds(at: datetime) -> None:
    assert millis(at) // 1000 == seconds(at)


def test_numbers_of_a_known_instant() -> None:
    at = datetime(2020, 3, 10, 10, 0, 0, 123_456, timezone(timedelta(hours=8)))
    assert (seconds(at), millis(at), stamp(at)) == (1583805600, 1583805600123, "1583805600123")


@pytest.mark.parametrize("count", [-62135596801, 253402300800, 10**30, -(10**30)])
def test_no_instant_lies_outside_the_calendar(count: int) -> None:
    with pytest.raises(OverflowError):
        from_seconds(count)
    with pytest.raises(OverflowError):
        from_millis(1000 * count)
