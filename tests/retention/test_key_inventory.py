"""A data key goes with the last value under it, after two inventories that have not found one."""

import json
import time
from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.features.retention import key_inventory, retention_job
from chalicelib.features.retention.key_inventory import keys_in
from chalicelib.features.retention.records import TABLES
from chalicelib.person import inbox
from chalicelib.retention import due
from chalicelib.retention.kinds import CANARY, JOB_KINDS
from chalicelib.store import vault
from chalicelib.store.dynamodb import connection
from tests.retention.steps import DAY

BODY = "A" * 40
PARTITIONS = {
    "known": "DOC#",
    "kept": "DOC#",
    "case": "CASE#",
    "contact": "CONTACT#",
    "designation": "DESIG#",
    "breach": "BREACH#",
    "violation": "VIOL#",
    "recovery": "REC#",
    "message": "A#",
    "account": "A#",
    "leaving": "A#",
    "proposal": "PROP#",
    "partner_fact": "PFACT#",
    CANARY: "CANARY#",
}


@pytest.fixture(autouse=True)
def _other_keys_stay(cloud):
    """Other tests seal under keys that are kept in memory: theirs come back. Before 2020 nothing of theirs is late."""
    before = list(vault.DataKeyRecord.scan(vault.DataKeyRecord.pk.startswith("KEY#")))
    for record in key_inventory.InventoryRecord.query("RETENTION"):
        record.delete()
    yield
    for record in before:
        record.save()


def _inventory(now):
    retention_job.take_inventory(now, time.monotonic() + 60)


def _exists(name):
    return vault.DataKeyRecord.find(f"KEY#{name}", "key") is not None


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ({"name": {"S": f"person#2020-03:{BODY}"}}, {"person#2020-03"}),
        ({"content": {"S": f'{{"named": "case#2020-04:{BODY}"}}'}}, {"case#2020-04"}),
        ({"joined": {"L": [{"S": f"2020-02:{BODY}"}]}}, {"2020-02"}),
        ({"pk": {"S": "KEY#person#2020-03"}, "at": {"S": "2020-03-10T04:00:00.000000+0000"}}, set()),
    ],
)
def test_what_is_sealed_is_found_wherever_it_stands(item, found):
    assert keys_in(item) == found


@given(st.sampled_from(get_args(vault.KeyClass)), st.binary(min_size=1, max_size=40))
def test_every_sealed_value_names_its_key(key_class, text):
    value = f"{key_class}#2021-11:" + vault.urlsafe_b64encode(b"n" * 12 + text + b"t" * 16).decode()
    assert keys_in({"field": {"S": value}}) == {f"{key_class}#2021-11"}


def test_a_key_goes_after_two_inventories_without_a_value_under_it(cloud):
    at = datetime(2015, 1, 10, tzinfo=UTC)
    unused, used = f"import#{at:%Y-%m}", f"exchange#{at:%Y-%m}"
    vault.seal("owner", "text", "words", at, "import")
    record = inbox.MessageRecord("A#inventory", "message#0", code="x", person_id="p", at=at)
    record.to_phone = vault.seal("owner", "text", "words", at, "exchange")
    record.save()
    _inventory(at + 62 * DAY)
    assert _exists(unused)
    _inventory(at + 93 * DAY)
    assert not _exists(unused)
    assert _exists(used)
    assert unused in key_inventory.take_destroyed()
    retention_job.go_on(at + 94 * DAY, 60)
    assert unused not in key_inventory.take_destroyed(), "a closed day has told of it"
    assert vault.unseal("owner", "text", record.to_phone) == "words"
    record.delete()


def test_the_key_of_this_month_and_the_last_stays(cloud):
    at = datetime(2016, 1, 30, tzinfo=UTC)
    vault.seal("owner", "text", "words", at, "import")
    _inventory(at)
    _inventory(at + 5 * DAY)
    assert _exists(f"import#{at:%Y-%m}")


def test_what_the_index_has_missed_stands_at_the_day_after(cloud):
    """Of every kind that goes by the job, wherever it lies."""
    written = datetime(2014, 1, 10, tzinfo=UTC)
    items = [_unlisted(kind, record, written) for kind in JOB_KINDS for record in (*kind.records, CANARY)]
    for table, item in items:
        connection().dispatch("PutItem", {"TableName": table, "Item": item})
    now = datetime(2019, 12, 1, 4, tzinfo=UTC)
    _inventory(now)
    for table, item in items:
        key = {name: item[name] for name in ("pk", "sk")}
        found = connection().dispatch("GetItem", {"TableName": table, "Key": key, "ConsistentRead": True})["Item"]
        connection().dispatch("DeleteItem", {"TableName": table, "Key": key})
        assert due.day_in(found["gsi4pk"]["S"]) == due.day_of(now + DAY), item


def _unlisted(kind, record, at):
    """A record that stands in no index, and its table."""
    instants = {name: {"S": f"{at:%Y-%m-%dT%H:%M:%S.000000+0000}"} for name in (*kind.since, kind.opened, "at")}
    facts = json.dumps([["StayedThere", json.dumps({"at": at.isoformat()})]])
    key = {"pk": {"S": PARTITIONS.get(record, "P#") + "inventory"}, "sk": {"S": f"{record} {kind.name}"}}
    trip = {"trip": {"S": json.dumps({"departs_at": at.isoformat()})}}
    item = {
        **key,
        **trip,
        "kind": {"S": record},
        "stands_for": {"S": kind.name},
        "facts": {"S": facts},
        "document": {"S": "sealed"},
        **instants,
    }
    return TABLES[kind.table].Meta.table_name, item
