"""Alarms about staff: what an auditor should look at, each until one of them has."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Put

QUEUE = Queue("alarms")


class AlarmRecord(Waiting, OperationRecord, discriminator="staff_alarm"):
    """`ALARM#<id>`/`alarm`: what somebody of staff did, how often, and who of the auditors looked at it."""

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


def closed(record: AlarmRecord, by: str, reason: str, now: datetime) -> Change:
    """The step by which an auditor has looked at it; Conflict where another had."""
    actions = (
        AlarmRecord.status.set("closed"),
        AlarmRecord.closed_by.set(by),
        AlarmRecord.closed_at.set(now),
        AlarmRecord.reason.set(reason),
        *LEAVE,
    )
    return Change(record, actions, AlarmRecord.status == "open", Conflict())
