"""Anomalies that gates and venues reported: whose, by whom, and what became of each."""

from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Put

QUEUE = Queue("anomalies")


class AnomalyRecord(Waiting, OperationRecord, discriminator="anomaly"):
    """`ANOMALY#<id>`. `status`: coloured, waiting (for staff), kept, withdrawn."""

    person_id = UnicodeAttribute()
    by = UnicodeAttribute()
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
        QUEUE.place(record, record.known_at)
    return Put(record, ABSENT, Conflict())


def find(anomaly_id: str) -> AnomalyRecord | None:
    """One read."""
    record: AnomalyRecord | None = AnomalyRecord.find(f"ANOMALY#{anomaly_id}", "anomaly")
    return record


def decided(record: AnomalyRecord, status: str) -> Change:
    """The step that settles an anomaly as it was read; Conflict where somebody settled it since."""
    actions = (AnomalyRecord.status.set(status), *LEAVE)
    return Change(record, actions, AnomalyRecord.status == record.status, Conflict("anomaly_settled"))


def waiting(region: str, limit: int, after: str | None) -> list[AnomalyRecord]:
    """Those that wait for staff of a region (a prefix), oldest first. A query, for the country one a shard."""
    return QUEUE.first(AnomalyRecord, region, limit, after)
