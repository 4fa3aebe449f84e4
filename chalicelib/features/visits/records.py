"""Visits, append-only, and where each person is. No key is a venue's alone: whoever enters writes their own
partition, and the venue's day is an index in shards (design: Data).
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)

from chalicelib.config import VISIT_LATE, VISIT_LIFETIME, VISIT_SHARDS
from chalicelib.instants import stamp
from chalicelib.store.indexes import index
from chalicelib.store.reading import Key
from chalicelib.store.tables import ABSENT, VenueRecord, ttl
from chalicelib.store.transactions import Change, Put


class VisitRecord(VenueRecord, discriminator="visit"):
    """`PV#<person>`/`visit#<instant first known>#<id>`. No name: the masked one and four characters, as a gate sees."""

    day_index = index("gsi1")
    """Visits by venue, policy day and shard, in order of coming."""
    id_index = index("gsi2")
    """Visits by their id."""
    venue_id = UnicodeAttribute()
    venue_name = UnicodeAttribute()
    venue_type = UnicodeAttribute()
    region = UnicodeAttribute()
    door = NumberAttribute(null=True)
    door_name = UnicodeAttribute(null=True)
    """The door by which the person came, as it was called then; absent where no door was said."""
    came = UTCDateTimeAttribute()
    left = UTCDateTimeAttribute(null=True)
    direction = UnicodeAttribute()
    """Of the scan that made it: `out` where nobody saw the person come."""
    recorded_at = UTCDateTimeAttribute()
    recorded_by = UnicodeAttribute()
    by_gate = BooleanAttribute(default=False)
    name_masked = UnicodeAttribute()
    last4 = UnicodeAttribute()
    colour = UnicodeAttribute(null=True)
    temperature = NumberAttribute(null=True)
    marks: JSONAttribute = JSONAttribute(default=list)
    presentation = UnicodeAttribute(null=True)
    anomaly_id = UnicodeAttribute(null=True)
    anomaly_at = UTCDateTimeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.sk.rpartition("#")[2])

    @property
    def person_id(self) -> str:
        return str(self.pk[3:])

    @property
    def suspect(self) -> bool:
        return bool(self.marks)

    @property
    def sort_key(self) -> str:
        """Its place among the person's visits."""
        return str(self.sk)

    @property
    def day_place(self) -> str:
        """Its place among a venue's visits of a day."""
        return str(self.gsi1sk)

    @property
    def reference(self) -> str:
        """What `by_reference` finds it by in one consistent read; ids are found through the index."""
        return f"{self.person_id}~{self.sk}"


class PresenceRecord(VenueRecord, discriminator="presence"):
    """`PV#<person>`/`presence`: the scans of the last days, from which visits are made (scoring/visits.py)."""

    content = UnicodeAttribute(default="{}")
    """As features/visits/presence.py keeps it."""
    version = VersionAttribute()


def shard_of(person_id: str) -> int:
    """Which of a venue-day's shards a person's visits lie in."""
    return int(sha256(person_id.encode()).hexdigest()[:8], 16) % VISIT_SHARDS


def day_key(venue_id: str, day: str, shard: int) -> str:
    """The index key of one shard of a venue's policy day."""
    return f"VD#{venue_id}#{day}#{shard}"


def presence_key(person_id: str) -> Key:
    """Where a person's presence lies, for a batch read."""
    return (PresenceRecord, f"PV#{person_id}", "presence")


def no_presence(person_id: str) -> PresenceRecord:
    """The presence of somebody who was nowhere yet."""
    return PresenceRecord(f"PV#{person_id}", "presence", content="{}")


def presence_write(record: PresenceRecord, content: str) -> Put:
    """The step that writes a person's presence, if nobody has since it was read."""
    record.content, record.ttl = content, ttl(VISIT_LIFETIME)
    return Put(record)


def forget_presence(person_id: str) -> None:
    """Deletes where a person is; safe to repeat. Visits stay for tracing until their time is over."""
    no_presence(person_id).delete(add_version_condition=False)


def sort_key(came: datetime, visit_id: str) -> str:
    """Where a visit lies among a person's. It stays there when an earlier scan turns up."""
    return f"visit#{stamp(came)}#{visit_id}"


def make(person_id: str, visit_id: str, came: datetime, **content: Any) -> VisitRecord:
    """A visit, not yet written; `content` are its other attributes."""
    return VisitRecord(f"PV#{person_id}", sort_key(came, visit_id), came=came, **content)


def visit_put(visit: VisitRecord, day: str) -> Put:
    """The step that appends a visit. `day` is the policy day on which the person came."""
    visit.gsi1pk, visit.gsi1sk = day_place(visit.person_id, visit.sk, visit.venue_id, visit.came, day)
    visit.gsi2pk, visit.gsi2sk = f"VISIT#{visit.id}", "visit"
    visit.ttl = ttl(VISIT_LIFETIME)
    return Put(visit, ABSENT)


def day_place(person_id: str, sk: str, venue_id: str, came: datetime, day: str) -> tuple[str, str]:
    """A visit's keys in the index of its venue's day."""
    return day_key(venue_id, day, shard_of(person_id)), f"{stamp(came)}#{sk.rpartition('#')[2]}"


def visit_change(visit: VisitRecord, day: str) -> Change:
    """The step that writes what later scans showed of a visit: when it began and ended, what was measured."""
    visit.gsi1pk, visit.gsi1sk = day_place(visit.person_id, visit.sk, visit.venue_id, visit.came, day)
    actions: list[Any] = [
        VisitRecord.came.set(visit.came),
        VisitRecord.gsi1pk.set(visit.gsi1pk),
        VisitRecord.gsi1sk.set(visit.gsi1sk),
    ]
    for name in ("left", "temperature", "colour", "anomaly_id", "anomaly_at"):
        value = getattr(visit, name)
        if value is not None:
            actions.append(getattr(VisitRecord, name).set(value))
    return Change(VisitRecord(visit.pk, visit.sk), tuple(actions), VisitRecord.venue_id == visit.venue_id)


def by_id(visit_id: str) -> VisitRecord | None:
    """One read of the index, eventually consistent."""
    found = list(VisitRecord.id_index.query(f"VISIT#{visit_id}", limit=1))
    return found[0] if found else None


def find(person_id: str, sk: str) -> VisitRecord | None:
    """One read."""
    record: VisitRecord | None = VisitRecord.find(f"PV#{person_id}", sk)
    return record


def by_reference(reference: str) -> VisitRecord | None:
    """One read."""
    person_id, _, sk = reference.partition("~")
    return find(person_id, sk)


def known(person_id: str, sk: str) -> VisitRecord:
    """A visit that was recorded; one that no step finds where it is there no more. One read."""
    return find(person_id, sk) or VisitRecord(f"PV#{person_id}", sk)


def of_person(person_id: str, limit: int, before: str | None) -> list[VisitRecord]:
    """Newest first; those before the sort key `before`. One query."""
    keys = VisitRecord.sk.between("visit#", before) if before else VisitRecord.sk.startswith("visit#")
    query = VisitRecord.query(f"PV#{person_id}", keys, scan_index_forward=False, limit=limit + 1, consistent_read=True)
    return [record for record in query if record.sk != before][:limit]


def of_person_until(person_id: str, limit: int, until: datetime) -> list[VisitRecord]:
    """Newest first, those first known by an instant. One query."""
    keys = VisitRecord.sk.between("visit#", f"visit#{stamp(until)}~")
    query = VisitRecord.query(f"PV#{person_id}", keys, scan_index_forward=False, limit=limit, consistent_read=True)
    return list(query)


def of_person_between(person_id: str, start: datetime, end: datetime) -> list[VisitRecord]:
    """A person's visits that began from `start` to `end`, oldest first. One query, and more for more pages.

    A visit lies where it was first known; late deliveries may have moved its beginning back by as much as
    they may be late.
    """
    keys = VisitRecord.sk.between(f"visit#{stamp(start)}", f"visit#{stamp(end + VISIT_LATE)}~")
    found = VisitRecord.query(f"PV#{person_id}", keys, consistent_read=True)
    return sorted((each for each in found if start <= each.came <= end), key=lambda each: each.came)


def of_venue_day(venue_id: str, day: str, limit: int, before: str | None) -> list[VisitRecord]:
    """Newest first; those that came before the place `before`. One query for each shard."""
    found: list[VisitRecord] = []
    for shard in range(VISIT_SHARDS):
        keys = VisitRecord.gsi1sk < before if before else None
        query = VisitRecord.day_index.query(day_key(venue_id, day, shard), keys, scan_index_forward=False, limit=limit)
        found += query
    return sorted(found, key=lambda record: str(record.gsi1sk), reverse=True)[:limit]


def places(venue_id: str, days: Iterable[str]) -> list[str]:
    """The index keys that hold a venue's visits of these policy days."""
    return [day_key(venue_id, day, shard) for day in days for shard in range(VISIT_SHARDS)]


def began_between(place: str, start: datetime, end: datetime) -> list[VisitRecord]:
    """The visits under one index key that began from `start` to `end`. One query, and more for more pages."""
    keys = VisitRecord.gsi1sk.between(stamp(start), f"{stamp(end)}~")
    return list(VisitRecord.day_index.query(place, keys))
