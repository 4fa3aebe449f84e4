"""Batch reads: records of several tables in one call."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.errors import Unavailable
from chalicelib.store.backoff import tries
from chalicelib.store.dynamodb import connection
from chalicelib.store.tables import Record

Key = tuple[type[Record], str, str]
"""A record's class, its `pk` and its `sk`."""


def read_together(keys: Iterable[Key]) -> list[Any]:
    """The records at these keys of any tables, None where there is none. One consistent batch read.

    At most 100 keys, each once. Raises Unavailable if DynamoDB leaves some unread five times.
    """
    places = [(_table_of(model), pk, sk) for model, pk, sk in keys]
    tables = {table.Meta.table_name: table for table, _, _ in places}
    wanted: dict[str, Any] = {name: {"ConsistentRead": True, "Keys": []} for name in tables}
    for table, pk, sk in places:
        wanted[table.Meta.table_name]["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    items = ((tables[name], item) for name, item in _items(wanted))
    found = {(table, item["pk"]["S"], item["sk"]["S"]): table.from_raw_data(item) for table, item in items}
    return [found.get(place) for place in places]


def _table_of(model: type[Record]) -> type[Any]:
    """The table's own class: it reads records of every kind."""
    return next(each for each in model.__mro__ if Record in each.__bases__)


def _items(wanted: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What DynamoDB has of `wanted`, each with its table's name; asks again for what it left out."""
    if not wanted:
        return
    for left in tries():
        answer = connection().dispatch("BatchGetItem", {"RequestItems": wanted})
        for name, items in answer["Responses"].items():
            yield from ((name, item) for item in items)
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            return
        if not left:
            raise Unavailable(retry_after=1)
