"""People who were at the same place at the same time, as they are answered."""

from pydantic import Field

from chalicelib.http.shapes import Shape


class Overlap(Shape):
    """Together at a venue. Not `certain` where an end is not known, `suspect` where a visit may be untrue."""

    venue_id: str
    venue_name: str
    start: str = Field(alias="from")
    until: str
    certain: bool
    suspect: bool


class Exposed(Shape):
    """`minutes` leaves suspect overlaps out, which `suspect_minutes` adds up."""

    person_id: str
    name_masked: str
    document_last4: str
    minutes: int
    suspect_minutes: int
    overlaps: list[Overlap]
