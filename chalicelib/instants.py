"""Instants as whole numbers: seconds or milliseconds since 1970, by integer arithmetic.

A float holds no microseconds of a far year and rounds either way. Here a fraction is cut off towards the past,
so that the number of an instant never lies after it, and a number and its instant are each other's, in every year.
"""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND, MILLISECOND = timedelta(seconds=1), timedelta(milliseconds=1)


def seconds(at: datetime) -> int:
    """Whole seconds from 1970 to the aware instant `at`; negative before."""
    return (at - _EPOCH) // SECOND


def from_seconds(count: int) -> datetime:
    """The UTC instant of `seconds`. Raises OverflowError outside the years 1 to 9999."""
    return _EPOCH + count * SECOND


def millis(at: datetime) -> int:
    """Whole milliseconds from 1970 to the aware instant `at`; negative before."""
    return (at - _EPOCH) // MILLISECOND


def from_millis(count: int) -> datetime:
    """The UTC instant of `millis`. Raises OverflowError outside the years 1 to 9999."""
    return _EPOCH + count * MILLISECOND


def stamp(at: datetime) -> str:
    """An instant as a sort key: `millis` in 13 digits. From 1970 to 2286 the order of texts is that of instants."""
    return f"{millis(at):013d}"
