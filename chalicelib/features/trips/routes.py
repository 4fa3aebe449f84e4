"""The trip of a traveller, and the airports it may name."""

from typing import Any

from chalicelib.access.actor import RESIDENT
from chalicelib.errors import invalid
from chalicelib.features.trips import trips
from chalicelib.features.trips.shapes import Airport, NewTrip, Risk, TripShown
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.identity import airports

feature = Feature("trips")


class Trip(TripShown):
    required: bool | None = None
    boardable: bool | None = None
    risks: list[Risk] | None = None
    earliest_boarding_on: str | None = None


class AirportList(Shape):
    items: list[Airport]
    next_cursor: str | None


@feature.route("PUT", "/v1/people/{person_id}/trip", roles=RESIDENT, body=NewTrip, answer=Trip)
def set_trip(call: Call, person_id: str) -> dict[str, Any]:
    """Sets or changes the trip; the streak is not touched."""
    return trips.put(call.actor, person_id, call.body.form(), call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/trip", roles=RESIDENT, answer=Trip)
def show_trip(call: Call, person_id: str) -> dict[str, Any]:
    """The trip with its times, what is required for it and what puts it at risk."""
    return trips.show(call.actor, person_id, call.now, call.language)


@feature.route("DELETE", "/v1/people/{person_id}/trip", roles=RESIDENT, status=204)
def cancel_trip(call: Call, person_id: str) -> None:
    """Cancels the trip; the streak is not touched."""
    trips.cancel(call.actor, person_id, call.now)


@feature.route("GET", "/v1/airports", answer=AirportList, query=("q", "limit"))
def list_airports(call: Call) -> dict[str, Any]:
    """Airports whose code, name or city begins like `q`."""
    text = call.query.get("q", "").strip()
    if not 2 <= len(text) <= 40:
        raise invalid("q", "out_of_range")
    found = airports.search(text, page_size(call))
    return {"items": [trips.place(each) for each in found], "next_cursor": None}
