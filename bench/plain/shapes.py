"""The bodies and answers of the plain service: pydantic models."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

type Scheme = Literal["domestic", "international"]
type Colour = Literal["green", "yellow", "red"]
Region = Annotated[str, Field(pattern=r"^([0-9]{6}|[A-Z]{2})$")]
Symptom = Literal[
    "fever", "dry_cough", "fatigue", "sore_throat", "shortness_of_breath", "diarrhea", "other_respiratory"
]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class ContactDeclared(Shape):
    kind: Literal["none", "confirmed", "suspected", "symptomatic"]
    on: date | None = None

    @model_validator(mode="after")
    def dated(self) -> "ContactDeclared":
        if self.kind != "none" and self.on is None:
            raise ValueError("day required")
        return self


class TestDeclared(Shape):
    result: Literal["none", "negative", "positive", "pending"]
    on: date | None = None

    @model_validator(mode="after")
    def dated(self) -> "TestDeclared":
        if self.result == "positive" and self.on is None:
            raise ValueError("day required")
        return self


class Stay(Shape):
    region: Region
    first: date = Field(alias="from")
    last: date = Field(alias="until")

    @model_validator(mode="after")
    def ordered(self) -> "Stay":
        if self.last < self.first:
            raise ValueError("until before from")
        return self


class Answers(Shape):
    temperature: Annotated[float, Field(ge=30, le=45)]
    symptoms: Annotated[list[Symptom], Field(max_length=7)]
    contact: ContactDeclared
    test: TestDeclared
    location: Region
    stays: Annotated[list[Stay], Field(max_length=50)] = []


class HoldShown(Shape):
    rule: str
    text: str
    since: date
    clears_on: date | None
    checkins_required: int
    checkins_done: int
    decision_ref: str | None
    reported_by: str
    known_at: datetime


class CheckInShown(Shape):
    required: bool
    done_today: bool
    streak: int
    abnormal_today: bool


class Code(Shape):
    person_id: str
    scheme: Scheme
    colour: Colour | None
    withheld: bool
    grade: Literal["00", "01", "10"] | None
    holds: list[HoldShown]
    checkin: CheckInShown
    valid_until: datetime | None
    expired: bool
    rules_version: str
    updated_at: datetime
    certification: Literal["pending", "certified", "refused"]
    name_masked: str
    document_last4: str
    pass_text: str
    token: str | None
    token_expires_at: datetime | None


class Declaration(Answers):
    id: str
    at: datetime
    filed_by: Literal["self", "proxy"]
    annulled: str | None = None


class DeclarationAnswer(Shape):
    declaration: Declaration
    code: Code


class Verify(Shape):
    token: Annotated[str, Field(min_length=1, max_length=9000)]
    venue_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None
    temperature: Annotated[float, Field(ge=30, le=45)] | None = None
    anomaly: Annotated[str, Field(max_length=120)] | None = None


class Verified(Shape):
    valid: bool
    reason: str | None
    colour: Colour | None
    certification: str | None
    name_masked: str | None
    document_last4: str | None
    scheme: Scheme | None
    issued_at: datetime | None
    expires_at: datetime | None
    checked_at: datetime
    live: bool
    presentation: Literal["device", "copy", "stale"] | None
    issuer: str | None = None
    notes: list[str] = []
    anomaly: str | None = None
