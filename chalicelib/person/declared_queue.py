"""What somebody declared against themself and staff are to decide: contacts and positive tests, by region.

It follows the state in the transaction that writes it, as the index of stays does: what is asked of staff there stands
in the queue, and what was decided, struck or became a case goes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.expressions.condition import Condition

from chalicelib.config import POLICY_ZONE
from chalicelib.desk.waiting import Queue, Waiting
from chalicelib.instants import stamp
from chalicelib.person import shelf, waits
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import add_days, policy_day
from chalicelib.scoring.state import QueueItem
from chalicelib.store.tables import PersonRecord
from chalicelib.store.transactions import Drop, Put

QUEUE = Queue("declared")
DECLARED = ("contact.declared", "test.declared")
_LOOKED_BACK = timedelta(days=40)
"""Facts count so long; of what is older nothing is left to decide."""


class DeclaredRecord(Waiting, PersonRecord, discriminator="declared_waiting"):
    """`P#<person>`/`q#<key>`: a declared contact or test, named by the key that the scoring core gives it."""

    last4 = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    """When it was declared."""
    decide_by = UnicodeAttribute()
    """The last day on which a decision still counts."""

    @property
    def person_id(self) -> str:
        return str(self.pk[2:])

    @property
    def key(self) -> str:
        return str(self.sk[2:])

    @property
    def id(self) -> str:
        return f"{self.person_id}-{self.key.replace(':', '-')}"

    @property
    def on(self) -> str:
        """The day of the contact or the test."""
        return self.key.rpartition(":")[2]

    @property
    def said(self) -> str:
        """Contact with a `confirmed` or a `suspected` case, or a `positive` test."""
        return self.key.split(":")[1]

    @property
    def is_test(self) -> bool:
        return self.key.startswith("test:")


def steps(record: StateRecord, now: datetime) -> Iterator[Put | Drop]:
    """The steps by which the queue follows a state that is written; none where the same is asked."""
    if record.asks is None:
        return
    asked = {item.key: item for item in record.asks if _is_asked(record, item)}
    before, after = set(record.queued or ()), {f"{record.county}|{key}" for key in asked}
    record.queued = after or None
    for place in sorted(after - before):
        yield Put(_record(record, asked[_key(place)], now))
    for key in sorted({_key(place) for place in before - after} - asked.keys()):
        yield Drop(DeclaredRecord(f"P#{record.person_id}", f"q#{key}"))


def _is_asked(record: StateRecord, item: QueueItem) -> bool:
    """On account of a code that the person holds; of a record that became part of another, that one asks."""
    return item.kind in DECLARED and bool(record.schemes & set(item.schemes)) and not waits.joined_with(record)


def _key(place: str) -> str:
    return place.partition("|")[2]


def _record(record: StateRecord, item: QueueItem, now: datetime) -> DeclaredRecord:
    on, days = date.fromisoformat(item.key.rpartition(":")[2]), _LOOKED_BACK.days
    if item.kind == "contact.declared":
        days = shelf.current().book.at(now).contact_review_days - 1
    found = DeclaredRecord(f"P#{record.person_id}", f"q#{item.key}", last4=record.last4, at=item.at)
    found.region, found.decide_by = record.county, add_days(on, days).isoformat()
    QUEUE.place(found, item.at)
    return found


def find(declared_id: str) -> DeclaredRecord | None:
    """By its id; None for what waits no more, and for what is no id. One read."""
    person_id, _, key = declared_id.partition("-")
    place = "q#" + key.replace("-", ":", 2)
    record: DeclaredRecord | None = DeclaredRecord.find(f"P#{person_id}", place)
    return record


def waiting(region: str, limit: int, after: str | None, now: datetime) -> list[DeclaredRecord]:
    """What can still be decided in a region (a prefix), the earliest first. A query, for the whole country one a
    shard."""
    return QUEUE.first(DeclaredRecord, region, limit, after or stamp(now - _LOOKED_BACK), in_time(now))


def in_time(now: datetime) -> Condition:
    """The condition of what can still be decided."""
    condition: Condition = DeclaredRecord.decide_by >= policy_day(now, POLICY_ZONE).isoformat()
    return condition
