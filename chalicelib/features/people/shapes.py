"""People as they are applied for and answered."""

from datetime import datetime
from typing import Literal

from pydantic import model_validator

from chalicelib.features.people.corrections import Correction
from chalicelib.http.documents import NamedDocument
from chalicelib.http.fields import Country, DocumentType, Region, ZoneLines
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Day, Line, Number, Passage, Shape


class NewDocument(NamedDocument):
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


class Waiting(Shape):
    """What is to be decided first: `check` is anything that the person is not told more of. By `due_at` there is a
    code; while a comparison or a contest waits there is none."""

    kind: Literal["check", "comparison", "contest"]
    due_at: str
    text: str


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
    waiting: Waiting | None
    number_fixed: bool
    name_fixed: bool
    dependant_reason: str | None
    created_at: str


class CorrectedDocument(Shape):
    """A document number that was mistyped, as it is right; `country` too for a passport or travel document."""

    number: Number
    country: Country | None = None
    zone: ZoneLines | None = None
    expires_on: Day | None = None

    def correction(self) -> Correction:
        return Correction(self.number, self.country, self.zone, self.expires_on)


class PersonChange(Shape):
    name: Line | None = None
    residence: Region | None = None
    address: Passage | None = None
    document: CorrectedDocument | None = None


class PriorRegistration(Shape):
    """A registration in another code, which retires into this one once it is confirmed."""

    system: str
    registered_on: str
    residence: str | None
    address: str | None
    expires_at: datetime


class OfferedPrior(Shape):
    """Null where nothing is offered: there is none, or the person is not certified for the document."""

    prior: PriorRegistration | None


class PriorDecision(Shape):
    confirmed: bool


class PeopleList(Shape):
    items: list[Person]
    next_cursor: str | None


class Recovery(Shape):
    id: str
    status: str
