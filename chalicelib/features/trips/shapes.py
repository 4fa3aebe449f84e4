"""Trips as they are answered, beside a code and by themselves."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.features.trips.trips import TripForm
from chalicelib.http.shapes import InstantOrDay, Line, Shape


class Transit(Shape):
    country: str
    left_airport: bool


class Airport(Shape):
    code: str
    name: str
    city: str
    country: str
    timezone: str


class TripShown(Shape):
    """`departs_at` as it was typed; `departs_on` is the policy day that counts."""

    flight_number: str | None
    departs_at: str
    from_country: str
    transit: list[Transit]
    destination: str
    ticketed: bool
    departure_airport: str | None
    departs_on: str
    departs_beijing: str
    departs_local: str
    departure: Airport | None
    arrival: Airport | None
    updated_at: str


class Risk(Shape):
    kind: Literal["lapsed", "unhealthy", "photos_missing"]
    text: str
    earliest_boarding_on: str | None


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
