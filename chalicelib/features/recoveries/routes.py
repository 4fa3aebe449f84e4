"""The staff desk: lost phones and document numbers that wait for a decision."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.features.recoveries import reviewing
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("desk")
DECIDERS = ("reviewer", "supervisor")


class Decision(Shape):
    """`claim`: which one is accepted where several were made about one document, from 0."""

    accept: bool
    reason: Passage
    claim: Annotated[int, Field(ge=0, le=9)] = 0


class WaitingRecovery(Shape):
    """`subject`: `phone` for a lost one, `number` for a document's, `name` for a person's. `before` is the number that
    it is to replace, `name_before` the name, `taken` whether another record had the number when it was asked for."""

    id: str
    status: str
    subject: str
    requested_at: str
    known: bool
    name: str
    name_before: str | None = None
    number: str
    country: str | None = None
    before: str | None
    taken: bool
    expires_on: str | None = None
    phone: str
    evidence: str
    old_phone: str | None
    residence: str | None
    claims: int
    """How many requests were made about the document; later ones joined the first."""
    objected: bool
    due_at: str | None
    """`contested`: until when a second reviewer decides; then it is a supervisor's (`escalated`)."""
    escalated: bool


class ComparedField(Shape):
    """`recorded`: what the record has where something was claimed; phones masked."""

    field: str
    claimed: str
    recorded: str | None
    agrees: bool


class RecordedPhoto(Shape):
    kind: str
    url: str


class RecoveryShown(WaitingRecovery):
    """`compared`: each claim's fields. `photos`: those of the record that were accepted. `objection`: of its owner."""

    compared: list[list[ComparedField]]
    photos: list[RecordedPhoto]
    objection: str | None


class WaitingList(Shape):
    items: list[WaitingRecovery]
    next_cursor: str | None


class Decided(Shape):
    id: str
    status: str


@feature.route("GET", "/v1/recoveries", roles=DECIDERS, answer=WaitingList, query=("limit", "cursor"))
def list_recoveries(call: Call) -> dict[str, Any]:
    """Requests for accounts whose phone is lost, and for document numbers, oldest first."""
    return reviewing.waiting(call.actor, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/recoveries/{recovery_id}", roles=DECIDERS, answer=RecoveryShown)
def show_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    """One request, its claims beside what the record says of them."""
    return reviewing.one(call.actor, recovery_id, call.now)


@feature.route("POST", "/v1/recoveries/{recovery_id}/decision", roles=DECIDERS, body=Decision, answer=Decided)
def decide_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    """Accepts the new phone, in force in 24 hours, or the number, or refuses; the reason reaches whose number it is."""
    body: Decision = call.body
    return reviewing.decide(
        call.actor, recovery_id, accept=body.accept, reason=body.reason, now=call.now, claim=body.claim
    )
