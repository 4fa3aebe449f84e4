"""Leases: one worker at a time does a piece of work, and one that died keeps nobody waiting for long.

A lease is about workers and not about people, so it is kept by the real clock: a message that is tried again still
carries the instant that caused it. It lies on the record that is worked on, or, where there is none, on its own.
"""

import secrets as random
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.store.tables import OperationRecord, Record, ttl
from chalicelib.store.transactions import Lost, conditional

LEASE = timedelta(minutes=3)
"""Longer than a worker may run (.chalice/config.json: rescoring)."""

FOR_GOOD = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of a lease that nobody takes over: the work is done once or not at all."""


class Leased:
    """The attribute of a record that one worker at a time works on."""

    leased_until = UTCDateTimeAttribute(null=True)


class LeaseRecord(Leased, OperationRecord, discriminator="lease"):
    """`LEASE#<work>`: a piece of work without a record of its own. `holder` names the worker's turn."""

    holder = UnicodeAttribute()


def hold(record: Record, condition: Condition, length: timedelta | None) -> bool:
    """Takes the lease on a Leased record of which `condition` holds, for good if no length is given. One write.

    False if the condition does not hold or another worker has it; else the record is as it stands in the table.
    """
    clock = datetime.now(UTC)
    until = clock + length if length else FOR_GOOD
    try:
        with conditional():
            record.update(actions=[Leased.leased_until.set(until)], condition=condition & _is_free(clock))
    except Lost:
        return False
    return True


def take(work: str) -> LeaseRecord | None:
    """Takes the lease on a piece of work; None while another worker has it. One write."""
    clock = datetime.now(UTC)
    content: dict[str, Any] = {"holder": random.token_hex(8), "leased_until": clock + LEASE, "ttl": ttl(LEASE)}
    record = LeaseRecord(f"LEASE#{work}", "lease", **content)
    try:
        with conditional():
            record.save(condition=_is_free(clock))
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


def _is_free(clock: datetime) -> Condition:
    free: Condition = Leased.leased_until.does_not_exist() | (Leased.leased_until < clock)
    return free
