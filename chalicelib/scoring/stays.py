"""Where a person was and is: stays, the place they live in, the place they last declared to be in.

A declared location lasts until the day before the next declaration that differs, at most 14 days. A residence is
suspended by a differing location, and resumes with the next equal one, with a trusted visit there, or when the
location lapses: a day trip does not end where one lives.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from chalicelib.scoring.days import FIRST_DAY, LAST_DAY, add_days
from chalicelib.scoring.ratings import concerns, covers
from chalicelib.scoring.state import Location, Residence, State, Stay

MAX_STAYS = 80
"""Stays remembered of each source: what is declared pushes no official one out."""
LOCATION_DAYS = 14
"""Days for which a declared location counts, its first one included."""


def add_stay(state: State, region: str, first: date, last: date, *, official: bool = False) -> State:
    """Records a stay, joined with those of the same source in the same region that touch it."""
    return replace(state, stays=_joined(state.stays, Stay(region, first, last, official)))


def _joined(stays: tuple[Stay, ...], new: Stay) -> tuple[Stay, ...]:
    first, last, apart = new.first, new.last, []
    for stay in stays:
        same = stay.region == new.region and stay.official is new.official
        if same and stay.first <= add_days(last, 1) and stay.last >= add_days(first, -1):
            first, last = min(first, stay.first), max(last, stay.last)
        else:
            apart.append(stay)
    return tuple(sorted((*apart, Stay(new.region, first, last, new.official)), key=_in_order))


def _in_order(stay: Stay) -> tuple[date, date, str, bool]:
    return (stay.first, stay.last, stay.region, stay.official)


def settle_in(state: State, region: str, today: date) -> State:
    """Records where the person lives from `today` on (the first time: and ever before)."""
    if state.residence is None:
        return replace(state, residence=Residence(region))
    state = _resumed(state, today)
    home = state.residence
    if home is not None and home.region == region and home.last is None:
        return state
    return replace(_suspended(state, today), residence=Residence(region, today))


def located(state: State, region: str, today: date) -> State:
    """Records a declared location: it goes on, or takes the place of the one before; the residence follows."""
    state = _resumed(state, today)
    here = state.location
    if here is None or here.region != region or today > _lapses_on(here):
        state = replace(state, stays=_after_leaving(state, today), location=Location(region, today, today))
    elif here.said < today:
        state = replace(state, location=Location(region, here.first, today))
    home = state.residence
    if home is None:
        return state
    return _returned(state, today) if home.region == region else _suspended(state, today)


def visited(state: State, region: str, first: date, last: date) -> State:
    """Records a stay of an official record; one where the person lives brings them home."""
    state = add_stay(state, region, first, last, official=True)
    home = state.residence
    if home is None or home.region != region or home.last is None or last <= home.last:
        return state
    return _returned(state, max(first, add_days(home.last, 1)))


def _lapses_on(here: Location) -> date:
    """The first day for which a declared location counts no more."""
    return add_days(here.said, LOCATION_DAYS)


def _after_leaving(state: State, today: date) -> tuple[Stay, ...]:
    """The stays with the declared location among them, ended the day before, or on the day it was last declared."""
    here = state.location
    if here is None:
        return state.stays
    last = min(add_days(_lapses_on(here), -1), add_days(today, -1))
    return _joined(state.stays, Stay(here.region, here.first, max(here.said, last)))


def _suspended(state: State, today: date) -> State:
    """Turns the residence into a stay that ended before `today`, the first day spent elsewhere."""
    home = state.residence
    if home is None or home.last is not None:
        return state
    first, last = home.first or FIRST_DAY, add_days(today, -1)
    if first <= last:
        state = add_stay(state, home.region, first, last)
    return replace(state, residence=replace(home, last=last))


def _returned(state: State, day: date) -> State:
    """Lets a suspended residence go on from `day`."""
    home = state.residence
    if home is None or home.last is None:
        return state
    return replace(state, residence=replace(home, first=day, last=None))


def _resumed(state: State, today: date) -> State:
    """Lets a residence go on that was suspended by a location that has lapsed by `today`."""
    home, here = state.residence, state.location
    if home is None or home.last is None or here is None or _lapses_on(here) > today:
        return state
    return _returned(state, _lapses_on(here))


def _home(state: State) -> Stay | None:
    """The residence as a stay that lasts: from when it is lived in, or from when the location elsewhere lapses."""
    home, here = state.residence, state.location
    if home is None:
        return None
    if home.last is None:
        return Stay(home.region, home.first or FIRST_DAY, LAST_DAY)
    return Stay(home.region, _lapses_on(here), LAST_DAY) if here is not None else None


def known_stays(state: State) -> Iterator[Stay]:
    """Every stay, those that last included."""
    yield from state.stays
    at_home, here = _home(state), state.location
    if at_home is not None:
        yield at_home
    if here is not None:
        yield Stay(here.region, here.first, add_days(_lapses_on(here), -1))


def prune_stays(state: State, today: date, limit: date) -> State:
    """Forgets stays and ratings from before `limit`, unless a hold rests on them: no evidence to come needs them."""
    here = state.location
    if here is not None and here.said < limit and _lapses_on(here) <= limit:
        state = _resumed(state, today)
        state = replace(state, stays=_after_leaving(state, today), location=None)
    stays = state.stays
    if stays and (stays[0].first < limit or len(stays) > MAX_STAYS):
        state = _without_old_stays(state, limit)
    return _without_ratings_of_no_concern(state, limit) if state.ratings else state


def _without_old_stays(state: State, limit: date) -> State:
    """The state with the newest stays of each source, and those on which a hold rests."""
    if len(state.stays) <= MAX_STAYS and all(stay.last >= limit for stay in state.stays):
        return state
    used = _used(state)
    rated = [rating.region for rating in state.ratings if rating.id in used]
    needed = [stay for stay in state.stays if any(covers(region, stay.region) for region in rated)]
    for official in (False, True):
        mine = [stay for stay in state.stays if stay.official is official and stay.last >= limit]
        needed += sorted(mine, key=lambda stay: (stay.last, stay.first, stay.region))[-MAX_STAYS:]
    return replace(state, stays=tuple(stay for stay in state.stays if stay in needed))


def _without_ratings_of_no_concern(state: State, limit: date) -> State:
    used = _used(state)
    kept = tuple(
        rating
        for rating in state.ratings
        if rating.id in used or ((rating.last or LAST_DAY) >= limit and concerns(state, rating.region))
    )
    return state if len(kept) == len(state.ratings) else replace(state, ratings=kept)


def _used(state: State) -> set[str]:
    """The keys of the evidence on which holds rest."""
    return {evidence.key for hold in state.holds for evidence in hold.evidence}
