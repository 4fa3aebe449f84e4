"""What a repeated request finds: the hash of the first one and the id of what it made."""

from datetime import datetime

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import IDEMPOTENCY_LIFETIME
from chalicelib.errors import Conflict
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put


class IdempotencyRecord(OperationRecord, discriminator="once"):
    """`ONCE#<hash of account, route and key>`. Nothing personal is in it (contract: Conventions)."""

    request_hash = UnicodeAttribute()
    resource_id = UnicodeAttribute()
    expires_at = UTCDateTimeAttribute()


def put(name: str, request_hash: str, resource_id: str, now: datetime) -> Put:
    """The step that makes a request count once; Conflict while an unexpired record stands there."""
    record = IdempotencyRecord(
        f"ONCE#{name}",
        "once",
        request_hash=request_hash,
        resource_id=resource_id,
        expires_at=now + IDEMPOTENCY_LIFETIME,
        ttl=ttl(IDEMPOTENCY_LIFETIME),
    )
    return Put(record, ABSENT | (IdempotencyRecord.expires_at < now), Conflict())


def find(name: str, now: datetime) -> IdempotencyRecord | None:
    """The unexpired record of an earlier request, or None. One read."""
    record: IdempotencyRecord | None = IdempotencyRecord.find(f"ONCE#{name}", "once")
    return record if record and record.expires_at >= now else None
