"""Everybody reads how old the oldest record of each kind is, as the month's inventory found it."""

import time
from datetime import UTC, date, datetime

import pytest

from chalicelib.features.retention import key_inventory, retention_job
from chalicelib.features.retention.records import TABLES
from chalicelib.retention import oldest
from chalicelib.retention.kinds import BY_NAME, KINDS
from chalicelib.store.dynamodb import connection
from chalicelib.store.tables import VenueRecord
from tests.retention.steps import DAY
from tests.retention.test_key_inventory import PARTITIONS
from tests.support.client import Client

AT = datetime(2012, 5, 10, 4, tzinfo=UTC)
"""Before anything that another test writes."""
ITEMS = {
    "visits": ("venues", {"kind": "visit", "came": AT}),
    "gate_checks": ("operations", {"kind": "check", "at": AT}),
    "revocations": ("operations", {"kind": "revocation", "revoked_at": AT}),
    "prior_registrations": ("people", {"kind": "prior", "ttl": AT + 181 * DAY}),
    "name_matches": ("epidemic", {"kind": "name_match", "at": AT - DAY, "decided_at": AT}),
    "eased": ("operations", {"kind": "eased", "at": AT}),
    "partner_messages": ("operations", {"kind": "partner_body", "ttl": AT + 31 * DAY}),
    "partner_journal": ("operations", {"kind": "partner_message", "at": AT}),
    "campaign_failures": ("operations", {"kind": "campaign_failure", "at": AT}),
    "staff_pairs": ("operations", {"kind": "pair", "ttl": AT + 1_096 * DAY}),
    "staff_alarms": ("operations", {"kind": "staff_alarm", "at": AT - DAY, "closed_at": AT}),
    "sessions": ("accounts", {"kind": "session", "started_at": AT}),
    "audit": ("operations", {"kind": "audit", "at": AT}),
    "declarations": ("people", {"kind": "declaration", "at": AT}),
    "appeals": ("people", {"kind": "appeal", "at": AT - DAY, "decided_at": AT}),
    "recoveries": ("accounts", {"kind": "recovery", "status": "refused", "requested_at": AT - DAY, "decided_at": AT}),
}
FILES = {"photos", "import_files", "export_files"}


def _item(name, told):
    written = {each: _written(value) for each, value in told.items()}
    return {"pk": {"S": f"{PARTITIONS.get(told['kind'], 'P#')}oldest"}, "sk": {"S": name}, **written}


def _written(value):
    if not isinstance(value, datetime):
        return {"S": value}
    return {"S": f"{value:%Y-%m-%dT%H:%M:%S.000000+0000}"}


def _of(name):
    table, told = ITEMS[name]
    item = _item(name, told)
    if "ttl" in told:
        item["ttl"] = {"N": str(int(told["ttl"].timestamp()))}
    return table, item


@pytest.mark.parametrize("name", ITEMS)
def test_the_days_of_a_kind_count_from_its_own_instant(name):
    assert oldest.counted_from(_of(name)[1]) == (name, date(2012, 5, 10))


def test_every_kind_that_lies_in_a_table_has_an_age():
    told = {kind for kind, _ in oldest._EXPIRING.values()}
    assert {each.name for each in KINDS if each.way != "job"} == told | FILES


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "appeal", "at": AT, "status": "open"},
        {"kind": "name_match", "at": AT},
        {"kind": "staff_alarm", "at": AT},
        {"kind": "profile", "created_at": AT},
        {"kind": "canary", "stands_for": "declarations", "at": AT},
        {"kind": "data_key", "at": AT},
    ],
)
def test_what_does_not_count_yet_has_no_age(told):
    assert oldest.counted_from(_item("open", told)) is None


def test_everybody_reads_the_oldest_of_each_kind(cloud):
    for record in key_inventory.InventoryRecord.query("RETENTION"):
        record.delete()
    now = AT + 40 * DAY
    before = {each["oldest_on"] for each in Client().get("/v1/retention", at=now).body["kinds"]}
    assert before == {None}
    models = {**TABLES, "venues": VenueRecord}
    written = [(models[table].Meta.table_name, item) for table, item in map(_of, ITEMS)]
    for table, item in written:
        connection().dispatch("PutItem", {"TableName": table, "Item": item})
    retention_job.take_inventory(now, time.monotonic() + 60)
    for table, item in written:
        key = {name: item[name] for name in ("pk", "sk")}
        connection().dispatch("DeleteItem", {"TableName": table, "Key": key})
    shown = Client().get("/v1/retention", at=now).body
    assert shown["counted_on"] == "2012-06-19"
    found = {each["kind"]: (each["oldest_on"], each["oldest_days"]) for each in shown["kinds"]}
    for name in ITEMS:
        # Other tests may have left what is older.
        assert found[name][0] <= "2012-05-10", name
        assert found[name][1] >= 40, name
    assert {found[name] for name in FILES} == {(None, None)}
    assert BY_NAME["visits"].days < found["visits"][1]
