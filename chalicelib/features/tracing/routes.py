"""Contact tracing, for epidemiologists; reads are audited."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.errors import invalid
from chalicelib.features.tracing import tracing
from chalicelib.features.tracing.shapes import Exposed
from chalicelib.features.visits.shapes import Entered, Place
from chalicelib.http.calls import Call, day_of, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.scoring.days import policy_day

feature = Feature("tracing")
EPIDEMIOLOGIST = ("epidemiologist",)
_DAYS_BACK = timedelta(days=13)


class PersonTrace(Shape):
    """`elsewhere` counts visits outside of one's region; `total` all exposed people, beyond `limit`."""

    person_id: str
    visits: list[Entered]
    elsewhere: int
    exposed: list[Exposed]
    total: int
    next_cursor: str | None


class VenueTrace(Shape):
    venue: Place
    people: list[Exposed]
    total: int
    next_cursor: str | None


@feature.route(
    "GET",
    "/v1/people/{person_id}/exposures",
    roles=EPIDEMIOLOGIST,
    answer=PersonTrace,
    query=("from", "until", "limit", "cursor"),
)
def trace_person(call: Call, person_id: str) -> dict[str, Any]:
    """A person's visits on some days (14 to today if none are named) and who overlapped, by minutes."""
    today = policy_day(call.now, POLICY_ZONE)
    last = day_of(call, "until", today)
    first = day_of(call, "from", last - _DAYS_BACK)
    return tracing.of_person(call.actor, person_id, first, last, _page(call), call.now, call.language)


@feature.route(
    "GET",
    "/v1/venues/{venue_id}/exposures",
    roles=EPIDEMIOLOGIST,
    answer=VenueTrace,
    query=("from", "until", "limit", "cursor"),
)
def trace_venue(call: Call, venue_id: str) -> dict[str, Any]:
    """Everybody who was at a venue between two instants, the last 24 hours if none are named."""
    end = _instant(call, "until", call.now)
    start = _instant(call, "from", end - timedelta(hours=24))
    return tracing.of_venue(call.actor, venue_id, start, end, _page(call), call.now)


def _page(call: Call) -> tracing.Page:
    return tracing.Page(page_size(call, 1000), call.query.get("cursor"))


def _instant(call: Call, name: str, default: datetime) -> datetime:
    if name not in call.query:
        return default
    try:
        at = datetime.fromisoformat(call.query[name].replace(" ", "+"))
    except ValueError:
        raise invalid(name, "bad_instant") from None
    if at.tzinfo is None or not 1970 < at.year < 9000:
        raise invalid(name, "bad_instant")
    return at
