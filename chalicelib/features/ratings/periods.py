"""Periods for which regions are rated: which stand, which level counts where on which day, and whether a change of them
makes anybody worse.

A period is its versions, in the order of publication. What counts is asked of the core, as for a person who has been
there all the time.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.identity.regions import met_by, rated_as
from chalicelib.person import facts, ratings
from chalicelib.scoring import ratings as core
from chalicelib.scoring.days import LAST_DAY, add_days, policy_day
from chalicelib.scoring.facts import RatingKnown
from chalicelib.scoring.gazette import latest, timeline
from chalicelib.scoring.runs import forget_before

Version = Mapping[str, Any]
Versions = Mapping[str, list[Version]]
"""Versions by region code, in the order of publication."""


def of_records(records: Iterable[ratings.RatingsRecord]) -> dict[str, list[Version]]:
    """The versions that are filed under each region."""
    return {record.region: list(record.ratings) for record in records}


def standing(region: str, versions: Iterable[Version]) -> list[RatingKnown]:
    """The periods of a region that were not withdrawn, each as it is known now, by their first days."""
    known = [facts.rating(region, dict(each)) for each in versions]
    reaching = [each for each in known if each.withdrawn or each.correction]
    now = max((each.at for each in known), default=None)
    found = latest(timeline(known, reaching), now) if now else ()
    return sorted((each for each in found if not each.withdrawn), key=lambda each: (each.first, each.at))


def running(periods: Iterable[RatingKnown], first: date) -> RatingKnown | None:
    """The period that is in force on a day and began before it."""
    return next((each for each in periods if each.first < first <= (each.last or LAST_DAY)), None)


def level(place: str, day: date, versions: Versions) -> str | None:
    """The level that counts in a place on a day, None for none, by the versions of the regions that cover it."""
    counting = [each for each in _covering(place, versions) if _counts(each, day, _covering(place, versions))]
    return max((each.level for each in counting), key=core.rank, default=None)


def _covering(place: str, versions: Versions) -> list[Any]:
    codes = [code for code in rated_as(place) if code in versions]
    return [core.known(period) for code in codes for period in standing(code, versions[code])]


def _counts(rating: Any, day: date, among: Iterable[Any]) -> bool:
    spans = core.counting(rating, among, POLICY_ZONE)
    return any(span.first <= day <= span.last for span in spans)


def codes_around(region: str) -> set[str]:
    """Every code whose ratings matter where a rating of the region does."""
    return {code for place in met_by(region) for code in rated_as(place)}


def worsens(region: str, before: Versions, after: Versions, now: datetime) -> bool:
    """Whether anywhere in the region, on any day that is remembered or to come, a graver level counts than before."""
    since = forget_before(policy_day(now, POLICY_ZONE))
    places = {tuple(code for code in rated_as(place) if code in after): place for place in met_by(region)}
    return any(
        _rank(place, day, after) > _rank(place, day, before)
        for place in places.values()
        for day in _turning_points(place, before, after, since)
    )


def _rank(place: str, day: date, versions: Versions) -> int:
    found = level(place, day, versions)
    return core.rank(found) if found else 0


def _turning_points(place: str, before: Versions, after: Versions, since: date) -> set[date]:
    """The days on which another level may begin to count: between two of them nothing changes."""
    periods = [*_covering(place, before), *_covering(place, after)]
    ends = {add_days(each.last, 1) for each in periods if each.last is not None}
    published = {policy_day(each.published, POLICY_ZONE) for each in periods}
    return {since} | {day for day in {each.first for each in periods} | ends | published if day >= since}
