"""Appeals: saying that something is wrong, and what staff make of it."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.errors import invalid
from chalicelib.features.appeals import answers, appealing
from chalicelib.features.appeals.subjects import About
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.fields import Id
from chalicelib.http.shapes import Passage, Plain, Prose, Shape

feature = Feature("appeals")
DECIDERS = ("reviewer", "epidemiologist", "supervisor")
Category = Literal["colour", "rules", "checkpoint", "declaration", "account", "not_me", "credit", "partner", "other"]
Department = Literal[
    "data_bureau", "transport_bureau", "command_office", "disease_control", "hotline_12308", "hotline_12345"
]


Note = Annotated[Prose, Field(max_length=200)]
"""Short enough for an SMS."""
DeclarationId = Annotated[Plain, Field(max_length=64)]


class NewAppeal(Shape):
    """What it is about, if it is about one: `declaration_id` a declaration, `decision_ref` the office's decision behind
    a hold (the category `partner` needs one that another platform's word is behind), `violation_id` (for the category
    `credit`) what is to be reported to the credit register."""

    category: Category
    text: Passage
    declaration_id: DeclarationId | None = None
    decision_ref: Id | None = None
    violation_id: Id | None = None


class AppealDecision(Shape):
    accept: bool
    reason: Note


class AppealForwarding(Shape):
    department: Department
    reason: Note


class Forwarded(Shape):
    from_text: str
    to_text: str
    reason: str
    at: str


class ReportedSource(Shape):
    """`reference`: of the case, contact or designation; `cases`: those that a contact names."""

    kind: Literal["case", "contact", "designation"]
    source: str
    reference: str
    cases: list[str]
    at: str


class Appeal(Shape):
    """`escalated`: open past its deadline, and now a supervisor's. `sources`, for staff, of who says that it is not
    them: what was reported of their document, by which source, under which reference."""

    id: str
    person_id: str
    category: Category
    department: Department
    department_text: str
    text: str
    declaration_id: str | None
    decision_ref: str | None
    violation_id: str | None
    forwarded: list[Forwarded]
    sources: list[ReportedSource]
    status: Literal["open", "upheld", "rejected"]
    escalated: bool
    at: str
    due_at: str
    decided_at: str | None
    reason: str | None


class AppealList(Shape):
    items: list[Appeal]
    next_cursor: str | None


class AnswerTemplate(Shape):
    """`department`: who mostly gives it; `texts` by language."""

    id: str
    category: Category
    department: Department
    accept: bool
    texts: dict[str, str]


class AnswerTemplates(Shape):
    items: list[AnswerTemplate]


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
def make_appeal(call: Call, person_id: str) -> dict[str, Any]:
    """Files an appeal; it goes to who answers for it, with a deadline, and leaves the colour as it is."""
    body: NewAppeal = call.body
    about = About(body.category, body.declaration_id, body.decision_ref, body.violation_id)
    return appealing.file(call.actor, person_id, about, body.text, call.once, call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/appeals", roles=RESIDENT, answer=AppealList, query=("limit", "cursor"))
def list_own_appeals(call: Call, person_id: str) -> dict[str, Any]:
    """A person's appeals and what became of them, newest first."""
    return appealing.of_person(
        call.actor, person_id, page_size(call), call.query.get("cursor"), call.now, call.language
    )


@feature.route("GET", "/v1/appeals", roles=DECIDERS, answer=AppealList, query=("limit", "cursor"))
def list_appeals(call: Call) -> dict[str, Any]:
    """Open appeals in the actor's region and departments, earliest deadline first."""
    return appealing.waiting(call.actor, page_size(call), call.query.get("cursor"), call.now, call.language)


@feature.route("GET", "/v1/appeals/templates", roles=DECIDERS, answer=AnswerTemplates, query=("category",))
def list_answer_templates(call: Call) -> dict[str, Any]:
    """Answers that a decision may begin from, by category and outcome, in both languages."""
    category = call.query.get("category")
    if category is not None and category not in get_args(Category):
        raise invalid("category", "not_allowed", expected=", ".join(get_args(Category)))
    return {"items": answers.listed(category)}


@feature.route("GET", "/v1/appeals/{appeal_id}", roles=DECIDERS, answer=Appeal)
def show_appeal(call: Call, appeal_id: str) -> dict[str, Any]:
    """One appeal, decided or not, for those who answer for it."""
    return appealing.one(call.actor, appeal_id, call.now, call.language)


@feature.route("POST", "/v1/appeals/{appeal_id}/decision", roles=DECIDERS, body=AppealDecision, answer=Appeal)
def decide_appeal(call: Call, appeal_id: str) -> dict[str, Any]:
    """Upholds or rejects an appeal, with a reason that the person is told."""
    body: AppealDecision = call.body
    return appealing.decide(
        call.actor, appeal_id, accept=body.accept, reason=body.reason, now=call.now, language=call.language
    )


@feature.route("POST", "/v1/appeals/{appeal_id}/forwarding", roles=DECIDERS, body=AppealForwarding, answer=Appeal)
def forward_appeal(call: Call, appeal_id: str) -> dict[str, Any]:
    """Gives an appeal to another department; the person is told, and the first deadline stands."""
    body: AppealForwarding = call.body
    return appealing.forward(call.actor, appeal_id, body.department, body.reason, call.now, call.language)
