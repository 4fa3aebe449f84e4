"""What of a person waits for staff: a sharded index, each record with the region whose staff may see it.

The earliest place comes first: of photos the one that came first, of appeals the one that is due first.
"""

from datetime import datetime
from hashlib import sha256
from heapq import merge
from itertools import islice
from typing import Any

from pynamodb.attributes import UnicodeAttribute

from chalicelib.store.indexes import index
from chalicelib.store.tables import PersonRecord, stamp


class WaitingRecord(PersonRecord):
    """A record of a person's partition that may stand in a queue."""

    waiting_index = index("gsi3")
    """What waits, by queue and shard."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    region = UnicodeAttribute(default="")

    @property
    def person_id(self) -> str:
        return str(self.pk[2:])

    @property
    def id(self) -> str:
        """`<person>-<instant>-<random>`: it says where the record lies."""
        return f"{self.person_id}-{self.sk.partition('#')[2]}"


LEAVE = (WaitingRecord.gsi3pk.remove(), WaitingRecord.gsi3sk.remove())
"""The actions that take a record out of its queue."""


def place_in(queue: str, record_id: str, at: datetime, shards: int) -> tuple[str, str]:
    """Where a record stands in its queue: the index's keys."""
    shard = int(sha256(record_id.encode()).hexdigest()[:8], 16) % shards
    return f"{queue}#{shard}", f"{stamp(at)}#{record_id}"


def first_of(model: type[Any], queue: str, shards: int, region: str, limit: int, after: str | None) -> list[Any]:
    """The records of `model` that wait in a region (a prefix), earliest first, behind the place `after`.

    A query for each shard.
    """
    keys = model.gsi3sk > after if after else None
    scope = model.region.startswith(region) if region else None
    found = (
        model.waiting_index.query(f"{queue}#{shard}", keys, filter_condition=scope, limit=limit)
        for shard in range(shards)
    )
    return list(islice(merge(*found, key=lambda record: str(record.gsi3sk)), limit))


def of_person(model: type[Any], kind: str, person_id: str, limit: int, before: str | None) -> list[Any]:
    """A person's records `<kind>#…`, newest first, those before the one of that id. One query."""
    upper = before.partition("-")[2] if before else "~"
    keys = model.sk.between(f"{kind}#", f"{kind}#{upper}")
    query = model.query(f"P#{person_id}", keys, scan_index_forward=False, limit=limit + 1, consistent_read=True)
    return [record for record in query if record.id != before][:limit]
