"""Requests about venues."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from chalicelib.features.venues.registering import Changes, Registration
from chalicelib.features.venues.staffing import NewStaff
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Number, Passage, Shape

Type = Literal[
    "airport",
    "railway_station",
    "coach_station",
    "hospital",
    "hotel",
    "construction_site",
    "checkpoint",
    "government_or_company",
    "factory",
    "school",
    "bank",
    "restaurant",
    "shopping_complex",
    "culture_or_sport",
    "community",
    "other",
]
Status = Literal["awaiting", "approved", "refused", "closed"]
Degrees = Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)]
Role = Literal["manager", "guard"]
MemberName = Annotated[Line, Field(max_length=30)]


class Point(Shape):
    lat: Degrees
    lon: Degrees


class Contact(Shape):
    name: Line
    phone: Number


class AskedVenue(Shape):
    name: Annotated[Line, Field(max_length=60)]
    type: Type
    region: Annotated[str, Field(max_length=10)]
    credit_code: Number
    address: Passage
    location: Point
    contact: Contact
    asks_temperature: bool = False

    def form(self) -> Registration:
        """As the service takes it."""
        return Registration(
            name=self.name,
            type=self.type,
            region=self.region,
            credit_code=self.credit_code,
            address=self.address,
            lat=self.location.lat,
            lon=self.location.lon,
            contact_name=self.contact.name,
            contact_phone=self.contact.phone,
            asks_temperature=self.asks_temperature,
        )


class KeptDoor(Shape):
    """A door of the list; without a number the one of that name, or else a new one."""

    number: Annotated[int, Field(ge=1, le=999_999)] | None = None
    name: Annotated[Line, Field(max_length=20)]


class Door(Shape):
    number: int
    name: str


class ChangedContact(Shape):
    name: Line | None = None
    phone: Number | None = None


class ChangedVenue(Shape):
    status: Status | None = None
    reason: Passage | None = None
    name: Annotated[Line, Field(max_length=60)] | None = None
    type: Type | None = None
    address: Passage | None = None
    location: Point | None = None
    contact: ChangedContact | None = None
    asks_temperature: bool | None = None
    doors: Annotated[list[KeptDoor], Field(max_length=20)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ChangedVenue":
        if not self.model_fields_set - {"reason"}:
            raise wrong("required", "status")
        return self

    def changes(self) -> Changes:
        """As the service takes it."""
        return Changes(
            status=self.status,
            reason=self.reason,
            name=self.name,
            type=self.type,
            address=self.address,
            lat=self.location.lat if self.location else None,
            lon=self.location.lon if self.location else None,
            contact_name=self.contact.name if self.contact else None,
            contact_phone=self.contact.phone if self.contact else None,
            asks_temperature=self.asks_temperature,
            doors=None if self.doors is None else tuple((each.number, each.name) for each in self.doors),
        )


class Posters(Shape):
    """`number` is what they show for typing: ten digits; null before approval, and in lists for one not opened yet."""

    serial: int
    since: str
    number: str | None


class Venue(Shape):
    id: str
    name: str
    type: Type
    region: str
    address: str
    location: Point
    status: Status
    asks_temperature: bool
    doors: list[Door]
    credit_code: str | None = None
    contact: Contact | None = None
    reason: str | None = None
    created_at: str | None = None
    decided_at: str | None = None
    posters: Posters | None = None


class Sign(Shape):
    id: str
    name: str
    type: Type
    doors: list[Door]


class VenueList(Shape):
    items: list[Venue]
    next_cursor: str | None


class Workplace(Venue):
    """`own_name` is what one is called there."""

    role: Role
    own_name: str | None


class WorkplaceList(Shape):
    items: list[Workplace]
    next_cursor: str | None


class CodeAtTheDoor(Shape):
    venue_code: str
    expires_at: str
    changes_at: str | None


class PosterSerial(Shape):
    serial: int
    since: str


class NewMember(Shape):
    role: Role
    phone: Number | None = None
    account_id: Line | None = None
    name: MemberName | None = None

    def form(self) -> NewStaff:
        """As the service takes it."""
        return NewStaff(self.role, self.phone, self.account_id, self.name)


class NamedMember(Shape):
    name: MemberName


class RemovedMember(Shape):
    member_id: Line | None = None
    account_id: Line | None = None


class Member(Shape):
    id: str
    role: Role
    name: str | None
    phone: str
    added_at: str


class MemberList(Shape):
    items: list[Member]
    next_cursor: str | None


class Upload(Shape):
    csv: Annotated[str, Field(min_length=1, max_length=60_000)]


class RegisteredLine(Shape):
    line: int
    id: str


class WrongLine(Shape):
    line: int
    field: str
    code: str
    detail: str


class Uploaded(Shape):
    registered: list[RegisteredLine]
    errors: list[WrongLine]
