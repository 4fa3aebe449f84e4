"""Appeals: saying that something is wrong, and what staff make of it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.features.appeals import appealing
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Plain, Shape

feature = Feature("appeals")
DECIDERS = ("reviewer", "supervisor")
Category = Literal["colour", "rules", "checkpoint", "declaration", "account", "other"]
Department = Literal["data_bureau", "transport_bureau", "command_office", "hotline_12308", "hotline_12345"]


Note = Annotated[Plain, Field(max_length=200)]
"""Short enough for an SMS."""
DeclarationId = Annotated[Plain, Field(max_length=64)]


class NewAppeal(Shape):
    """`declaration_id`: the declaration that it is about, if it is about one."""

    category: Category
    text: Passage
    declaration_id: DeclarationId | None = None


class AppealDecision(Shape):
    accept: bool
    reason: Note


class Appeal(Shape):
    """`escalated`: open past its deadline, and now a supervisor's."""

    id: str
    person_id: str
    category: Category
    department: Department
    department_text: str
    text: str
    declaration_id: str | None
    status: Literal["open", "upheld", "rejected"]
    escalated: bool
    at: str
    due_at: str
    decided_at: str | None
    reason: str | None


class AppealList(Shape):
    items: list[Appeal]
    next_cursor: str | None


def _again(call: Call, appeal_id: str, person_id: str) -> dict[str, Any]:
    return appealing.replay_answer(call.actor, person_id, appeal_id, call.now, call.language)


@feature.route(
    "POST",
    "/v1/people/{person_id}/appeals",
    roles=RESIDENT,
    body=NewAppeal,
    answer=Appeal,
    status=201,
    replay=_again,
)
def appeal(call: Call, person_id: str) -> dict[str, Any]:
    """Files an appeal; it goes to who answers for it, with a deadline, and leaves the colour as it is."""
    body: NewAppeal = call.body
    about = body.category, body.text, body.declaration_id
    return appealing.file(call.actor, person_id, *about, call.once, call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/appeals", roles=RESIDENT, answer=AppealList, query=("limit", "cursor"))
def list_own_appeals(call: Call, person_id: str) -> dict[str, Any]:
    """A person's appeals and what became of them, newest first."""
    return appealing.of_person(
        call.actor, person_id, page_size(call), call.query.get("cursor"), call.now, call.language
    )


@feature.route("GET", "/v1/appeals", roles=DECIDERS, answer=AppealList, query=("limit", "cursor"))
def list_appeals(call: Call) -> dict[str, Any]:
    """Open appeals in the actor's region, earliest deadline first."""
    return appealing.waiting(call.actor, page_size(call), call.query.get("cursor"), call.now, call.language)


@feature.route("POST", "/v1/appeals/{appeal_id}/decision", roles=DECIDERS, body=AppealDecision, answer=Appeal)
def decide_appeal(call: Call, appeal_id: str) -> dict[str, Any]:
    """Upholds or rejects an appeal, with a reason that the person is told."""
    body: AppealDecision = call.body
    return appealing.decide(
        call.actor, appeal_id, accept=body.accept, reason=body.reason, now=call.now, language=call.language
    )
