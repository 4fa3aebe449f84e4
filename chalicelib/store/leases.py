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
    """The attributes of a record that one worker at a time works on."""

    leased_until = UTCDateTimeAttribute(null=True)
    leased_by = UnicodeAttribute(null=True)
    """The turn that has it: a client's own retry of a write that had succeeded finds itself and nobody else."""


class LeaseRecord(Leased, OperationRecord, discriminator="lease"):
    """`LEASE#<work>`: a piece of work without a record of its own."""


def hold(record: Record, condition: Condition, length: timedelta | None, *also: Any) -> bool:
    """Takes the lease on a Leased record of which `condition` holds, for good if no length is given. One write.

    `also` are actions of the same write. False if the condition does not hold or another worker has it; else the
    record is as it stands in the table.
    """
    clock, turn = datetime.now(UTC), _turn()
    until = clock + length if length else FOR_GOOD
    actions = [Leased.leased_until.set(until), Leased.leased_by.set(turn), *also]
    try:
        with conditional():
            record.update(actions=actions, condition=condition & _is_free(clock, turn))
    except Lost:
        return False
    return True


def release(record: Any, *also: Any) -> None:
    """Gives a Leased record back that this worker holds, with `also` in the same write; another's stays. One write."""
    actions = [Leased.leased_until.remove(), Leased.leased_by.remove(), *also]
    try:
        with conditional():
            record.update(actions=actions, condition=Leased.leased_by == record.leased_by)
    except Lost:
        return


def take(work: str, length: timedelta = LEASE) -> LeaseRecord | None:
    """Takes the lease on a piece of work; None while another worker has it. One write."""
    clock, turn = datetime.now(UTC), _turn()
    content: dict[str, Any] = {"leased_by": turn, "leased_until": clock + length, "ttl": ttl(length)}
    record = LeaseRecord(f"LEASE#{work}", "lease", **content)
    try:
        with conditional():
            record.save(condition=_is_free(clock, turn))
    except Lost:
        return None
    return record


def give_back(record: LeaseRecord) -> None:
    """Ends a lease; one that another worker has taken meanwhile stays. One write."""
    try:
        with conditional():
            record.delete(condition=LeaseRecord.leased_by == record.leased_by)
    except Lost:
        return


def _turn() -> str:
    return random.token_hex(8)


def _is_free(clock: datetime, turn: str) -> Condition:
    free: Condition = Leased.leased_until.does_not_exist() | (Leased.leased_until < clock) | (Leased.leased_by == turn)
    return free
