"""Figures for staff and the press: by county and day, in one call, without groups of fewer than ten."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import invalid
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.disclosure import columns, parts, shown
from chalicelib.services.access import Actor, require_region
from chalicelib.services.statistics import WHOLE
from chalicelib.store import statistics as store

MOST_DAYS = 62
COLOURS = ("green", "yellow", "red")
COUNTED = ("venues", "people", "visits", "suspect_visits", "checks")
_EMPTY: Counter[str] = Counter()


def of(actor: Actor, region: str, first: date, last: date, now: datetime) -> dict[str, Any]:
    """A region's totals so far, its days from `first` to `last` and, for a province, its counties.

    Four queries at most, whatever the population. Raises Forbidden outside of the actor's region, Invalid.
    """
    place = _place(region)
    require_region(actor, "" if place == WHOLE else _prefix(place))
    today = policy_day(now, POLICY_ZONE)
    if not first <= last <= min(today, first + timedelta(days=MOST_DAYS - 1)):
        raise invalid("until", "window_days", days=MOST_DAYS)
    total = store.of_region(place, store.NOW, store.NOW).get(store.NOW, _EMPTY)
    days = store.of_region(place, first.isoformat(), today.isoformat())
    return {
        "region": place,
        "at": now,
        "totals": _counted(total) | {"colours": _colours(total)},
        "days": _days(total, days, first, last, today),
        "counties": _counties(place, last),
    }


def _place(region: str) -> str:
    """A region as its counters are named: `63` and `630000` are the same, nothing is everything."""
    if not (region.isascii() and (region == "" or region.isdigit()) and len(region) in (0, 2, 4, 6)):
        raise invalid("region", "unknown_region")
    return region.ljust(6, "0")


def _prefix(place: str) -> str:
    if place.endswith("0000"):
        return place[:2]
    return place[:4] if place.endswith("00") else place


def _days(
    total: Counter[str], days: Mapping[str, Counter[str]], first: date, last: date, today: date
) -> list[dict[str, Any]]:
    """Each day's own figures, with people and colours as they stood at its end."""
    found: list[dict[str, Any]] = []
    standing, day = Counter(total), today
    while day >= first:
        figures = days.get(day.isoformat(), _EMPTY)
        if day <= last:
            so_far = {"people_so_far": shown(standing["people"]), "colours": _colours(standing)}
            found.append({"day": day, **_counted(figures), **so_far})
        standing.subtract(figures)
        day -= timedelta(days=1)
    return found[::-1]


def _counted(figures: Counter[str]) -> dict[str, int | None]:
    return {name: shown(figures[name]) for name in COUNTED}


def _colours(figures: Counter[str]) -> dict[str, int | None]:
    """People by colour; those without a code yet are the rest, which must not give a small group away."""
    groups = {colour: figures[colour] for colour in COLOURS}
    rest = figures["people"] - sum(groups.values())
    return {name: count for name, count in parts(groups | {"none": rest}).items() if name in COLOURS}


def _counties(place: str, day: date) -> list[dict[str, Any]]:
    """A province's counties: the day's visits and checks, people, venues and colours so far."""
    if place == WHOLE or not place.endswith("0000"):
        return []
    so_far = store.of_counties(place[:2], store.NOW)
    of_day = store.of_counties(place[:2], day.isoformat())
    rows = [
        {name: so_far[county][name] for name in ("venues", "people", *COLOURS)}
        | {name: of_day.get(county, _EMPTY)[name] for name in ("visits", "checks")}
        for county in sorted(so_far)
    ]
    return [
        {"county": county}
        | {name: row[name] for name in row if name not in COLOURS}
        | {"colours": _of_row(row, figures)}
        for county, row, figures in zip(sorted(so_far), columns(rows), (so_far[c] for c in sorted(so_far)), strict=True)
    ]


def _of_row(row: Mapping[str, int | None], figures: Counter[str]) -> dict[str, int | None]:
    """A county's colours: hidden where the row or the column would give a small group away."""
    own = _colours(figures)
    return {colour: own[colour] if row[colour] is not None else None for colour in COLOURS}
