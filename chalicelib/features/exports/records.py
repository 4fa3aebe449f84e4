"""Exports as records: which list somebody wants as a file, and what became of it. They are gone after a day."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.instants import stamp
from chalicelib.store import queues
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import readable
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

WAITING, DONE, TOO_LONG, REFUSED = "waiting", "done", "too_long", "refused"
GONE = "gone"
_WORK = "EXPORTING"
_AGAIN = (timedelta(minutes=3), timedelta(minutes=18), timedelta(minutes=33))
"""How long after it was asked for a lost message is made up for: longer than a worker takes, then behind the time for
which the queue hides what a worker has taken. More often would only add to a queue that is behind."""
_TURN = timedelta(seconds=90)
"""As long as the relay may be late for it."""
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
        return f"exports/{self.id}.{self._ending}"

    @property
    def file_name(self) -> str:
        """What it is saved as: the list, the minute in Beijing, and the number of rows."""
        return f"{self.what}-{self.at.astimezone(POLICY_ZONE):%Y%m%d-%H%M}-{int(self.rows or 0)}-rows.{self._ending}"

    @property
    def _ending(self) -> str:
        return "jsonl" if self.what == "audit_entries" else "csv"

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


def hand_over_again(now: datetime) -> int:
    """Hands over what still waits three minutes after it was asked for, and twice more: its message may have been lost.
    What no worker has made by then is not made. One query. Returns how many."""
    asked = ExportRecord.gsi1sk.between(stamp(now - _AGAIN[-1] - _TURN), f"{stamp(now - _AGAIN[0])}~")
    found = [each for each in readable(ExportRecord.by_work.query(_WORK, asked)) if _is_turn(now - each.at)]
    for record in found:
        hand_over(record)
    return len(found)


def _is_turn(age: timedelta) -> bool:
    return any(each <= age < each + _TURN for each in _AGAIN)


def step(record: ExportRecord) -> Put:
    """The step that writes it, new or as it was read, where the relay finds it while it waits."""
    waits = record.status == WAITING
    record.gsi1pk, record.gsi1sk = (_WORK, f"{stamp(record.at)}#{record.id}") if waits else (None, None)
    return Put(record, ABSENT if record.version is None else None)
