"""Good requests about venues, visits and gates with one thing in them made bad: it is named, and nothing crashes."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from chalicelib.http.routes import ROUTES, Route
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, a_document, a_phone, log_in, log_in_staff, refreshed
from tests.support.showing_phone import Phone
from tests.support.venue_steps import XINING, green, guard_of, registered, scan, token_of, venue_form

Request = tuple[str, str, dict[str, Any], Client]

HOSTILE: list[Any] = [
    None, True, -1, 1e308, 10**40, "", "x" * 10_000, "\u0000", "\ud800", "９９９", [[]] * 50, {"a": {}}, "36,5",
    "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00",
]  # fmt: skip
QUERIES = [
    "", "-1", "1.5", "%00", "9" * 50, "x" * 4_000, "~", "２", "2020-02-30", "9999-12-31T23:59:59-14:00",
    "0001-01-01T00:00:00+14:00", "0000000000000-00000000000000000000", "999999-9999999999999-ffffffffffffffffffff",
]  # fmt: skip
TAGS = {"venues", "visits", "gates", "devices", "tracing", "statistics"}
ASKED = [route for route in ROUTES if route.query and route.tag in TAGS]
STAFF = ("supervisor", "gate", "epidemiologist", "auditor", "reviewer")


@pytest.fixture(scope="module")
def requests(cloud) -> dict[str, Request]:
    """A good request to each route that takes a body, by name."""
    manager, venue = registered()
    supervisor = log_in_staff("supervisor", region="63")
    change = {"status": "approved", "reason": "x", "name": "改名", "type": "bank", "address": "x", "location": XINING}
    change |= {"contact": {"name": "a", "phone": "09718230000"}, "asks_temperature": False}
    path, at = f"/v1/venues/{venue['id']}", NOON.isoformat()
    supervisor.call("PATCH", path, change, at=NOON)
    code = manager.get(f"{path}/code?kind=poster", at=NOON).body["venue_code"]
    guard, gate, phone = guard_of(manager, venue["id"]), log_in_staff("gate", region="63"), Phone()
    client, person = green()
    shown, visit = token_of(client, person, NOON), scan(client, person, code, NOON).body["visit"]["id"]
    measured = {"temperature": 36.5, "anomaly": "x"}
    place = {"lat": 36.6, "lon": 101.7, "accuracy": 5.0}
    own = {"person_id": person, "people": [], "venue_code": code, "temperature": 36.5, "location": place}
    check = {"id": "a", "shown": shown, "checked_at": at, "venue_id": venue["id"]} | measured
    wanted = {"document": {"type": "id_card", "number": a_document()}, "venue_id": venue["id"], "reason": "x"}
    device = {"public_key": phone.jwk, "proof": phone.proof(person, client.session_id, NOON), "replaces": "a" * 43}
    clock = {"client_at": at, "sent_at": at}
    return {
        "register": ("POST", "/v1/venues", venue_form(), log_in(Client())),
        "change": ("PATCH", path, change, supervisor),
        "upload": ("POST", "/v1/venues/uploads", {"csv": "name"}, manager),
        "add": ("POST", f"{path}/members", {"role": "guard", "phone": a_phone()}, refreshed(manager, NOON)),
        "remove": ("DELETE", f"{path}/members", {"member_id": "x"}, manager),
        "visit": ("POST", "/v1/visits", own | {"direction": "in"}, client),
        "guard": ("POST", "/v1/visits", {"shown": shown, "venue_id": venue["id"]} | measured | clock, guard),
        "leave": ("POST", f"/v1/visits/{visit}/departure", clock, guard),
        "verify": ("POST", "/v1/codes/verify", {"token": shown, "venue_id": venue["id"], "temperature": 36.5}, guard),
        "look": ("POST", "/v1/codes/lookups", wanted, gate),
        "deliver": ("POST", "/v1/checks", {"items": [check], "sent_at": at}, guard),
        "withdraw": ("POST", f"/v1/anomalies/{'0' * 20}/decision", {"outcome": "withdrawn", "reason": "x"}, gate),
        "bind": ("PUT", f"/v1/people/{person}/device", device, client),
    }


NAMES = (
    "register", "change", "upload", "add", "remove", "visit", "guard", "leave", "verify", "look", "deliver", "withdraw",
    "bind",
)  # fmt: skip
TOGETHER = {"person_id": "shown", "venue_id": "venue_code", "phone": "account_id"}
"""Fields of which one is needed: for the one that is missing the other may be named."""


def _paths(body: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for key, value in body.items() if isinstance(body, dict) else enumerate(body):
        yield (*before, key)
        if isinstance(value, dict | list):
            yield from _paths(value, (*before, key))


def _with(body: Any, path: tuple[Any, ...], value: Any) -> Any:
    changed = inner = deepcopy(body)
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return changed


def _names(answer: Answer, field: str) -> bool:
    """Whether a problem is about the field, something in it, or what stands for it."""
    others = {TOGETHER.get(field, field), *(one for one, other in TOGETHER.items() if other == field)}
    return any(named.startswith(field) or field.startswith(named) or named in others for named in answer.fields)


@pytest.mark.parametrize("name", NAMES)
def test_one_bad_field_is_named(requests, name):
    method, path, body, client = requests[name]
    for where in _paths(body):
        field = ".".join(map(str, where))
        for value in HOSTILE:
            answer = client.call(method, path, _with(body, where, value), at=NOON)
            assert answer.status < 500, (field, value, answer.raw)
            assert answer.status != 400 or _names(answer, field), (field, value, answer.raw)


@pytest.mark.parametrize("name", NAMES)
def test_one_field_more_is_named(requests, name):
    method, path, body, client = requests[name]
    assert client.call(method, path, body | {"colour": "green"}, at=NOON).fields == {"colour": "unknown_field"}


@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.query and route.tag in TAGS], ids=lambda r: r.path
)
def test_one_bad_parameter_is_named(requests, route: Route):
    path = route.path.replace("{venue_id}", requests["change"][1].rpartition("/")[2])
    path = path.replace("{person_id}", requests["visit"][2]["person_id"])
    clients = [log_in_staff(role, region="63") for role in STAFF if role in route.roles] or [requests["visit"][3]]
    for name in route.query:
        for value in QUERIES:
            answer = clients[0].call(route.method, f"{path}?{name}={value}", at=NOON)
            assert answer.status < 500, (name, value, answer.raw)
            assert answer.status != 400 or list(answer.fields) == [name], (name, value, answer.raw)
