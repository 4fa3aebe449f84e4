"""Visits as they are scanned and answered."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field, model_validator

from chalicelib.features.visits.scanning import Form
from chalicelib.http.fields import Id
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Celsius, Line, Shape, Shown

Instant = AwareDatetime


Direction = Literal["in", "out"]


class Whereabouts(Shape):
    """Where the scanning phone stands; `accuracy` in metres."""

    lat: Annotated[float, Field(ge=-90, le=90, allow_inf_nan=False)]
    lon: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
    accuracy: Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)] = 0.0


class Scanned(Shape):
    """`shown` is the code that a guard scanned; `sent_at` the gate's clock as it delivers; `door` where they stand."""

    direction: Direction = "in"
    venue_code: Shown | None = None
    venue_id: Id | None = None
    person_id: Id | None = None
    people: Annotated[list[Id], Field(max_length=10, default_factory=list)]
    shown: Shown | None = None
    temperature: Celsius | None = None
    anomaly: Line | None = None
    location: Whereabouts | None = None
    client_at: Instant | None = None
    sent_at: Instant | None = None
    door: Annotated[int, Field(ge=1, le=999_999)] | None = None

    @model_validator(mode="after")
    def _is_of_somebody(self) -> "Scanned":
        if (self.person_id is None) == (self.shown is None) or (self.shown and self.people):
            raise wrong("person_or_shown", "person_id")
        return self

    def form(self) -> Form:
        """As the service takes it."""
        place = self.location
        return Form(
            direction=self.direction,
            venue_code=self.venue_code,
            venue_id=self.venue_id,
            person_id=self.person_id,
            people=tuple(self.people),
            shown=self.shown,
            temperature=self.temperature,  # type: ignore[arg-type]  # Celsius is a Decimal once it is validated.
            anomaly=self.anomaly,
            location=(place.lat, place.lon, place.accuracy) if place else None,
            client_at=self.client_at,
            sent_at=self.sent_at,
            door=self.door,
        )


class Departure(Shape):
    client_at: Instant | None = None
    sent_at: Instant | None = None


class Place(Shape):
    id: str
    name: str
    type: str
    region: str


class VisitedDoor(Shape):
    number: int
    name: str


class Doubt(Shape):
    kind: Literal["far_from_venue", "impossible_travel", "old_code"]
    text: str


class Visit(Shape):
    """`left` is the scan out, `until` when it ended or ends by itself. A suspect visit colours nobody."""

    id: str
    at: str
    left: str | None
    until: str
    open: bool
    direction: Direction
    venue: Place
    door: VisitedDoor | None
    temperature: float | None
    colour: Literal["green", "yellow", "red"] | None
    suspect: bool
    marks: list[Doubt]
    by_gate: bool
    recorded_at: str
    anomaly_id: str | None


class Entered(Visit):
    name_masked: str
    document_last4: str
    guard: str | None


class GateAnomaly(Shape):
    id: str
    queued: bool
    withdraw_until: str


class Companion(Shape):
    person_id: str
    visit: Visit
    code: dict[str, Any]
    anomaly: GateAnomaly | None


class Recorded(Shape):
    """`code` is the person's own code, or for a guard what a check of the shown one tells."""

    visit: Visit
    code: dict[str, Any]
    anomaly: GateAnomaly | None
    people: list[Companion]


class VisitList(Shape):
    items: list[Visit]
    next_cursor: str | None


class EntryList(Shape):
    items: list[Entered]
    next_cursor: str | None
