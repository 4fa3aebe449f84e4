"""The staff's side of exchange: partners and their keys, what they said, and facts of theirs that are suspended."""

from typing import Any

from chalicelib.access.actor import require_scope
from chalicelib.desk import partners
from chalicelib.errors import Conflict, invalid
from chalicelib.features.epidemic.shapes import SubjectDecision
from chalicelib.features.exchange import registering, suspending
from chalicelib.features.exchange.partner_shapes import (
    FactReason,
    JournalPage,
    KeyRevocation,
    KeyTurn,
    NewPartner,
    PartnerFact,
    PartnerList,
    RevokedKey,
    ShownPartner,
)
from chalicelib.features.proposals import deciding, proposing, reading
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.shapes import Proposal
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import instant_in

feature = Feature("exchange_desk")
SUPERVISOR = ("supervisor",)
EPIDEMIOLOGIST = ("epidemiologist",)
LOOKING = ("supervisor", "exchange_desk")


def _proposed(call: Call, made: str, **_: str) -> dict[str, Any]:
    return reading.view(deciding.replayed(call.actor, made, call.now), call.actor, call.now)


@feature.route("POST", "/v1/partners", roles=SUPERVISOR, body=NewPartner, answer=Proposal, status=201, replay=_proposed)
def propose_partner(call: Call) -> dict[str, Any]:
    """Proposes a partner, or other terms for one; in force once another supervisor of the whole country agrees."""
    told = call.body.model_dump(mode="json", exclude={"reason"})
    return registering.propose(call.actor, told, call.body.reason, call.once, call.now)


@feature.route("GET", "/v1/partners", roles=LOOKING, answer=PartnerList)
def list_partners(call: Call) -> dict[str, Any]:
    """All partners: who they are, what they may say, and how their keys stand."""
    return {"items": [registering.view(each) for each in partners.every()]}


@feature.route("GET", "/v1/partners/{partner_id}", roles=LOOKING, answer=ShownPartner)
def show_partner(call: Call, partner_id: str) -> dict[str, Any]:
    """One partner."""
    return registering.view(registering.reached(partner_id))


@feature.route(
    "POST",
    "/v1/partners/{partner_id}/approval",
    roles=SUPERVISOR,
    body=SubjectDecision,
    answer=Proposal,
    replay=_proposed,
)
def decide_partner(call: Call, partner_id: str) -> dict[str, Any]:
    """Decides the open proposal about a partner or about its next key."""
    require_scope(call.actor, "")
    found = [proposals.open_id(kind, partner_id, call.now) for kind in ("partner", "partner_key")]
    proposal_id = next((each for each in found if each is not None), None)
    if proposal_id is None:
        registering.reached(partner_id)
        raise Conflict()
    proposing.reached(call.actor, proposal_id)
    decided = deciding.decide(call.actor, proposal_id, call.body.decision_over(), call.once, call.now)
    return reading.view(decided, call.actor, call.now)


@feature.route(
    "POST",
    "/v1/partners/{partner_id}/keys",
    roles=SUPERVISOR,
    body=KeyTurn,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def turn_partner_key(call: Call, partner_id: str) -> dict[str, Any]:
    """Proposes to put a key in force that the partner announced; the former is believed for a day."""
    return registering.turn(call.actor, partner_id, call.body.keyid, call.body.reason, call.once, call.now)


@feature.route(
    "POST", "/v1/partners/{partner_id}/keys/{keyid}/revocation", roles=LOOKING, body=KeyRevocation, answer=RevokedKey
)
def revoke_partner_key(call: Call, partner_id: str, keyid: str) -> dict[str, Any]:
    """Believes nothing of a lost key from now on; one person, with a reason."""
    return registering.revoke(call.actor, partner_id, keyid, call.body.since, call.body.reason, call.now)


@feature.route(
    "GET",
    "/v1/partners/{partner_id}/messages",
    roles=LOOKING,
    answer=JournalPage,
    query=("since", "keyid", "limit", "cursor"),
)
def list_partner_messages(call: Call, partner_id: str) -> dict[str, Any]:
    """What a partner said from an instant on, by ids; what a lost key signed is looked through by it."""
    try:
        since = instant_in(call.query["since"])
    except (KeyError, ValueError):
        raise invalid("since", "bad_instant" if "since" in call.query else "required") from None
    page = page_size(call, usual=100), call.query.get("cursor")
    return registering.messages(call.actor, partner_id, since, call.query.get("keyid"), *page)


@feature.route("GET", "/v1/facts/{ref}", roles=(*EPIDEMIOLOGIST, *SUPERVISOR), answer=PartnerFact)
def show_partner_fact(call: Call, ref: str) -> dict[str, Any]:
    """A case or a contact that a partner told of, and whether it is suspended."""
    return suspending.view(suspending.reached(call.actor, ref))


@feature.route("POST", "/v1/facts/{ref}/suspension", roles=SUPERVISOR, body=FactReason, answer=PartnerFact)
def suspend_fact(call: Call, ref: str) -> dict[str, Any]:
    """Leaves a partner's fact aside while the partner is asked, for 72 hours; one person, with a reason."""
    return suspending.suspend(call.actor, ref, call.body.reason, call.now)


@feature.route(
    "POST",
    "/v1/facts/{ref}/standing",
    roles=EPIDEMIOLOGIST,
    body=FactReason,
    answer=Proposal,
    status=201,
    replay=_proposed,
)
def keep_fact(call: Call, ref: str) -> dict[str, Any]:
    """Proposes that a suspended fact stands although its partner has not answered; two of ours."""
    return suspending.keep(call.actor, ref, call.body.reason, call.once, call.now)
