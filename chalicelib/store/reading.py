"""Reads: records of several tables in one call, and the places of a list that begin alike."""

from collections.abc import Iterable, Iterator
from typing import Any

from pynamodb.attributes import Attribute
from pynamodb.expressions.condition import Condition

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
    # A record that only updates have made names no kind: it is of the class that was asked for.
    models = {(str(model.Meta.table_name), pk, sk): model for model, pk, sk in keys}
    wanted: dict[str, Any] = {name: {"ConsistentRead": True, "Keys": []} for name, _, _ in models}
    for name, pk, sk in models:
        wanted[name]["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    items = (((name, item["pk"]["S"], item["sk"]["S"]), item) for name, item in _items(wanted))
    found = {place: models[place].from_raw_data(item) for place, item in items}
    return [found.get(place) for place in models]


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


def prefixed(key: Attribute[str], prefix: str, after: str | None) -> Condition | None:
    """The key condition of places that begin with `prefix` and lie behind `after`; None for all of a partition.

    DynamoDB refuses an empty bound, so a prefix of nothing (the whole country) must not become one.
    """
    if after:
        return key.between(f"{after}\x01", f"{prefix}~")
    return key.startswith(prefix) if prefix else None
