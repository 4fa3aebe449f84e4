"""Names compared by staff: a fact that gives another name than is on record with its number waits until they looked.

One record a document, the name that was given and the name on record: what was decided of them holds for what comes
later, by whatever list. Names are no part of any key; the one that was given is kept, sealed, while it is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.errors import Conflict
from chalicelib.identity.namesakes import folded
from chalicelib.instants import stamp
from chalicelib.store import secrets, vault
from chalicelib.store.indexes import index
from chalicelib.store.reading import Key, prefixed
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, EpidemicRecord, Unreadable, ttl
from chalicelib.store.transactions import Change, Drop, Lost, Put, Step, transact

QUEUE = Queue("name-matches", open_without_region=True)
WAITING, SAME, OTHER = "waiting", "same", "other"
Outcome = Literal["same", "other"]
"""One person, spelt otherwise; or another person, and the number is wrong."""
DEADLINE, SOON = timedelta(hours=24), timedelta(hours=2)
"""By when it is decided; of an open case sooner."""
_KEPT = timedelta(days=180)
_SETTLING = "NAME_MATCHES"


class NameMatchRecord(Waiting, EpidemicRecord, discriminator="name_match"):
    """`NAMES#<id>`/`match`: a document with the name that an office gave and the one on record."""

    by_settling = index("gsi1")
    """Decided ones whose facts have not all been settled."""
    person_id = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    named = UnicodeAttribute(null=True)
    """The name that was given, sealed; gone once everything is settled."""
    status = UnicodeAttribute(default=WAITING)
    at = UTCDateTimeAttribute()
    due_at = UTCDateTimeAttribute()
    decided_by = UnicodeAttribute(null=True)
    decided_at = UTCDateTimeAttribute(null=True)
    reason = UnicodeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[6:])

    @property
    def name(self) -> str | None:
        """The name that was given."""
        return vault.unseal(self.id, "name", self.named) if self.named else None


class NamedFactRecord(EpidemicRecord, discriminator="named_fact"):
    """`NAMES#<id>`/`fact#<what>#<subject>`: a fact that waits. `content`: what its feature needs to settle it."""

    what = UnicodeAttribute()
    subject = UnicodeAttribute()
    content: JSONAttribute = JSONAttribute(default=dict)


@dataclass(frozen=True)
class NamedFact:
    """A fact that waits: of what kind, by which id; `urgent` where it is an open case."""

    what: str
    subject: str
    content: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False


def id_of(document_hash: str, given: str, on_record: str) -> str:
    """What a document with these two names is found by."""
    return secrets.lookup_hash("names", f"{document_hash}/{folded(given)}/{folded(on_record)}")


def key(match_id: str) -> Key:
    """Where it lies, for a batch read."""
    return (NameMatchRecord, f"NAMES#{match_id}", "match")


def find(match_id: str) -> NameMatchRecord | None:
    """One read."""
    record: NameMatchRecord | None = NameMatchRecord.find(f"NAMES#{match_id}", "match")
    return record


def make(match_id: str, person_id: str, document_hash: str, region: str, given: str, now: datetime) -> NameMatchRecord:
    """Names that are to be compared, not yet written."""
    sealed = vault.seal(match_id, "name", given, now, "case")
    content: dict[str, Any] = {"person_id": person_id, "document_hash": document_hash, "named": sealed, "at": now}
    return NameMatchRecord(f"NAMES#{match_id}", "match", region=region, **content)


def wait_steps(record: NameMatchRecord, fact: NamedFact, now: datetime) -> list[Step]:
    """The steps that have a fact wait for a comparison, which is new or waits already; the first deadline counts."""
    kept = NamedFactRecord(record.pk, f"fact#{fact.what}#{fact.subject}", what=fact.what, subject=fact.subject)
    kept.content = dict(fact.content)
    due = now + (SOON if fact.urgent else DEADLINE)
    if record.due_at is None:
        record.due_at = due
        QUEUE.place(record, due)
        return [Put(record, ABSENT), Put(kept)]
    sooner = min(due, record.due_at)
    placed = QUEUE.entry(record.id, record.region, sooner)
    waits = NameMatchRecord.status == WAITING
    return [Change(record, (NameMatchRecord.due_at.set(sooner), *placed), waits), Put(kept)]


def waiting(region: str, limit: int, after: str | None) -> list[NameMatchRecord]:
    """Those of a region (a prefix), and those without region, earliest deadline first."""
    return QUEUE.first(NameMatchRecord, region, limit, after)


def decided(record: NameMatchRecord, outcome: str, by: str, reason: str, now: datetime) -> Change:
    """The step that decides it, once; what waits for it is to be settled."""
    actions: tuple[Any, ...] = (
        NameMatchRecord.status.set(outcome),
        NameMatchRecord.decided_at.set(now),
        NameMatchRecord.decided_by.set(by),
        NameMatchRecord.reason.set(reason),
        NameMatchRecord.gsi1pk.set(_SETTLING),
        NameMatchRecord.gsi1sk.set(f"{stamp(now)}#{record.id}"),
        *LEAVE,
    )
    return Change(record, actions, NameMatchRecord.status == WAITING, Conflict("comparison_decided"))


def facts_of(
    record: NameMatchRecord, limit: int, after: str | None = None, aside: list[Unreadable] | None = None
) -> list[NamedFactRecord]:
    """Facts that wait for it, behind the place `after`; what of them cannot be read is put into `aside`. One query."""
    waiting_there = prefixed(NamedFactRecord.sk, "fact#", after)
    return first(NamedFactRecord.query(record.pk, waiting_there, page_size=limit, consistent_read=True), limit, aside)


def settled_step(fact: NamedFactRecord) -> Drop:
    """The step by which a fact waits no more, once."""
    return Drop(fact, NamedFactRecord.subject.exists())


def settling(limit: int) -> list[NameMatchRecord]:
    """Decided ones that are not settled yet, the earliest first. One query, eventually consistent."""
    return first(NameMatchRecord.by_settling.query(_SETTLING, page_size=limit), limit)


def done(record: NameMatchRecord) -> None:
    """Everything is settled: the name goes, the outcome is kept for a while. One write."""
    actions: tuple[Any, ...] = (
        NameMatchRecord.gsi1pk.remove(),
        NameMatchRecord.gsi1sk.remove(),
        NameMatchRecord.named.remove(),
        NameMatchRecord.ttl.set(ttl(_KEPT)),
    )
    try:
        transact([Change(record, actions, NameMatchRecord.gsi1sk == record.gsi1sk)])
    except Lost:
        return
