"""Records that stand in a table and cannot be read: another release wrote them in a form of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pynamodb.attributes import UTCDateTimeAttribute

from chalicelib.store.dynamodb import connection
from chalicelib.store.tables import Record

Item = dict[str, Any]


def broken(record: Record, **place: str) -> Item:
    """The item of a record, all of whose instants are no instants; `place`: other keys than the record's."""
    item: Item = record.serialize(null_check=False)
    for attribute in type(record).get_attributes().values():
        if isinstance(attribute, UTCDateTimeAttribute) and attribute.attr_name in item:
            item[attribute.attr_name] = {"S": "the day after"}
    return item | {name: {"S": value} for name, value in place.items()}


def put(record: Record, item: Item) -> None:
    """Writes an item as it is into a record's table."""
    connection().dispatch("PutItem", {"TableName": record.Meta.table_name, "Item": item})


@contextmanager
def standing(record: Record, **place: str) -> Iterator[Item]:
    """A broken copy of a record stands in its table, where that record has other keys beside it; else in its place."""
    item = broken(record, **place)
    before = raw(record) if (item["pk"]["S"], item["sk"]["S"]) == (record.pk, record.sk) else None
    put(record, item)
    try:
        yield item
    finally:
        if before is not None:
            put(record, before)
        else:
            key = {name: item[name] for name in ("pk", "sk")}
            connection().dispatch("DeleteItem", {"TableName": record.Meta.table_name, "Key": key})


def raw(record: Record) -> Item | None:
    """The item as it stands at a record's place."""
    key = {"pk": {"S": record.pk}, "sk": {"S": record.sk}}
    asked = {"TableName": record.Meta.table_name, "Key": key, "ConsistentRead": True}
    found: Item | None = connection().dispatch("GetItem", asked).get("Item")
    return found
