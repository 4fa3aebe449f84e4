"""Requests for an account whose phone is lost."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from chalicelib.store.tables import AccountRecord, Change


class WaitingIndex(GlobalSecondaryIndex[Any]):
    """Requests by status, oldest first."""

    class Meta:
        index_name = "gsi1"
        projection = AllProjection()

    gsi1pk = UnicodeAttribute(hash_key=True)
    gsi1sk = UnicodeAttribute(range_key=True)


class RecoveryRecord(AccountRecord, discriminator="recovery"):
    """`REC#<id>`. `content` is sealed: name, number, new phone, evidence."""

    waiting_index = WaitingIndex()
    status = UnicodeAttribute()
    subject = UnicodeAttribute(default="phone")
    """What is asked for: another `phone`, or a document's `number` that another record has."""
    account_id = UnicodeAttribute(null=True)
    person_id = UnicodeAttribute(null=True)
    content = UnicodeAttribute()
    requested_at = UTCDateTimeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    reason = UnicodeAttribute(null=True)


def find(recovery_id: str) -> RecoveryRecord | None:
    """One read."""
    record: RecoveryRecord | None = RecoveryRecord.find(f"REC#{recovery_id}", "recovery")
    return record


def waiting(limit: int) -> list[RecoveryRecord]:
    """One query."""
    return list(RecoveryRecord.waiting_index.query("recoveries#waiting", limit=limit))


def decision(record: RecoveryRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides a waiting request, once."""
    actions = (
        RecoveryRecord.status.set(status),
        RecoveryRecord.decided_by.set(by),
        RecoveryRecord.decided_at.set(now),
        RecoveryRecord.reason.set(reason),
        RecoveryRecord.gsi1pk.set(f"recoveries#{status}"),
    )
    return Change(record, actions, RecoveryRecord.status == "waiting")
