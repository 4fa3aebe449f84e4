"""Progress of campaigns: begun, handed to workers again where one died, gone through once more, ended."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.desk import audit
from chalicelib.features.campaigns import kinds, records, working
from chalicelib.features.campaigns.records import (
    DONE,
    LATE,
    LATE_AFTER,
    RUNNING,
    WAITING,
    WORKED,
    CampaignRecord,
    UnitRecord,
)
from chalicelib.observability import failure, measure
from chalicelib.store.transactions import Lost, Put, transact

STALLED_AFTER = timedelta(minutes=5)
_MOST = 100
"""Open campaigns that one minute looks at, the oldest first."""


def advance(now: datetime) -> int:
    """Brings every open campaign on by what its status asks for. Returns how many are worked on."""
    waiting = records.are_paused()
    found = records.listed(closed=False, limit=_MOST, after=None)
    worked = sum(_advanced(record.id, waiting, now) for record in found)
    measure("CampaignsOpen", "Count", len(found))
    return worked


def _advanced(campaign_id: str, waiting: bool, now: datetime) -> bool:
    """One campaign, read anew; a failure keeps no other one waiting."""
    try:
        record = records.find(campaign_id)
        if record is None:
            return False
        _move_on(record, waiting, now)
        if record.status not in WORKED or (record.status == LATE and now < (record.late_at or now)):
            return False
        for lane in range(int(record.lanes)):
            working.hand_over(record, lane, now)
    except Lost:
        return False
    except Exception as error:
        failure("campaign not advanced", error, campaign_id=campaign_id)
        return False
    return True


def _move_on(record: CampaignRecord, waiting: bool, now: datetime) -> None:
    if record.status == WAITING and not waiting:
        record.since = now
        _become(record, RUNNING)
    elif record.status in WORKED:
        found = records.units(record, record.turn)
        if sum(unit.done for unit in found) == record.units:
            _end_pass(record, now)
        elif is_stalled(record, found, now):
            measure("CampaignStalled", "Count", 1)


def _end_pass(record: CampaignRecord, now: datetime) -> None:
    if record.status == RUNNING and record.passes > 1:
        record.late_at = now + LATE_AFTER
        _become(record, LATE)
    elif now >= (record.late_at or now):
        record.ended_at = now
        _end(record, now)


def _end(record: CampaignRecord, now: datetime) -> None:
    """One entry of the audit for all whom it went through, by how many and by the hash of its units."""
    record.status, found = DONE, records.units(record)
    people = _counted(record, found)["people"]
    steps = [Put(records.placed(record)), *kinds.named(record.what).finish(record, now)]
    ids = {name: str(people[name]) for name in ("seen", "failed")} | {"units": records.units_hash(found)}
    audit.audited(steps, "service", f"campaign.{DONE}", record.id, now, region=record.region, **ids)
    _measure_failures(people)


def _measure_failures(people: dict[str, int]) -> None:
    """The share of people on whom it failed, in millionths."""
    if people["seen"]:
        measure("CampaignFailed", "Count", people["failed"] * 1_000_000 / people["seen"])


def is_stalled(record: CampaignRecord, found: Iterable[UnitRecord], now: datetime) -> bool:
    """Whether nobody was gone through for five minutes, although it is worked on."""
    pages = [unit.at for unit in found if unit.at is not None]
    begun = max(each for each in (record.since, record.late_at, record.at) if each is not None)
    return now - max([*pages, begun]) >= STALLED_AFTER


def _become(record: CampaignRecord, status: str) -> None:
    record.status = status
    transact([Put(records.placed(record))])


def counted(record: CampaignRecord) -> dict[str, Any]:
    """Units and people of a campaign, as its units say. A query, and more for more pages."""
    return _counted(record, records.units(record))


def _counted(record: CampaignRecord, found: list[UnitRecord]) -> dict[str, Any]:
    numbers = kinds.named(record.what).counted(found)
    return {
        "units": {"total": int(record.passes) * record.units, "done": sum(unit.done for unit in found)},
        "people": numbers["people"] | {"failed": records.count_failures(record)},
        "changes": numbers["changes"],
    }


def mark_beginning(record: CampaignRecord, now: datetime) -> None:
    """Notes how far it is as the work begins or goes on, for what `pace` tells. A query."""
    found = records.units(record)
    record.since, record.since_units = now, sum(unit.done for unit in found)
    record.since_people = kinds.named(record.what).counted(found)["people"]["seen"]


def pace(record: CampaignRecord, numbers: dict[str, Any], now: datetime) -> dict[str, Any]:
    """`rate_per_s`: people a second since it was begun or went on; `eta`: when it ends if it goes on like that.

    None where that cannot be said: it rests, it is over, or nothing was done yet.
    """
    seconds = (now - record.since).total_seconds() if record.since is not None else 0.0
    if record.status not in WORKED or seconds <= 0:
        return {"rate_per_s": None, "eta": None}
    rate = (numbers["people"]["seen"] - int(record.since_people)) / seconds
    done = numbers["units"]["done"] - int(record.since_units)
    left = numbers["units"]["total"] - numbers["units"]["done"]
    eta = now + timedelta(seconds=round(seconds * left / done)) if done > 0 else None
    return {"rate_per_s": round(rate, 3), "eta": eta}
