"""Proposals: what waits for a second person, and their decision."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.features.proposals import deciding, proposing, reading
from chalicelib.features.proposals.deciding import Decision
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Passage, Shape

feature = Feature("proposals")
DECIDERS = tuple(sorted(DECIDING_ROLES))


class ProposalList(Shape):
    items: list[Proposal]
    next_cursor: str | None


class TouchedPeople(Shape):
    items: list[dict[str, Any]]
    next_cursor: str | None


class ProposalDecision(Shape):
    """`version` and `content_hash` are those that were shown. `count`: the number of people, typed, over a thousand."""

    version: Annotated[int, Field(ge=1)]
    content_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    decision: Literal["approve", "refuse"]
    reason: Passage | None = None
    count: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def says_why_not(self) -> "ProposalDecision":
        if self.decision == "refuse" and self.reason is None:
            raise wrong("required", "reason")
        return self


class ProposalWithdrawal(Shape):
    reason: Passage


@feature.route("GET", "/v1/proposals", roles=DECIDERS, answer=ProposalList, query=("kind", "limit", "cursor"))
def list_proposals(call: Call) -> dict[str, Any]:
    """What waits for a second person in the actor's region, what lapses first in front."""
    query = call.query
    return reading.waiting(call.actor, query.get("kind"), page_size(call), query.get("cursor"), call.now)


@feature.route("GET", "/v1/proposals/{proposal_id}", roles=DECIDERS, answer=Proposal)
def show_proposal(call: Call, proposal_id: str) -> dict[str, Any]:
    """One proposal with its content, and whom it touches in numbers."""
    return reading.one(call.actor, proposal_id, call.now)


@feature.route(
    "GET", "/v1/proposals/{proposal_id}/people", roles=DECIDERS, answer=TouchedPeople, query=("limit", "cursor")
)
def list_touched_people(call: Call, proposal_id: str) -> dict[str, Any]:
    """Those whom it touches, masked."""
    return reading.people(call.actor, proposal_id, page_size(call), call.query.get("cursor"))


def _shown(call: Call, made: str, **_: str) -> dict[str, Any]:
    return reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now)


@feature.route(
    "POST",
    "/v1/proposals/{proposal_id}/approval",
    roles=DECIDERS,
    body=ProposalDecision,
    answer=Proposal,
    replay=_shown,
)
def decide_proposal(call: Call, proposal_id: str) -> dict[str, Any]:
    """Puts it in force as the second person, over exactly the content that was shown; or refuses it."""
    body: ProposalDecision = call.body
    decision = Decision(body.version, body.content_hash, body.decision == "approve", body.reason or "", body.count)
    record = deciding.decide(call.actor, proposal_id, decision, call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route(
    "POST", "/v1/proposals/{proposal_id}/withdrawal", roles=DECIDERS, body=ProposalWithdrawal, answer=Proposal
)
def withdraw_proposal(call: Call, proposal_id: str) -> dict[str, Any]:
    """Takes an open proposal back: its proposer, or a supervisor."""
    record = proposing.withdraw(call.actor, proposal_id, call.body.reason, call.now)
    return reading.view(record, call.actor, call.now)
