"""Steps of tests about ratings: one epidemiologist proposes, another agrees."""

from datetime import UTC, datetime
from typing import Any

from tests.proposals.steps import at_work
from tests.support.client import Answer, Client
from tests.support.published import a_minute_passes
from tests.support.resident_steps import NOON, log_in_staff


def epidemiologist(region: str = "", at: datetime = NOON) -> Client:
    return log_in_staff("epidemiologist", at, region)


def rate(
    region: str, level: str, first: str, at: datetime, by: Client | None = None, until: str | None = None, **more: Any
) -> Answer:
    """What somebody is answered who rates a region."""
    headers = more.pop("headers", {})
    body = {"level": level, "from": first} | ({"until": until} if until else {}) | more
    return at_work(by or epidemiologist(at=at), at).call("PUT", f"/v1/regions/{region}/risk", body, at=at, **headers)


def correct(rating_id: str, at: datetime, by: Client | None = None, **changes: Any) -> Answer:
    body = {"reason": "a slip"} | {("from" if name == "first" else name): value for name, value in changes.items()}
    return at_work(by or epidemiologist(at=at), at).post(f"/v1/ratings/{rating_id}/correction", body, at=at)


def withdraw(rating_id: str, at: datetime, by: Client | None = None) -> Answer:
    client = at_work(by or epidemiologist(at=at), at)
    return client.post(f"/v1/ratings/{rating_id}/withdrawal", {"reason": "a mistake"}, at=at)


def approve(proposed: Answer, at: datetime, by: Client | None = None, **changes: Any) -> Answer:
    """What a second person is answered who agrees; containers learn of it."""
    body = {name: proposed.body[name] for name in ("version", "content_hash")} | {"decision": "approve"} | changes
    client = at_work(by or epidemiologist(at=at), at)
    answer = client.post(f"/v1/proposals/{proposed.body['id']}/approval", body, at=at)
    a_minute_passes()
    return answer


def in_force(region: str, level: str, first: str, at: datetime, **more: Any) -> str:
    """The id of a period that is in force, by two people where it takes them."""
    answer = rate(region, level, first, at, **more)
    assert answer.status in (200, 201), answer.raw
    if answer.status == 201:
        agreed = approve(answer, at)
        assert agreed.status == 200, agreed.raw
    a_minute_passes()
    return f"{region}-{answer.body['id']}"


def risk(region: str, at: datetime, on: str | None = None, by: Client | None = None) -> dict[str, Any]:
    """What everybody sees of a region."""
    client = at_work(by or epidemiologist(at=at), at)
    answer = client.get(f"/v1/regions/{region}/risk" + (f"?on={on}" if on else ""), at=at)
    assert answer.status == 200, answer.raw
    return dict(answer.body)


def march(day: int, hour: int = 9) -> datetime:
    """Of March 2020, in Beijing."""
    return datetime(2020, 3, day, hour - 8, tzinfo=UTC)
