"""What people ask of the staff desk: another phone for an account, another number for a document."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.errors import Conflict
from chalicelib.store.indexes import index
from chalicelib.store.tables import AccountRecord
from chalicelib.store.transactions import Change, Drop


class RecoveryRecord(AccountRecord, discriminator="recovery"):
    """`REC#<id>`. `content` is sealed: name, number, new phone, evidence."""

    waiting_index = index("gsi1")
    """Requests by status, oldest first."""
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

    @property
    def id(self) -> str:
        return str(self.pk[4:])


def find(recovery_id: str) -> RecoveryRecord | None:
    """One read."""
    record: RecoveryRecord | None = RecoveryRecord.find(f"REC#{recovery_id}", "recovery")
    return record


def waiting(limit: int) -> list[RecoveryRecord]:
    """One query."""
    return list(RecoveryRecord.waiting_index.query("recoveries#waiting", limit=limit))


def decision(record: RecoveryRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides a waiting request, once; Conflict where it was decided meanwhile."""
    actions = (
        RecoveryRecord.status.set(status),
        RecoveryRecord.decided_by.set(by),
        RecoveryRecord.decided_at.set(now),
        RecoveryRecord.reason.set(reason),
        RecoveryRecord.gsi1pk.set(f"recoveries#{status}"),
    )
    return Change(record, actions, RecoveryRecord.status == "waiting", Conflict())


def replaced(recovery_id: str) -> Change:
    """The step by which a waiting request gives way to a newer one."""
    record = RecoveryRecord(f"REC#{recovery_id}", "recovery")
    actions = (RecoveryRecord.status.set("replaced"), RecoveryRecord.gsi1pk.set("recoveries#replaced"))
    return Change(record, actions, RecoveryRecord.status == "waiting")


def drop(recovery_id: str) -> Drop:
    """The step that takes a request away with the person whom it is about."""
    return Drop(RecoveryRecord(f"REC#{recovery_id}", "recovery"))


def acknowledged(request_id: str) -> dict[str, str]:
    """What whoever made a request is answered: its id, and that it waits."""
    return {"id": request_id, "status": "waiting"}
