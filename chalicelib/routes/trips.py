"""The trip of a traveller, and the airports it may name."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.errors import invalid
from chalicelib.identity import airports
from chalicelib.routes.codes import Airport, Risk, TripShown
from chalicelib.routes.http import Call, Feature, page_size
from chalicelib.routes.people import RESIDENT
from chalicelib.routes.shapes import InstantOrDay, Line, Shape
from chalicelib.services import trips
from chalicelib.services.trips import TripForm

feature = Feature("trips")
Code = Annotated[str, Field(min_length=1, max_length=8)]


class NewTransit(Shape):
    country: Code
    left_airport: bool


class NewTrip(Shape):
    """`departs_at`: an instant with its offset, or the expected day while there is no ticket."""

    flight_number: Line | None = None
    departs_at: InstantOrDay
    from_country: Code
    transit: Annotated[list[NewTransit], Field(max_length=10, default_factory=list)]
    destination: Line
    ticketed: bool | None = None
    departure_airport: Line | None = None

    def form(self) -> TripForm:
        """As the service takes it. Without `ticketed` there is a ticket if there is a flight number."""
        return TripForm(
            departs_at=self.departs_at,
            from_country=self.from_country,
            destination=self.destination,
            ticketed=self.ticketed if self.ticketed is not None else self.flight_number is not None,
            flight_number=self.flight_number,
            transit=tuple((each.country, each.left_airport) for each in self.transit),
            departure_airport=self.departure_airport,
        )


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
