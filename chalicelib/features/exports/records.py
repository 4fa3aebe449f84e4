"""Exports as records: which list somebody wants as a file, and what became of it. They are gone after a day."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.instants import stamp
from chalicelib.store import queues
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

WAITING, DONE, TOO_LONG, REFUSED = "waiting", "done", "too_long", "refused"
GONE = "gone"
_WORK = "EXPORTING"
_SOON, _LATE = timedelta(minutes=2), timedelta(hours=1)
KEPT = timedelta(hours=24)
"""How long the file may be fetched; the bucket drops it within a day after."""


class ExportRecord(OperationRecord, discriminator="export"):
    """`EXPORT#<id>`/`export`. `rows` are those of the file, without its heading."""

    by_work = index("gsi1")
    """Those that wait for their worker, by when they were asked for."""
    what = UnicodeAttribute()
    filters: JSONAttribute = JSONAttribute(default=dict)
    by = UnicodeAttribute()
    region = UnicodeAttribute(default="")
    """The region of whoever asked, as it was then."""
    at = UTCDateTimeAttribute()
    status = UnicodeAttribute(default=WAITING)
    rows = NumberAttribute(null=True)
    made_at = UTCDateTimeAttribute(null=True)
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk)[len("EXPORT#") :]

    @property
    def key(self) -> str:
        """Where its file lies in the bucket."""
        return f"exports/{self.id}.csv"

    @property
    def file_name(self) -> str:
        """What it is saved as: the list, the minute in Beijing, and the number of rows."""
        return f"{self.what}-{self.at.astimezone(POLICY_ZONE):%Y%m%d-%H%M}-{int(self.rows or 0)}-rows.csv"

    def status_at(self, now: datetime) -> str:
        """Its status: the file is gone after a day, whether it was taken away or not."""
        return GONE if self.status == DONE and now >= self.at + KEPT else str(self.status)


def make(export_id: str, **content: Any) -> ExportRecord:
    """An export that waits for its worker, not yet written."""
    return ExportRecord(f"EXPORT#{export_id}", "export", ttl=ttl(KEPT), **content)


def find(export_id: str) -> ExportRecord | None:
    """One read."""
    record: ExportRecord | None = ExportRecord.find(f"EXPORT#{export_id}", "export")
    return record


def hand_over(record: ExportRecord) -> None:
    """Gives an export to a worker."""
    queues.send(settings().exports_queue_url, "export", record.at, export_id=record.id)


def hand_over_again(now: datetime, limit: int = 100) -> int:
    """Hands over what has waited for two minutes, its message having been lost; what no worker made in an hour is not
    made. One query. Returns how many."""
    waiting = ExportRecord.gsi1sk.between(stamp(now - _LATE), f"{stamp(now - _SOON)}~")
    found = list(ExportRecord.by_work.query(_WORK, waiting, limit=limit))
    for record in found:
        hand_over(record)
    return len(found)


def step(record: ExportRecord) -> Put:
    """The step that writes it, new or as it was read, where the relay finds it while it waits."""
    waits = record.status == WAITING
    record.gsi1pk, record.gsi1sk = (_WORK, f"{stamp(record.at)}#{record.id}") if waits else (None, None)
    return Put(record, ABSENT if record.version is None else None)
