"""Checks that gates made without a network: each kept once, however often it is delivered."""

from collections.abc import Iterable
from datetime import timedelta

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import CHECKS_OLDEST
from chalicelib.errors import KangmaError
from chalicelib.person.revocations import RevocationRecord
from chalicelib.store.reading import read_together
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put


class CheckRecord(OperationRecord, discriminator="check"):
    """`CHECK#<venue>#<id>`. `content` is a hash of what was delivered; nothing names the person.

    The table's stream carries each to the statistics: once, because it is written once.
    """

    venue_id = UnicodeAttribute()
    region = UnicodeAttribute(default="")
    by = UnicodeAttribute()
    content = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    """When the gate checked, by its clock corrected."""
    received_at = UTCDateTimeAttribute()
    valid = BooleanAttribute()
    reason = UnicodeAttribute(null=True)
    colour = UnicodeAttribute(null=True)
    presentation = UnicodeAttribute(null=True)
    anomaly = BooleanAttribute(default=False)

    @staticmethod
    def key(venue_id: str, check_id: str) -> str:
        return f"CHECK#{venue_id}#{check_id}"


def put(record: CheckRecord, otherwise: KangmaError | None = None) -> Put:
    """The step that keeps a check, once; `otherwise` where it was kept before."""
    # Older ones are refused by their instant, so that nothing has to remember them longer.
    record.ttl = ttl(CHECKS_OLDEST + timedelta(days=1))
    return Put(record, ABSENT, otherwise)


def known(keys: Iterable[str]) -> dict[str, CheckRecord]:
    """Those of `keys` that were delivered before. A batch read for each hundred."""
    found = read_together([(CheckRecord, key, "check") for key in keys])
    return {record.pk: record for record in found if record is not None}


def ended(code_ids: Iterable[str]) -> dict[str, RevocationRecord]:
    """Which of the code ids have ended, and when. A batch read for each hundred."""
    found = read_together([(RevocationRecord, f"CODE#{code_id}", "ended") for code_id in code_ids])
    return {record.code_id: record for record in found if record is not None}
