"""The credit register: proposing a violation, agreeing to it, and seeing what is recorded."""

from typing import Annotated, Any, Literal

from pydantic import Field

from chalicelib.features.credit import violations
from chalicelib.features.credit.violations import NewViolation
from chalicelib.features.proposals import deciding, reading
from chalicelib.features.proposals.shapes import Proposal, ProposalDecision
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Day, Passage, Plain, Shape

feature = Feature("credit")
ESTABLISHING = ("epidemiologist", "supervisor")
SEEING = ("resident", "reviewer", "epidemiologist", "supervisor")
ViolationKind = Literal["false_declaration", "borrowed_code", "forged_code", "breach"]
EvidenceId = Annotated[Plain, Field(max_length=160)]


class ViolationEntry(Shape):
    """`evidence`: ids of the person's declarations, anomalies, visits, and of what offices recorded of them."""

    kind: ViolationKind
    on: Day
    evidence: Annotated[list[EvidenceId], Field(min_length=1, max_length=20)]
    text: Passage


class CreditMessage(Shape):
    """What leaves to the register: `not_sent`; `dropped` where it was taken back before; `sent` as soon as it may have
    left; `acknowledged`."""

    status: Literal["not_sent", "dropped", "sent", "acknowledged"]
    at: str
    message: dict[str, Any]


class Violation(Shape):
    """`status`: open (may be objected to), objected (nothing leaves), reported, withdrawn.

    `objection`: the appeal that is open about it."""

    id: str
    person_id: str
    kind: ViolationKind
    kind_text: str
    on: str
    text: str
    evidence: list[str]
    office: str
    status: Literal["open", "objected", "reported", "withdrawn"]
    at: str
    object_until: str
    may_object: bool
    objection: str | None
    because: Literal["upheld", "annulled"] | None
    report: CreditMessage | None
    withdrawal: CreditMessage | None


class ViolationList(Shape):
    items: list[Violation]
    next_cursor: str | None


def _proposed(call: Call, made: str, **_: str) -> dict[str, Any]:
    return reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now)


@feature.route(
    "POST",
    "/v1/people/{person_id}/violations",
    roles=ESTABLISHING,
    body=ViolationEntry,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def propose_violation(call: Call, person_id: str) -> dict[str, Any]:
    """Proposes a record for the credit register, shown by evidence; a supervisor agrees. It colours nobody."""
    body: ViolationEntry = call.body
    new = NewViolation(body.kind, body.on, tuple(body.evidence), body.text)
    return violations.propose(call.actor, person_id, new, call.once, call.now)


@feature.route(
    "POST",
    "/v1/violations/{violation_id}/approval",
    roles=ESTABLISHING,
    body=ProposalDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_violation(call: Call, violation_id: str) -> dict[str, Any]:
    """Decides the open proposal of a violation; once it is in force the person has seven days to object."""
    proposal_id = violations.open_proposal(call.actor, violation_id, call.now)
    record = deciding.decide(call.actor, proposal_id, call.body.said(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route(
    "GET", "/v1/people/{person_id}/violations", roles=SEEING, answer=ViolationList, query=("limit", "cursor")
)
def list_violations(call: Call, person_id: str) -> dict[str, Any]:
    """What is recorded of a person for the credit register: for themself, and for staff of their region."""
    page = page_size(call), call.query.get("cursor")
    return violations.of_person(call.actor, person_id, *page, call.now, call.language)
