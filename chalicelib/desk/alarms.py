"""Alarms about staff: what an auditor should look at, each until one of them has."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.indexes import index
from chalicelib.store.reading import prefixed
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Change, Put

QUEUE = Queue("alarms")
_CLOSED = "CLOSEDALARMS"
_KEPT = timedelta(days=BY_NAME["staff_alarms"].days)
"""How long one is kept after an auditor has looked at it: as the audit's entries of it are."""


class AlarmRecord(Waiting, OperationRecord, discriminator="staff_alarm"):
    """`ALARM#<id>`/`alarm`: what somebody of staff did, how often, and who of the auditors looked at it."""

    by_closing = index("gsi1")
    """Closed ones, by region and when they were closed."""
    alarm_kind = UnicodeAttribute()
    """many_opened: people opened without anything that waits."""
    about = UnicodeAttribute()
    """The account id of the member of staff."""
    people = NumberAttribute(default=0)
    status = UnicodeAttribute(default="open")
    """open, closed."""
    since = UTCDateTimeAttribute()
    at = UTCDateTimeAttribute()
    closed_by = UnicodeAttribute(null=True)
    closed_at = UTCDateTimeAttribute(null=True)
    reason = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[6:])


def put(alarm_id: str, region: str, now: datetime, **content: Any) -> Put:
    """The step that raises an alarm, once; lost where it was raised before."""
    record = AlarmRecord(f"ALARM#{alarm_id}", "alarm", region=region, at=now, **content)
    QUEUE.place(record, now)
    return Put(record, ABSENT)


def find(alarm_id: str) -> AlarmRecord | None:
    """One read."""
    record: AlarmRecord | None = AlarmRecord.find(f"ALARM#{alarm_id}", "alarm")
    return record


def waiting(region: str, limit: int, after: str | None) -> list[AlarmRecord]:
    """Open alarms about staff of a region (a prefix), the earliest first. A query, for the country one a shard."""
    return QUEUE.first(AlarmRecord, region, limit, after)


def listed_closed(region: str, limit: int, before: str | None) -> list[AlarmRecord]:
    """Closed alarms about staff of a region (a prefix), by region and the latest first, behind a place. One query."""
    place = AlarmRecord.gsi1sk
    keys = place.between(region or "!", before) if before else prefixed(place, region, None)
    found = AlarmRecord.by_closing.query(_CLOSED, keys, limit=limit + 1, scan_index_forward=False)
    return [each for each in found if each.gsi1sk != before][:limit]


def closed(record: AlarmRecord, by: str, reason: str, now: datetime) -> Change:
    """The step by which an auditor has looked at it; Conflict where another had."""
    actions = (
        AlarmRecord.status.set("closed"),
        AlarmRecord.closed_by.set(by),
        AlarmRecord.closed_at.set(now),
        AlarmRecord.reason.set(reason),
        AlarmRecord.ttl.set(ttl(_KEPT)),
        AlarmRecord.gsi1pk.set(_CLOSED),
        AlarmRecord.gsi1sk.set(f"{record.region}#{stamp(now)}#{record.id}"),
        *LEAVE,
    )
    return Change(record, actions, AlarmRecord.status == "open", Conflict())
