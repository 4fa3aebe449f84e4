"""Decisions of one person that made it better for somebody: the list that a supervisor looks through."""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Change, Put

_KEPT = timedelta(days=60)
QUEUE = Queue("eased")


class EasedRecord(Waiting, OperationRecord, discriminator="eased"):
    """`EASED#<id>`/`eased`: what was done about which case or designation, by whom, and why."""

    action = UnicodeAttribute()
    subject = UnicodeAttribute()
    reason = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    finding = UnicodeAttribute(null=True)
    """in_order or not_in_order, once a supervisor has looked."""
    looked_by = UnicodeAttribute(null=True)
    looked_at = UTCDateTimeAttribute(null=True)
    note = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[6:])


def put(eased_id: str, action: str, subject: str, *, region: str, reason: str, by: str, now: datetime) -> Put:
    """The step that puts a decision on the list."""
    record = EasedRecord(f"EASED#{eased_id}", "eased", action=action, subject=subject, reason=reason, by=by, at=now)
    record.region, record.ttl = region, ttl(_KEPT)
    QUEUE.place(record, now)
    return Put(record, ABSENT)


def find(eased_id: str) -> EasedRecord | None:
    """One read."""
    record: EasedRecord | None = EasedRecord.find(f"EASED#{eased_id}", "eased")
    return record


def looked_at(record: EasedRecord, finding: str, note: str, by: str, now: datetime) -> Change:
    """The step by which a supervisor has looked at it; Conflict where another had."""
    actions = (
        EasedRecord.finding.set(finding),
        EasedRecord.note.set(note),
        EasedRecord.looked_by.set(by),
        EasedRecord.looked_at.set(now),
        *LEAVE,
    )
    return Change(record, actions, EasedRecord.finding.does_not_exist(), Conflict())


def listed(region: str, limit: int, after: str | None) -> list[EasedRecord]:
    """What was eased in a region (a prefix), the earliest first. A query, for the country one a shard."""
    return QUEUE.first(EasedRecord, region, limit, after)
