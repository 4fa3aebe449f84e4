"""The ledger of a day: a piece for each shard that was gone through, and the run that closes them; canaries."""

from datetime import date, datetime
from typing import Any

from pynamodb.attributes import (
    BinaryAttribute,
    JSONAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)

from chalicelib.retention.kinds import CANARY
from chalicelib.store.indexes import index
from chalicelib.store.tables import (
    ABSENT,
    AccountRecord,
    EpidemicRecord,
    OperationRecord,
    PersonRecord,
    Record,
    VenueRecord,
)
from chalicelib.store.transactions import Put

Counts = dict[str, dict[str, Any]]
"""By kind: how many were `deleted` and how many `kept` because something rests on them, and the `digest` of the
deleted: SHA-256 over the one before and the keyed hash of each record's key."""
TABLES: dict[str, type[Record]] = {
    "people": PersonRecord,
    "accounts": AccountRecord,
    "epidemic": EpidemicRecord,
    "operations": OperationRecord,
}


class PieceRecord(OperationRecord, discriminator="retention_piece"):
    """`RETENTION#<day>`/`piece#<table>#<shard>`: what went there on that day. It has no ids of anything."""

    counts: JSONAttribute = JSONAttribute(default=dict)
    version = VersionAttribute()


class RunRecord(OperationRecord, discriminator="retention_run"):
    """`RETENTION#<day>`/`run`: the day's whole, once nothing of it is left. Its `statement` is signed."""

    by_day = index("gsi1")
    """Runs, the newest last."""
    counts: JSONAttribute = JSONAttribute()
    destroyed: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    """Names of data keys that were destroyed since the run before."""
    canaries_left: UnicodeSetAttribute = UnicodeSetAttribute(null=True)
    """Canaries that should have gone by then and stand there still."""
    finished_at = UTCDateTimeAttribute()
    statement = BinaryAttribute(legacy_encoding=False)

    @property
    def day(self) -> str:
        return str(self.gsi1sk)


class RunsRecord(OperationRecord, discriminator="retention_last"):
    """`RETENTION`/`last`: the latest day that was finished."""

    day = UnicodeAttribute()


class _PersonCanary(PersonRecord, discriminator=CANARY):
    stands_for = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class _AccountCanary(AccountRecord, discriminator=CANARY):
    stands_for = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class _EpidemicCanary(EpidemicRecord, discriminator=CANARY):
    stands_for = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class _OperationCanary(OperationRecord, discriminator=CANARY):
    stands_for = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class _VenueCanary(VenueRecord, discriminator=CANARY):
    stands_for = UnicodeAttribute()
    at = UTCDateTimeAttribute()


CANARIES: dict[str, Any] = {
    "venues": _VenueCanary,
    "people": _PersonCanary,
    "accounts": _AccountCanary,
    "epidemic": _EpidemicCanary,
    "operations": _OperationCanary,
}


def piece(day: date, table: str, shard: int) -> PieceRecord:
    """The piece as it stands, or a new one. One read."""
    place = (f"RETENTION#{day}", f"piece#{table}#{shard}")
    return PieceRecord.find(*place) or PieceRecord(*place, counts={})


def pieces(day: date) -> list[PieceRecord]:
    """All pieces of a day, in order. One query."""
    keys = PieceRecord.sk.startswith("piece#")
    return list(PieceRecord.query(f"RETENTION#{day}", keys, consistent_read=True))


def run(day: str) -> RunRecord | None:
    """The run of a day that is finished. One read."""
    record: RunRecord | None = RunRecord.find(f"RETENTION#{day}", "run")
    return record


def last_day() -> str | None:
    """The latest day that was finished. One read."""
    record: RunsRecord | None = RunsRecord.find("RETENTION", "last")
    return str(record.day) if record is not None else None


def finish_steps(day: date, finished_at: datetime, **content: Any) -> list[Put]:
    """The steps that close a day, once."""
    record = RunRecord(f"RETENTION#{day}", "run", finished_at=finished_at, **content)
    record.gsi1pk, record.gsi1sk = "RETENTIONRUNS", str(day)
    steps = [Put(record, ABSENT)]
    if (last_day() or "") < str(day):
        steps.append(Put(RunsRecord("RETENTION", "last", day=str(day)), ABSENT | (RunsRecord.day < str(day))))
    return steps


def runs(limit: int, before: str | None) -> list[RunRecord]:
    """Runs before a day, the newest first. One query."""
    keys = RunRecord.gsi1sk < before if before else None
    return list(RunRecord.by_day.query("RETENTIONRUNS", keys, limit=limit, scan_index_forward=False))
