"""Alarms about staff: what is open, and that an auditor looked at one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import alarms, staff
from chalicelib.desk.alarms import AlarmRecord
from chalicelib.errors import NotFound
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.listing import Listing


def listed(actor: Actor, status: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the alarms about staff of the auditor's region: open ones, the earliest first, or closed ones, by
    region and the latest first.

    A query, for the open ones of the country one a shard, and a batch read for the logins.
    """
    listing = Listing("alarms", status, actor.region)
    read, place = _LISTS[status]
    found = read(actor.region, limit + 1, listing.after(cursor))
    logins = staff.logins(str(each.about) for each in found)
    return listing.answer(found, limit, place, lambda each: _view(each, logins))


_LISTS: Mapping[str, tuple[Callable[[str, int, str | None], list[AlarmRecord]], Callable[[AlarmRecord], str]]] = {
    "open": (alarms.waiting, lambda each: each.waiting_place),
    "closed": (alarms.listed_closed, lambda each: str(each.gsi1sk)),
}
STATUSES = tuple(_LISTS)


def close(actor: Actor, alarm_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Writes what an auditor found, once; audited. Raises NotFound, Conflict where another auditor was quicker."""

    def change(attempt: Attempt) -> None:
        record = _reached(actor, alarm_id)
        attempt.write(alarms.closed(record, actor.account_id, reason, now))
        attempt.audit(actor, "alarm.closed", record.about, region=record.region, reason=reason, alarm=alarm_id)

    changing(now, change)
    record = _reached(actor, alarm_id)
    return _view(record, staff.logins([str(record.about)]))


def _reached(actor: Actor, alarm_id: str) -> AlarmRecord:
    record = alarms.find(alarm_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def _view(record: AlarmRecord, logins: dict[str, str]) -> dict[str, Any]:
    return {
        "id": record.id,
        "kind": record.alarm_kind,
        "staff_id": record.about,
        "login": logins.get(str(record.about)),
        "region": record.region,
        "people": int(record.people),
        "since": record.since,
        "at": record.at,
        "status": record.status,
        "closed_by": record.closed_by,
        "closed_at": record.closed_at,
        "reason": record.reason,
    }
