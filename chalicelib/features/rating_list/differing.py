"""Successive lists as starts and ends: what a list means for the periods of one region (settled 20 and 23).

A list has no starts and ends. A region that it names anew is rated from the list's day on. One that it names no more
was rated up to the day before where the list is of 0时, else up to its own day; a period that began on that day is
withdrawn. A lower level begins on the day after the last one of the higher, a graver one at once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.scoring.days import LAST_DAY, add_days
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.ratings import rank


@dataclass(frozen=True)
class Listed:
    """The list that is applied: its id, its instant, and the instant at which it is published here."""

    id: str
    at: datetime
    published: datetime

    @property
    def day(self) -> date:
        return self.at.astimezone(POLICY_ZONE).date()

    @property
    def last(self) -> date:
        """The last day of what the list names no more."""
        midnight = self.at.astimezone(POLICY_ZONE).hour == 0
        return add_days(self.day, -1) if midnight else self.day


def open_level(standing: Iterable[RatingKnown]) -> str | None:
    """The level that a region has until further notice."""
    return next((each.level for each in standing if each.last is None), None)


def versions(region: str, standing: Sequence[RatingKnown], level: str | None, listed: Listed) -> list[dict[str, Any]]:
    """The versions that make the periods of a region those of a list; none where they are that already."""
    later = [each for each in standing if each.first >= listed.day]
    runs = _running(standing, later, level, listed)
    if runs is not None and runs.level == level:
        return _written(region, standing, None, _gone(later), {runs.id: (runs, None)}, listed)
    first = _first(runs, level, listed)
    kept = next((each for each in later if (each.level, each.first, each.last) == (level, first, None)), None)
    gone = _gone(each for each in later if each is not kept)
    new = None if level is None or kept else (level, first)
    last = listed.last if level is None else add_days(first, -1)
    return _written(region, standing, new, gone, {} if runs is None else {runs.id: (runs, last)}, listed)


def _running(
    standing: Sequence[RatingKnown], later: Sequence[RatingKnown], level: str | None, listed: Listed
) -> RatingKnown | None:
    """The period that runs on the list's day and began before it.

    Also one that was ended by a period of that day, which the list withdraws.
    """
    stays = {each.id for each in later if (each.level, each.first, each.last) == (level, listed.day, None)}
    ended = {each.id for each in later} - stays
    before = [each for each in standing if each.first < listed.day]
    covering = (each for each in before if listed.day <= (each.last or LAST_DAY))
    return next(covering, None) or next((each for each in before if each.ended_by in ended), None)


def _gone(periods: Iterable[RatingKnown]) -> dict[str, RatingKnown]:
    return {each.id: each for each in periods}


def _first(runs: RatingKnown | None, level: str | None, listed: Listed) -> date:
    """The first day of a level that is new."""
    if runs is None or level is None or rank(level) >= rank(runs.level):
        return listed.day
    return add_days(listed.last, 1)


def _written(
    region: str,
    standing: Sequence[RatingKnown],
    new: tuple[str, date] | None,
    gone: dict[str, RatingKnown],
    ends: dict[str, tuple[RatingKnown, date | None]],
    listed: Listed,
) -> list[dict[str, Any]]:
    """Versions of what ends or runs on, of what is withdrawn, and of what begins.

    A withdrawn period gives the one that it had ended its end back; that one is said anew where it is to stay ended.
    """
    freed = {each.id: (each, each.last) for each in standing if each.ended_by in gone and each.id not in gone}
    changed = [each for each in (freed | ends).values() if each[0].last != each[1] or each[0].ended_by in gone]
    new_id = f"{region}-{listed.id}"
    found = [_version(each, listed) | {"last": last and last.isoformat()} for each, last in changed]
    if new is not None:
        found = [each | {"ended_by": new_id} if each["id"] in ends else each for each in found]
    found += [_version(each, listed) | {"withdrawn": True, "correction": True} for each in gone.values()]
    return found + ([] if new is None else [_new(new_id, *new, listed)])


def _version(period: RatingKnown, listed: Listed) -> dict[str, Any]:
    return {
        "id": period.id,
        "level": period.level,
        "first": period.first.isoformat(),
        "last": period.last.isoformat() if period.last else None,
        "published": (period.published or period.at).isoformat(),
        "at": listed.published.isoformat(),
        "list": listed.id,
    }


def _new(name: str, level: str, first: date, listed: Listed) -> dict[str, Any]:
    at = listed.published.isoformat()
    known = {"id": name, "level": level, "first": first.isoformat(), "last": None}
    return known | {"at": at, "published": at, "list": listed.id}
