"""Code ids that count no more. A token lives 24 h, so a revocation matters no longer than that."""

from datetime import datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import TOKEN_LIFETIME
from chalicelib.store.tables import OperationRecord, Put, stamp, ttl


class RevocationRecord(OperationRecord, discriminator="revocation"):
    """`REVOKED#<UTC day>`/`<instant>#<code id>`."""

    code_id = UnicodeAttribute()
    revoked_at = UTCDateTimeAttribute()


def put(code_id: str, now: datetime) -> Put:
    """The step that ends a code id."""
    record = RevocationRecord(
        f"REVOKED#{now:%Y-%m-%d}",
        f"{stamp(now)}#{code_id}",
        code_id=code_id,
        revoked_at=now,
        ttl=ttl(2 * TOKEN_LIFETIME),
    )
    return Put(record)


def since(start: datetime, now: datetime) -> list[RevocationRecord]:
    """What was revoked from `start` to `now`, oldest first. A query for each UTC day between them."""
    found: list[RevocationRecord] = []
    day = start.date()
    while day <= now.date():
        keys = RevocationRecord.sk.between(stamp(start), f"{stamp(now)}~")
        found += RevocationRecord.query(f"REVOKED#{day:%Y-%m-%d}", keys)
        day += timedelta(days=1)
    return found
