"""The gazette: ratings as they were published, and what was known of each period when.

A correction or withdrawal that reaches back leaves nothing of what it replaces. One that concerned nobody's stays when
it came counts from its own instant, like any other version.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby, pairwise

from chalicelib.scoring.days import LAST_DAY
from chalicelib.scoring.evidence import apply_rating
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.order import in_order
from chalicelib.scoring.ratings import concerns, rank
from chalicelib.scoring.rules import Context
from chalicelib.scoring.state import State


def timeline(versions: Iterable[RatingKnown], reaching: Collection[RatingKnown]) -> tuple[RatingKnown, ...]:
    """Each period as it was known from each instant on, in order of the instants.

    `reaching`: the corrections and withdrawals that reach back.
    """
    ordered = sorted(set(versions), key=lambda each: (each.id, in_order(each)))
    periods = {name: _standing(tuple(group)) for name, group in groupby(ordered, key=lambda each: each.id)}
    struck = {each.id for each in reaching if each.withdrawn}
    found = [entry for period in periods.values() for entry in _of_period(period, reaching, struck)]
    found += [
        back for each in ordered if each.withdrawn and each.id not in struck for back in _given_back(periods, each)
    ]
    return tuple(sorted(found, key=in_order))


def _standing(period: tuple[RatingKnown, ...]) -> tuple[RatingKnown, ...]:
    """The versions up to a withdrawal, which is the last: who wants the rating again publishes another period."""
    end = next((number for number, version in enumerate(period) if version.withdrawn), len(period))
    return period[: end + 1]


def _of_period(
    period: tuple[RatingKnown, ...], reaching: Collection[RatingKnown], struck: set[str]
) -> Iterator[RatingKnown]:
    """The versions of a period, each eased by the corrections that came after it and reach back."""
    published = period[0].published or period[0].at
    floor: RatingKnown | None = None
    for version in reversed([each for each in period if each.ended_by not in struck]):
        if version.withdrawn and version in reaching:
            return
        entry = replace(version, published=published)
        entry = entry if floor is None else _eased(entry, floor)
        if version.correction and version in reaching:
            floor = entry
        yield entry


def _given_back(periods: dict[str, tuple[RatingKnown, ...]], gone: RatingKnown) -> Iterator[RatingKnown]:
    """The periods that a withdrawn one had ended, as they were before, from its withdrawal on."""
    for period in periods.values():
        for before, ended in pairwise(period):
            if ended.ended_by == gone.id and ended is period[-1]:
                yield replace(before, at=gone.at, published=period[0].published or period[0].at)


def _eased(version: RatingKnown, floor: RatingKnown) -> RatingKnown:
    """What two versions have in common: the days of both, at the lower level."""
    first, last = max(version.first, floor.first), min(_end(version), _end(floor))
    level = min(version.level, floor.level, key=rank)
    gone = version.withdrawn or floor.withdrawn or first > last
    return replace(version, level=level, first=first, last=None if last == LAST_DAY else last, withdrawn=gone)


def _end(version: RatingKnown) -> date:
    return version.last or LAST_DAY


def pulled(state: State, ctx: Context, known: Iterable[RatingKnown], at: datetime) -> State:
    """The state with every rating of its regions as it is known at `at`."""
    for version in latest(known, at):
        if not version.withdrawn and concerns(state, version.region) and not _is_remembered(state, version):
            state = apply_rating(state, ctx, version)
    return state


def latest(known: Iterable[RatingKnown], at: datetime) -> Iterable[RatingKnown]:
    """Of each period the version that counts at `at`."""
    return {version.id: version for version in known if version.at <= at}.values()


def _is_remembered(state: State, version: RatingKnown) -> bool:
    return any(rating.id == version.id and rating.at >= version.at for rating in state.ratings)
