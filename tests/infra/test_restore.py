"""A restore of all five tables in order, without what was erased, corrected or over since."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.person import colour, inbox
from chalicelib.person import records as people
from chalicelib.retention.due import day_of
from chalicelib.store.vault import DataKeyRecord
from infra import restore
from infra.home import Home
from infra.replayed import Since, keys
from tests.epidemic.steps import change, code, in_force, resident
from tests.proposals.steps import epidemiologist
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_document, applied, declare
from tests.support.venue_steps import opened

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def copied(cloud: Any) -> Iterator[Home]:
    """The test cloud with copies of its tables at the end."""
    restore.end(cloud.home)
    yield cloud.home
    restore.end(cloud.home)


def _table(home: Home, name: str) -> str:
    return restore.table_of(home, name)


def _all_of(home: Home, name: str, pk: str) -> dict[str, Any]:
    found = home.client("dynamodb").query(
        TableName=_table(home, name),
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues={":pk": {"S": pk}},
        ConsistentRead=True,
    )
    return {item["sk"]["S"]: item for item in found["Items"]}


def _lose(home: Home, name: str, pk: str) -> None:
    for sk in _all_of(home, name, pk):
        home.client("dynamodb").delete_item(TableName=_table(home, name), Key=restore.keys(pk, sk))


def test_what_was_lost_in_each_of_the_five_tables_comes_back_in_order(copied: Home, cold_start: Any) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    client, person = applied(Client(), now)
    declare(client, person["id"], now)
    _, venue = opened()
    case_id = in_force(a_document(), now, on=str(day_of(now)))
    month = f"KEY#person#{now:%Y-%m}"
    lost = [
        ("Operations", month),
        ("Epidemic", f"CASE#{case_id}"),
        ("Accounts", f"A#{client.account_id}"),
        ("People", f"P#{person['id']}"),
        ("Venues", f"V#{venue['id']}"),
    ]
    before = {pk: _all_of(copied, name, pk) for name, pk in lost}
    assert all(before.values())
    restore.begin(copied, NOON)
    for name, pk in lost:
        _lose(copied, name, pk)
    for name in restore.ORDER:
        restore.copy(copied, name, "lost")
    assert {pk: _all_of(copied, name, pk) for name, pk in lost} == before
    cold_start()
    assert client.get(f"/v1/people/{person['id']}", at=now).body["name"]


def test_a_correction_since_stays_in_every_table(copied: Home) -> None:
    client, person_id, number = resident()
    case_id = in_force(number, NOON)
    assert code(client, person_id)["colour"] == "red"
    restore.begin(copied, NOON)
    later = NOON + HOUR
    assert change(epidemiologist(), case_id, later, status="excluded").status == 200
    assert code(client, person_id, later)["colour"] == "green"
    found = restore.compare(copied)
    assert found["Epidemic"].corrected >= 1
    assert found["People"].corrected >= 2
    for name in restore.ORDER:
        restore.copy(copied, name, "changed")
    assert code(client, person_id, later)["colour"] == "green"
    state = people.state(person_id)
    assert state is not None
    assert colour.decision(state, None, later) == colour.decision(_rebuilt(state), None, later), (
        "stored and rebuilt are the same"
    )


def _rebuilt(state: Any) -> Any:
    state.scoring = colour.rebuild(state.person_id, ()).to_json()
    state.decided = None
    return state


def test_an_erasure_of_weeks_ago_stays(copied: Home) -> None:
    """The ended code is gone by then."""
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    state = people.state(person["id"])
    assert state is not None
    restore.begin(copied, NOON)
    assert client.call("DELETE", f"/v1/people/{person['id']}", at=NOON).status == 204
    _lose(copied, "Operations", f"CODE#{state.code_id}")
    for name in restore.ORDER:
        restore.copy(copied, name, "changed")
    assert people.state(person["id"]) is None
    assert people.profile(person["id"]) is None


def test_what_has_gone_because_its_time_was_over_stays_gone(copied: Home) -> None:
    now = datetime.now(UTC)
    over, early = (
        inbox.MessageRecord("A#restored", f"message#{days}", code="x", person_id="p", at=now - days * DAY)
        for days in (61, 3)
    )
    for record in (over, early):
        record.save()
    restore.begin(copied, NOON)
    for record in (over, early):
        record.delete()
    assert restore.compare(copied)["Accounts"].retired >= 1
    restore.copy(copied, "Accounts", "lost")
    assert inbox.find("restored", over.sk) is None
    found = inbox.find("restored", early.sk)
    assert found is not None
    found.delete()


def test_a_data_key_that_was_destroyed_stays_so(copied: Home) -> None:
    from chalicelib.features.retention.key_inventory import InventoryRecord

    key = DataKeyRecord("KEY#import#2019-01", "key", wrapped=b"wrapped")
    key.save()
    restore.begin(copied, NOON)
    key.delete()
    inventory = InventoryRecord.find("RETENTION", "inventory") or InventoryRecord(
        "RETENTION", "inventory", month="2019-04"
    )
    inventory.destroyed = {"import#2019-01"}
    inventory.save()
    restore.copy(copied, "Operations", "lost")
    assert DataKeyRecord.find("KEY#import#2019-01", "key") is None
    inventory.delete()


def test_an_entry_of_the_audit_that_is_over_is_not_put_back():
    item = {**keys("AUDIT#0", "000000000001"), "kind": {"S": "audit"}, "ttl": {"N": "1583798400"}}
    assert Since(date(2020, 3, 10)).holds_back(item, None) == "retired"
    assert Since(date(2020, 3, 9)).holds_back(item, None) is None
    del item["ttl"]
    assert Since(date(2020, 3, 10)).holds_back(item, None) is None
