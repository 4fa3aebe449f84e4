"""Ratings of regions: which one counts in a county on a day, of several in force.

The most specific region counts where it was published later than the wider one; of an older specific and a newer wider
rating the graver; for the same region the later published. What was published late and is graver takes nothing from the
days before it was: what a person was told of days past never becomes less by a worse rating.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, tzinfo

from chalicelib.scoring.days import LAST_DAY, add_days, policy_day
from chalicelib.scoring.fed_facts import RatingKnown
from chalicelib.scoring.rules import SCHEMES, Scheme
from chalicelib.scoring.state import Rating, Span, State

_RANK = {"low": 0, "medium": 1, "high": 2, "key": 2}
_RULE = {"medium": "region.medium", "high": "region.high", "key": "region.high"}


def region_rule(level: str) -> str | None:
    """The rule that a rating of this level raises; None for a low one."""
    return _RULE.get(level)


def rank(level: str) -> int:
    """How grave a level is."""
    return _RANK[level]


def is_country(region: str) -> bool:
    """Whether a code names a country, by two letters, and no county, city or province."""
    return len(region) != 6


def schemes_of(region: str) -> tuple[Scheme, ...]:
    """The schemes in which a rating of the region raises holds: ratings of countries are domestic only."""
    return ("domestic",) if is_country(region) else SCHEMES


def rating_regions(region: str) -> tuple[str, ...]:
    """The codes under which a rating may cover a stay in `region`: itself, its city, its province."""
    if is_country(region):
        return (region,)
    return tuple(dict.fromkeys((region, region[:4] + "00", region[:2] + "0000")))


def covers(rated: str, region: str) -> bool:
    """Whether a rating of `rated` covers a stay in `region`."""
    return rated in rating_regions(region)


def concerns(state: State, region: str) -> bool:
    """Whether any known stay lies in the rated region."""
    return any(covers(region, known) for known in state.stay_regions)


def counting(rating: Rating, rivals: Iterable[Rating], zone: tzinfo) -> tuple[Span, ...]:
    """The days on which a rating is the one that counts, where all of `rivals` cover the same county too."""
    others = [rival for rival in rivals if rival.id != rating.id]
    spans = _not_overridden(rating, others, zone)
    for rival in others:
        if rank(rival.level) > rank(rating.level):
            among = [other for other in (*others, rating) if other.id != rival.id]
            for span in _not_overridden(rival, among, zone):
                spans = _cut(spans, _from(span, _takes_from(rating, rival, zone)))
    return spans


def _not_overridden(rating: Rating, others: Iterable[Rating], zone: tzinfo) -> tuple[Span, ...]:
    """The days of a rating that no later one of the same or a narrower region has taken over."""
    spans: tuple[Span, ...] = (Span(rating.first, rating.last or LAST_DAY),)
    for other in others:
        later = (other.published, other.id) > (rating.published, rating.id)
        if later and _width(other.region) <= _width(rating.region) and rank(other.level) != rank(rating.level):
            taken = Span(other.first, other.last or LAST_DAY)
            spans = _cut(spans, _from(taken, _takes_from(rating, other, zone)))
    return spans


def _takes_from(rating: Rating, other: Rating, zone: tzinfo) -> date:
    """The first day that `other` can take over: a graver one that came later takes none before it was published."""
    if rank(other.level) > rank(rating.level) and other.published > rating.published:
        return policy_day(other.published, zone)
    return other.first


def _width(region: str) -> int:
    if is_country(region):
        return 0
    return 2 if region.endswith("0000") else 1 if region.endswith("00") else 0


def _from(span: Span, first: date) -> Span:
    return Span(max(span.first, first), span.last)


def _cut(spans: tuple[Span, ...], taken: Span) -> tuple[Span, ...]:
    if taken.first > taken.last:
        return spans
    left = (Span(s.first, min(s.last, add_days(taken.first, -1))) for s in spans if s.first < taken.first)
    right = (Span(max(s.first, add_days(taken.last, 1)), s.last) for s in spans if s.last > taken.last)
    return (*left, *right)


def known(event: RatingKnown) -> Rating:
    """A version of a rating as it is remembered."""
    published = event.published or event.at
    return Rating(event.id, event.at, published, event.region, event.level, event.first, event.last)


def put(state: State, rating: Rating) -> State:
    """Adds a rating, or replaces the one with its id."""
    others = (r for r in state.ratings if r.id != rating.id)
    return replace(state, ratings=tuple(sorted((*others, rating), key=lambda r: (r.published, r.id))))


def drop(state: State, rating_id: str) -> State:
    """Forgets a withdrawn rating."""
    return replace(state, ratings=tuple(r for r in state.ratings if r.id != rating_id))
