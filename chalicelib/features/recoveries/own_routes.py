"""Requests for another phone as the account's owner sees them."""

from typing import Any, Literal

from chalicelib.access.actor import RESIDENT
from chalicelib.features.recoveries import objecting
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("login")


class Objection(Shape):
    reason: Passage


class OwnRecovery(Shape):
    """`contested`: a second reviewer decides. `effective_at`: when the new phone takes the place of the old one."""

    id: str
    requested_at: str
    status: Literal["waiting", "contested", "accepted"]
    new_phone: str
    effective_at: str | None
    objected_at: str | None


class OwnRecoveries(Shape):
    items: list[OwnRecovery]


@feature.route("GET", "/v1/me/recoveries", roles=RESIDENT, answer=OwnRecoveries)
def list_own_recoveries(call: Call) -> dict[str, Any]:
    """Whether somebody asks that another phone takes the place of this account's."""
    return {"items": objecting.of_account(call.actor)}


@feature.route("POST", "/v1/me/recoveries/{recovery_id}/objection", roles=RESIDENT, body=Objection, answer=OwnRecovery)
def object_to_recovery(call: Call, recovery_id: str) -> dict[str, Any]:
    """Says that it was not the account's owner who asked: a second reviewer decides."""
    return objecting.object_to(call.actor, recovery_id, call.body.reason, call.now)
