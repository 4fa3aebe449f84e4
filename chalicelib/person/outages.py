"""Recorded outages of the system: one list, few a year, appended to and never shortened."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, VersionAttribute

from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import EpidemicRecord
from chalicelib.store.transactions import Put

_PLACE = ("OUTAGES", "outages")


class OutagesRecord(EpidemicRecord, discriminator="outages"):
    """`entries` are {id, start, end, reason, by, at, withdrawn}, a withdrawal being an entry of its own."""

    entries: JSONAttribute = JSONAttribute(default=list)
    version = VersionAttribute()


def key() -> Key:
    """Where the list lies, for a batch read."""
    return OutagesRecord, *_PLACE


def read() -> OutagesRecord:
    """The list as it stands, empty where nothing was recorded. One batch read, so that no job needs another right."""
    found = read_together([key()])[0]
    return found if found is not None else OutagesRecord(*_PLACE, entries=[])


def appended(record: OutagesRecord, entry: dict[str, Any]) -> Put:
    """The step that appends an entry to the list as it was read."""
    record.entries = [*record.entries, entry]
    return Put(record)


def entry(outage_id: str, start: datetime, end: datetime, by: str, reason: str, now: datetime) -> dict[str, Any]:
    """An entry as it is stored."""
    return {
        "id": outage_id,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "reason": reason,
        "by": by,
        "at": now.isoformat(),
        "withdrawn": False,
    }


def withdrawal(recorded: dict[str, Any], by: str, reason: str, now: datetime) -> dict[str, Any]:
    """The entry that takes a recorded outage back."""
    return recorded | {"by": by, "reason": reason, "at": now.isoformat(), "withdrawn": True}
