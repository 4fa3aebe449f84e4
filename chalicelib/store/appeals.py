"""Appeals: in the person's partition, and in the staff's queue, by deadline, while they are open."""

import re
from datetime import datetime
from hashlib import sha256
from heapq import merge
from itertools import islice
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.config import APPEAL_SHARDS
from chalicelib.store.tables import ABSENT, Change, PersonRecord, Put, stamp

_ID = re.compile(r"([0-9a-f]{20})-([0-9]{13}-[0-9a-f]{12})\Z")


class OpenIndex(GlobalSecondaryIndex[Any]):
    """Open appeals by shard, earliest deadline first."""

    class Meta:
        index_name = "gsi3"
        projection = AllProjection()

    gsi3pk = UnicodeAttribute(hash_key=True)
    gsi3sk = UnicodeAttribute(range_key=True)


class AppealRecord(PersonRecord, discriminator="appeal"):
    """`P#<person>`/`appeal#<instant>-<random>`; the appeal's id is `<person>-<instant>-<random>`."""

    open_index = OpenIndex()
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    category = UnicodeAttribute()
    region = UnicodeAttribute(default="")
    text = UnicodeAttribute()
    """The person's words, sealed for the appeal's id."""
    declaration = UnicodeAttribute(null=True)
    """The public id of the declaration that it is about."""
    status = UnicodeAttribute(default="open")
    """open, upheld, rejected."""
    at = UTCDateTimeAttribute()
    due_at = UTCDateTimeAttribute()
    decided_at = UTCDateTimeAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)

    @property
    def person_id(self) -> str:
        return str(self.pk[2:])

    @property
    def id(self) -> str:
        return f"{self.person_id}-{self.sk.partition('#')[2]}"


def make(person_id: str, name: str, now: datetime, due_at: datetime, **content: Any) -> AppealRecord:
    """An open appeal, not yet written; `name` is random, `content` its other attributes."""
    record = AppealRecord(f"P#{person_id}", f"appeal#{stamp(now)}-{name}", at=now, due_at=due_at, **content)
    shard = int(sha256(record.id.encode()).hexdigest()[:8], 16) % APPEAL_SHARDS
    record.gsi3pk, record.gsi3sk = f"APPEALS#{shard}", place_of(record)
    return record


def place_of(record: AppealRecord) -> str:
    """Where it stands in the queue."""
    return f"{stamp(record.due_at)}#{record.id}"


def put(record: AppealRecord) -> Put:
    """The step that files an appeal."""
    return Put(record, ABSENT)


def find(appeal_id: str) -> AppealRecord | None:
    """By its id; None for what is no id too. One read."""
    parts = _ID.match(appeal_id)
    if parts is None:
        return None
    record: AppealRecord | None = AppealRecord.find(f"P#{parts[1]}", f"appeal#{parts[2]}")
    return record


def of_person(person_id: str, limit: int, before: str | None) -> list[AppealRecord]:
    """Newest first, those before the appeal of that id. One query."""
    upper = before.partition("-")[2] if before else "~"
    keys = AppealRecord.sk.between("appeal#", f"appeal#{upper}")
    query = AppealRecord.query(f"P#{person_id}", keys, scan_index_forward=False, limit=limit + 1, consistent_read=True)
    return [record for record in query if record.id != before][:limit]


def waiting(region: str, limit: int, after: str | None) -> list[AppealRecord]:
    """Open appeals of people in a region (a prefix), earliest deadline first. A query for each shard."""
    keys = AppealRecord.gsi3sk > after if after else None
    scope = AppealRecord.region.startswith(region) if region else None
    shards = (
        AppealRecord.open_index.query(f"APPEALS#{shard}", keys, filter_condition=scope, limit=limit)
        for shard in range(APPEAL_SHARDS)
    )
    return list(islice(merge(*shards, key=lambda record: str(record.gsi3sk)), limit))


def decided(record: AppealRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides an open appeal, once."""
    actions = (
        AppealRecord.status.set(status),
        AppealRecord.decided_at.set(now),
        AppealRecord.decided_by.set(by),
        AppealRecord.reason.set(reason),
        AppealRecord.gsi3pk.remove(),
        AppealRecord.gsi3sk.remove(),
    )
    return Change(record, actions, AppealRecord.status == "open")
