"""The hourly heads: of each chain the last entry in the bucket, signed, stored there and shown to everybody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.codes import heads
from chalicelib.codes.heads import Head, Heads
from chalicelib.codes.keys import CodeKey
from chalicelib.config import settings
from chalicelib.desk import audit, audit_heads
from chalicelib.desk.audit_heads import name_of
from chalicelib.person import signing
from chalicelib.store import audit_bucket as bucket
from chalicelib.store.set_aside import note
from chalicelib.store.tables import Unreadable

COPIED_WITHIN = timedelta(minutes=5)
"""How long after it was written an entry may lack in the bucket (docs/operations.md, Objectives)."""


@dataclass(frozen=True)
class Seen:
    """A chain as bucket and table have it: its head in the bucket, whether the bucket is late, whether they differ."""

    head: Head | None = None
    late: bool = False
    differs: bool = False


@dataclass(frozen=True)
class Published:
    """The hour's statement; how many chains are `late` in the bucket, and in how many it `differs` from the table."""

    statement: bytes
    late: int
    differing: int


def publish(now: datetime) -> Published:
    """Makes the statement of the hour at `now`, or takes the one that was made; a few calls a chain. Safe to repeat."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    former = audit_heads.newest(hour - timedelta(hours=1))
    seen = [_seen(shard, former.said if former else None, now) for shard in range(settings().audit_shards)]
    statement = _stored(hour, [each.head for each in seen if each.head], now)
    audit_heads.keep(hour, statement)
    return Published(statement, sum(each.late for each in seen), sum(each.differs for each in seen))


def _stored(hour: datetime, found: list[Head], now: datetime) -> bytes:
    """The hour's statement as it lies in the bucket, the first that was made, and its key before it."""
    key, place = _signer(now), f"heads/{name_of(hour)}.cose"
    statement = heads.sign(found, hour, key=key, issuer=settings().issuer, signed_at=now)
    bucket.put_key(key, "audit_heads", settings().issuer)
    return statement if bucket.put(place, statement) else bucket.body(place) or statement


def _signer(now: datetime) -> CodeKey:
    return signing.ring("audit_heads", fresh=True).signer(now, now)


def _seen(shard: int, former: Heads | None, now: datetime) -> Seen:
    """One chain; where an entry of it cannot be read it differs, and the others' heads are published all the same."""
    try:
        return _compared(shard, former, now)
    except Unreadable as error:
        note(error)
        return Seen(former.of(shard) if former else None, differs=True)


def _compared(shard: int, former: Heads | None, now: datetime) -> Seen:
    """A query, a list, a read of the object and of the entry that it ends with."""
    before, latest = former.of(shard) if former else None, audit.latest(shard)
    if latest is None:
        return Seen(before, differs=before is not None)
    head = last_copied(shard, int(latest.number)) or before
    if head is None:
        return Seen(late=latest.at < now - COPIED_WITHIN)
    entry, following = audit.entry(shard, head.number), audit.entry(shard, head.number + 1)
    late = following is not None and following.at < now - COPIED_WITHIN
    backwards = before is not None and head.number < before.number
    return Seen(head, late, differs=backwards or entry is None or audit.hash_of(entry) != head.hash)


def last_copied(shard: int, number: int) -> Head | None:
    """The last entry of a chain in the bucket, near the one of that number; None where nothing near it is there."""
    found = max(bucket.parts(shard, number - bucket.AT_ONCE), key=lambda part: part.last, default=None)
    content = bucket.body(found.key) if found else None
    if found is None or content is None:
        return None
    return Head(shard, found.last, audit.hash_of_line(content.rstrip(b"\n").rpartition(b"\n")[2]))
