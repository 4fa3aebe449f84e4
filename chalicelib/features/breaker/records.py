"""The breaker's records: how many turned worse by the hour, where it is open, and what is held there."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk import breaker_numbers
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.desk.waiting import LEAVE, Queue, Waiting
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.reading import Key, prefixed, read_together
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, EpidemicRecord, Unreadable, ttl
from chalicelib.store.transactions import Change, Drop, Lost, Put, transact

QUEUE = Queue("breaker")
HOUR = timedelta(hours=1)
DEADLINE = timedelta(hours=24)
"""By when somebody releases what is held; then it is a matter of the whole country."""
_RELEASES = "BREAKER_RELEASES"


class HourRecord(EpidemicRecord, discriminator="breaker_hour"):
    """`BREAKER#<county>#<kind>`/`<hour>`: people who turned worse in it. `passed`: those of them that a release had
    looked at, from whom on it is counted anew."""

    people = NumberAttribute(default=0)
    passed = NumberAttribute(default=0)


class BreakerRecord(Waiting, EpidemicRecord, discriminator="breaker"):
    """`BREAKER#<county>#<kind>`/`breaker`: open since `opened_at`; what was held up to `releasing` is let go."""

    by_release = index("gsi1")
    """What a release has not yet let go of, by its instant."""
    opened_at = UTCDateTimeAttribute(null=True)
    due_at = UTCDateTimeAttribute(null=True)
    held = NumberAttribute(default=0)
    releasing = UTCDateTimeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[len("BREAKER#") :])

    @property
    def what(self) -> str:
        return self.id.partition("#")[2]


class HeldRecord(EpidemicRecord, discriminator="breaker_held"):
    """`BREAKER#<county>#<kind>`/`held#<instant>#<subject>`: a contact or a designation that is not folded yet."""

    subject = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    proposal = UnicodeAttribute(null=True)
    """Of one that came by a list: the proposal by which the list was agreed to."""


def _place(county: str, kind: str) -> str:
    return f"BREAKER#{county}#{kind}"


def hour_of(at: datetime) -> str:
    """An hour as its counter is named."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H")


def read(county: str, kind: str, now: datetime) -> tuple[Numbers, BreakerRecord | None, HourRecord]:
    """The numbers, whether it is open, and the hour so far. One batch read."""
    place, hour = _place(county, kind), hour_of(now)
    keys: list[Key] = [breaker_numbers.key(), (BreakerRecord, place, "breaker"), (HourRecord, place, hour)]
    numbers, breaker, counted = read_together(keys)
    return breaker_numbers.of(numbers), breaker, counted or HourRecord(place, hour)


def median_hour(county: str, kind: str, days: int, now: datetime) -> float:
    """The median of the hours before this one; an hour in which nobody turned worse counts too. One query."""
    return median_of(hours(county, kind, now - timedelta(days=days), now - HOUR), days, now)


def hours(county: str, kind: str, since: datetime, until: datetime) -> dict[str, int]:
    """People who turned worse, by the hours in which anybody did, the earliest first. One query."""
    between = HourRecord.sk.between(hour_of(since), hour_of(until))
    return {str(record.sk): int(record.people) for record in HourRecord.query(_place(county, kind), between)}


def median_of(counted: Mapping[str, int], days: int, now: datetime) -> float:
    """The median of the hours of these days before this one."""
    first, last = hour_of(now - timedelta(days=days)), hour_of(now - HOUR)
    before = [people for hour, people in counted.items() if first <= hour <= last]
    return float(median(before + [0] * (days * 24 - len(before))))


def count_step(hour: HourRecord, most: int | None, days: int) -> Change:
    """The step that counts one more person in an hour, if there are fewer than `most` (None: whatever there are)."""
    actions = (HourRecord.people.add(1), HourRecord.kind.set(HourRecord), HourRecord.ttl.set(ttl(_kept(days))))
    fewer = None if most is None else HourRecord.people.does_not_exist() | (HourRecord.people < most)
    return Change(HourRecord(hour.pk, hour.sk), actions, fewer)


def _kept(days: int) -> timedelta:
    return timedelta(days=days + 1)


def held_record(county: str, kind: str, subject: str, document_hash: str, now: datetime) -> HeldRecord:
    """Something that is to be held, not yet written."""
    place = f"held#{stamp(now)}#{subject}"
    return HeldRecord(_place(county, kind), place, subject=subject, document_hash=document_hash, at=now)


def hold_steps(
    county: str, kind: str, breaker: BreakerRecord | None, held: HeldRecord, now: datetime
) -> list[Put | Change]:
    """The steps that hold something, and open the breaker where it is not open yet."""
    place = _place(county, kind)
    if breaker is not None and breaker.opened_at is not None:
        one_more = Change(
            BreakerRecord(place, "breaker"), (BreakerRecord.held.add(1),), BreakerRecord.opened_at.exists()
        )
        return [one_more, Put(held, ABSENT)]
    actions = (
        BreakerRecord.kind.set(BreakerRecord),
        BreakerRecord.opened_at.set(now),
        BreakerRecord.due_at.set(now + DEADLINE),
        BreakerRecord.held.add(1),
        *QUEUE.entry(f"{county}#{kind}", county, now + DEADLINE),
    )
    opened = Change(BreakerRecord(place, "breaker"), actions, BreakerRecord.opened_at.does_not_exist())
    return [opened, Put(held, ABSENT)]


def find(county: str, kind: str) -> BreakerRecord | None:
    """One read."""
    record: BreakerRecord | None = BreakerRecord.find(_place(county, kind), "breaker")
    return record


def waiting(region: str, limit: int, after: str | None) -> list[BreakerRecord]:
    """Breakers that are open in a region (a prefix), what is due first in front. A query, or one a shard."""
    return QUEUE.first(BreakerRecord, region, limit, after)


def release_steps(breaker: BreakerRecord, now: datetime) -> list[Change]:
    """The steps that close a breaker: what it holds is let go, and the hour is counted from here on anew."""
    county, _, kind = breaker.id.partition("#")
    numbers, _, hour = read(county, kind, now)
    removed = (BreakerRecord.opened_at.remove(), BreakerRecord.due_at.remove(), *LEAVE)
    actions = (
        *removed,
        BreakerRecord.held.set(0),
        BreakerRecord.releasing.set(now),
        BreakerRecord.gsi1pk.set(_RELEASES),
        BreakerRecord.gsi1sk.set(f"{stamp(now)}#{breaker.id}"),
    )
    still = BreakerRecord.opened_at == breaker.opened_at
    closed = Change(BreakerRecord(breaker.pk, "breaker"), actions, still)
    kept = HourRecord.ttl.set(ttl(_kept(numbers.median_days)))
    counted = (HourRecord.passed.set(int(hour.people)), HourRecord.kind.set(HourRecord), kept)
    return [closed, Change(HourRecord(hour.pk, hour.sk), counted)]


def releases(limit: int) -> list[BreakerRecord]:
    """Releases that are not done yet, the earliest first. One query, eventually consistent."""
    return first(BreakerRecord.by_release.query(_RELEASES, page_size=limit), limit)


def held(
    breaker: BreakerRecord, limit: int, after: str | None = None, aside: list[Unreadable] | None = None
) -> list[HeldRecord]:
    """What a breaker holds, the earliest first; what of it cannot be read is put into `aside`. One query."""
    county, _, kind = breaker.id.partition("#")
    return held_there(county, kind, limit, after, aside)


def held_there(
    county: str, kind: str, limit: int, after: str | None, aside: list[Unreadable] | None = None
) -> list[HeldRecord]:
    """What a county holds of a kind, the earliest first; what of it cannot be read is put into `aside`. One query."""
    places = prefixed(HeldRecord.sk, "held#", after)
    return first(HeldRecord.query(_place(county, kind), places, page_size=limit, consistent_read=True), limit, aside)


def all_held(breaker: BreakerRecord) -> Iterator[HeldRecord]:
    """Everything that a breaker holds. A query, and more for more pages."""
    yield from HeldRecord.query(breaker.pk, HeldRecord.sk.startswith("held#"), consistent_read=True)


def let_go_step(record: HeldRecord) -> Drop:
    """The step by which something is held no more, once."""
    return Drop(record, HeldRecord.subject.exists())


def done(breaker: BreakerRecord) -> None:
    """A release is done. One write; nothing where another release came meanwhile."""
    actions: tuple[Any, ...] = (
        BreakerRecord.releasing.remove(),
        BreakerRecord.gsi1pk.remove(),
        BreakerRecord.gsi1sk.remove(),
    )
    still = BreakerRecord.releasing == breaker.releasing
    try:
        transact([Change(BreakerRecord(breaker.pk, "breaker"), actions, still)])
    except Lost:
        return
