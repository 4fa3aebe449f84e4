"""Reading the index of what is due: keys alone, by day, table and shard."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from chalicelib.config import settings
from chalicelib.features.retention.records import TABLES
from chalicelib.observability import failure
from chalicelib.retention import due
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.dynamodb import connection
from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import Record, Unreadable

AT_ONCE = 40
"""Records looked at together: two steps for each, and the ledger's, are within one transaction."""


def pages(table: str, day: date, shard: int) -> Iterator[tuple[list[Record], int]]:
    """The records that stand at a day, as they are now, page by page to the end of the index, and how many of a page
    cannot be read, which are logged; a page may be empty.

    The index lags behind: what has gone from it may be named there still, before what has not. What is of a kind
    that is not known here is a later release's, from which somebody went back: it stays where it stands. A query a
    page, and a batch read.
    """
    partition = due.partition(day, shard)
    asked = {
        "TableName": TABLES[table].Meta.table_name,
        "IndexName": "gsi4",
        "KeyConditionExpression": "gsi4pk = :day",
        "ExpressionAttributeValues": {":day": {"S": partition}},
        "Limit": AT_ONCE,
    }
    while True:
        answer = connection().dispatch("Query", asked)
        known = [item for item in answer["Items"] if item["gsi4sk"]["S"] in BY_NAME]
        found, unreadable = _read([(TABLES[table], item["pk"]["S"], item["sk"]["S"]) for item in known])
        yield [record for record in found if record is not None and record.gsi4pk == partition], unreadable
        if "LastEvaluatedKey" not in answer:
            return
        asked |= {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _read(keys: list[Key]) -> tuple[list[Any], int]:
    """Records, and how many cannot be read: nobody else's waits for one that another release wrote in a form of its
    own. A batch read; where there is such a record, one for each."""
    try:
        return read_together(keys), 0
    except Unreadable:
        found = [_read_alone(key) for key in keys]
        return [each for each in found if each is not _NOT_READ], found.count(_NOT_READ)


_NOT_READ = object()


def _read_alone(key: Key) -> Any:
    try:
        return read_together([key])[0]
    except Unreadable as error:
        stays(error, key[0], key[1])
        return _NOT_READ


def stays(error: Exception, model: type[Record], pk: str) -> None:
    """Logs that a record could not be decided on, with the person's id where it is a person's."""
    ids = {"person_id": pk.removeprefix("P#")} if pk.startswith("P#") else {}
    failure("a record stays past its day", error, table=str(model.Meta.table_name), **ids)


def item_of(record: Record) -> dict[str, Any]:
    """A record as `chalicelib.retention` reads it."""
    return record.serialize(null_check=False)


def shards() -> Iterator[tuple[str, int]]:
    """Every table with each shard."""
    for table in TABLES:
        for shard in range(due.shards(settings().local)):
            yield table, shard
