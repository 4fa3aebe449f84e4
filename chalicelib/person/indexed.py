"""Indexes of people by what is derived of them: who stayed in a region, who is held.

Both follow the state in the transaction that writes it, so that whoever goes through them misses nobody. Whom a rating
touches is found under the regions of the stays; whom a rule set touches among the held.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.person.records import StateRecord
from chalicelib.scoring.decide import Decision
from chalicelib.store.set_aside import first
from chalicelib.store.tables import EpidemicRecord, Unreadable
from chalicelib.store.transactions import Change, Drop, Put

SHARDS = 64
"""Partitions of a region's index of stays, and of that of the held. Never changed while anybody stands in one."""


class StayRecord(EpidemicRecord, discriminator="stay"):
    """`STAY#<region>#<shard>`/`<person id>`: somebody whose state names the region, since when it does."""

    since = UTCDateTimeAttribute()
    campaign = UnicodeAttribute(null=True)
    """The latest campaign that changed something for the person, with `outcome`."""
    outcome = UnicodeAttribute(null=True)

    @property
    def person_id(self) -> str:
        return str(self.sk)


def shard_of(person_id: str) -> int:
    """Where a person stands in either index: not as in the due index, so that one worker's people are spread there."""
    return int(sha256(person_id.encode()).hexdigest()[16:24], 16) % SHARDS


def _place(region: str, person_id: str) -> tuple[str, str]:
    return f"STAY#{region}#{shard_of(person_id):02}", person_id


def stay_steps(record: StateRecord, now: datetime) -> Iterator[Put | Drop]:
    """The steps by which the index of stays follows a state that is written; none where its regions are the same."""
    if record.stayed is None:
        return
    before, after = set(record.stays or ()), set(record.stayed)
    record.stays = after or None
    for region in sorted(after - before):
        yield Put(StayRecord(*_place(region, record.person_id), since=now))
    yield from _drops(record, before - after)


def leave_steps(record: StateRecord) -> Iterator[Drop]:
    """The steps by which somebody who is erased leaves the index of stays."""
    return _drops(record, record.stays or ())


def _drops(record: StateRecord, regions: Iterable[str]) -> Iterator[Drop]:
    for region in sorted(regions):
        yield Drop(StayRecord(*_place(region, record.person_id)))


def stays(
    region: str, shard: int, limit: int, after: str | None, aside: list[Unreadable] | None = None
) -> list[StayRecord]:
    """A page of those who stayed in a region, of one shard, by their ids; those among them whose place cannot be read
    are put into `aside`. One consistent query."""
    keys = StayRecord.sk > after if after else None
    found = StayRecord.query(f"STAY#{region}#{shard:02}", keys, page_size=limit, consistent_read=True)
    return first(found, limit, aside)


def mark_step(stay: StayRecord, campaign_id: str, outcome: str) -> Change:
    """The step that notes what a campaign did for somebody."""
    actions = (StayRecord.campaign.set(campaign_id), StayRecord.outcome.set(outcome))
    return Change(StayRecord(stay.pk, stay.sk), actions, StayRecord.since.exists())


def count(region: str, shard: int) -> int:
    """How many stayed in a region, of one shard. A query, and more for more pages."""
    return int(StayRecord.count(f"STAY#{region}#{shard:02}", consistent_read=True))


def place_held(record: StateRecord, decisions: Iterable[Decision]) -> None:
    """Puts the state among the held while any hold is open, and takes it out again."""
    gravest = max((hold.colour.severity for each in decisions for hold in each.holds), default=0)
    record.gsi3pk = f"HELD#{shard_of(record.person_id):02}" if gravest else None
    record.gsi3sk = f"{gravest}#{record.person_id}" if gravest else None
