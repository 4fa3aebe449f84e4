"""Figures by county and day; nothing is shown for groups of fewer than ten."""

from datetime import timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.features.statistics import figures
from chalicelib.http.calls import Call, day_of
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.scoring.days import policy_day

feature = Feature("statistics")
READERS = ("supervisor", "epidemiologist", "auditor", "reviewer")
_WEEK = timedelta(days=6)


class Colours(Shape):
    green: int | None
    yellow: int | None
    red: int | None


class Totals(Shape):
    """Null is a group of fewer than ten, nobody included. `cases` and `contacts` that stand, by the day on which they
    were entered; of the appeals decided how many of a hundred were within 48 hours; `reported`: records that the
    national platform has acknowledged."""

    venues: int | None
    people: int | None
    visits: int | None
    suspect_visits: int | None
    checks: int | None
    cases: int | None
    contacts: int | None
    appeals_decided: int | None
    reported: int | None
    appeals_in_48h_percent: int | None
    colours: Colours


class OneDay(Totals):
    """What came on the day; `people_so_far` and `colours` as they stood at its end."""

    day: str
    people_so_far: int | None


class County(Shape):
    """`visits` and `checks` of the last day asked for, the rest so far."""

    county: str
    venues: int | None
    people: int | None
    visits: int | None
    checks: int | None
    colours: Colours


class Statistics(Shape):
    region: str
    at: str
    totals: Totals
    days: list[OneDay]
    counties: list[County]


@feature.route("GET", "/v1/statistics", roles=READERS, answer=Statistics, query=("region", "from", "until"))
def show_statistics(call: Call) -> dict[str, Any]:
    """A region's figures in one call: totals, the last seven days or those named, a province's counties."""
    today = policy_day(call.now, POLICY_ZONE)
    last = day_of(call, "until", today)
    first = day_of(call, "from", last - _WEEK)
    return figures.of(call.actor, call.query.get("region", call.actor.region), first, last, call.now)
