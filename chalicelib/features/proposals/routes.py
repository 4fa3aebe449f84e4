"""Proposals: what waits for a second person, and their decision."""

from typing import Any

from chalicelib.access.actor import DECIDING_ROLES
from chalicelib.features.proposals import deciding, proposing, reading
from chalicelib.features.proposals.shapes import Proposal, ProposalDecision
from chalicelib.features.proposals.touched_people import Page
from chalicelib.http.calls import Call, page_size, prefix_of
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Passage, Shape

feature = Feature("proposals")
DECIDERS = tuple(sorted(DECIDING_ROLES))


class ProposalList(Shape):
    items: list[Proposal]
    next_cursor: str | None


class TouchedPeople(Shape):
    """Each `{person_id, document_last4, name_masked, region, before, after, why}` and what its kind adds; of an import
    the file's own row. Colours stand there as long as it is open."""

    items: list[dict[str, Any]]
    next_cursor: str | None


class ProposalWithdrawal(Shape):
    reason: Passage


@feature.route(
    "GET", "/v1/proposals", roles=DECIDERS, answer=ProposalList, query=("kind", "region", "mine", "limit", "cursor")
)
def list_proposals(call: Call) -> dict[str, Any]:
    """What waits for a second person in a region, the caller's own if none is named, what lapses first in front; with
    `mine=1` what the caller proposed, whatever became of it, the newest in front."""
    query, page = call.query, (page_size(call), call.query.get("cursor"))
    if query.get("mine") == "1":
        return reading.mine(call.actor, *page, call.now)
    return reading.waiting(call.actor, prefix_of(call), query.get("kind"), *page, call.now)


@feature.route("GET", "/v1/proposals/{proposal_id}", roles=DECIDERS, answer=Proposal)
def show_proposal(call: Call, proposal_id: str) -> dict[str, Any]:
    """One proposal with its content, and whom it touches in numbers."""
    return reading.one(call.actor, proposal_id, call.now)


@feature.route(
    "GET", "/v1/proposals/{proposal_id}/people", roles=DECIDERS, answer=TouchedPeople, query=("limit", "cursor")
)
def list_touched_people(call: Call, proposal_id: str) -> dict[str, Any]:
    """Those whom it touches, masked, and the colour that each turns to."""
    page = Page(call.now, call.language, page_size(call), call.query.get("cursor"))
    return reading.people(call.actor, proposal_id, page)


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
    record = deciding.decide(call.actor, proposal_id, body.said(), call.once, call.now)
    return reading.view(record, call.actor, call.now)


@feature.route(
    "POST", "/v1/proposals/{proposal_id}/withdrawal", roles=DECIDERS, body=ProposalWithdrawal, answer=Proposal
)
def withdraw_proposal(call: Call, proposal_id: str) -> dict[str, Any]:
    """Takes an open proposal back: its proposer, or a supervisor."""
    record = proposing.withdraw(call.actor, proposal_id, call.body.reason, call.now)
    return reading.view(record, call.actor, call.now)
