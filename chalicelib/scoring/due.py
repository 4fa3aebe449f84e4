"""When something next happens to a code with nobody doing anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal

from chalicelib.scoring.advance import advance, next_region, next_turn
from chalicelib.scoring.cases import died_on
from chalicelib.scoring.days import (
    add_days,
    after_second,
    day_start,
    later,
    local_instant,
    policy_day,
)
from chalicelib.scoring.decide import is_closed
from chalicelib.scoring.holds import is_open_ended
from chalicelib.scoring.outages import Outage
from chalicelib.scoring.quiet import Quiet
from chalicelib.scoring.quiet_hours import QuietHours
from chalicelib.scoring.rules import Context, RuleBook, Scheme
from chalicelib.scoring.runs import checked_on
from chalicelib.scoring.state import Hold, State
from chalicelib.scoring.streak import undeclared_from, valid_until

Kind = Literal[
    "hold_clears",
    "hold_opens",
    "rules_change",
    "observation_starts",
    "checkin_reminder",
    "expiry_reminder",
    "expires",
    "undeclared",
    "closes",
]
EVENING = time(20, 0)


@dataclass(frozen=True, slots=True)
class Due:
    """An instant, and everything that happens at it."""

    at: datetime
    kinds: frozenset[Kind]


def next_due(
    state: State,
    book: RuleBook,
    now: datetime,
    scheme: Scheme,
    *,
    departs_at: datetime | None = None,
    outages: Iterable[Outage] = (),
    evening: time = EVENING,
    quiet: Quiet | QuietHours | None = None,
) -> Due | None:
    """The first instant after `now` at which the code changes or a reminder is due; None if never.

    `evening` is the wall clock, in the zone of policy days, at which a person who must check in
    and has not is reminded (domestic scheme). A reminder that would fall into `quiet` comes before it.
    """
    ctx = Context.of(book, outages)
    now = max(now, state.folded_to or now)
    state = advance(state, ctx, now)
    if died_on(state) is not None:
        return None
    mine = replace(state, holds=tuple(h for h in state.holds if h.scheme == scheme))
    found = [*_of_holds(mine, ctx, now)]
    if scheme == "domestic":
        found += _evening(mine, ctx, now, evening, quiet)
    elif not is_closed(state, ctx, now, departs_at):
        found += _of_validity(state, ctx, now, departs_at, quiet)
    coming = [(at, kind) for at, kind in found if at > now]
    if not coming:
        return None
    first = min(at for at, _ in coming)
    return Due(first, frozenset(kind for at, kind in coming if at == first))


def _of_holds(state: State, ctx: Context, now: datetime) -> Iterator[tuple[datetime, Kind]]:
    zone = ctx.book.zone
    clears, opens = next_turn(state, ctx, now), next_region(state, ctx, now)
    if clears is not None:
        yield day_start(clears, zone), "hold_clears"
    if opens is not None:
        yield day_start(opens, zone), "hold_opens"
    for hold in state.holds:
        ends = _observation_day(hold, policy_day(now, zone))
        if ends is not None:
            yield day_start(ends, zone), "observation_starts"
    if state.holds or state.ratings:
        yield from ((at, "rules_change") for at in list(ctx.book.changes(now))[:1])


def _observation_day(hold: Hold, today: date) -> date | None:
    """The day on which an open-ended hold stops being so by itself, if its end is known."""
    if not is_open_ended(hold, today) or any(e.last is None for e in hold.evidence):
        return None
    return add_days(max(e.last for e in hold.evidence if e.last is not None), 1)


def _evening(
    state: State, ctx: Context, now: datetime, evening: time, quiet: Quiet | QuietHours | None
) -> Iterator[tuple[datetime, Kind]]:
    today = policy_day(now, ctx.book.zone)
    if state.has_declared and state.departed_on is None and not all(is_open_ended(hold, today) for hold in state.holds):
        if not checked_on(state, today):
            yield _reminder_of(today, evening, ctx, quiet), "checkin_reminder"
        yield _reminder_of(add_days(today, 1), evening, ctx, quiet), "checkin_reminder"


def _reminder_of(day: date, evening: time, ctx: Context, quiet: Quiet | QuietHours | None) -> datetime:
    """The evening of `day`, or earlier that day for quiet hours; on another day it would be of no use."""
    usual = local_instant(day, evening, ctx.book.zone)
    moved = quiet.before(usual) if quiet else usual
    return moved if policy_day(moved, ctx.book.zone) == day else usual


def _of_validity(
    state: State, ctx: Context, now: datetime, departs_at: datetime | None, quiet: Quiet | QuietHours | None
) -> Iterator[tuple[datetime, Kind]]:
    if state.chain is None or state.departed_on is not None:
        return
    until, ruleset = valid_until(state.chain, ctx, now), ctx.book.at(now)
    usual = later(until, -ruleset.reminder_before)
    yield quiet.before(usual) if quiet else usual, "expiry_reminder"
    yield after_second(until), "expires"
    yield undeclared_from(state.chain, ctx, now), "undeclared"
    if departs_at is not None:
        yield later(departs_at, ruleset.closes_after), "closes"
