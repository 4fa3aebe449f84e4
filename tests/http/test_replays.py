"""Repeated requests open nothing: every repeatable route, sent again with its key after the right was taken away."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.http.routes import ROUTES, Route
from tests.http.repeatable import REQUESTS
from tests.support.client import Answer, Client
from tests.support.resident_steps import (
    NOON,
    applied,
    declare,
)

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TABLE = Path(__file__).resolve().parents[2] / "docs" / "replays.md"
REPEATABLE = [route for route in ROUTES if route.repeatable]
GONE = (401, 403, 404)


def test_every_repeatable_route_is_tried_here():
    assert {route.path for route in REPEATABLE} == set(REQUESTS)


def test_the_table_of_replays_names_every_route():
    rows = re.findall(r"^\| `(?:POST|PUT) ([^`]+)` \|", TABLE.read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(REQUESTS)


@pytest.mark.parametrize("route", REPEATABLE, ids=lambda route: route.path)
def test_a_replay_is_answered_as_the_first_request(cloud, route: Route):
    request = REQUESTS[route.path]()
    first, again = request.send(), request.send()
    assert 200 <= first.status < 300, first.raw
    assert again.status == first.status
    assert set(first.body) ^ set(again.body) <= ONCE_ONLY


ONCE_ONLY = {"device_token", "proof", "proof_expires_at"}
"""What a browser keeps of its first answer and can do without."""


@pytest.mark.parametrize("route", REPEATABLE, ids=lambda route: route.path)
def test_a_replay_opens_nothing_once_the_right_is_taken_away(cloud, route: Route):
    request = REQUESTS[route.path]()
    _require_done(request.send())
    request.take_away()
    again = request.send()
    if request.told is None:
        assert again.status in GONE, again.raw
    else:
        assert {name for name, value in again.body.items() if value is not None} == request.told


def _require_done(answer: Answer) -> None:
    assert 200 <= answer.status < 300, answer.raw


SECRETS = [route for route in REPEATABLE if route.replayed_within]


def test_sessions_looks_and_secrets_have_a_moment():
    assert {route.path for route in SECRETS} == {
        "/v1/codes/lookups",
        "/v1/login/sessions",
        "/v1/login/platforms/{platform}/sessions",
        "/v1/login/proofs",
    }


@pytest.mark.parametrize("route", SECRETS, ids=lambda route: route.path)
def test_a_secret_is_given_again_for_a_minute_only(cloud, route: Route):
    request = REQUESTS[route.path]()
    _require_done(request.send())
    _require_done(request.send(NOON + MINUTE))
    assert request.send(NOON + MINUTE + SECOND).status in (401, 409)


def test_a_session_is_not_given_again_once_it_was_refreshed(cloud):
    request = REQUESTS["/v1/login/sessions"]()
    refresh = request.send().body["refresh_token"]
    _require_done(Client().post("/v1/login/sessions/refresh", {"refresh_token": refresh}, at=NOON + SECOND))
    assert request.send(NOON + SECOND).status == 401


def test_one_key_for_two_paths_is_two_requests(cloud):
    client, first = applied(Client())
    _, second = applied(Client())
    declare(client, first["id"], NOON)
    body = {"category": "other", "text": "The same words."}
    mine = client.post(f"/v1/people/{first['id']}/appeals", body, at=NOON, idempotency_key="k")
    other = client.post(f"/v1/people/{second['id']}/appeals", body, at=NOON, idempotency_key="k")
    assert (mine.status, other.status) == (201, 404)
