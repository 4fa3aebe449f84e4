"""The commands of whoever is woken: a closed calling code, warmed tables, a restore."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.desk import audit
from chalicelib.store import sms_budgets
from infra import restore, sms_stop, warm
from infra.home import Home
from tests.support.client import Client
from tests.support.gate_steps import a_person
from tests.support.resident_steps import NOON, a_phone, ask_for_code, declare

HOUR = timedelta(hours=1)


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
    (lost_client, lost), (gone_client, gone), (kept_client, kept) = (a_person()[:2] for _ in range(3))
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


class Restored:
    """Copies of tables, protected or not; notes what it is asked to do, and for how many hours it waits."""

    exceptions = type("Errors", (), {"ResourceNotFoundException": LookupError})

    def __init__(self, is_protected: bool = False) -> None:
        self.is_protected, self.asked, self.hours = is_protected, list[str](), list[float]()

    def describe_table(self, **asked: str) -> dict[str, Any]:
        return {"Table": {"DeletionProtectionEnabled": self.is_protected}}

    def __getattr__(self, name: str) -> Any:
        return lambda *given, **asked: self.asked.append(name) or self

    def wait(self, TableName: str, WaiterConfig: dict[str, int]) -> None:  # noqa: N803  (boto3's names)
        self.asked.append("wait")
        self.hours.append(WaiterConfig["Delay"] * WaiterConfig["MaxAttempts"] / 3600)


def _with(tables: Restored, home: Home) -> Home:
    return type(home)("test", home.endpoint, _clients={"dynamodb": tables})


def test_a_restore_is_waited_for_as_long_as_aws_takes_for_it(cloud) -> None:
    """The SDK by itself gives up after eight minutes; a terabyte takes an hour."""
    tables = Restored()
    restore.begin(_with(tables, cloud.home), NOON)
    assert (len(tables.hours), min(tables.hours) >= 12) == (5, True)


@pytest.mark.parametrize("is_protected", [True, False])
def test_a_copy_is_deleted_once_it_may_be(cloud, is_protected: bool) -> None:
    tables = Restored(is_protected)
    restore.end(_with(tables, cloud.home))
    freed = ["update_table", "get_waiter", "wait"] if is_protected else []
    assert tables.asked == [*freed, "delete_table"] * 5
