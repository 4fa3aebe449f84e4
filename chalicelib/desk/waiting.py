"""Queues of what waits for staff: one for each kind of thing, in shards by region, the earliest first.

The staff of a region ask one shard, those of the whole country all of them. What comes first is said by the instant
that it is placed at: of photos the one that arrived first, of appeals the one that is due first.

A thing has the region whose staff may see it. What has none is seen by staff of the whole country; in a queue that is
`open_without_region` by all staff, because nobody can say whose it is.
"""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any
from zlib import crc32

from pynamodb.attributes import UnicodeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.config import WAITING_SHARDS
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import readable
from chalicelib.store.tables import PersonRecord

_PROVINCE = 2
"""Characters of a region that name its province: all of a province lies in one shard."""

_READ_AT_ONCE = 100
"""Records that a query looks at where it has to leave out other regions'."""

_COUNTED_AT_ONCE = 1_000
_PLACE = "gsi3sk"


class Waiting:
    """The attributes of a record that may stand in a queue."""

    waiting_index = index("gsi3")
    """What waits, by queue and shard."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    region = UnicodeAttribute(default="")

    @property
    def waiting_place(self) -> str:
        """Where in its queue it stands: the place that a page ends with."""
        return str(self.gsi3sk)


LEAVE = (Waiting.gsi3pk.remove(), Waiting.gsi3sk.remove())
"""The actions that take a record out of its queue."""


@dataclass(frozen=True)
class Queue:
    """`name` is the kind of thing that waits in it."""

    name: str
    open_without_region: bool = False

    def keys(self, record_id: str, region: str, at: datetime) -> tuple[str, str]:
        """Where a thing of a region stands: the index's keys."""
        return self._partition(_shard(region)), f"{stamp(at)}#{record_id}"

    def place(self, record: Any, at: datetime) -> None:
        """Has a record that is about to be written stand in the queue."""
        record.gsi3pk, record.gsi3sk = self.keys(record.id, record.region, at)

    def entry(self, record_id: str, region: str, at: datetime) -> tuple[Any, ...]:
        """The actions that have a record of now on stand in the queue, for a region."""
        partition, place = self.keys(record_id, region, at)
        return (Waiting.region.set(region), Waiting.gsi3pk.set(partition), Waiting.gsi3sk.set(place))

    def first(
        self, model: type[Any], region: str, limit: int, after: str | None, only: Condition | None = None
    ) -> list[Any]:
        """The records of `model` that staff of a region (a prefix) see, earliest first, behind the place `after`.

        `only`: those alone for which it holds. A query for their shard, and for the one without region where they see
        it; for the whole country one for each.
        """
        keys = model.gsi3sk > after if after else None
        visible = _both(self._visible(region), only)
        page = limit if visible is None else max(limit, _READ_AT_ONCE)
        found = (
            readable(model.waiting_index.query(self._partition(shard), keys, visible, page_size=page))
            for shard in self._shards(region)
        )
        return list(islice(merge(*found, key=lambda record: str(record.gsi3sk)), limit))

    def places(
        self, model: type[Any], region: str, after: str | None = None, only: Condition | None = None
    ) -> tuple[list[str], bool]:
        """The places of what `first` gives, as many as one page of each shard tells, and whether there are more.

        A query for each shard, of the places alone.
        """
        keys, visible = model.gsi3sk > after if after else None, _both(self._visible(region), only)
        found, more = list[str](), False
        for shard in self._shards(region):
            asked: dict[str, Any] = {"attributes_to_get": [_PLACE], "page_size": _COUNTED_AT_ONCE}
            query = model.waiting_index.query(self._partition(shard), keys, visible, **asked)
            page = next(query.page_iter)
            found += (item[_PLACE]["S"] for item in page["Items"])
            more = more or query.page_iter.last_evaluated_key is not None
        return sorted(found), more

    def _partition(self, shard: int) -> str:
        return f"WAITING#{self.name}#{shard}"

    def _shards(self, region: str) -> list[int]:
        if len(region) < _PROVINCE:
            return list(range(WAITING_SHARDS))
        return sorted({_shard(region)} | ({_shard("")} if self.open_without_region else set()))

    def _visible(self, region: str) -> Condition | None:
        if not region:
            return None
        theirs: Condition = Waiting.region.startswith(region)
        return theirs | (Waiting.region == "") if self.open_without_region else theirs


def _both(one: Condition | None, other: Condition | None) -> Condition | None:
    return one & other if one is not None and other is not None else one if one is not None else other


def _shard(region: str) -> int:
    return crc32(region[:_PROVINCE].encode()) % WAITING_SHARDS


class WaitingRecord(Waiting, PersonRecord):
    """A record of a person's partition that may stand in a queue."""

    @property
    def person_id(self) -> str:
        return str(self.pk[2:])

    @property
    def id(self) -> str:
        """`<person>-<instant>-<random>`: it says where the record lies."""
        return f"{self.person_id}-{self.sk.partition('#')[2]}"


def of_person(model: type[Any], kind: str, person_id: str, limit: int, before: str | None) -> list[Any]:
    """A person's records `<kind>#…`, newest first, those before the one of that id. One query."""
    upper = before.partition("-")[2] if before else "~"
    keys = model.sk.between(f"{kind}#", f"{kind}#{upper}")
    query = model.query(f"P#{person_id}", keys, scan_index_forward=False, limit=limit + 1, consistent_read=True)
    return [record for record in query if record.id != before][:limit]
