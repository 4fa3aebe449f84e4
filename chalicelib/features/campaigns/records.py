"""Campaigns as records: what is to be done for whom, how far each unit is, and on whom it failed.

A unit is one partition of the index of stays, or another part of the people by number, in one pass. Its record says
how far it is and what it found so far, so that a worker who dies is taken over where they were.
"""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
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

from chalicelib.instants import stamp
from chalicelib.person.indexed import SHARDS
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.indexes import index
from chalicelib.store.reading import prefixed
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Put

WAITING, RUNNING, LATE, PAUSED, STOPPED, DONE = "waiting", "running", "late", "paused", "stopped", "done"
WORKED = (RUNNING, LATE)
LATE_AFTER = timedelta(seconds=120)
"""Whoever declared while a rating was published stands in the index by then."""
DRY_RUN = "dry_run"
LANES = 8
"""Units of a campaign that are worked on at once, while nobody says otherwise."""
_OPEN, _CLOSED = "CAMPAIGNS#open", "CAMPAIGNS#closed"
_FAILURES_KEPT = timedelta(days=BY_NAME["campaign_failures"].days)
"""As long as a campaign is restarted for them: what is older colours nobody any more."""


class CampaignRecord(OperationRecord, discriminator="campaign"):
    """`CAMP#<id>`/`campaign`. `codes` are the regions whose stays it goes through, or `size` says how many units it
    has."""

    place_index = index("gsi1")
    """Campaigns, open ones and closed ones apart, by their beginning."""
    what = UnicodeAttribute()
    cause = UnicodeAttribute()
    region = UnicodeAttribute()
    codes: JSONAttribute = JSONAttribute(default=list)
    size = NumberAttribute(null=True)
    passes = NumberAttribute(default=2)
    """How often it goes through everybody: twice where somebody may come meanwhile."""
    status = UnicodeAttribute(default=WAITING)
    before_pause = UnicodeAttribute(null=True)
    lanes = NumberAttribute(default=LANES)
    at = UTCDateTimeAttribute()
    """The instant from which what it spreads is in force."""
    attempt = NumberAttribute(default=1)
    """How often it was begun: a restart goes once more through the units in which it failed on somebody."""
    since = UTCDateTimeAttribute(null=True)
    """Since when it is worked on without a rest, and how far it was then: units done and people seen."""
    since_units = NumberAttribute(default=0)
    since_people = NumberAttribute(default=0)
    draft: JSONAttribute = JSONAttribute(null=True)
    """Of a dry run what is tried out: versions of a region's periods."""
    graver: JSONAttribute = JSONAttribute(default=list)
    """The codes of which it spreads a rating in force that makes people worse."""
    stale: JSONAttribute = JSONAttribute(null=True)
    """Its stale rule: `before`, and `seen`, the number of the latest rating as it was made; empty where it needs none,
    None while nobody has counted."""
    late_at = UTCDateTimeAttribute(null=True)
    """When those are gone through once more who came meanwhile."""
    ended_at = UTCDateTimeAttribute(null=True)
    paused_by = UnicodeAttribute(null=True)
    paused_at = UTCDateTimeAttribute(null=True)
    resumed_by = UnicodeAttribute(null=True)
    resumed_at = UTCDateTimeAttribute(null=True)
    """Who let it rest and who let it go on last."""
    by = UnicodeAttribute()
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[5:])

    @property
    def units(self) -> int:
        """How many a pass has."""
        return int(self.size) if self.size else len(self.codes) * SHARDS

    @property
    def turn(self) -> int:
        """The pass that is worked on: 0 for everybody, 1 for who came meanwhile."""
        return 1 if self.status == LATE or self.before_pause == LATE else 0

    @property
    def mark(self) -> str:
        """What is written at the place of whom this pass changed."""
        return f"{self.id}#{self.turn}"

    def place_of(self, unit: int) -> tuple[str, int]:
        """The region and the shard of a unit."""
        return str(self.codes[unit // SHARDS]), unit % SHARDS


class UnitRecord(OperationRecord, discriminator="campaign_unit"):
    """`CAMP#<id>`/`unit#<pass>#<number>`: how far a unit is. `found` counts people by what became of them."""

    after = UnicodeAttribute(null=True)
    found: JSONAttribute = JSONAttribute(default=dict)
    done = BooleanAttribute(default=False)
    attempt = NumberAttribute(default=1)
    at = UTCDateTimeAttribute(null=True)
    """The now of the work on its latest page."""
    version = VersionAttribute()

    @property
    def number(self) -> int:
        return int(str(self.sk).rpartition("#")[2])

    @property
    def turn(self) -> int:
        """The pass that it is of."""
        return int(str(self.sk).split("#")[1])

    def stands(self, record: CampaignRecord) -> bool:
        """Whether what it found counts: not where it failed on somebody in an earlier attempt, which is done anew."""
        return int(self.attempt) == int(record.attempt) or not self.found.get("failed")


class FailureRecord(OperationRecord, discriminator="campaign_failure"):
    """`CAMP#<id>`/`failed#<person id>`: somebody on whom it failed, in which attempt."""

    at = UTCDateTimeAttribute()
    attempt = NumberAttribute(default=1)

    @property
    def person_id(self) -> str:
        return str(self.sk)[len("failed#") :]


class SwitchRecord(OperationRecord, discriminator="campaign_switch"):
    """`CAMPAIGNS`/`switch`: whether new campaigns wait until somebody says otherwise."""

    paused = BooleanAttribute(default=False)
    by = UnicodeAttribute(null=True)
    at = UTCDateTimeAttribute(null=True)


def begin_step(
    campaign_id: str,
    what: str,
    cause: str,
    region: str,
    codes: Iterable[str],
    by: str,
    now: datetime,
    **more: Any,
) -> Put:
    """The step that begins a campaign, in the transaction of what it spreads. It is worked on from the next minute.

    `more`: `size` of one that goes through no regions, `passes` of one that goes through everybody once, `lanes` of
    one that needs fewer than others, the `draft` of one that tries something out, the `graver` ones of its codes.
    """
    content: dict[str, Any] = {"what": what, "cause": cause, "region": region, "codes": sorted(codes), "by": by}
    content |= {"lanes": LANES} | more
    record = CampaignRecord(f"CAMP#{campaign_id}", "campaign", at=now, status=WAITING, **content)
    return Put(placed(record), ABSENT)


def placed(record: CampaignRecord) -> CampaignRecord:
    """The record at its place among the open or the closed ones."""
    record.gsi1pk = _CLOSED if record.status in (STOPPED, DONE) else _OPEN
    record.gsi1sk = f"{stamp(record.at)}#{record.id}"
    return record


def find(campaign_id: str) -> CampaignRecord | None:
    """One read."""
    record: CampaignRecord | None = CampaignRecord.find(f"CAMP#{campaign_id}", "campaign")
    return record


def listed(*, closed: bool, limit: int, after: str | None) -> list[CampaignRecord]:
    """A page of open campaigns by their beginning, or of closed ones with the latest first. One query, eventually
    consistent."""
    if closed:
        keys = CampaignRecord.gsi1sk < after if after else None
        found = CampaignRecord.place_index.query(_CLOSED, keys, page_size=limit, scan_index_forward=False)
        return first(found, limit)
    places = prefixed(CampaignRecord.gsi1sk, "", after) if after else None
    return first(CampaignRecord.place_index.query(_OPEN, places, page_size=limit), limit)


def units(record: CampaignRecord, turn: int | None = None) -> list[UnitRecord]:
    """The units that were begun, of one pass or of both, but for those that are done anew. A query, and more for more
    pages."""
    prefix = "unit#" if turn is None else f"unit#{turn}#"
    found = UnitRecord.query(record.pk, UnitRecord.sk.startswith(prefix), consistent_read=True)
    return [unit for unit in found if unit.stands(record)]


def units_hash(found: Iterable[UnitRecord]) -> str:
    """SHA-256 of what `units` gives, one JSON line each: pass, number, last person, and what it found by name.

    It stands in the audit's one entry of a campaign (epidemic.md §9).
    """
    lines = (json.dumps([each.turn, each.number, each.after, each.found], sort_keys=True) for each in found)
    return sha256("\n".join(lines).encode()).hexdigest()


def unit(record: CampaignRecord, number: int) -> UnitRecord:
    """A unit of the pass that is worked on, as it was left or not yet begun. One read."""
    place = record.pk, f"unit#{record.turn}#{number:06}"
    found = UnitRecord.find(*place) or UnitRecord(*place, found={})
    if not found.stands(record):
        found.after, found.found, found.done = None, {}, False
    found.attempt = record.attempt
    return found


def unit_put(record: UnitRecord) -> Put:
    """The step that writes how far a unit is, as it was read."""
    return Put(record)


def failures(record: CampaignRecord, limit: int, after: str | None) -> list[FailureRecord]:
    """A page of those on whom it failed. One query."""
    places, only = prefixed(FailureRecord.sk, "failed#", after), FailureRecord.attempt == record.attempt
    return list(FailureRecord.query(record.pk, places, only, limit=limit, consistent_read=True))


def count_failures(record: CampaignRecord) -> int:
    """On how many it failed. One query."""
    places, only = FailureRecord.sk.startswith("failed#"), FailureRecord.attempt == record.attempt
    return int(FailureRecord.count(record.pk, places, only, consistent_read=True))


def note_failure(record: CampaignRecord, person_id: str, now: datetime) -> None:
    """Notes that it failed on somebody. One write."""
    told: dict[str, Any] = {"at": now, "attempt": record.attempt, "ttl": ttl(_FAILURES_KEPT)}
    FailureRecord(record.pk, f"failed#{person_id}", **told).save()


def switch() -> SwitchRecord:
    """Whether new campaigns wait, and who said so. One read."""
    found: SwitchRecord | None = SwitchRecord.find("CAMPAIGNS", "switch")
    return found or SwitchRecord("CAMPAIGNS", "switch", paused=False)


def are_paused() -> bool:
    """Whether new campaigns wait. One read."""
    return bool(switch().paused)


def switch_put(*, paused: bool, by: str, at: datetime) -> Put:
    """The step that lets new campaigns wait, or begin."""
    return Put(SwitchRecord("CAMPAIGNS", "switch", paused=paused, by=by, at=at))
