"""Dry runs: what a rating would make of everybody whom it touches, each folded and nobody written.

They are campaigns of their own. Which content was tried out is said by a key, under which the latest is found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import settings
from chalicelib.features.campaigns import kinds, records, stayed
from chalicelib.features.campaigns.kinds import Kind
from chalicelib.features.campaigns.records import DONE, DRY_RUN, STOPPED, CampaignRecord, UnitRecord
from chalicelib.features.campaigns.stayed import REPEATED, UNCHANGED
from chalicelib.person import facts, foreseen
from chalicelib.person import records as people
from chalicelib.person.indexed import StayRecord
from chalicelib.store.tables import OperationRecord
from chalicelib.store.transactions import Put, Step

_WORSE = {("green", "yellow"), ("green", "red"), ("yellow", "red")}


class LatestRecord(OperationRecord, discriminator="dry_run"):
    """`DRYRUN#<key>`/`latest`: the latest dry run of a content."""

    campaign_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()


@dataclass(frozen=True)
class Found:
    """What a dry run found: people whom it touches, and those who turn worse."""

    people: int
    to_red: int
    to_yellow: int


def begin_steps(
    campaign_id: str,
    key: str,
    region: str,
    codes: Iterable[str],
    draft: dict[str, Any],
    by: str,
    now: datetime,
    what: str = DRY_RUN,
    **more: Any,
) -> list[Step]:
    """The steps that begin a dry run. `draft` is what is tried out: of a rating its `region` and the `versions` of its
    periods; another kind of campaign (`what`) knows its own. `more` as in `records.begin_step`."""
    begun = records.begin_step(campaign_id, what, key, region, codes, by, now, passes=1, draft=draft, **more)
    return [begun, Put(LatestRecord(f"DRYRUN#{key}", "latest", campaign_id=campaign_id, at=now))]


def latest(key: str, since: datetime) -> CampaignRecord | None:
    """The latest dry run of a content, if it was begun since then and nobody stopped it. Two reads, one for none."""
    found = LatestRecord.find(f"DRYRUN#{key}", "latest")
    record = records.find(str(found.campaign_id)) if found is not None and found.at >= since else None
    return None if record is None or record.status == STOPPED else record


def result(record: CampaignRecord) -> Found | None:
    """What it found; None while it is not done, or where it failed on somebody. A query, and more for more pages."""
    if record.status != DONE:
        return None
    counted: dict[str, int] = {}
    for unit in records.units(record):
        for outcome, count in unit.found.items():
            counted[outcome] = counted.get(outcome, 0) + int(count)
    if counted.get("failed"):
        return None
    turned = [(outcome.partition(">"), count) for outcome, count in counted.items() if ">" in outcome]
    worse = {"red": 0, "yellow": 0}
    for (before, _, after), count in turned:
        worse[after] = worse.get(after, 0) + (count if (before, after) in _WORSE else 0)
    people = sum(counted.values()) - counted.get(REPEATED, 0)
    return Found(people, worse["red"], worse["yellow"])


def _page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """One page of a unit's people. A query, and a read each."""
    stayed.go_through(record, unit, _tried, now)


def _tried(record: CampaignRecord, stay: StayRecord, now: datetime) -> str:
    return stayed.guarded(record, stay.person_id, lambda: outcome(record, stay, now), now)


def outcome(record: CampaignRecord, stay: StayRecord, now: datetime) -> str:
    """What would become of somebody, as a campaign counts it: `green>red`, `unchanged`. One read, nothing written."""
    state = people.state(stay.person_id)
    if state is None:
        return UNCHANGED
    region = str(stay.pk).split("#")[1]
    if region != min(set(state.stays or ()) & set(record.codes), default=region):
        return REPEATED
    draft = record.draft
    before, after = foreseen.turned(state, [facts.rating(draft["region"], each) for each in draft["versions"]], now)
    return UNCHANGED if before == after else f"{before}>{after}"


CAMPAIGN = kinds.register(Kind(DRY_RUN, _page, lambda: settings().rescoring_queue_url, stayed.counted))
