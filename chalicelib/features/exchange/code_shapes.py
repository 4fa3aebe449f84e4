"""Codes and statuses elsewhere: questions, requests, the person's answer, verification."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.features.exchange.shapes import Attestation, Head, Received, Reference, Subject, Value
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Shape, Shown


class Investigation(Shape):
    """An investigation that two persons attest, by the reference of its case."""

    case: Reference
    attested: Annotated[list[Attestation], Field(max_length=4)]


class HealthQuery(Shape):
    """`authorisation`: the id of an invocation that the person confirmed, or an investigation."""

    subject: Subject
    authorisation: Id | Investigation | None = None


class HealthQueryMessage(Shape):
    message: Head
    payload: HealthQuery


class QueriedHold(Shape):
    rule: str
    since: str
    clears_on: str | None


class QueriedHealth(Received):
    """`none`: no code."""

    colour: Literal["green", "yellow", "red", "none"]
    grade: Literal["00", "01", "10"] | None
    holds: list[QueriedHold]
    checked_at: str


class Invocation(Shape):
    subject: Subject
    purpose: Value
    for_: Annotated[Literal["display", "query"], Field(alias="for")]


class InvocationMessage(Shape):
    message: Head
    payload: Invocation


class Invoked(Received):
    invocation: str
    expires_at: str


class CodeRequest(Shape):
    """`png`: with a picture of it, for who has only a printer."""

    invocation: Id
    png: bool = False


class CodeRequestMessage(Shape):
    message: Head
    payload: CodeRequest


class GivenCode(Received):
    """`png`: the picture that says that it is a copy, base64, where it was asked for."""

    token: str
    expires_at: str
    png: str | None = None


class CodeVerification(Shape):
    token: Shown
    place: Value | None = None


class CodeVerificationMessage(Shape):
    message: Head
    payload: CodeVerification


class VerifiedElsewhere(Received):
    """As our own gates are told."""

    valid: bool
    reason: str | None
    colour: Literal["green", "yellow", "red"] | None
    certification: str | None
    name_masked: str | None
    document_last4: str | None
    scheme: Literal["domestic", "international"] | None
    issued_at: str | None
    expires_at: str | None
    checked_at: str
    live: bool
    presentation: Literal["device", "copy", "stale"] | None
    issuer: str | None
    notes: list[dict[str, str]]


class OwnInvocation(Shape):
    """A partner's request about one of the account's people. `display`: it gets the code once; `query`: the status."""

    id: str
    person_id: str
    partner: str
    partner_name: str
    purpose: str
    for_: Annotated[Literal["display", "query"], Field(alias="for")]
    status: Literal["open", "confirmed", "refused", "used", "lapsed"]
    at: str
    expires_at: str


class OwnInvocations(Shape):
    items: list[OwnInvocation]


class InvocationDecision(Shape):
    accept: bool
