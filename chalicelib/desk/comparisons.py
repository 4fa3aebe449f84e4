"""Comparisons: two records that may be one person's wait for staff to look at both."""

import re
import secrets as random
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, WaitingRecord
from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Change, Put

_ID = re.compile(r"([0-9a-f]{20})-([0-9]{13}-[0-9a-f]{12})\Z")
QUEUE = Queue("comparisons", open_without_region=True)


class ComparisonRecord(WaitingRecord, discriminator="comparison"):
    """`P#<newcomer>`/`comparison#<instant>-<random>`: the newcomer beside the person `other`, who was there before."""

    other = UnicodeAttribute()
    status = UnicodeAttribute(default="waiting")
    """waiting, same, different, undone."""
    at = UTCDateTimeAttribute()
    due_at = UTCDateTimeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    reason = UnicodeAttribute(null=True)


def make(person_id: str, other: str, region: str, now: datetime, due_at: datetime) -> ComparisonRecord:
    """A comparison that waits, not yet written."""
    name = f"comparison#{stamp(now)}-{random.token_hex(6)}"
    record = ComparisonRecord(f"P#{person_id}", name, other=other, region=region, at=now, due_at=due_at)
    QUEUE.place(record, due_at)
    return record


def put(record: ComparisonRecord) -> Put:
    """The step that has it wait."""
    return Put(record, ABSENT)


def find(comparison_id: str) -> ComparisonRecord | None:
    """By its id; None for what is no id too. One read."""
    parts = _ID.match(comparison_id)
    if parts is None:
        return None
    record: ComparisonRecord | None = ComparisonRecord.find(f"P#{parts[1]}", f"comparison#{parts[2]}")
    return record


def waiting(region: str, limit: int, after: str | None) -> list[ComparisonRecord]:
    """Those of a region (a prefix), and those without region, earliest deadline first."""
    return QUEUE.first(ComparisonRecord, region, limit, after)


def decided(record: ComparisonRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides it, once; Conflict where it was decided meanwhile."""
    actions: tuple[Any, ...] = (
        ComparisonRecord.status.set(status),
        ComparisonRecord.decided_at.set(now),
        ComparisonRecord.decided_by.set(by),
        ComparisonRecord.reason.set(reason),
        *LEAVE,
    )
    return Change(record, actions, ComparisonRecord.status == record.status, Conflict("comparison_decided"))
