"""Declarations as they are sent and answered."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.features.declarations.declaring import Form, StayForm
from chalicelib.features.people.shapes import CorrectedDocument
from chalicelib.features.showing.shapes import Code
from chalicelib.features.trips.shapes import NewTrip
from chalicelib.http.fields import Region
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Celsius, Day, Shape

Symptom = Literal[
    "fever",
    "dry_cough",
    "fatigue",
    "sore_throat",
    "shortness_of_breath",
    "diarrhea",
    "other_respiratory",
]


class ContactDeclared(Shape):
    kind: Literal["none", "confirmed", "suspected", "symptomatic"]
    on: Day | None = None

    @model_validator(mode="after")
    def dated(self) -> "ContactDeclared":
        if self.kind != "none" and self.on is None:
            raise wrong("day_required", "on")
        return self


class TestDeclared(Shape):
    result: Literal["none", "negative", "positive", "pending"]
    on: Day | None = None

    @model_validator(mode="after")
    def dated(self) -> "TestDeclared":
        if self.result == "positive" and self.on is None:
            raise wrong("day_required", "on")
        return self


class StayDeclared(Shape):
    region: Region
    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="until")]

    @model_validator(mode="after")
    def ordered(self) -> "StayDeclared":
        if self.last < self.first:
            raise wrong("until_before_from", "until")
        return self


class Answers(Shape):
    temperature: Celsius
    symptoms: Annotated[list[Symptom], Field(max_length=7)]
    contact: ContactDeclared
    test: TestDeclared
    location: Region
    stays: Annotated[list[StayDeclared], Field(max_length=50, default_factory=list)]

    @model_validator(mode="after")
    def once_each(self) -> "Answers":
        if len(set(self.symptoms)) != len(self.symptoms):
            raise wrong("duplicate", "symptoms")
        return self


class NewDeclaration(Answers):
    trip: NewTrip | None = None
    """Absent: as it was. Null: cancelled."""
    filed_by: Literal["self", "proxy"] | None = None
    document: CorrectedDocument | None = None


class StayView(Shape):
    region: str
    first: Annotated[str, Field(alias="from")]
    last: Annotated[str, Field(alias="until")]


class Annulled(Shape):
    kind: Literal["mistaken", "not_theirs"]
    at: str


class Declaration(Shape):
    """`annulled`: staff struck its answers as mistaken, or all of it as another's."""

    id: str
    at: str
    filed_by: Literal["self", "proxy"]
    annulled: Annulled | None
    temperature: float
    symptoms: list[str]
    contact: dict[str, str | None]
    test: dict[str, str | None]
    location: str
    stays: list[StayView]
    trip: dict[str, Any] | None = None


class DeclarationAnswer(Shape):
    declaration: Declaration
    code: Code


class DeclarationList(Shape):
    items: list[Declaration]
    next_cursor: str | None


def form_of(answers: Answers) -> Form:
    """The answers as the service takes them."""
    return Form(
        temperature=Decimal(str(answers.temperature)),
        symptoms=frozenset(answers.symptoms),
        contact=(answers.contact.kind, answers.contact.on),
        test=(answers.test.result, answers.test.on),
        location=answers.location,
        stays=tuple(StayForm(stay.region, stay.first, stay.last) for stay in answers.stays),
    )
