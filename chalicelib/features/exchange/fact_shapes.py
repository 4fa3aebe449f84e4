"""What partners say of people and regions: declarations, stays, cases, contacts, ratings, bare colours."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.features.exchange.shapes import SOME, Attested, Head, Reference, Revision, Subject, Value
from chalicelib.http.fields import Region
from chalicelib.http.shapes import Celsius, Day, Instant, Shape


class Symptoms(Shape):
    """A contact or a test as it was declared elsewhere."""

    kind: Literal["none", "confirmed", "suspected", "symptomatic"]
    on: Day | None = None


class DeclaredTest(Shape):
    result: Literal["none", "negative", "positive", "pending"]
    on: Day | None = None


class DeclaredStay(Shape):
    region: Region
    from_: Annotated[Day, Field(alias="from")]
    until: Day


class ElsewhereDeclaration(Shape):
    """A declaration that a resident made elsewhere, as far as that platform has it."""

    subject: Subject
    filed_at: Instant
    temperature: Celsius | None = None
    symptoms: Annotated[list[Value], Field(max_length=20, default_factory=list)]
    contact: Symptoms | None = None
    test: DeclaredTest | None = None
    location: Region | None = None
    stays: Annotated[list[DeclaredStay], Field(max_length=20, default_factory=list)]


class KnownStay(Shape):
    """A stay that an official record knows of; `source`: which one, in the sender's words."""

    subject: Subject
    region: Region
    from_: Annotated[Day, Field(alias="from")]
    until: Day
    transport: Value | None = None
    source: Value


class CaseFact(Shape):
    """`place`: where it was found, of the sender's own region. `attested`: two persons who stand for it."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    place: Region
    kind: Literal["confirmed", "suspected", "asymptomatic"]
    status: Literal["open", "released", "excluded", "withdrawn", "died"] = "open"
    because: Literal["wrong_result", "other_person"] | None = None
    on: Day
    released_on: Day | None = None
    onset_on: Day | None = None
    sampled_on: Day | None = None
    isolated_on: Day | None = None
    attested: Attested | None = None


class ContactFact(Shape):
    """`place`: where the contact was, of the sender's own region."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    place: Region
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    kind: Literal["close", "building"] | None = None
    last_exposure: Day | None = None
    attested: Attested | None = None


class TravelFact(Shape):
    """A stay by its reference; one that never was needs no days."""

    source_ref: Reference
    revision: Revision
    subject: Subject
    status: Literal["confirmed", "withdrawn"] = "confirmed"
    region: Region | None = None
    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None


class RatingFact(Shape):
    """A period for which one of the sender's regions is rated; `until` absent: until further notice."""

    source_ref: Reference
    revision: Revision
    region: Region
    level: Literal["low", "medium", "high", "key"]
    from_: Annotated[Day, Field(alias="from")]
    until: Day | None = None
    status: Literal["in_force", "withdrawn"] = "in_force"
    attested: Attested | None = None


class BareColour(Shape):
    """A value of the sender's for somebody, with no fact behind it."""

    subject: Subject
    value: Value


class DeclarationItems(Shape):
    items: Annotated[list[ElsewhereDeclaration], SOME]


class TripItems(Shape):
    items: Annotated[list[KnownStay], SOME]


class CaseItems(Shape):
    items: Annotated[list[CaseFact], SOME]


class ContactItems(Shape):
    items: Annotated[list[ContactFact], SOME]


class TravelItems(Shape):
    items: Annotated[list[TravelFact], SOME]


class RatingItems(Shape):
    items: Annotated[list[RatingFact], SOME]


class ColourItems(Shape):
    items: Annotated[list[BareColour], SOME]


class DeclarationMessage(Shape):
    message: Head
    payload: DeclarationItems


class TripMessage(Shape):
    message: Head
    payload: TripItems


class CaseMessage(Shape):
    message: Head
    payload: CaseItems


class ContactMessage(Shape):
    message: Head
    payload: ContactItems


class TravelMessage(Shape):
    message: Head
    payload: TravelItems


class RatingMessage(Shape):
    message: Head
    payload: RatingItems


class ColourMessage(Shape):
    message: Head
    payload: ColourItems
