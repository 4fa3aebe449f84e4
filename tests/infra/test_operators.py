"""The commands of whoever is woken: maintenance, a closed calling code, warmed tables, a restore."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.desk import audit
from chalicelib.http.routes import ROUTES, Route
from chalicelib.store import sms_budgets
from infra import keys, maintenance, restore, sms_stop, warm
from infra.home import Home
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_phone, applied, ask_for_code, declare

HOUR = timedelta(hours=1)


def who_declared() -> tuple[Client, str]:
    """A resident with a green code, and the person's id."""
    client, person = applied(Client())
    assert declare(client, person["id"], NOON).status == 201
    return client, str(person["id"])


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
GOES_ON = {"POST /v1/codes/verify", "POST /v1/login/sessions/refresh"}


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


def test_a_person_shows_a_code_in_maintenance(cloud, cold_start) -> None:
    client, person = who_declared()
    place = (cloud.home.client("secretsmanager"), os.environ["SERVICE_SECRET"])
    maintenance.switch(*place, 60, int(NOON.timestamp()))
    cold_start()
    try:
        assert client.get(f"/v1/people/{person}/code", at=NOON).body["colour"] == "green"
        assert client.post(f"/v1/people/{person}/declarations", {}, at=NOON).body["code"] == "maintenance"
    finally:
        maintenance.switch(*place, 0, 0)
        cold_start()


def test_a_closed_calling_code_is_sent_nothing_and_stands_in_the_audit(cloud) -> None:
    sms_stop.close(882, "night", NOON)
    sms_stop.close(882, "night", NOON)
    assert sms_budgets.of(sms_budgets.find(882), 882).per_day == 0
    with pytest.raises(sms_budgets.Spent):
        sms_budgets.chosen(sms_budgets.of(sms_budgets.find(882), 882), 882, 0, known=True, now=NOON)
    assert ask_for_code(Client(), a_phone(), NOON).status == 202
    sms_stop.reopen(882, "night", NOON)
    sms_stop.reopen(882, "night", NOON)
    assert sms_budgets.find(882) is None
    actions = [entry.action for entry in audit.of_subject("sms-budget-882", 10, None)]
    assert actions.count("sms_budget.closed") == actions.count("sms_budget.opened") == 2


class Tables:
    """Tables of which one index is colder than wanted."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def describe_table(self, **asked: str) -> dict[str, Any]:
        has = {"ReadUnitsPerSecond": 12_000, "WriteUnitsPerSecond": 4_000}
        return {"Table": {"WarmThroughput": has, "GlobalSecondaryIndexes": [{"IndexName": "gsi1"}]}}

    def update_table(self, **asked: Any) -> None:
        self.asked.append(asked)


@pytest.mark.parametrize(("writes", "table_too"), [(40_000, True), (4_000, False)])
def test_what_is_colder_than_wanted_is_warmed(cloud, writes: int, table_too: bool) -> None:
    tables = Tables()
    home = type(cloud.home)("test", cloud.home.endpoint, _clients={"dynamodb": tables})
    assert set(warm.warm(home, 12_000, writes).values()) == {"warmed"}
    assert len(tables.asked) == 5
    assert ("WarmThroughput" in tables.asked[0]) == table_too
    (index,) = tables.asked[0]["GlobalSecondaryIndexUpdates"]
    assert index["Update"]["WarmThroughput"]["WriteUnitsPerSecond"] == writes


@pytest.fixture
def copied(cloud) -> Iterator[Home]:
    """The test cloud with copies of its tables at the end."""
    restore.end(cloud.home)
    yield cloud.home
    restore.end(cloud.home)


def _state(home: Home, person: str) -> dict[str, Any]:
    table = restore.table_of(home, "People")
    found: dict[str, Any] = home.client("dynamodb").get_item(TableName=table, Key=restore.keys(f"P#{person}", "state"))
    return found.get("Item", {})


def test_what_was_lost_comes_back_and_whoever_erased_themselves_does_not(copied: Home, cold_start) -> None:
    (lost_client, lost), (gone_client, gone), (kept_client, kept) = (who_declared() for _ in range(3))
    restore.begin(copied, NOON)
    restore.begin(copied, NOON)
    before = _state(copied, lost)
    table, dynamodb = restore.table_of(copied, "People"), copied.client("dynamodb")
    dynamodb.delete_item(TableName=table, Key=restore.keys(f"P#{lost}", "state"))
    assert gone_client.call("DELETE", f"/v1/people/{gone}", at=NOON).status == 204
    declare(kept_client, kept, NOON + HOUR)
    later = _state(copied, kept)
    found = restore.compare(copied)
    assert found["People"].lost == 1
    assert found["People"].changed >= 1
    assert found["People"].erased >= 1
    assert restore.copy(copied, "People", "lost") == 1
    assert restore.copy(copied, "People", "lost") == 0
    assert (_state(copied, lost), _state(copied, gone), _state(copied, kept)) == (before, {}, later)
    assert lost_client.get(f"/v1/people/{lost}/code", at=NOON).body["colour"] == "green"


def test_tables_are_restored_in_the_order_in_which_they_rest_on_each_other() -> None:
    assert set(restore.ORDER) == {"People", "Accounts", "Epidemic", "Venues", "Operations"}
    assert restore.ORDER.index("Operations") < restore.ORDER.index("Accounts") < restore.ORDER.index("People")
