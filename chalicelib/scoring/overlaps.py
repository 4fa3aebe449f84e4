"""Overlaps of stays and ratings: what a rating raises, moves or ends."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from chalicelib.scoring.days import LAST_DAY, policy_day
from chalicelib.scoring.holds import raise_in, rests_on, withdraw
from chalicelib.scoring.ratings import counting, covers, region_rule, schemes_of
from chalicelib.scoring.rules import Context
from chalicelib.scoring.state import Evidence, Rating, Span, State
from chalicelib.scoring.stays import known_stays


def overlaps(rating: Rating, state: State, ctx: Context) -> Iterator[Span]:
    """The days on which each known stay lies in the rated region while the rating is the one that counts."""
    for stay in known_stays(state):
        if covers(rating.region, stay.region):
            rivals = [other for other in state.ratings if covers(other.region, stay.region)]
            for span in counting(rating, rivals, ctx.book.zone):
                first, last = max(span.first, stay.first), min(span.last, stay.last)
                if first <= last:
                    yield Span(first, last)


def last_overlap(rating: Rating, state: State, ctx: Context, today: date) -> Span | None:
    """Of the overlaps that have begun, the one that ends last."""
    begun = [span for span in overlaps(rating, state, ctx) if span.first <= today]
    return max(begun, key=lambda s: s.last, default=None)


def next_beginning(state: State, ctx: Context, today: date) -> date | None:
    """The first day after `today` on which a stay begins to overlap a rating."""
    return _begins(state, ctx, today, (rating for rating in state.ratings if region_rule(rating.level)))


def resumes_on(state: State, ctx: Context, rating_id: str, today: date) -> date | None:
    """The first day after `today` on which a rating counts again where the person will be, by what is known."""
    return _begins(state, ctx, today, (rating for rating in state.ratings if rating.id == rating_id))


def _begins(state: State, ctx: Context, today: date, ratings: Iterable[Rating]) -> date | None:
    firsts = (span.first for rating in ratings for span in overlaps(rating, state, ctx))
    return min((first for first in firsts if first > today), default=None)


def match_ratings(state: State, ctx: Context, at: datetime) -> State:
    """Lets each rating raise, move or end its hold by the stays that overlap it."""
    for rating in state.ratings:
        state = _match(state, ctx, at, rating)
    return state


def _match(state: State, ctx: Context, at: datetime, rating: Rating) -> State:
    overlap = last_overlap(rating, state, ctx, policy_day(at, ctx.book.zone))
    before, matched = rating.matched, overlap.last if overlap else None
    if matched == before:
        return state
    state = _noted(state, rating, matched)
    rule = region_rule(rating.level)
    if rule is None:
        return state
    if overlap is None:
        return withdraw(state, rating.id, rule)
    # Only a later day is new evidence; the same days seen again open nothing that has closed.
    is_new = before is None or overlap.last > before
    for scheme in schemes_of(rating.region):
        if is_new or rests_on(state, scheme, rating.id, rule):
            state = raise_in(state, ctx, at, scheme, rule, _evidence(rating, overlap))
    return state


def _noted(state: State, rating: Rating, matched: date | None) -> State:
    now = replace(rating, matched=matched)
    return replace(state, ratings=tuple(now if each is rating else each for each in state.ratings))


def _evidence(rating: Rating, overlap: Span) -> Evidence:
    return Evidence(rating.id, overlap.first, None if overlap.last == LAST_DAY else overlap.last)


def move_to_level(state: State, ctx: Context, at: datetime, old: Rating, new: Rating) -> State:
    """Lets what rests on a rating go on under its new level, in each scheme in which something does."""
    was, rule = region_rule(old.level) or "", region_rule(new.level)
    held = [scheme for scheme in schemes_of(new.region) if was and rests_on(state, scheme, new.id, was)]
    overlap = last_overlap(new, state, ctx, policy_day(at, ctx.book.zone))
    state = _noted(withdraw(state, new.id), new, overlap.last if overlap else None)
    if rule is None or overlap is None:
        return state
    for scheme in schemes_of(new.region):
        state = raise_in(state, ctx, at, scheme, rule, _evidence(new, overlap), force=scheme in held)
    return state


def ask_lasting_anew(state: State, ctx: Context, at: datetime) -> State:
    """Raises what lasts at `at` under a rule set that has just taken effect; what is finished is not asked again."""
    today = policy_day(at, ctx.book.zone)
    for rating in state.ratings:
        rule, overlap = region_rule(rating.level), last_overlap(rating, state, ctx, today)
        if rule is not None and overlap is not None and overlap.last >= today:
            for scheme in schemes_of(rating.region):
                state = raise_in(state, ctx, at, scheme, rule, _evidence(rating, overlap))
    return state
