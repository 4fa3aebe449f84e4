"""The signed heads of the audit's chains, one statement an hour, as everybody may read them."""

from datetime import datetime

from pynamodb.attributes import BinaryAttribute

from chalicelib.codes import heads
from chalicelib.codes.heads import Heads
from chalicelib.store.tables import OperationRecord

_HOURS = "AUDITHEADS"


class HeadsRecord(OperationRecord, discriminator="audit_heads"):
    """`AUDITHEADS`/`<hour>`. It lies in the bucket too, where nobody changes it; here the API reads it."""

    statement = BinaryAttribute(legacy_encoding=False)

    @property
    def said(self) -> Heads:
        return heads.read(self.statement)


def name_of(hour: datetime) -> str:
    """How an hour is named, in UTC: `20200310T09`."""
    return f"{hour:%Y%m%dT%H}"


def keep(hour: datetime, statement: bytes) -> None:
    """Writes the statement of an hour; the same again is the same. One call."""
    HeadsRecord(_HOURS, name_of(hour), statement=statement).save()


def of_hour(name: str) -> HeadsRecord | None:
    """The statement of an hour. One read."""
    found: HeadsRecord | None = HeadsRecord.find(_HOURS, name)
    return found


def newest(now: datetime) -> HeadsRecord | None:
    """The last statement of an hour that has begun. One query."""
    keys = HeadsRecord.sk <= name_of(now)
    return next(iter(HeadsRecord.query(_HOURS, keys, scan_index_forward=False, limit=1)), None)
