"""The person's own yes or no to partners that ask for their code or status."""

from typing import Any

from chalicelib.access.actor import RESIDENT
from chalicelib.features.exchange import invocations
from chalicelib.features.exchange.code_shapes import InvocationDecision, OwnInvocation, OwnInvocations
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("exchange_own")


@feature.route("GET", "/v1/me/invocations", roles=RESIDENT, answer=OwnInvocations)
def list_own_invocations(call: Call) -> dict[str, Any]:
    """What partners asked for of the account's people, the latest first."""
    return invocations.listed(call.actor, call.now)


@feature.route(
    "POST", "/v1/me/invocations/{invocation_id}/decision", roles=RESIDENT, body=InvocationDecision, answer=OwnInvocation
)
def decide_invocation(call: Call, invocation_id: str) -> dict[str, Any]:
    """Says yes or no, within five minutes; a yes counts for five minutes."""
    return invocations.decide(call.actor, invocation_id, accept=call.body.accept, now=call.now)
