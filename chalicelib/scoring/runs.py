"""Runs: days in a row, each with a normal check-in.

A day counts when there was a declaration on it and nothing abnormal, at whatever hour. So a
state keeps the days with a declaration, joined into spans, and the abnormal days beside them.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from chalicelib.scoring.days import FIRST_DAY, add_days
from chalicelib.scoring.rules import Context, Scheme
from chalicelib.scoring.state import Span, State

KEEP_DAYS = 40
"""How long single days are remembered: longer than any observation still to come depends on them."""

_DAY = timedelta(days=1)


class Days(NamedTuple):
    """The days that count as checked in, joined into spans, in order, and the abnormal ones."""

    checked: tuple[Span, ...]
    abnormal: tuple[date, ...]


def days_of(state: State, scheme: Scheme) -> Days:
    """The days as they count in a scheme: those on which it asked nothing by mistake count as checked in."""
    if not state.excused:
        return Days(state.checked, state.abnormal)
    checked = state.checked
    for excused in state.excused:
        if excused.scheme == scheme:
            checked = with_day(checked, excused.on)
    return Days(checked, state.abnormal)


def with_day(spans: tuple[Span, ...], day: date) -> tuple[Span, ...]:
    """The spans with `day` added, neighbours joined, in order."""
    if spans and spans[-1].first <= day <= spans[-1].last:
        return spans
    first = last = day
    apart = []
    for span in spans:
        if span.last < add_days(first, -1) or span.first > add_days(last, 1):
            apart.append(span)
        else:
            first, last = min(first, span.first), max(last, span.last)
    return tuple(sorted((*apart, Span(first, last)), key=lambda s: s.first))


def checked_after(state: State, ctx: Context, at: datetime, day: date, normal: bool) -> tuple[Span, ...]:
    """The days checked in after a check-in at `at` on `day`; a normal one also counts for those an outage kept open."""
    checked = with_day(state.checked, day)
    if normal and state.has_declared and ctx.outages.items:
        missed = add_days(day, -1)
        while ctx.outages.still_open(missed, at, ctx.book.zone):
            checked = checked if missed in state.abnormal else with_day(checked, missed)
            missed = add_days(missed, -1)
    return checked


def credit(state: State, day: date) -> State:
    """Counts `day` as if the person had checked in; a day that was abnormal stays so."""
    return replace(state, checked=with_day(state.checked, day))


def spoil(state: State, day: date) -> State:
    """Makes `day` abnormal."""
    return state if day in state.abnormal else replace(state, abnormal=tuple(sorted((*state.abnormal, day))))


def is_checked(days: Days, day: date) -> bool:
    """Whether `day` counts as checked in, normal or not."""
    return any(span.first <= day <= span.last for span in reversed(days.checked))


def is_normal(days: Days, day: date) -> bool:
    """Whether `day` counts towards a run."""
    return day not in days.abnormal and is_checked(days, day)


def checked_on(state: State, day: date) -> bool:
    """Whether there was a check-in on `day`, normal or not."""
    return any(span.first <= day <= span.last for span in reversed(state.checked))


def last_normal_day(days: Days) -> date | None:
    """The last day that counts, however long ago."""
    for span in reversed(days.checked):
        day = span.last
        while day >= span.first and day in days.abnormal:
            day -= _DAY
        if day >= span.first:
            return day
    return None


def run_first(days: Days, day: date) -> date:
    """The first day of the run to which the normal day `day` belongs."""
    span = next(s for s in reversed(days.checked) if s.first <= day <= s.last)
    broken = max((spoilt for spoilt in days.abnormal if spoilt < day), default=FIRST_DAY)
    return max(span.first, add_days(broken, 1))


def run_ending(days: Days, day: date) -> Span | None:
    """The run that ends on `day` or the day before, if there is one."""
    for last in (day, add_days(day, -1)):
        if is_normal(days, last):
            return Span(run_first(days, last), last)
    return None


def possible_first(days: Days, ctx: Context, now: datetime, today: date, *, declared: bool) -> date:
    """The first day of the run that check-ins from now on can still continue; tomorrow if today is spoilt.

    `declared`: there was a declaration before, so that one now can make up for days that an outage kept open.
    """
    if today in days.abnormal:
        return add_days(today, 1)
    first = today
    while True:
        before = add_days(first, -1)
        if before < first and is_normal(days, before):
            first = run_first(days, before)
        elif before < first and declared and _can_be_made_up(days, ctx, now, before):
            first = before
        else:
            return first


def _can_be_made_up(days: Days, ctx: Context, now: datetime, day: date) -> bool:
    return bool(ctx.outages.items) and day not in days.abnormal and ctx.outages.still_open(day, now, ctx.book.zone)


def normal_days(days: Days, first: date, last: date) -> int:
    """How many days from `first` to `last` count. Only days that can be in the current run are asked for."""
    covered = sum(max(0, (min(s.last, last) - max(s.first, first)).days + 1) for s in days.checked)
    spoilt = sum(1 for day in days.abnormal if first <= day <= last and is_checked(days, day))
    return covered - spoilt


def forget_before(today: date) -> date:
    """The first day that is still remembered by itself."""
    return add_days(today, -KEEP_DAYS)


def prune_days(state: State, limit: date) -> State:
    """Forgets single days before `limit`, too old to matter, in such a way that no run grows by it."""
    if not _has_old(state, limit):
        return state
    forgotten = max((day for day in state.abnormal if day < limit), default=FIRST_DAY)
    start = add_days(forgotten, 1) if forgotten > FIRST_DAY else FIRST_DAY
    return replace(
        state,
        checked=tuple(Span(max(s.first, start), s.last) for s in state.checked if s.last >= limit),
        abnormal=tuple(day for day in state.abnormal if day >= limit),
        unhealthy=tuple(unwell for unwell in state.unhealthy if unwell.on >= limit),
        credited=tuple(day for day in state.credited if day >= limit),
        excused=tuple(each for each in state.excused if each.on >= limit),
    )


def _has_old(state: State, limit: date) -> bool:
    if state.checked and state.checked[0].last < limit:
        return True
    if not (state.abnormal or state.unhealthy or state.credited or state.excused):
        return False
    firsts = [*state.abnormal[:1], *state.credited[:1]]
    firsts += [each.on for each in state.unhealthy[:1]] + [each.on for each in state.excused[:1]]
    return any(day < limit for day in firsts)
