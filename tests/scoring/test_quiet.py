"""Quiet hours: a reminder comes before them, on every clock of the world, through clock changes and the date line."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.scoring.quiet import LEAD, LONGEST, Quiet

ZONES = [
    "Asia/Shanghai",
    "Europe/Rome",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Africa/Casablanca",
]
clocks = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
quiets = st.builds(Quiet, clocks, clocks, st.sampled_from(ZONES).map(ZoneInfo)).filter(lambda q: q.length <= LONGEST)
instants = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def shown(at: datetime, quiet: Quiet) -> time:
    return at.astimezone(quiet.zone).time()


def is_quiet(at: datetime, quiet: Quiet) -> bool:
    """By what the clock on the wall shows."""
    clock = shown(at, quiet)
    if quiet.start < quiet.end:
        return quiet.start <= clock < quiet.end
    return clock >= quiet.start or clock < quiet.end


@given(quiets, instants)
def test_outside_nothing_moves(quiet, at):
    far_from_a_clock_change = (
        at.astimezone(quiet.zone).utcoffset()
        == (at - timedelta(days=2)).astimezone(quiet.zone).utcoffset()
        == (at + timedelta(days=2)).astimezone(quiet.zone).utcoffset()
    )
    if far_from_a_clock_change:
        assert (quiet.before(at) == at) == (not is_quiet(at, quiet))
        assert (quiet.after(at) == at) == (not is_quiet(at, quiet))


@given(quiets, instants)
def test_a_moved_reminder_comes_before_and_never_much_earlier_than_it_must(quiet, at):
    moved = quiet.before(at)
    assert moved <= at
    assert at - moved <= quiet.length + LEAD + timedelta(hours=25)
    if moved != at:
        assert shown(moved + LEAD, quiet) == quiet.start or is_quiet(moved + LEAD, quiet)


@given(quiets, instants)
def test_a_moved_message_comes_at_the_end(quiet, at):
    moved = quiet.after(at)
    assert moved >= at
    assert moved - at <= quiet.length + timedelta(hours=25)


def rome(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Rome"))


NIGHT = Quiet(time(22), time(7), ZoneInfo("Europe/Rome"))


@pytest.mark.parametrize(
    ("at", "before", "after"),
    [
        ("2020-03-28T21:59:59", "2020-03-28T21:59:59", "2020-03-28T21:59:59"),
        ("2020-03-28T22:00:00", "2020-03-28T21:30:00", "2020-03-29T07:00:00"),
        ("2020-03-29T03:30:00", "2020-03-28T21:30:00", "2020-03-29T07:00:00"),
        ("2020-03-29T06:59:59", "2020-03-28T21:30:00", "2020-03-29T07:00:00"),
        ("2020-03-29T07:00:00", "2020-03-29T07:00:00", "2020-03-29T07:00:00"),
        ("2020-10-25T02:30:00", "2020-10-24T21:30:00", "2020-10-25T07:00:00"),
        ("2020-02-29T23:00:00", "2020-02-29T21:30:00", "2020-03-01T07:00:00"),
    ],
)
def test_nights_with_a_clock_change_and_a_leap_day(at, before, after):
    assert NIGHT.before(rome(at)) == rome(before)
    assert NIGHT.after(rome(at)) == rome(after)


@pytest.mark.parametrize(
    ("start", "end", "at", "quiet"),
    [
        # In the night of 25 October 2020 Berlin's clocks show 2:00 to 3:00 twice, at 0:00Z and at 1:00Z.
        ("22:00", "02:30", "2020-10-25T00:20Z", True),
        ("22:00", "02:30", "2020-10-25T01:20Z", True),
        ("22:00", "02:30", "2020-10-25T01:29:59Z", True),
        ("22:00", "02:30", "2020-10-25T01:30Z", False),
        ("02:30", "06:00", "2020-10-25T00:30Z", True),
        ("02:30", "06:00", "2020-10-25T00:29:59Z", False),
        # In the night of 29 March 2020 they go from 2:00 to 3:00, at 1:00Z.
        ("22:00", "02:30", "2020-03-29T00:59:59Z", True),
        ("22:00", "02:30", "2020-03-29T01:00Z", False),
        ("02:30", "06:00", "2020-03-29T01:00Z", True),
        ("02:30", "06:00", "2020-03-29T00:59:59Z", False),
        ("02:10", "02:50", "2020-03-29T01:10Z", False),
    ],
)
def test_hours_that_begin_or_end_while_clocks_change(start, end, at, quiet):
    hours = Quiet(time.fromisoformat(start), time.fromisoformat(end), ZoneInfo("Europe/Berlin"))
    instant = datetime.fromisoformat(at)
    assert (hours.after(instant) != instant) is quiet
    assert (hours.before(instant) != instant) is quiet


@given(quiets, instants)
def test_whatever_the_clock_calls_quiet_is_quiet(quiet, at):
    if is_quiet(at, quiet):
        assert quiet.after(at) > at


@pytest.mark.parametrize(
    ("start", "end", "hours"), [("22:00", "07:00", 9), ("07:00", "22:00", 15), ("08:00", "08:00", 24)]
)
def test_their_length(start, end, hours):
    quiet = Quiet(time.fromisoformat(start), time.fromisoformat(end), ZoneInfo("UTC"))
    assert quiet.length == timedelta(hours=hours)
