"""People as they are applied for and answered."""

from typing import Literal

from pydantic import model_validator

from chalicelib.features.people.corrections import Correction
from chalicelib.http.fields import Country, DocumentType, Region, ZoneLines
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Day, Line, Number, Passage, Shape


class NewDocument(Shape):
    type: DocumentType
    number: Number
    country: Country | None = None
    expires_on: Day | None = None
    zone: ZoneLines | None = None


class NewPerson(Shape):
    entry: Literal["id_card", "passport"]
    scheme: Literal["domestic", "international"]
    relation: Literal["self", "dependant"] = "self"
    name: Line
    document: NewDocument
    birth_date: Day | None = None
    sex: Literal["male", "female"] | None = None
    nationality: Country | None = None
    residence: Region | None = None
    address: Passage | None = None
    dependant_reason: Literal["child", "elderly", "ill", "disabled"] | None = None

    @model_validator(mode="after")
    def complete(self) -> "NewPerson":
        if self.scheme == "domestic" and self.residence is None:
            raise wrong("required", "residence")
        if self.relation == "dependant" and self.dependant_reason is None:
            raise wrong("reason_required", "dependant_reason")
        return self


class DocumentView(Shape):
    type: DocumentType
    number_masked: str
    last4: str
    country: str | None
    expires_on: str | None


class Person(Shape):
    id: str
    entry: str
    scheme: str
    schemes: list[str]
    relation: str
    name: str
    name_masked: str
    document: DocumentView
    birth_date: str | None
    sex: str | None
    nationality: str | None
    residence: str | None
    address: str | None
    certification: Literal["pending", "certified", "refused"]
    number_fixed: bool
    dependant_reason: str | None
    created_at: str


class CorrectedDocument(Shape):
    """A document number that was mistyped, as it is right."""

    number: Number
    zone: ZoneLines | None = None
    expires_on: Day | None = None

    def correction(self) -> Correction:
        return Correction(self.number, self.zone, self.expires_on)


class PersonChange(Shape):
    residence: Region | None = None
    address: Passage | None = None
    document: CorrectedDocument | None = None


class PeopleList(Shape):
    items: list[Person]
    next_cursor: str | None


class Recovery(Shape):
    id: str
    status: str
