"""Figures for staff and the press: by county and day, in one call, without groups of fewer than ten."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_scope
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import invalid
from chalicelib.features.statistics import records
from chalicelib.features.statistics.counting import WHOLE
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.disclosure import Sheet

MOST_DAYS = 62
COLOURS = ("green", "yellow", "red")
COUNTED = ("venues", "people", "visits", "suspect_visits", "checks", "cases", "contacts", "appeals_decided", "reported")
Rows = Mapping[str, Counter[str]]
"""Figures by county; those of the whole by themselves."""


def of(actor: Actor, region: str, first: date, last: date, now: datetime) -> dict[str, Any]:
    """A region's totals so far, its days from `first` to `last` and, for a province, its counties.

    Two queries, whatever the population: a province's counties are read to tell what of one must be hidden.
    Raises Forbidden outside of the actor's region, Invalid.
    """
    place = _place(region)
    require_scope(actor, "" if place == WHOLE else _prefix(place))
    today = policy_day(now, POLICY_ZONE)
    if not first <= last <= min(today, first + timedelta(days=MOST_DAYS - 1)):
        raise invalid("until", "window_days", days=MOST_DAYS)
    so_far = _rows(place, records.NOW, records.NOW).get(records.NOW, {})
    by_day = _rows(place, first.isoformat(), today.isoformat())
    ends = _ends_of_days(so_far, by_day, first, today)
    standing = Sheet(so_far)
    return {
        "region": place,
        "at": now,
        "totals": _counted(standing, place) | {"colours": _colours(standing, place)},
        "days": [_day(place, day, by_day, rows) for day, rows in ends if day <= last][::-1],
        "counties": _counties(place, standing, Sheet(by_day.get(last.isoformat(), {}))),
    }


def people_of(county: str) -> int:
    """How many people a county has, as the figures know it. One query."""
    return records.of_region(county, records.NOW, records.NOW).get(records.NOW, Counter())["people"]


def _place(region: str) -> str:
    """A region as its counters are named: `63` and `630000` are the same, nothing is everything."""
    if not (region.isascii() and (region == "" or region.isdigit()) and len(region) in (0, 2, 4, 6)):
        raise invalid("region", "unknown_region")
    return region.ljust(6, "0")


def _prefix(place: str) -> str:
    if place.endswith("0000"):
        return place[:2]
    return place[:4] if place.endswith("00") else place


def _rows(place: str, first: str, last: str) -> Mapping[str, Rows]:
    """What was counted from day to day in the province of a place, or in the whole. One query."""
    if place == WHOLE:
        return {day: {WHOLE: figures} for day, figures in records.of_region(WHOLE, first, last).items()}
    return records.of_counties(place[:2], first, last)


def _ends_of_days(
    so_far: Rows, by_day: Mapping[str, Rows], first: date, today: date
) -> Iterator[tuple[date, dict[str, Counter[str]]]]:
    """Each day with the figures as they stood at its end, from today back to `first`."""
    standing, day = {county: Counter(figures) for county, figures in so_far.items()}, today
    while day >= first:
        yield day, standing
        for county, figures in by_day.get(day.isoformat(), {}).items():
            standing.setdefault(county, Counter()).subtract(figures)
        day -= timedelta(days=1)


def _day(place: str, day: date, by_day: Mapping[str, Rows], at_end: Rows) -> dict[str, Any]:
    """A day's own figures, with people and colours as they stood at its end."""
    own, stood = Sheet(by_day.get(day.isoformat(), {})), Sheet(at_end)
    people = {"people_so_far": stood.shown(place, "people"), "colours": _colours(stood, place)}
    return {"day": day, **_counted(own, place), **people}


def _counted(sheet: Sheet, place: str) -> dict[str, int | None]:
    return {name: sheet.shown(place, name) for name in COUNTED} | {"appeals_in_48h_percent": _share(sheet, place)}


def _share(sheet: Sheet, place: str) -> int | None:
    """Of a hundred appeals how many were decided in time; None where too few were, in time or late, to say so."""
    decided, in_time = sheet.shown(place, "appeals_decided"), sheet.shown(place, "appeals_in_48h")
    return round(100 * in_time / decided) if decided and in_time is not None else None


def _colours(sheet: Sheet, place: str) -> dict[str, int | None]:
    return {name: sheet.shown(place, name) for name in COLOURS}


def _counties(place: str, standing: Sheet, of_day: Sheet) -> list[dict[str, Any]]:
    """A province's counties: the day's visits and checks, people, venues and colours so far."""
    if place == WHOLE or not place.endswith("0000"):
        return []
    return [
        {
            "county": county,
            **{name: standing.shown(county, name) for name in ("venues", "people")},
            **{name: of_day.shown(county, name) for name in ("visits", "checks")},
            "colours": _colours(standing, county),
        }
        for county in standing.counties
    ]
