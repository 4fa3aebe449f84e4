"""Steps at a gate: who is checked there, what the gate asks, what it delivers later."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, applied, declare, refreshed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LATER = NOON + 5 * HOUR
"""When a gate that had no network has one again."""
_NUMBERS = count()


def a_person(**changes: Any) -> tuple[Client, str, str]:
    """Somebody green since noon, with the token that they show."""
    client, person = applied(Client(), **changes)
    return client, person["id"], declare(client, person["id"], NOON).body["code"]["token"]


def a_yellow_person() -> tuple[Client, str, str]:
    """Somebody with a fever since a minute past noon, with the token that they show."""
    client, person_id, _ = a_person()
    return client, person_id, declare(client, person_id, NOON + MINUTE, symptoms=["fever"]).body["code"]["token"]


def _with_key(key: str | None) -> dict[str, str]:
    return {"idempotency_key": key} if key else {}


def verify(gate: Client, token: str, at: datetime = NOON, key: str | None = None, **more: Any) -> Answer:
    """The gate checks a code, and reports what it measured."""
    return gate.post("/v1/codes/verify", {"token": token} | more, at=at, **_with_key(key))


def decide(by: Client, anomaly_id: str, at: datetime, outcome: str = "withdrawn") -> Answer:
    """An anomaly is taken back, or stands."""
    body = {"outcome": outcome, "reason": "measured again: 36.4"}
    return by.post(f"/v1/anomalies/{anomaly_id}/decision", body, at=at)


def look(
    gate: Client, number: str, venue: str | None, at: datetime = NOON, key: str | None = None, **changes: Any
) -> Answer:
    """The gate looks up a person who has no phone."""
    body = {"document": {"type": "id_card", "number": number}, "venue_id": venue, "reason": "no phone"}
    return gate.post("/v1/codes/lookups", body | changes, at=at, **_with_key(key))


def an_item(shown: str = "HC1:X", at: datetime = NOON + HOUR, **changes: Any) -> dict[str, Any]:
    """A check that a gate made without a network."""
    item = {
        "id": f"check-{next(_NUMBERS)}",
        "shown": shown,
        "checked_at": at.isoformat(),
        "venue_id": "checkpoint-7",
    }
    return item | changes


def deliver(gate: Client, *items: dict[str, Any], at: datetime = LATER, **more: Any) -> Answer:
    """The gate delivers checks."""
    return gate.post("/v1/checks", {"items": list(items)} | more, at=at)


def results(gate: Client, *items: dict[str, Any], at: datetime = LATER, **more: Any) -> list[dict[str, Any]]:
    """What is said of each delivered check."""
    answer = deliver(gate, *items, at=at, **more)
    assert answer.status == 200, answer.raw
    found: list[dict[str, Any]] = answer.body["items"]
    return found


def colour_of(client: Client, person_id: str, at: datetime = LATER) -> str:
    return str(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["colour"])


def messages(client: Client, at: datetime) -> list[str]:
    """The kinds of what stands in the inbox, newest first."""
    return [entry["kind"] for entry in refreshed(client, at).get("/v1/me/messages", at=at).body["items"]]
