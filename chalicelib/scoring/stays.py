"""Stays, ratings, and the days on which they overlap."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chalicelib.scoring.days import FIRST_DAY, LAST_DAY, add_days, policy_day
from chalicelib.scoring.rules import Context
from chalicelib.scoring.runs import forget_before
from chalicelib.scoring.state import Rating, Residence, Span, State, Stay

MAX_STAYS = 80
_RANK = {"low": 0, "medium": 1, "high": 2, "key": 2}
_RULE = {"medium": "region.medium", "high": "region.high", "key": "region.high"}


def region_rule(level: str) -> str | None:
    """The rule that a rating of this level raises; None for a low one."""
    return _RULE.get(level)


def rating_regions(region: str) -> tuple[str, ...]:
    """The codes under which a rating may cover a stay in `region`: itself, its city, its province."""
    if len(region) != 6:
        return (region,)
    return tuple(dict.fromkeys((region, region[:4] + "00", region[:2] + "0000")))


def covers(rated: str, region: str) -> bool:
    """Whether a rating of `rated` covers a stay in `region`."""
    return rated in rating_regions(region)


def add_stay(state: State, region: str, first: date, last: date) -> State:
    """Records a stay, joined with those in the same region that touch it."""
    joined_first, joined_last, apart = first, last, []
    for stay in state.stays:
        touches = stay.first <= add_days(joined_last, 1) and stay.last >= add_days(joined_first, -1)
        if stay.region == region and touches:
            joined_first, joined_last = min(joined_first, stay.first), max(joined_last, stay.last)
        else:
            apart.append(stay)
    stays = sorted((*apart, Stay(region, joined_first, joined_last)), key=lambda s: (s.first, s.last, s.region))
    return replace(state, stays=tuple(stays))


def settle_in(state: State, region: str, today: date) -> State:
    """Records where the person lives from `today` on (the first time: and ever before)."""
    home = state.residence
    if home is None:
        return replace(state, residence=Residence(region))
    if home.region == region and home.last is None:
        return state
    return replace(leave_home(state, today), residence=Residence(region, today))


def leave_home(state: State, today: date) -> State:
    """Turns the residence into a stay that ended before `today`, the first day spent elsewhere."""
    home = state.residence
    if home is None or home.last is not None:
        return state
    last = add_days(today, -1)
    first = home.first or FIRST_DAY
    if first <= last:
        state = add_stay(state, home.region, first, last)
    return replace(state, residence=replace(home, last=last))


def located(state: State, region: str, today: date) -> State:
    """Records a declared location: a stay of one day, and the end of a residence that differs."""
    home = state.residence
    if home is not None and home.last is None and home.region != region:
        state = leave_home(state, today)
    return add_stay(state, region, today, today)


def put_rating(state: State, rating: Rating) -> State:
    """Adds a rating, or replaces the one with its id."""
    others = (r for r in state.ratings if r.id != rating.id)
    return replace(state, ratings=tuple(sorted((*others, rating), key=lambda r: (r.at, r.id))))


def drop_rating(state: State, rating_id: str) -> State:
    """Forgets a withdrawn rating."""
    return replace(state, ratings=tuple(r for r in state.ratings if r.id != rating_id))


def concerns(state: State, region: str) -> bool:
    """Whether any known stay lies in the rated region."""
    return any(covers(region, known) for known in state.stay_regions)


def in_force(rating: Rating, ratings: tuple[Rating, ...], ctx: Context) -> tuple[Span, ...]:
    """The days of a rating that no later one of the same region has taken over.

    A lower rating takes over wherever it applies, a higher one only from the day it was
    published: what a person was told for days past never becomes less by a worse rating.
    """
    spans: tuple[Span, ...] = (Span(rating.first, rating.last or LAST_DAY),)
    for other in ratings:
        if other.region == rating.region and (other.at, other.id) > (rating.at, rating.id):
            spans = _cut(spans, _taken(rating, other, ctx))
    return spans


def _taken(rating: Rating, other: Rating, ctx: Context) -> Span | None:
    last = other.last or LAST_DAY
    if _RANK[other.level] < _RANK[rating.level]:
        return Span(other.first, last)
    if _RANK[other.level] > _RANK[rating.level]:
        return Span(max(other.first, policy_day(other.at, ctx.book.zone)), last)
    return None


def _cut(spans: tuple[Span, ...], taken: Span | None) -> tuple[Span, ...]:
    if taken is None or taken.first > taken.last:
        return spans
    left = (Span(s.first, min(s.last, add_days(taken.first, -1))) for s in spans if s.first < taken.first)
    right = (Span(max(s.first, add_days(taken.last, 1)), s.last) for s in spans if s.last > taken.last)
    return (*left, *right)


def overlaps(rating: Rating, state: State, ctx: Context) -> Iterator[Span]:
    """The days on which each known stay lies in the rated region while the rating is in force."""
    spans: tuple[Span, ...] | None = None
    for stay in _known_stays(state):
        if covers(rating.region, stay.region):
            spans = in_force(rating, state.ratings, ctx) if spans is None else spans
            for span in spans:
                first, last = max(span.first, stay.first), min(span.last, stay.last)
                if first <= last:
                    yield Span(first, last)


def _known_stays(state: State) -> Iterator[Stay]:
    yield from state.stays
    home = state.residence
    if home is not None and home.last is None:
        yield Stay(home.region, home.first or FIRST_DAY, LAST_DAY)


def last_overlap(rating: Rating, state: State, ctx: Context, today: date) -> Span | None:
    """Of the overlaps that have begun, the one that ends last."""
    begun = [span for span in overlaps(rating, state, ctx) if span.first <= today]
    return max(begun, key=lambda s: s.last, default=None)


def next_beginning(state: State, ctx: Context, today: date) -> date | None:
    """The first day after `today` on which a stay begins to overlap a rating."""
    firsts = (span.first for r in state.ratings if region_rule(r.level) for span in overlaps(r, state, ctx))
    return min((first for first in firsts if first > today), default=None)


def prune_stays(state: State, today: date) -> State:
    """Forgets stays and ratings that no evidence still to come can need, unless a hold rests on them."""
    limit = forget_before(today)
    if all(s.last >= limit for s in state.stays) and all((r.last or LAST_DAY) >= limit for r in state.ratings):
        return _capped(state)
    used = {e.key for hold in state.holds for e in hold.evidence}
    rated = [r.region for r in state.ratings if r.id in used]
    kept = replace(
        state,
        stays=tuple(s for s in state.stays if s.last >= limit or any(covers(r, s.region) for r in rated)),
        ratings=tuple(r for r in state.ratings if (r.last or LAST_DAY) >= limit or r.id in used),
    )
    return _capped(kept)


def _capped(state: State) -> State:
    if len(state.stays) <= MAX_STAYS:
        return state
    newest = sorted(state.stays, key=lambda s: (s.last, s.first, s.region))[-MAX_STAYS:]
    return replace(state, stays=tuple(s for s in state.stays if s in newest))
