"""Spreads: what is still to be told to many, after a decision that two people made or one: contacts of a case, a list.

The record stands in the transaction of the decision and goes when all is done, so that nothing is lost between: a
message hands it to a worker at once, and every minute whatever still stands is handed over again.
"""

from datetime import datetime, timedelta

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import settings
from chalicelib.instants import stamp
from chalicelib.store import queues
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import first
from chalicelib.store.tables import EpidemicRecord
from chalicelib.store.transactions import Put

_INDEX = "SPREADS"


class SpreadRecord(EpidemicRecord, discriminator="spread"):
    """`SPREAD#<id>`/`spread`: `told` says what happened at `at`; `after` is the last one to whom it was told."""

    by_age = index("gsi1")
    """What still stands, by when it is next to be handed over."""
    subject = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    at = UTCDateTimeAttribute()
    after = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[7:])


def put(spread_id: str, subject: str, told: dict[str, str], now: datetime) -> Put:
    """The step that has it told: `subject` is `case` or `contact_list`, `told` its ids and status."""
    record = SpreadRecord(f"SPREAD#{spread_id}", "spread", subject=subject, told=told, at=now)
    record.gsi1pk, record.gsi1sk = _INDEX, stamp(now)
    return Put(record)


def find(spread_id: str) -> SpreadRecord | None:
    """One read."""
    record: SpreadRecord | None = SpreadRecord.find(f"SPREAD#{spread_id}", "spread")
    return record


def go_on(record: SpreadRecord, after: str | None, next_at: datetime) -> None:
    """Notes how far it was told, and when it is next handed over if nobody goes on."""
    record.after, record.gsi1sk = after, stamp(next_at)
    record.save()


def hand_over(spread_id: str, now: datetime) -> None:
    """Hands it to a worker."""
    queues.send(settings().rescoring_queue_url, "spread", now, spread=spread_id)


def hand_over_again(now: datetime, limit: int = 100) -> int:
    """Hands over what stands since a minute. One query. Returns how many."""
    keys = SpreadRecord.gsi1sk < stamp(now - timedelta(minutes=1))
    found = first(SpreadRecord.by_age.query(_INDEX, keys, page_size=limit), limit)
    for record in found:
        hand_over(record.id, now)
    return len(found)
