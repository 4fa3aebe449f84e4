"""Reading the index of what is due: keys alone, by day, table and shard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.config import settings
from chalicelib.features.retention.records import TABLES
from chalicelib.retention import due
from chalicelib.store.dynamodb import connection
from chalicelib.store.reading import read_together
from chalicelib.store.tables import Record

AT_ONCE = 40
"""Records looked at together: two steps for each, and the ledger's, are within one transaction."""


def standing(table: str, day: date, shard: int) -> list[Record]:
    """Some of the records that stand at a day, as they are now; none where all are gone. A query and a batch read."""
    found = _keys(table, due.partition(day, shard))
    model = TABLES[table]
    records = read_together([(model, pk, sk) for pk, sk in found]) if found else []
    return [record for record in records if record is not None and record.gsi4pk == due.partition(day, shard)]


def _keys(table: str, partition: str) -> list[tuple[str, str]]:
    answer = connection().dispatch(
        "Query",
        {
            "TableName": TABLES[table].Meta.table_name,
            "IndexName": "gsi4",
            "KeyConditionExpression": "gsi4pk = :day",
            "ExpressionAttributeValues": {":day": {"S": partition}},
            "Limit": AT_ONCE,
        },
    )
    return [(item["pk"]["S"], item["sk"]["S"]) for item in answer["Items"]]


def item_of(record: Record) -> dict[str, Any]:
    """A record as `chalicelib.retention` reads it."""
    return record.serialize(null_check=False)


def shards() -> Iterator[tuple[str, int]]:
    """Every table with each shard."""
    for table in TABLES:
        for shard in range(due.shards(settings().local)):
            yield table, shard
