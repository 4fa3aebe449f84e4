"""Steps that many tests take: logging in, applying, declaring."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.services.login import code_of
from tests.client import Answer, Client

NOON = datetime(2020, 3, 10, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""

_PHONES = iter(range(10_000_000))


def a_phone() -> str:
    """A mainland number that no other test uses."""
    return f"+86139{next(_PHONES):08d}"


def ask_for_code(client: Client, phone: str, at: datetime, purpose: str = "login", **extra: Any) -> Answer:
    return client.post("/v1/login/codes", {"phone": phone, "purpose": purpose} | extra, at=at)


def log_in(client: Client, phone: str | None = None, at: datetime = NOON) -> Client:
    """The same client, logged in by code."""
    asked = ask_for_code(client, phone or a_phone(), at)
    assert asked.status == 202, asked.raw
    challenge_id = asked.body["challenge_id"]
    answer = client.post(
        "/v1/login/sessions", {"challenge_id": challenge_id, "code": code_of(challenge_id)}, at=at
    )
    assert answer.status == 201, answer.raw
    client.token, client.account_id = answer.body["access_token"], answer.body["account"]["id"]
    return client
