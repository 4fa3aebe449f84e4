"""Which data keys are still needed: once a month all tables are gone through, and a key of which two inventories have
found no sealed value is destroyed, with everything that backups have under it.

A key is of a class and a month. No value comes under a month's key once the month is over, so what two inventories in a
row have not found is nowhere. What the index of due records misses is found on the way, and put there.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any, get_args

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UnicodeSetAttribute, VersionAttribute

from chalicelib.config import settings
from chalicelib.features.retention.due_index import stays
from chalicelib.features.retention.records import TABLES
from chalicelib.retention import due, oldest
from chalicelib.store.dynamodb import connection
from chalicelib.store.tables import OperationRecord, Record, VenueRecord
from chalicelib.store.transactions import Change, Drop, Lost, Put, Step, transact
from chalicelib.store.vault import DataKeyRecord, KeyClass

_SEALED = re.compile(
    rf"(?:^|[\"\s:])((?:{'|'.join(get_args(KeyClass))})#\d{{4}}-\d{{2}}|\d{{4}}-\d{{2}}):[A-Za-z0-9_-]{{38,}}"
)
_MODELS: dict[str, type[Record]] = {**TABLES, "venues": VenueRecord}
_KEY = "KEY#"
_PAGE = 500
_LATE_AT_ONCE = 50


class InventoryRecord(OperationRecord, discriminator="key_inventory"):
    """`RETENTION`/`inventory`: how far the month's is. `seen`: keys that it found in use; `before`: keys that the one
    before found unused."""

    month = UnicodeAttribute()
    table = UnicodeAttribute(null=True)
    """What is gone through now; absent once all were."""
    cursor: JSONAttribute = JSONAttribute(null=True)
    seen: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    made: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    """Keys that there are."""
    before: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    destroyed: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    """Keys that no closed day has told of yet."""
    oldest: JSONAttribute = JSONAttribute(null=True)
    """By kind the earliest day from which anything counts, as far as it is."""
    counted: JSONAttribute = JSONAttribute(null=True)
    """The same of the last inventory that was finished, with its day: {"on", "oldest"}."""
    version = VersionAttribute()


def step(now: datetime) -> bool:
    """Goes on by one page; whether anything of this month's inventory is left. A read, a scan, a write."""
    record = _current(now)
    if record.table is None:
        return False
    answer = _page(record)
    _note(record, answer["Items"])
    _list_late(record.table, answer["Items"], due.day_of(now))
    record.cursor = answer.get("LastEvaluatedKey")
    steps: list[Step] = []
    if record.cursor is None:
        record.table = _next(record.table)
        steps = _finish(record, now) if record.table is None else []
    try:
        transact([Put(record), *steps])
    except Lost:
        return True
    return record.table is not None


def _note(record: InventoryRecord, items: list[Any]) -> None:
    """Takes down what a page has: keys in use, keys that there are, the oldest of each kind."""
    record.seen = set(record.seen or ()) | {name for item in items for name in keys_in(item)} or None
    record.made = set(record.made or ()) | {name for item in items for name in _made(item)} or None
    record.oldest = oldest.older(record.oldest or {}, items)


def counted() -> dict[str, Any]:
    """What the last inventory that was finished found the oldest: {"on", "oldest"}. One read."""
    record: InventoryRecord | None = InventoryRecord.find("RETENTION", "inventory")
    return (record.counted if record is not None else None) or {"on": None, "oldest": {}}


def keys_in(item: Any) -> set[str]:
    """The names of the data keys under which anything of an item is sealed, wherever it stands in it."""
    return {name for text in _texts(item) for name in _SEALED.findall(text)}


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple | set):
        for each in value:
            yield from _texts(each)


def _current(now: datetime) -> InventoryRecord:
    month = f"{due.day_of(now):%Y-%m}"
    record: InventoryRecord = InventoryRecord.find("RETENTION", "inventory") or InventoryRecord(
        "RETENTION", "inventory"
    )
    if record.month is None or record.month < month:
        record.month, record.table, record.cursor = month, next(iter(_MODELS)), None
        record.seen = record.made = record.oldest = None
    return record


def _next(table: str) -> str | None:
    names = list(_MODELS)
    place = names.index(table) + 1
    return names[place] if place < len(names) else None


def _page(record: InventoryRecord) -> dict[str, Any]:
    asked: dict[str, Any] = {"TableName": _MODELS[str(record.table)].Meta.table_name, "Limit": _PAGE}
    if record.cursor:
        asked["ExclusiveStartKey"] = record.cursor
    answer: dict[str, Any] = connection().dispatch("Scan", {**asked, "ConsistentRead": True})
    return answer


_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
"""What reading the day of a raw item raises that was written in another form."""


def _list_late(table: str, items: Iterable[Any], today: date) -> None:
    """Has records that should have gone, and that the daily run does not find, stand at tomorrow."""
    if table not in TABLES:
        return
    for item in items:
        try:
            found, standing = due.due(item), item.get("gsi4pk", {}).get("S")
        except _UNREADABLE as error:
            stays(error, TABLES[table], item["pk"]["S"])
            continue
        if found is not None and (standing is None or due.day_in(standing) < today - timedelta(days=7)):
            _list(table, item, max(found.day, today + timedelta(days=1)), found.kind.name)


def _list(table: str, item: Any, day: date, kind: str) -> None:
    model = TABLES[table]
    record = model(item["pk"]["S"], item["sk"]["S"])
    place = due.partition(day, due.shard_of(record.pk, due.shards(settings().local)))
    with suppress(Lost):
        transact([Change(record, (model.gsi4pk.set(place), model.gsi4sk.set(kind)), model.pk.exists())])


def _finish(record: InventoryRecord, now: datetime) -> list[Step]:
    """The steps that destroy the keys which neither this inventory nor the one before has found in use."""
    unused = {name for name in record.made or () if _is_over(name, now)} - set(record.seen or ())
    going = sorted(unused & set(record.before or ()))[:_LATE_AT_ONCE]
    record.before = (unused - set(going)) or None
    record.destroyed = set(record.destroyed or ()) | set(going) or None
    record.counted = {"on": str(due.day_of(now)), "oldest": record.oldest or {}}
    return [Drop(DataKeyRecord(f"{_KEY}{name}", "key")) for name in going]


def _is_over(name: str, now: datetime) -> bool:
    """Whether no value can come under a key any more: its month and the next one are over."""
    month = name.rpartition("#")[2]
    last = (due.day_of(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    return month < f"{last:%Y-%m}"


def _made(item: Any) -> list[str]:
    pk = str(item["pk"]["S"])
    return [pk.removeprefix(_KEY)] if pk.startswith(_KEY) else []


def take_destroyed() -> list[str]:
    """The keys that were destroyed and that no closed day has told of. One read."""
    record: InventoryRecord | None = InventoryRecord.find("RETENTION", "inventory")
    return sorted(record.destroyed or ()) if record is not None else []


def reported_steps(names: list[str]) -> list[Step]:
    """The step by which a closed day has told of these keys."""
    record: InventoryRecord | None = InventoryRecord.find("RETENTION", "inventory") if names else None
    if record is None:
        return []
    return [Change(record, (InventoryRecord.destroyed.remove(),))]
