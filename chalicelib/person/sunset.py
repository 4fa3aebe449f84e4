"""The end of the whole: from when on nobody is registered any more, and from when on nothing is answered."""

from datetime import datetime

from pynamodb.attributes import BinaryAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.container import Believed
from chalicelib.errors import Gone
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


def _read(former: SunsetRecord | None) -> SunsetRecord | None:
    return find()


_believed: Believed[SunsetRecord | None] = Believed(_read)


def known(*, fresh: bool = False) -> SunsetRecord | None:
    """What is agreed to, as it was read at most a minute ago. One read, if any."""
    return _believed.value(fresh=fresh)


def require_admitting(now: datetime) -> None:
    """Raises Gone `ended` once nobody is registered any more."""
    record = known()
    if record is not None and now >= record.from_at:
        raise Gone("ended")


def require_standing(now: datetime) -> None:
    """Raises Gone `ended` once everything is over."""
    record = known()
    if record is not None and now >= record.until_at:
        raise Gone("ended")
