"""Comparisons of records that may be one person's."""

from typing import Any, Literal

from chalicelib.features.comparisons import comparing
from chalicelib.features.comparisons.comparing import Verdict
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import DocumentType
from chalicelib.http.shapes import Passage, Shape

feature = Feature("comparisons")
DECIDERS = ("reviewer", "supervisor")


class ComparedDocument(Shape):
    type: DocumentType
    country: str | None
    number: str
    expires_on: str | None


class Compared(Shape):
    """One of the two. `photos`: ids by kind; `holds`: the rules that are open. In a list name and number are masked,
    and birth date and address null."""

    person_id: str
    name: str
    birth_date: str | None
    sex: str | None
    nationality: str | None
    document: ComparedDocument
    relation: str
    residence: str | None
    address: str | None
    certification: Literal["pending", "certified", "refused"]
    photos: dict[str, str]
    holds: list[str]
    created_at: str


class PeopleCompared(Shape):
    """`newcomer` has no code while it waits; `escalated`: past its deadline, and a supervisor's. `proposal`: what a
    second person has to agree to."""

    id: str
    status: Literal["waiting", "same", "different", "undone"]
    at: str
    due_at: str
    escalated: bool
    newcomer: Compared | None
    other: Compared | None
    decided_at: str | None
    reason: str | None
    proposal: str | None = None


class PeopleComparedList(Shape):
    items: list[PeopleCompared]
    next_cursor: str | None


class ComparisonDecision(Shape):
    outcome: Literal["same", "different"]
    reason: Passage


class Undoing(Shape):
    reason: Passage


@feature.route("GET", "/v1/comparisons", roles=DECIDERS, answer=PeopleComparedList, query=("limit", "cursor"))
def list_comparisons(call: Call) -> dict[str, Any]:
    """Records that may be one person's, side by side and masked, earliest deadline first."""
    return comparing.waiting(call.actor, page_size(call), call.query.get("cursor"), call.now)


@feature.route("GET", "/v1/comparisons/{comparison_id}", roles=DECIDERS, answer=PeopleCompared)
def show_comparison(call: Call, comparison_id: str) -> dict[str, Any]:
    """Two records side by side, and what was decided; audited, and both read that an office looked."""
    return comparing.one(call.actor, comparison_id, call.now)


@feature.route(
    "POST", "/v1/comparisons/{comparison_id}/decision", roles=DECIDERS, body=ComparisonDecision, answer=PeopleCompared
)
def decide_comparison(call: Call, comparison_id: str) -> dict[str, Any]:
    """One person or two. Where joining makes anybody's colour worse it is a proposal, and a second person agrees."""
    body: ComparisonDecision = call.body
    return comparing.decide(call.actor, comparison_id, Verdict(body.outcome, body.reason), call.now)


@feature.route("POST", "/v1/comparisons/{comparison_id}/undoing", roles=DECIDERS, body=Undoing, answer=PeopleCompared)
def undo_joining(call: Call, comparison_id: str) -> dict[str, Any]:
    """Proposes that two joined records are two people's after all; each fact returns to its document."""
    return comparing.undo(call.actor, comparison_id, call.body.reason, call.now)
