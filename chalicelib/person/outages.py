"""Recorded outages of the system: one list, few a year, appended to and never shortened."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute

from chalicelib.store.reading import read_together
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put

_PLACE = ("OUTAGES", "outages")


class OutagesRecord(EpidemicRecord, discriminator="outages"):
    """`entries` are {id, start, end, reason, by, at, withdrawn}, a withdrawal being an entry of its own."""

    entries: JSONAttribute = JSONAttribute(default=list)
    version = NumberAttribute(default=0)


def read() -> OutagesRecord:
    """The list as it stands, empty where nothing was recorded. One batch read, so that no job needs another right."""
    found = read_together([(OutagesRecord, *_PLACE)])[0]
    return found if found is not None else OutagesRecord(*_PLACE, entries=[], version=0)


def appended(record: OutagesRecord, entry: dict[str, Any]) -> Put:
    """The step that appends an entry to the list as it was read."""
    version = int(record.version)
    longer = OutagesRecord(*_PLACE, entries=[*record.entries, entry], version=version + 1)
    return Put(longer, OutagesRecord.version == version if version else ABSENT)


def entry(
    outage_id: str, start: datetime, end: datetime, by: str, reason: str, now: datetime, *, withdrawn: bool = False
) -> dict[str, Any]:
    """An entry as it is stored."""
    return {
        "id": outage_id,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "reason": reason,
        "by": by,
        "at": now.isoformat(),
        "withdrawn": withdrawn,
    }
