"""Maintenance: nothing changes, while people log in and show their codes and gates check them."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.http.routes import ROUTES, Route
from infra import keys, maintenance
from tests.login.credential_steps import PASSWORD, set_password
from tests.staff import steps
from tests.support.client import Client
from tests.support.gate_steps import a_person, look, verify
from tests.support.resident_steps import NOON, a_document, ask_for_code, declare, log_in, log_in_staff

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def maintained(cloud, cold_start) -> Iterator[int]:
    """Maintenance until an hour after the real now; at its end there is none."""
    place, now = (cloud.home.client("secretsmanager"), os.environ["SERVICE_SECRET"]), int(time.time())
    assert "until" in maintenance.switch(*place, 60, now)
    cold_start()
    yield now
    assert maintenance.switch(*place, 0, now).startswith("No maintenance")
    assert keys.stored(*place)["maintenance"] == 0
    cold_start()


def _path(route: Route) -> str:
    return "/".join("0123456789" if part.startswith("{") else part for part in route.path.split("/"))


CHANGING = [route for route in ROUTES if route.method != "GET"]
GOES_ON = {
    "POST /v1/codes/lookups",
    "POST /v1/codes/verify",
    "POST /v1/login/passkeys/start",
    "POST /v1/login/sessions",
    "POST /v1/login/sessions/refresh",
    "DELETE /v1/login/sessions",
}


def test_in_maintenance_nothing_changes_and_codes_are_shown_and_checked(maintained: int) -> None:
    at = datetime.fromtimestamp(maintained, UTC)
    refused = set()
    for route in CHANGING:
        answer = Client().call(route.method, _path(route), {}, at=at)
        if answer.status == 503:
            assert answer.body["code"] == "maintenance", route.path
            assert 0 < int(answer.headers["Retry-After"]) <= 300
            refused.add(f"{route.method} {route.path}")
    assert {f"{route.method} {route.path}" for route in CHANGING} - refused == GOES_ON
    assert Client().get("/v1/keys", at=at).status == 200


def test_maintenance_says_until_when_in_both_languages(maintained: int) -> None:
    at = datetime.fromtimestamp(maintained, UTC)
    clock = f"{datetime.fromtimestamp(maintained + 3600, UTC) + 8 * HOUR:%H:%M}"
    for language in ("zh-CN", "en"):
        answer = Client().post("/v1/login/codes", {}, at=at, accept_language=language)
        assert clock in answer.body["detail"]


def test_maintenance_ends_by_itself(maintained: int) -> None:
    after = datetime.fromtimestamp(maintained + 3601, UTC)
    assert Client().post("/v1/login/codes", {}, at=after).status == 400


@pytest.fixture
def begins(cloud, cold_start) -> Iterator[Callable[[], None]]:
    """Maintenance of an hour from noon on, once it is called."""
    place = (cloud.home.client("secretsmanager"), os.environ["SERVICE_SECRET"])

    def begin() -> None:
        maintenance.switch(*place, 60, int(NOON.timestamp()))
        cold_start()

    yield begin
    maintenance.switch(*place, 0, 0)
    cold_start()


def test_a_person_shows_a_code_in_maintenance(begins: Callable[[], None]) -> None:
    client, person, _ = a_person()
    begins()
    assert client.get(f"/v1/people/{person}/code", at=NOON).body["colour"] == "green"
    assert declare(client, person, NOON).body["code"] == "maintenance"


def test_a_guard_comes_on_shift_in_maintenance(begins: Callable[[], None]) -> None:
    number = a_document()
    _, _, token = a_person(number=number)
    member = steps.created(log_in_staff("supervisor"))
    begins()
    status, guard = steps.log_in(member)
    assert status == 201
    assert verify(guard, token, NOON + MINUTE).body["colour"] == "green"
    assert look(guard, number, None, NOON + MINUTE).body["colour"] == "green"
    assert steps.refresh(guard, NOON + 2 * MINUTE) == 200
    assert guard.call("DELETE", "/v1/login/sessions", at=NOON + 2 * MINUTE).status == 204
    assert steps.refresh(guard, NOON + 3 * MINUTE) == 401
    assert steps.log_in(member)[0] == 401, "a one-time code counts once, in maintenance too"


def test_a_resident_logs_in_by_what_they_have_and_is_sent_no_new_code(begins: Callable[[], None]) -> None:
    resident = log_in(Client())
    assert set_password(resident).status == 204
    begins()
    by_password = {"phone": resident.phone, "password": PASSWORD}
    assert Client().post("/v1/login/sessions", by_password, at=NOON).status == 201
    assert ask_for_code(Client(), resident.phone, NOON).body["code"] == "maintenance"
