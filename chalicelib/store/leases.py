"""Leases: one worker at a time does a piece of work, and one that died keeps nobody waiting for long.

A lease is about workers and not about people, so it is kept by the real clock.
"""

import secrets as random
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Lost, conditional

LEASE = timedelta(minutes=3)
"""Longer than a worker may run (.chalice/config.json: rescoring)."""


class LeaseRecord(OperationRecord, discriminator="lease"):
    """`LEASE#<work>`: `holder` names the worker's turn, until `until`."""

    holder = UnicodeAttribute()
    until = UTCDateTimeAttribute()


def take(work: str) -> LeaseRecord | None:
    """Takes the lease on a piece of work; None while another worker has it. One write."""
    clock = datetime.now(UTC)
    record = LeaseRecord(f"LEASE#{work}", "lease", holder=random.token_hex(8), until=clock + LEASE, ttl=ttl(LEASE))
    try:
        with conditional():
            record.save(condition=ABSENT | (LeaseRecord.until < clock))
    except Lost:
        return None
    return record


def give_back(record: LeaseRecord) -> None:
    """Ends a lease; one that another worker has taken meanwhile stays. One write."""
    try:
        with conditional():
            record.delete(condition=LeaseRecord.holder == record.holder)
    except Lost:
        return
