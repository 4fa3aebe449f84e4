"""What happens with nobody doing anything: days begin, holds close, ratings begin, rules change."""

from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.days import LAST_DAY, day_start, policy_day
from chalicelib.scoring.holds import (
    close_holds,
    closing_day,
    find,
    raise_in,
    terms_of,
    withdraw,
)
from chalicelib.scoring.rules import SCHEMES, Context
from chalicelib.scoring.state import Evidence, Rating, State
from chalicelib.scoring.stays import last_overlap, next_beginning, region_rule


def advance(state: State, ctx: Context, to: datetime) -> State:
    """The state at `to`, with everything settled that came due since its last event."""
    if state.folded_to is None:
        return state
    at: datetime | None = state.folded_to
    while at is not None and (at := next_change(state, ctx, at)) is not None and at <= to:
        state = settle(state, ctx, at)
    return state


def next_change(state: State, ctx: Context, after: datetime) -> datetime | None:
    """The next instant after `after` at which holds may open or close by themselves."""
    if not state.holds and not state.ratings:
        return None
    days = [d for d in (next_closing(state, ctx, after), next_region(state, ctx, after)) if d is not None]
    instants = [day_start(day, ctx.book.zone) for day in days]
    instants += list(ctx.book.changes(after))[:1] if state.holds else []
    return min(instants, default=None)


def next_closing(state: State, ctx: Context, after: datetime) -> date | None:
    """The next day with whose beginning a hold closes, by the rules in force at `after`."""
    today, ruleset = policy_day(after, ctx.book.zone), ctx.book.at(after)
    terms = ((hold, terms_of(hold, ruleset)) for hold in state.holds)
    days = (closing_day(state, hold, t) for hold, t in terms if t is not None)
    return min((day for day in days if day is not None and day > today), default=None)


def next_region(state: State, ctx: Context, after: datetime) -> date | None:
    """The next day on which a known stay begins to overlap a known rating."""
    if not state.ratings:
        return None
    return next_beginning(state, ctx, policy_day(after, ctx.book.zone))


def settle(state: State, ctx: Context, at: datetime) -> State:
    """Brings holds in line with stays and ratings as of `at`, then closes what can close."""
    if state.ratings:
        state = match_ratings(state, ctx, at)
    return close_holds(state, ctx, at)


def match_ratings(state: State, ctx: Context, at: datetime) -> State:
    """Lets each rating raise, move or end its hold by the stays that overlap it."""
    for rating in state.ratings:
        state = match_rating(state, ctx, at, rating)
    return state


def match_rating(state: State, ctx: Context, at: datetime, rating: Rating, *, force: bool = False) -> State:
    """Lets one rating raise, move or end its hold; `force` opens it however old the evidence is."""
    overlap = last_overlap(rating, state, ctx, policy_day(at, ctx.book.zone))
    before, matched = rating.matched, overlap.last if overlap else None
    if matched == before:
        return state
    now = replace(rating, matched=matched)
    state = replace(state, ratings=tuple(now if r is rating else r for r in state.ratings))
    rule = region_rule(rating.level)
    if rule is None:
        return state
    if overlap is None:
        return withdraw(state, rating.id, lambda hold: hold.rule == rule)
    evidence = Evidence(rating.id, overlap.first, None if overlap.last == LAST_DAY else overlap.last)
    # Only a later day is new evidence; the same days seen again open nothing that has closed.
    is_new = before is None or overlap.last > before
    return _raise_region(state, ctx, at, rule, evidence, is_new=is_new, force=force)


def _raise_region(
    state: State, ctx: Context, at: datetime, rule: str, evidence: Evidence, *, is_new: bool, force: bool
) -> State:
    for scheme in SCHEMES:
        hold = find(state, scheme, rule)
        if is_new or (hold is not None and any(e.key == evidence.key for e in hold.evidence)):
            state = raise_in(state, ctx, at, scheme, rule, evidence, force=force)
    return state
