"""Code ids that count no more, each a record of its own, and the signed lists of them that gates carry.

A token lives 24 h, so a revocation matters no longer than that; the records stay until no gate may deliver
checks of that time any more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import CHECKS_OLDEST, REVOCATION_SHARDS, TOKEN_LIFETIME
from chalicelib.instants import from_millis, stamp
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import readable
from chalicelib.store.tables import OperationRecord, Unreadable, ttl
from chalicelib.store.transactions import Put

_LISTS = "REVOCATIONLISTS"


class RevocationRecord(OperationRecord, discriminator="revocation"):
    """`CODE#<code id>`/`ended`. The index is sharded: a new rating may end a million codes within minutes.

    What a stale rule stands for is in no list, and so not in the index.
    """

    day_index = index("gsi1")
    """Ended code ids by UTC day and shard, in the order of their instants."""
    code_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    revoked_at = UTCDateTimeAttribute()


class ListRecord(OperationRecord, discriminator="revocation_list"):
    """`REVOCATIONLISTS`/`<until>#<kind>`: a published list and its signed statement; its body lies in a bucket."""

    list_id = UnicodeAttribute()
    list_kind = UnicodeAttribute()
    since = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute()
    entries = NumberAttribute()
    size = NumberAttribute()
    precision = NumberAttribute()
    statement = BinaryAttribute(legacy_encoding=False)


def put(code_id: str, person_id: str, now: datetime, *, listed: bool = True) -> Put:
    """The step that ends a code id; not `listed` where a stale rule catches every token of it that lives."""
    shard = int(sha256(code_id.encode()).hexdigest()[:8], 16) % REVOCATION_SHARDS
    record = RevocationRecord(
        f"CODE#{code_id}",
        "ended",
        gsi1pk=f"REVOKED#{now:%Y-%m-%d}#{shard}" if listed else None,
        gsi1sk=f"{stamp(now)}#{code_id}" if listed else None,
        code_id=code_id,
        person_id=person_id,
        revoked_at=now,
        ttl=ttl(CHECKS_OLDEST + 2 * TOKEN_LIFETIME),
    )
    return Put(record)


def find(code_id: str) -> RevocationRecord | None:
    """When a code id ended and whose it was. One read."""
    record: RevocationRecord | None = RevocationRecord.find(f"CODE#{code_id}", "ended")
    return record


def since(start: datetime, until: datetime, limit: int | None = None) -> Iterator[RevocationRecord]:
    """What ended after `start` and through `until`; a query for each shard and UTC day, at most `limit` from each.

    Not in the order of time: shard by shard.
    """
    for piece in pieces(start, until):
        yield from of_piece(piece, start, until, limit)


def pieces(start: datetime, until: datetime) -> list[str]:
    """The partitions of the index in which that lies, each to be read by itself: by UTC day and shard."""
    days = [start.date() + timedelta(days=each) for each in range((until.date() - start.date()).days + 1)]
    return [f"REVOKED#{day:%Y-%m-%d}#{shard}" for day in days for shard in range(REVOCATION_SHARDS)]


def of_piece(piece: str, start: datetime, until: datetime, limit: int | None = None) -> Iterator[RevocationRecord]:
    """What of a partition ended after `start` and through `until`, in the order of time. A query.

    Last those of which no more can be read than where they stand: a code that ended is in the lists all the same.
    """
    keys = RevocationRecord.gsi1sk.between(f"{stamp(start)}~", f"{stamp(until)}~")
    aside = list[Unreadable]()
    yield from islice(readable(RevocationRecord.day_index.query(piece, keys, page_size=limit), aside), limit)
    yield from map(_by_place, aside)


def _by_place(record: Unreadable) -> RevocationRecord:
    at, _, code_id = record.place["gsi1sk"].partition("#")
    return RevocationRecord(record.pk, record.sk, code_id=code_id, person_id="", revoked_at=from_millis(int(at)))


def publish(record: ListRecord) -> None:
    """Names a list whose body is stored. Writing the same list again is the same."""
    record.pk, record.sk = _LISTS, f"{stamp(record.until)}#{record.list_kind}"
    record.ttl = ttl(3 * TOKEN_LIFETIME)
    record.save()


def lists(after: datetime, until: datetime) -> list[ListRecord]:
    """The lists that end after `after` and through `until`, oldest first. One query."""
    keys = ListRecord.sk.between(f"{stamp(after)}~", f"{stamp(until)}~")
    return list(readable(ListRecord.query(_LISTS, keys, consistent_read=True)))
