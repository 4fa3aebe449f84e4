"""Runs: days in a row, each with a normal check-in.

A day counts when there was a declaration on it and nothing abnormal, at whatever hour. So a
state keeps the days with a declaration, joined into spans, and the abnormal days beside them.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from chalicelib.scoring.days import FIRST_DAY, add_days
from chalicelib.scoring.rules import Context
from chalicelib.scoring.state import Mark, Span, State

KEEP_DAYS = 40
"""How long single days are remembered: longer than any observation still to come depends on them."""

_DAY = timedelta(days=1)


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


def check_in(state: State, ctx: Context, at: datetime, day: date, normal: bool) -> State:
    """Records a check-in at `at` on `day`; a normal one also counts for days an outage kept open."""
    checked = with_day(state.checked, day)
    if normal and state.has_declared and ctx.outages.items:
        missed = add_days(day, -1)
        while not checked_on(state, missed) and ctx.outages.still_open(missed, at, ctx.book.zone):
            checked = with_day(checked, missed)
            missed = add_days(missed, -1)
    return state if checked is state.checked else replace(state, checked=checked)


def credit(state: State, day: date) -> State:
    """Counts `day` as if the person had checked in; a day that was abnormal stays so."""
    credited = tuple(sorted({*state.credited, day}))
    return replace(state, credited=credited, checked=with_day(state.checked, day))


def with_mark(marks: tuple[Mark, ...], day: date, source: str = "") -> tuple[Mark, ...]:
    """The marks with one more, in order, each once."""
    return tuple(sorted({*marks, Mark(day, source)}, key=lambda m: (m.on, m.source)))


def without_source(marks: tuple[Mark, ...], source: str) -> tuple[Mark, ...]:
    """The marks without those that one fact is to blame for."""
    return tuple(mark for mark in marks if mark.source != source)


def checked_on(state: State, day: date) -> bool:
    """Whether there was a check-in on `day`, normal or not."""
    return any(span.first <= day <= span.last for span in reversed(state.checked))


def abnormal_on(state: State, day: date) -> bool:
    """Whether anything abnormal was known of `day`."""
    return any(mark.on == day for mark in reversed(state.abnormal))


def normal_on(state: State, day: date) -> bool:
    """Whether `day` counts towards a run."""
    return checked_on(state, day) and not abnormal_on(state, day)


def last_normal_day(state: State) -> date | None:
    """The last day that counts, however long ago."""
    for span in reversed(state.checked):
        day = span.last
        while day >= span.first and abnormal_on(state, day):
            day -= _DAY
        if day >= span.first:
            return day
    return None


def run_first(state: State, day: date) -> date:
    """The first day of the run to which the normal day `day` belongs."""
    span = next(s for s in reversed(state.checked) if s.first <= day <= s.last)
    broken = max((mark.on for mark in state.abnormal if mark.on < day), default=FIRST_DAY)
    return max(span.first, add_days(broken, 1))


def run_ending(state: State, day: date) -> Span | None:
    """The run that ends on `day` or the day before, if there is one."""
    for last in (day, add_days(day, -1)):
        if normal_on(state, last):
            return Span(run_first(state, last), last)
    return None


def possible_first(state: State, ctx: Context, now: datetime, today: date) -> date:
    """The first day of the run that check-ins from now on can still continue; tomorrow if today is spoilt."""
    if abnormal_on(state, today):
        return add_days(today, 1)
    first = today
    while True:
        before = add_days(first, -1)
        if before < first and normal_on(state, before):
            first = run_first(state, before)
        elif before < first and _can_be_made_up(state, ctx, now, before):
            first = before
        else:
            return first


def _can_be_made_up(state: State, ctx: Context, now: datetime, day: date) -> bool:
    return state.has_declared and not checked_on(state, day) and ctx.outages.still_open(day, now, ctx.book.zone)


def normal_days(state: State, first: date, last: date) -> int:
    """How many days from `first` to `last` count. Only days that can be in the current run are asked for."""
    covered = sum(max(0, (min(s.last, last) - max(s.first, first)).days + 1) for s in state.checked)
    spoilt = {m.on for m in state.abnormal if first <= m.on <= last and checked_on(state, m.on)}
    return covered - len(spoilt)


def forget_before(today: date) -> date:
    """The first day that is still remembered by itself."""
    return add_days(today, -KEEP_DAYS)


def prune_days(state: State, today: date) -> State:
    """Forgets single days too old to matter, in such a way that no run grows by it."""
    limit = forget_before(today)
    if not _has_old(state, limit):
        return state
    forgotten = max((m.on for m in state.abnormal if m.on < limit), default=FIRST_DAY)
    start = add_days(forgotten, 1) if forgotten > FIRST_DAY else FIRST_DAY
    return replace(
        state,
        checked=tuple(Span(max(s.first, start), s.last) for s in state.checked if s.last >= limit),
        abnormal=tuple(m for m in state.abnormal if m.on >= limit),
        unhealthy=tuple(m for m in state.unhealthy if m.on >= limit),
        credited=tuple(day for day in state.credited if day >= limit),
    )


def _has_old(state: State, limit: date) -> bool:
    firsts = [marks[0].on for marks in (state.abnormal, state.unhealthy) if marks]
    firsts += state.credited[:1]
    firsts += [span.last for span in state.checked[:1]]
    return any(day < limit for day in firsts)
