"""Exchange with partners: what their platforms send here, each message signed by one of them."""

from typing import Any

from chalicelib.config import settings
from chalicelib.desk import own_keys
from chalicelib.features.exchange import mapping, receiving, states
from chalicelib.features.exchange.shapes import (
    ExchangeState,
    MappingTestMessage,
    OwnKeys,
    Proven,
)
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("exchange")


@feature.route("GET", "/v1/exchange/keys", answer=OwnKeys)
def list_exchange_keys(call: Call) -> Any:
    """The public keys with which we sign messages to partners, the newest first."""
    found = {"id": settings().exchange_id, "keys": own_keys.published()}
    return reply(found, headers={"Cache-Control": "public, max-age=60"})


@feature.route("GET", "/v1/exchange/state", signed=True, answer=ExchangeState)
def show_exchange_state(call: Call) -> Any:
    """How far the asking partner's messages have come here, by path, and which numbers never came."""
    return receiving.ask(call, "GET", states.of_partner)


@feature.route("POST", "/v1/exchange/mapping-tests", signed=True, body=MappingTestMessage, answer=Proven)
def prove_mapping(call: Call) -> Any:
    """Takes one of the three test messages by which a partner proves what its values mean."""
    return receiving.receive(call, "POST", MappingTestMessage, mapping.prove)
