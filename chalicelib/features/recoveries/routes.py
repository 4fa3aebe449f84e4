"""The staff desk: lost phones and document numbers that wait for a decision."""

from typing import Any

from chalicelib.features.recoveries import recovering
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("desk")
DECIDERS = ("reviewer", "supervisor")


class Decision(Shape):
    accept: bool
    reason: Passage


class WaitingRecovery(Shape):
    """`subject`: `phone` for a lost one, `number` for a document's. `before` is the number that it is to replace,
    `taken` whether another record had it when it was asked for."""

    id: str
    status: str
    subject: str
    requested_at: str
    known: bool
    name: str
    number: str
    before: str | None
    taken: bool
    expires_on: str | None = None
    phone: str
    evidence: str


class WaitingList(Shape):
    items: list[WaitingRecovery]
    next_cursor: str | None


class Decided(Shape):
    id: str
    status: str


@feature.route("GET", "/v1/recoveries", roles=DECIDERS, answer=WaitingList, query=("limit", "cursor"))
def list_recoveries(call: Call) -> dict[str, Any]:
    """Requests for accounts whose phone is lost, and for document numbers, oldest first."""
    return recovering.waiting(call.actor, page_size(call), call.query.get("cursor"))


@feature.route("POST", "/v1/recoveries/{recovery_id}/decision", roles=DECIDERS, body=Decision, answer=Decided)
def decide_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    """Binds the new phone or the number, or refuses; the reason reaches the person whose number it is."""
    return recovering.decide(call.actor, recovery_id, accept=call.body.accept, reason=call.body.reason, now=call.now)
