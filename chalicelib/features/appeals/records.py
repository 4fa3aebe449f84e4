"""Appeals: in the person's partition, and in the staff's queue, by deadline, while they are open."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk import waiting as desk_waiting
from chalicelib.desk.waiting import LEAVE, Queue, WaitingRecord
from chalicelib.errors import Conflict
from chalicelib.instants import stamp
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Change, Put

_ID = re.compile(r"([0-9a-f]{20})-([0-9]{13}-[0-9a-f]{12})\Z")
QUEUE = Queue("appeals")


class AppealRecord(WaitingRecord, discriminator="appeal"):
    """`P#<person>`/`appeal#<instant>-<random>`; the appeal's id is `<person>-<instant>-<random>`."""

    category = UnicodeAttribute()
    text = UnicodeAttribute()
    """The person's words, sealed for the appeal's id."""
    declaration = UnicodeAttribute(null=True)
    """The public id of the declaration that it is about."""
    department = UnicodeAttribute()
    """Who answers for it now."""
    hold = UnicodeAttribute(null=True)
    """The reference of the office's decision that it is about."""
    violation = UnicodeAttribute(null=True)
    """The id of the violation that it objects to."""
    asked_by: JSONAttribute = JSONAttribute(null=True)
    """The partner that filed it for somebody of its own, and its message: it is told the outcome."""
    forwarded: JSONAttribute = JSONAttribute(default=list)
    """From which department to which, when, why."""
    status = UnicodeAttribute(default="open")
    """open, upheld, rejected."""
    at = UTCDateTimeAttribute()
    due_at = UTCDateTimeAttribute()
    decided_at = UTCDateTimeAttribute(null=True)
    decided_by = UnicodeAttribute(null=True)
    reason = UnicodeAttribute(null=True)


def make(person_id: str, name: str, now: datetime, due_at: datetime, **content: Any) -> AppealRecord:
    """An open appeal, not yet written; `name` is random, `content` its other attributes."""
    record = AppealRecord(f"P#{person_id}", f"appeal#{stamp(now)}-{name}", at=now, due_at=due_at, **content)
    QUEUE.place(record, due_at)
    return record


def put(record: AppealRecord) -> Put:
    """The step that files an appeal."""
    return Put(record, ABSENT)


def find(appeal_id: str) -> AppealRecord | None:
    """By its id; None for what is no id too. One read."""
    parts = _ID.match(appeal_id)
    if parts is None:
        return None
    record: AppealRecord | None = AppealRecord.find(f"P#{parts[1]}", f"appeal#{parts[2]}")
    return record


def of_person(person_id: str, limit: int, before: str | None) -> list[AppealRecord]:
    """Newest first, those before the appeal of that id. One query."""
    return desk_waiting.of_person(AppealRecord, "appeal", person_id, limit, before)


def waiting(region: str, departments: Iterable[str], limit: int, after: str | None) -> list[AppealRecord]:
    """Open appeals of a region (a prefix) with these departments, earliest deadline first.

    A query, for the country one a shard.
    """
    return QUEUE.first(AppealRecord, region, limit, after, AppealRecord.department.is_in(*departments))


def forwarded(record: AppealRecord, department: str, reason: str, now: datetime) -> Change:
    """The step that gives an open appeal to another department; its deadline stands.

    Lost where it was decided or forwarded since it was read.
    """
    step = {"from": record.department, "to": department, "reason": reason, "at": now.isoformat()}
    actions = (
        AppealRecord.department.set(department),
        AppealRecord.forwarded.set([*(record.forwarded or []), step]),
    )
    return Change(record, actions, (AppealRecord.status == "open") & (AppealRecord.department == record.department))


def decided(record: AppealRecord, status: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides an open appeal, once; Conflict where it was decided meanwhile."""
    actions = (
        AppealRecord.status.set(status),
        AppealRecord.decided_at.set(now),
        AppealRecord.decided_by.set(by),
        AppealRecord.reason.set(reason),
        *LEAVE,
    )
    return Change(record, actions, AppealRecord.status == "open", Conflict("appeal_decided"))
