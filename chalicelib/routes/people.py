"""Applying, and the people whom an account files for."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field, model_validator

from chalicelib.routes.http import Call, Feature
from chalicelib.routes.login import DocumentType, Recovery
from chalicelib.routes.problems import wrong
from chalicelib.routes.shapes import Day, Line, Number, Passage, Plain, Shape
from chalicelib.services import corrections, erasure, people, recoveries
from chalicelib.services.corrections import Correction
from chalicelib.services.entry import Application

feature = Feature("people")
RESIDENT = ("resident",)
Region = Annotated[str, Field(pattern=r"^([0-9]{6}|[A-Z]{2})$")]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


ZoneLines = (
    Annotated[str, Field(max_length=200)] | Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=3)]
)
"""The machine-readable lines of a document as printed: one text with line breaks, or a list."""


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


class NumberRequest(Shape):
    """A document number that is fixed and wrong, and what shows that it is."""

    document: CorrectedDocument
    evidence: Annotated[Plain, Field(max_length=2000)]


class PeopleList(Shape):
    items: list[Person]
    next_cursor: str | None


def _replay(call: Call, person_id: str) -> dict[str, Any]:
    return people.again(call.actor, person_id, call.now)


@feature.route("POST", "/v1/people", roles=RESIDENT, body=NewPerson, answer=Person, status=201, replay=_replay)
def apply(call: Call) -> dict[str, Any]:
    """Applies for a person: one record a document; an earlier one of the account is given back."""
    body: NewPerson = call.body
    fields = body.model_dump(exclude={"document"})
    document = body.document
    form = Application(
        **fields,
        document_type=document.type,
        document_number=document.number,
        country=document.country,
        expires_on=document.expires_on,
        zone=document.zone,
    )
    return people.apply(call.actor, form, call.once, call.now)


@feature.route("GET", "/v1/people", roles=RESIDENT, answer=PeopleList, query=("limit", "cursor"))
def list_people(call: Call) -> dict[str, Any]:
    """The account's own person and its dependants, at most eleven."""
    return {"items": people.of_account(call.actor), "next_cursor": None}


@feature.route("GET", "/v1/people/{person_id}", roles=RESIDENT, answer=Person)
def view_person(call: Call, person_id: str) -> dict[str, Any]:
    """One of the account's people."""
    return people.view(call.actor, person_id)


@feature.route("PATCH", "/v1/people/{person_id}", roles=RESIDENT, body=PersonChange, answer=Person)
def change_person(call: Call, person_id: str) -> dict[str, Any]:
    """Changes residence or address; a mistyped document number changes with the next declaration."""
    body: PersonChange = call.body
    if body.document:
        corrections.note(call.actor, person_id, body.document.correction(), call.now)
    return people.change_residence(call.actor, person_id, body.residence, body.address, call.now)


@feature.route("DELETE", "/v1/people/{person_id}", roles=RESIDENT, status=204)
def remove_person(call: Call, person_id: str) -> Response | None:
    """Releases a dependant, or erases oneself. Refused while a code is red or yellow."""
    erasure.remove(call.actor, person_id, call.now)
    return None


def _asked(call: Call, case_id: str, person_id: str) -> dict[str, Any]:
    return recoveries.answer(case_id)


@feature.route(
    "POST",
    "/v1/people/{person_id}/corrections",
    roles=RESIDENT,
    body=NumberRequest,
    answer=Recovery,
    status=202,
    replay=_asked,
)
def ask_for_correction(call: Call, person_id: str) -> dict[str, Any]:
    """Asks staff for another document number, once the one on record can no longer be changed otherwise."""
    body: NumberRequest = call.body
    return corrections.ask_staff(call.actor, person_id, body.document.correction(), body.evidence, call.once, call.now)
