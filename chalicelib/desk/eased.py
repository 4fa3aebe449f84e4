"""Decisions of one person that made it better for somebody: the list that a supervisor looks through."""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import Queue, Waiting
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

_KEPT = timedelta(days=60)
QUEUE = Queue("eased")


class EasedRecord(Waiting, OperationRecord, discriminator="eased"):
    """`EASED#<id>`/`eased`: what was done about which case or designation, by whom, and why."""

    action = UnicodeAttribute()
    subject = UnicodeAttribute()
    reason = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UTCDateTimeAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[6:])


def put(eased_id: str, action: str, subject: str, *, region: str, reason: str, by: str, now: datetime) -> Put:
    """The step that puts a decision on the list."""
    record = EasedRecord(f"EASED#{eased_id}", "eased", action=action, subject=subject, reason=reason, by=by, at=now)
    record.region, record.ttl = region, ttl(_KEPT)
    QUEUE.place(record, now)
    return Put(record, ABSENT)


def listed(region: str, limit: int, after: str | None) -> list[EasedRecord]:
    """What was eased in a region (a prefix), the earliest first. A query, for the country one a shard."""
    return QUEUE.first(EasedRecord, region, limit, after)
