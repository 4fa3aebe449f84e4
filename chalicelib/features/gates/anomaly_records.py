"""Anomalies that gates and venues reported: whose, by whom, and what became of each."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.errors import Conflict
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Put

_WAITING = "anomalies#waiting"


class AnomalyRecord(OperationRecord, discriminator="anomaly"):
    """`ANOMALY#<id>`. `status`: coloured, waiting (for staff), kept, withdrawn."""

    waiting_index = index("gsi1")
    """What waits for staff, oldest first."""
    person_id = UnicodeAttribute()
    by = UnicodeAttribute()
    region = UnicodeAttribute(default="")
    venue_id = UnicodeAttribute(null=True)
    measured_at = UTCDateTimeAttribute()
    known_at = UTCDateTimeAttribute()
    temperature = UnicodeAttribute(null=True)
    reported = UnicodeAttribute(null=True)
    """The guard's words, sealed for the anomaly's id."""
    status = UnicodeAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[8:])


def make(anomaly_id: str, **content: Any) -> AnomalyRecord:
    """An anomaly, not yet written; `content` are its other attributes."""
    return AnomalyRecord(f"ANOMALY#{anomaly_id}", "anomaly", **content)


def put(record: AnomalyRecord) -> Put:
    """The step that keeps an anomaly: once for each id, Conflict where it was kept before."""
    if record.status == "waiting":
        record.gsi1pk, record.gsi1sk = _WAITING, _place(record)
    return Put(record, ABSENT, Conflict())


def _place(record: AnomalyRecord) -> str:
    return f"{record.known_at.isoformat()}#{record.id}"


def find(anomaly_id: str) -> AnomalyRecord | None:
    """One read."""
    record: AnomalyRecord | None = AnomalyRecord.find(f"ANOMALY#{anomaly_id}", "anomaly")
    return record


def decided(record: AnomalyRecord, status: str) -> Change:
    """The step that settles an anomaly as it was read; Conflict where somebody settled it since."""
    actions = (AnomalyRecord.status.set(status), AnomalyRecord.gsi1pk.remove(), AnomalyRecord.gsi1sk.remove())
    return Change(record, actions, AnomalyRecord.status == record.status, Conflict("anomaly_settled"))


def waiting(limit: int, after: AnomalyRecord | None = None) -> list[AnomalyRecord]:
    """The oldest that wait for staff, after `after`, whether that still waits or not. One query."""
    keys = AnomalyRecord.gsi1sk > _place(after) if after else None
    return list(AnomalyRecord.waiting_index.query(_WAITING, keys, limit=limit))
