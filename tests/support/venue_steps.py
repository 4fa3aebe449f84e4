"""Steps around venues: registering, approving, staffing, scanning."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.identity.check_characters import CREDIT_ALPHABET, credit_check, resident_check
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, applied, apply, declare, log_in, log_in_staff, refreshed

_SERIALS = count(1)
XINING = {"lat": 36.6171, "lon": 101.7782}
LANZHOU = {"lat": 36.0611, "lon": 103.8343}


def a_credit_code() -> str:
    """A valid code that no other test uses."""
    number, digits = next(_SERIALS), ""
    for _ in range(9):
        number, rest = divmod(number, 31)
        digits = CREDIT_ALPHABET[rest] + digits
    body = f"91630102{digits}"
    return body + credit_check(body)


def venue_form(**changes: Any) -> dict[str, Any]:
    """A restaurant in Xining."""
    form = {
        "name": f"测试餐厅{next(_SERIALS)}",
        "type": "restaurant",
        "region": "630102",
        "credit_code": a_credit_code(),
        "address": "东大街1号",
        "location": XINING,
        "contact": {"name": "联系人", "phone": "0971-8230000"},
    }
    return form | changes


def registered(at: datetime = NOON, **changes: Any) -> tuple[Client, dict[str, Any]]:
    """A manager, logged in, and a venue that awaits approval."""
    manager = log_in(Client(), at=at)
    answer = manager.post("/v1/venues", venue_form(**changes), at=at)
    assert answer.status == 201, answer.raw
    return manager, answer.body


def decide(venue_id: str, status: str, at: datetime = NOON, region: str = "63", **more: Any) -> Answer:
    supervisor = log_in_staff("supervisor", at, region)
    return supervisor.call("PATCH", f"/v1/venues/{venue_id}", {"status": status} | more, at=at)


def opened(at: datetime = NOON, **changes: Any) -> tuple[Client, dict[str, Any]]:
    """A manager and an approved venue."""
    manager, venue = registered(at, **changes)
    answer = decide(venue["id"], "approved", at, region=venue["region"][:2])
    assert answer.status == 200, answer.raw
    return manager, answer.body


def guard_of(manager: Client, venue_id: str, at: datetime = NOON) -> Client:
    """A guard of the venue, logged in."""
    guard = log_in(Client(), at=at)
    added = refreshed(manager, at).post(
        f"/v1/venues/{venue_id}/members", {"role": "guard", "phone": guard.phone}, at=at
    )
    assert added.status == 201, added.raw
    return guard


def poster_of(manager: Client, venue_id: str, at: datetime = NOON) -> str:
    answer = refreshed(manager, at).get(f"/v1/venues/{venue_id}/code?kind=poster", at=at)
    assert answer.status == 200, answer.raw
    return str(answer.body["venue_code"])


def screen_of(manager: Client, venue_id: str, at: datetime = NOON) -> str:
    return str(refreshed(manager, at).get(f"/v1/venues/{venue_id}/code", at=at).body["venue_code"])


def green(at: datetime = NOON, **changes: Any) -> tuple[Client, str]:
    """Somebody with a green code, and their id."""
    client, person = applied(Client(), at=at, **changes)
    assert declare(client, person["id"], at).status == 201
    return client, person["id"]


def scan(client: Client, person_id: str, code: str, at: datetime, direction: str = "in", **more: Any) -> Answer:
    """The person scans a venue's code."""
    body = {"person_id": person_id, "venue_code": code, "direction": direction} | more
    return refreshed(client, at).post("/v1/visits", body, at=at)


def token_of(client: Client, person_id: str, at: datetime) -> str:
    return str(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["token"])


def scanned_by(guard: Client, shown: str, venue_id: str, at: datetime, direction: str = "in", **more: Any) -> Answer:
    """A guard scans what a person shows."""
    body = {"shown": shown, "venue_id": venue_id, "direction": direction} | more
    return refreshed(guard, at).post("/v1/visits", body, at=at)


def own_visits(client: Client, person_id: str, at: datetime = NOON + timedelta(days=1)) -> list[dict[str, Any]]:
    """The person's visits as of `at`, newest first."""
    items: list[dict[str, Any]] = refreshed(client, at).get(f"/v1/people/{person_id}/visits", at=at).body["items"]
    return items


def colour_of(client: Client, person_id: str, at: datetime) -> str:
    return str(refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["colour"])


def child_of(client: Client) -> str:
    """The id of a child that the client's own person, certified, files for."""
    from chalicelib.features.people import certification

    own = client.get("/v1/people", at=NOON).body["items"][0]["id"]
    certification.certify(own, NOON)
    body = f"63010220150101{next(_SERIALS) % 1000:03d}"
    more = {"relation": "dependant", "dependant_reason": "child"}
    answer = apply(client, number=body + resident_check(body), **more)
    assert answer.status == 201, answer.raw
    return str(answer.body["id"])


def number_of(venue_id: str) -> str:
    """What the venue's posters show for typing."""
    from chalicelib.places import venues

    venue = venues.find(venue_id)
    assert venue
    return str(venue.number)
