"""Steps that many tests take: logging in, applying, declaring."""

from datetime import UTC, datetime
from typing import Any

from chalicelib.features.login.by_code import code_of
from tests.support.client import Answer, Client

NOON = datetime(2020, 3, 10, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""

_PHONES = iter(range(10_000_000))


def a_phone() -> str:
    """A mainland number that no other test uses."""
    return f"+86139{next(_PHONES):08d}"


def ask_for_code(client: Client, phone: str, at: datetime, purpose: str = "login", **extra: Any) -> Answer:
    return client.post("/v1/login/codes", {"phone": phone, "purpose": purpose} | extra, at=at)


def refreshed(client: Client, at: datetime) -> Client:
    """The same person with an access token that is valid at `at`."""
    from chalicelib.features.login import sessions
    from chalicelib.features.login.sessions import Owner

    session, step = sessions.begin(Owner(client.account_id), at)
    step.record.save()
    client.token = sessions.issued(session, at)["access_token"]
    return client


def log_in(client: Client, phone: str | None = None, at: datetime = NOON) -> Client:
    """The same client, logged in by code."""
    client.phone = phone or client.phone or a_phone()
    asked = ask_for_code(client, client.phone, at)
    assert asked.status == 202, asked.raw
    challenge_id = asked.body["challenge_id"]
    answer = client.post("/v1/login/sessions", {"challenge_id": challenge_id, "code": code_of(challenge_id)}, at=at)
    assert answer.status == 201, answer.raw
    client.token, client.account_id = answer.body["access_token"], answer.body["account"]["id"]
    return client


_DOCUMENTS = iter(range(10_000_000))


def a_document() -> str:
    """A valid resident ID that no other test uses."""
    from chalicelib.identity.check_characters import resident_check

    serial = next(_DOCUMENTS)
    body = (
        f"630102{1930 + serial // 300000}{1 + serial // 25000 % 12:02d}{1 + serial // 1000 % 25:02d}{serial % 1000:03d}"
    )
    return body + resident_check(body)


def person_form(**changes: Any) -> dict[str, Any]:
    """A complete application of somebody who lives in Xining."""
    number = changes.pop("number", None) or a_document()
    form = {
        "entry": "id_card",
        "scheme": "domestic",
        "relation": "self",
        "name": "测试人",
        "document": {"type": "id_card", "number": number},
        "residence": "630102",
    }
    return form | changes


def apply(client: Client, at: datetime = NOON, **changes: Any) -> Answer:
    return client.post("/v1/people", person_form(**changes), at=at)


def applied(client: Client, at: datetime = NOON, **changes: Any) -> tuple[Client, dict[str, Any]]:
    """The client logged in, with a person of its own."""
    log_in(client, at=at)
    answer = apply(client, at, **changes)
    assert answer.status == 201, answer.raw
    return client, answer.body


def declaration(**changes: Any) -> dict[str, Any]:
    """A normal check-in in Xining."""
    form = {
        "temperature": 36.5,
        "symptoms": [],
        "contact": {"kind": "none"},
        "test": {"result": "none"},
        "location": "630102",
        "stays": [],
    }
    return form | changes


def declare(client: Client, person_id: str, at: datetime, **changes: Any) -> Answer:
    return refreshed(client, at).post(f"/v1/people/{person_id}/declarations", declaration(**changes), at=at)


_STAFF = iter(range(1, 10_000_000))


def log_in_staff(role: str, at: datetime = NOON, region: str = "") -> Client:
    """A client with a staff session of this role; each is another member of staff."""
    from chalicelib.features.login import sessions
    from chalicelib.features.login.sessions import Owner

    serial = next(_STAFF)
    client = Client(address=f"192.0.2.{serial % 250}")
    client.account_id = f"staff-{role}-{serial}"
    session, step = sessions.begin(Owner(client.account_id, frozenset({role}), region, "staff"), at)
    step.record.save()
    client.token = sessions.issued(session, at)["access_token"]
    return client
