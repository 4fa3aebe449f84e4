"""Requests of partners for somebody's code or status, each until the person has said yes or no, or it has lapsed."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.desk.exchange_limits import BODIES_KEPT
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

OPEN, CONFIRMED, REFUSED, USED = "open", "confirmed", "refused", "used"


class InvocationRecord(OperationRecord, discriminator="invocation"):
    """`INVOKE#<id>`/`invocation`. One about nobody, or about somebody of another name, has no person and lapses."""

    of_account = index("gsi1")
    """An account's, by instant."""
    partner_id = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    person_id = UnicodeAttribute(null=True)
    account_id = UnicodeAttribute(null=True)
    purpose = UnicodeAttribute()
    wanted = UnicodeAttribute()
    """display (the code itself, once) or query (its colour and holds)."""
    status = UnicodeAttribute(default=OPEN)
    at = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute()
    """When it lapses: while open the person's time to answer, once confirmed the partner's to use the yes."""
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[7:])


def find(invocation_id: str) -> InvocationRecord | None:
    """One read."""
    record: InvocationRecord | None = InvocationRecord.find(f"INVOKE#{invocation_id}", "invocation")
    return record


def make(invocation_id: str, now: datetime, until: datetime, **content: Any) -> InvocationRecord:
    """A request, not yet written."""
    record = InvocationRecord(f"INVOKE#{invocation_id}", "invocation", at=now, until=until, **content)
    if record.account_id is not None:
        record.gsi1pk, record.gsi1sk = f"INVOKEOF#{record.account_id}", f"{stamp(now)}#{invocation_id}"
    record.ttl = ttl(BODIES_KEPT)
    return record


def put(record: InvocationRecord) -> Put:
    """The step that writes one as it was read; a new one once."""
    return Put(record, ABSENT if record.version is None else None)


def of_account(account_id: str, limit: int) -> list[InvocationRecord]:
    """An account's, the latest first. One query."""
    keys = f"INVOKEOF#{account_id}"
    return list(InvocationRecord.of_account.query(keys, scan_index_forward=False, limit=limit))
