"""The staff desk: recoveries that wait for a decision."""

from typing import Any

from chalicelib.routes.http import Call, Feature, page_size
from chalicelib.routes.shapes import Passage, Shape
from chalicelib.services import recoveries

feature = Feature("desk")
DECIDERS = ("reviewer", "supervisor")


class Decision(Shape):
    accept: bool
    reason: Passage


class WaitingRecovery(Shape):
    """`subject`: `phone` for a lost one, `number` for a document's number that another record has."""

    id: str
    status: str
    subject: str
    requested_at: str
    known: bool
    name: str
    number: str
    phone: str
    evidence: str


class WaitingList(Shape):
    items: list[WaitingRecovery]
    next_cursor: str | None


class Decided(Shape):
    id: str
    status: str


@feature.route("GET", "/v1/recoveries", roles=DECIDERS, answer=WaitingList, query=("limit",))
def list_recoveries(call: Call) -> dict[str, Any]:
    """Requests for accounts whose phone is lost, oldest first."""
    return {"items": recoveries.waiting(page_size(call)), "next_cursor": None}


@feature.route("POST", "/v1/recoveries/{recovery_id}/decision", roles=DECIDERS, body=Decision, answer=Decided)
def decide_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    """Binds the new phone, or refuses, with a reason."""
    return recoveries.decide(call.actor, recovery_id, accept=call.body.accept, reason=call.body.reason, now=call.now)
