"""Requests about venues, as JSON and as CSV."""

import csv
import io
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from chalicelib.config import VENUES_PER_UPLOAD
from chalicelib.errors import FieldError, Invalid, KangmaError, invalid
from chalicelib.features.venues.registering import Changes, Registration
from chalicelib.http.problems import invalid_of, wrong
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
        )


class Posters(Shape):
    serial: int
    since: str


class Venue(Shape):
    id: str
    name: str
    type: Type
    region: str
    address: str
    location: Point
    status: Status
    asks_temperature: bool
    credit_code: str | None = None
    contact: Contact | None = None
    reason: str | None = None
    created_at: str | None = None
    decided_at: str | None = None
    posters: Posters | None = None


class VenueList(Shape):
    items: list[Venue]
    next_cursor: str | None


class Workplace(Venue):
    role: Role


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


class RemovedMember(Shape):
    member_id: Line | None = None
    account_id: Line | None = None


class Member(Shape):
    id: str
    role: Role
    phone: str
    added_at: str


class MemberList(Shape):
    items: list[Member]


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


COLUMNS = ("name", "type", "region", "credit_code", "address", "lat", "lon", "contact_name", "contact_phone")
OPTIONAL = ("asks_temperature",)


def lines_of(text: str) -> list[tuple[int, Registration | KangmaError]]:
    """Each line of a CSV with its number, the header being line 1. Raises Invalid for the file as a whole.

    A byte order mark, blank lines and columns in another order are accepted.
    """
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        _check_header(header)
        found = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        raise invalid("csv", "bad_csv") from None
    if len(found) > VENUES_PER_UPLOAD:
        raise invalid("csv", "too_many_lines", limit=VENUES_PER_UPLOAD)
    return [(number, _form(header, row)) for number, row in found]


def _check_header(header: list[str]) -> None:
    missing = [name for name in COLUMNS if name not in header]
    if missing or len(set(header)) < len(header) or set(header) - {*COLUMNS, *OPTIONAL}:
        raise invalid("csv", "csv_header", expected=",".join(COLUMNS))


def _form(header: list[str], row: list[str]) -> Registration | KangmaError:
    if len(row) != len(header):
        return Invalid(None, FieldError("", "csv_cells", {"expected": len(header)}))
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    try:
        venue: AskedVenue = AskedVenue.model_validate(_as_json(cells))
        return venue.form()
    except ValidationError as error:
        return invalid_of(error)


def _as_json(cells: dict[str, str]) -> dict[str, Any]:
    """A line's cells as the JSON body of one venue."""
    return {
        "name": cells["name"],
        "type": cells["type"],
        "region": cells["region"],
        "credit_code": cells["credit_code"],
        "address": cells["address"],
        "location": dict(_degrees(cells)),
        "contact": {"name": cells["contact_name"], "phone": cells["contact_phone"]},
        "asks_temperature": cells.get("asks_temperature", "").lower() in ("1", "true", "yes", "是"),
    }


def _degrees(cells: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name in ("lat", "lon"):
        try:
            yield name, float(cells[name])
        except ValueError:
            yield name, cells[name]
