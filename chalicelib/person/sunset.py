"""The end of the whole: from when on nobody is registered any more, and from when on nothing is answered.

It begins with a last rule set, which closes every hold (settled.md 58). Where that was taken back, nothing begins.
"""

from datetime import datetime

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.errors import Gone
from chalicelib.scoring.rules import RuleBook
from chalicelib.store.reading import Key
from chalicelib.store.tables import EpidemicRecord
from chalicelib.store.transactions import Put


class SunsetRecord(EpidemicRecord, discriminator="sunset"):
    """`SUNSET`/`sunset`: what two supervisors of the whole country agreed to."""

    from_at = UTCDateTimeAttribute()
    until_at = UTCDateTimeAttribute()
    proposal = UnicodeAttribute()
    agreed_at = UTCDateTimeAttribute()
    certificate = BinaryAttribute(legacy_encoding=False, null=True)
    """The signed statement that everything was destroyed (`infra/sunset.py`)."""
    version = VersionAttribute()


def find() -> SunsetRecord | None:
    """One read."""
    record: SunsetRecord | None = SunsetRecord.find("SUNSET", "sunset")
    return record


def put(record: SunsetRecord | None, from_at: datetime, until_at: datetime, proposal: str, now: datetime) -> Put:
    """The step that sets it, in place of what was agreed to before."""
    record = record or SunsetRecord("SUNSET", "sunset")
    record.from_at, record.until_at, record.proposal, record.agreed_at = from_at, until_at, proposal, now
    return Put(record)


def key() -> Key:
    """Where it lies, for a batch read."""
    return (SunsetRecord, "SUNSET", "sunset")


def is_held_by(book: RuleBook, first: datetime) -> bool:
    """Whether the rule set that governs from the first day on closes every hold: without it nothing ends."""
    return book.at(first).ends_holds


def require_admitting(record: SunsetRecord | None, book: RuleBook, now: datetime) -> None:
    """Raises Gone `ended` once nobody is registered any more."""
    if record is not None and now >= record.from_at and is_held_by(book, record.from_at):
        raise Gone("ended")


def require_standing(record: SunsetRecord | None, book: RuleBook, now: datetime) -> None:
    """Raises Gone `ended` once everything is over."""
    if record is not None and now >= record.until_at and is_held_by(book, record.from_at):
        raise Gone("ended")
