"""Who looked at me."""

from typing import Any, Literal

from chalicelib.access.actor import RESIDENT
from chalicelib.features.lookers import looking
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("lookers")


class Look(Shape):
    """`office`: which one looked, or at which venue; staff are never named. `reason`: what for."""

    id: str
    person_id: str
    at: str
    kind: Literal[
        "person.opened",
        "person.revealed",
        "case.revealed",
        "code.lookup",
        "traced.person",
        "declaration.looked_at",
        "recovery.looked_at",
        "names.looked_at",
        "status.asked",
        "code.given",
    ]
    what: str
    office: str
    reason: str


class LookList(Shape):
    items: list[Look]
    next_cursor: str | None


@feature.route("GET", "/v1/me/lookers", roles=RESIDENT, answer=LookList, query=("person_id", "limit", "cursor"))
def list_lookers(call: Call) -> dict[str, Any]:
    """Which offices looked at the account's people, or at one of them, when and what for, newest first."""
    page = page_size(call), call.query.get("cursor")
    return looking.listed(call.actor, call.query.get("person_id"), *page, call.language)
