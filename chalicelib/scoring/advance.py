"""What happens with nobody doing anything: days begin, holds close, ratings begin, rules change."""

from datetime import date, datetime

from chalicelib.scoring.closings import close_holds, next_closing_kept
from chalicelib.scoring.days import day_start, policy_day
from chalicelib.scoring.holds import observed
from chalicelib.scoring.overlaps import ask_lasting_anew, match_ratings, next_beginning
from chalicelib.scoring.rules import Context
from chalicelib.scoring.runs import days_of
from chalicelib.scoring.state import State

type Trail = list[tuple[datetime, State]]
"""The states that a fold went through, each with the instant from which it was so."""


def advance(state: State, ctx: Context, to: datetime, trail: Trail | None = None) -> State:
    """The state at `to`, with everything settled that came due since its last event."""
    if state.folded_to is None or to <= state.folded_to:
        return state
    at: datetime | None = state.folded_to
    while at is not None and (at := next_change(state, ctx, at)) is not None and at <= to:
        state = settle(state, ctx, at)
        if trail is not None:
            trail.append((at, state))
    return state


def next_change(state: State, ctx: Context, after: datetime) -> datetime | None:
    """The next instant after `after` at which holds may open or close by themselves."""
    if not state.holds and not state.ratings:
        return None
    days = [d for d in (next_turn(state, ctx, after), next_region(state, ctx, after)) if d is not None]
    instants = [day_start(day, ctx.book.zone) for day in days]
    instants += list(ctx.book.changes(after))[:1]
    kept = next_closing_kept(state, after)
    return min(instants if kept is None else [*instants, kept], default=None)


def next_turn(state: State, ctx: Context, after: datetime) -> date | None:
    """The next day with whose beginning a hold closes or comes to another phase, by the rules in force at `after`."""
    today, ruleset = policy_day(after, ctx.book.zone), ctx.book.at(after)
    turns = (
        observation.turns_on(days_of(state, hold.scheme))
        for hold in state.holds
        for observation in observed(hold, ruleset)
    )
    return min((day for day in turns if day is not None and day > today), default=None)


def next_region(state: State, ctx: Context, after: datetime) -> date | None:
    """The next day on which a known stay begins to overlap a known rating."""
    if not state.ratings:
        return None
    return next_beginning(state, ctx, policy_day(after, ctx.book.zone))


def settle(state: State, ctx: Context, at: datetime) -> State:
    """Brings holds in line with stays and ratings as of `at`, then closes what is over.

    Where a rule set takes effect at this instant, what the one before it closes now is closed first.
    """
    if state.ratings:
        state = match_ratings(state, ctx, at)
    before = ctx.book.before(at)
    if before is not None:
        state = ask_lasting_anew(close_holds(state, ctx, at, before), ctx, at)
    return close_holds(state, ctx, at, ctx.book.at(at))
