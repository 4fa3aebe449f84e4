"""Requests of people to the staff desk: another phone for an account, another number for a document."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import RECOVERY_WAIT
from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.instants import MILLISECOND, stamp
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Change, Drop, Put, Step

QUEUE = Queue("recoveries", open_without_region=True)


class RecoveryRecord(Waiting, AccountRecord, discriminator="recovery"):
    """`REC#<id>`. `content` is sealed: name, number, new phone, evidence.

    `region` is where the person lives; "" where the document is nobody's, or they told no county.
    """

    status = UnicodeAttribute()
    """waiting, contested (a second reviewer decides), accepted (takes effect later), done, refused, replaced."""
    subject = UnicodeAttribute(default="phone")
    """What is asked for: another `phone`, another `number` of a document, another `name`."""
    account_id = UnicodeAttribute(null=True)
    person_id = UnicodeAttribute(null=True)
    content = UnicodeAttribute()
    requested_at = UTCDateTimeAttribute()
    due_index = index("gsi2")
    """Accepted ones, by when they take effect."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    document_hash = UnicodeAttribute(null=True)
    revision = NumberAttribute(default=0)
    joined: JSONAttribute = JSONAttribute(default=list)
    """Sealed claims of later requests about the same document."""
    more_claims = NumberAttribute(default=0)
    """How many more there were than are kept."""
    objected_at = UTCDateTimeAttribute(null=True)
    objection = UnicodeAttribute(null=True)
    """What the account's owner says against it, sealed as `content` is."""
    due_at = UTCDateTimeAttribute(null=True)
    """Until when a second reviewer decides; then it is a supervisor's."""
    phone_hash = UnicodeAttribute(null=True)
    """Of the phone that was accepted."""
    effective_at = UTCDateTimeAttribute(null=True)
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


class OpenRequest(AccountRecord, discriminator="open_recovery"):
    """`RECOF#<document hash>`: the one request about a document that is not settled."""

    recovery_id = UnicodeAttribute()


def open_about(document_hash: str) -> str | None:
    """The id of the request about a document that is not settled. One read."""
    found = OpenRequest.find(f"RECOF#{document_hash}", "open")
    return found.recovery_id if found else None


def open_put(document_hash: str, recovery_id: str) -> Put:
    """The step that makes it the one; lost where another was quicker."""
    return Put(OpenRequest(f"RECOF#{document_hash}", "open", recovery_id=recovery_id), ABSENT)


def settle_steps(record: RecoveryRecord) -> list[Step]:
    """The steps by which another request about the document may be made."""
    return [Drop(OpenRequest(f"RECOF#{record.document_hash}", "open"))] if record.document_hash else []


def make(
    recovery_id: str, region: str, now: datetime, behind: timedelta = timedelta(), **content: Any
) -> RecoveryRecord:
    """A request that waits, not yet written; `content` is its other attributes.

    It stands in the queue as if it had been made `behind` later.
    """
    record = RecoveryRecord(
        f"REC#{recovery_id}", "recovery", status="waiting", region=region, requested_at=now, **content
    )
    QUEUE.place(record, now + behind)
    return record


def join(record: RecoveryRecord, sealed: str, most: int) -> Change:
    """The step that adds another claim to a request that was read; `most` are kept, more are counted."""
    claims = list(record.joined or [])
    kept = RecoveryRecord.joined.set([*claims, sealed]) if len(claims) < most else RecoveryRecord.more_claims.add(1)
    return change(record, kept)


def change(record: RecoveryRecord, *actions: Any) -> Change:
    """The step that changes a request as it was read; lost where somebody else did since."""
    read = int(record.revision)
    same = RecoveryRecord.revision == read
    unchanged = same if read else same | RecoveryRecord.revision.does_not_exist()
    status = RecoveryRecord.status == record.status
    return Change(record, (*actions, RecoveryRecord.revision.set(read + 1)), status & unchanged)


def contest(record: RecoveryRecord, due_at: datetime, *more: Any) -> Change:
    """The step by which a second reviewer is to decide until `due_at`; it stands where it began to wait."""
    actions = (RecoveryRecord.status.set("contested"), RecoveryRecord.due_at.set(due_at), *_NOT_DUE, *more)
    return change(record, *actions, *QUEUE.entry(record.id, record.region, due_at - RECOVERY_WAIT))


_NOT_DUE = (RecoveryRecord.gsi2pk.remove(), RecoveryRecord.gsi2sk.remove())


def accept(record: RecoveryRecord, effective_at: datetime, phone_hash: str, *more: Any) -> Change:
    """The step of a decision that takes effect at that instant."""
    return change(
        record,
        RecoveryRecord.status.set("accepted"),
        RecoveryRecord.effective_at.set(effective_at),
        RecoveryRecord.phone_hash.set(phone_hash),
        RecoveryRecord.gsi2pk.set("RECOVERIES"),
        RecoveryRecord.gsi2sk.set(f"{stamp(effective_at)}#{record.id}"),
        *LEAVE,
        *more,
    )


def settle(record: RecoveryRecord, status: str, *more: Any) -> Change:
    """The step by which a request ends: done or refused."""
    return change(record, RecoveryRecord.status.set(status), *_NOT_DUE, *LEAVE, *more)


def due(until: datetime, limit: int) -> list[RecoveryRecord]:
    """Accepted requests that take effect up to that instant, the earliest first. One query."""
    keys = RecoveryRecord.gsi2sk < stamp(until + MILLISECOND)
    return first(RecoveryRecord.due_index.query("RECOVERIES", keys, page_size=limit), limit)


def by_whom(by: str, at: datetime, reason: str) -> tuple[Any, ...]:
    """The actions that say who decided."""
    return (
        RecoveryRecord.decided_by.set(by),
        RecoveryRecord.decided_at.set(at),
        RecoveryRecord.reason.set(reason),
    )


def waiting(region: str, limit: int, after: str | None) -> list[RecoveryRecord]:
    """Those that wait for staff of a region (a prefix), and those without region, oldest first.

    Two queries at most, for the country one a shard.
    """
    return QUEUE.first(RecoveryRecord, region, limit, after)


def decision(record: RecoveryRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides a waiting request, once; Conflict where it was decided meanwhile."""
    actions = (
        RecoveryRecord.status.set(status),
        *by_whom(by, now, reason),
        *LEAVE,
    )
    return Change(record, actions, RecoveryRecord.status == "waiting", Conflict())


def replaced(recovery_id: str) -> Change:
    """The step by which a waiting request gives way to a newer one."""
    record = RecoveryRecord(f"REC#{recovery_id}", "recovery")
    actions = (RecoveryRecord.status.set("replaced"), *LEAVE)
    return Change(record, actions, RecoveryRecord.status == "waiting")


def drop(recovery_id: str) -> Drop:
    """The step that takes a request away with the person whom it is about."""
    return Drop(RecoveryRecord(f"REC#{recovery_id}", "recovery"))


def acknowledged(request_id: str) -> dict[str, str]:
    """What whoever made a request is answered: its id, and that it waits."""
    return {"id": request_id, "status": "waiting"}
