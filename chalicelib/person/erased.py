"""Who was erased, by ids that lead to nobody any more: a restore leaves them out while backups may have them."""

from datetime import datetime, timedelta

from pynamodb.attributes import UTCDateTimeAttribute

from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Put

_KEPT = timedelta(days=40)
"""Longer than a table can be restored back (35 days)."""


class ErasedRecord(OperationRecord, discriminator="erased"):
    """`ERASED#<person id>`/`erased`."""

    at = UTCDateTimeAttribute()


def put(person_id: str, now: datetime) -> Put:
    """The step that notes an erasure, in its transaction."""
    return Put(ErasedRecord(f"ERASED#{person_id}", "erased", at=now, ttl=ttl(_KEPT)))
