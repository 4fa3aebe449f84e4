"""Policy days and deadlines: instants to days and back, never past the ends of the calendar.

A policy day is a calendar day in the rule book's time zone (Asia/Shanghai).
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

FIRST_DAY = date.min
LAST_DAY = date.max
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)
_SECOND = timedelta(seconds=1)


def policy_day(at: datetime, zone: tzinfo) -> date:
    """The policy day in which the aware instant `at` lies."""
    try:
        return at.astimezone(zone).date()
    except OverflowError:
        return LAST_DAY if at.year > 1 else FIRST_DAY


def day_start(day: date, zone: tzinfo) -> datetime:
    """The UTC instant at which `day` begins in `zone`."""
    return local_instant(day, time(), zone)


def local_instant(day: date, clock: time, zone: tzinfo) -> datetime:
    """The UTC instant at which the wall clock in `zone` shows `clock` on `day`."""
    try:
        return datetime.combine(day, clock, zone).astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)


def add_days(day: date, count: int) -> date:
    """`day` moved by `count` days, stopping at the ends of the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return LAST_DAY if count > 0 else FIRST_DAY


def later(at: datetime, by: timedelta) -> datetime:
    """`at` moved by `by`, stopping at the end of time."""
    try:
        return at + by
    except OverflowError:
        return _END_OF_TIME


def to_second(at: datetime) -> datetime:
    """`at` in UTC without its fraction: validity is inclusive to the second."""
    try:
        return at.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return _END_OF_TIME.replace(microsecond=0)


def after_second(at: datetime) -> datetime:
    """The first instant that lies beyond the whole second of `at`."""
    return later(to_second(at), _SECOND)
