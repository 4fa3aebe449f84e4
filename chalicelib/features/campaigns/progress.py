"""Progress of campaigns: begun, handed to workers again where one died, gone through once more, ended."""

from datetime import datetime
from typing import Any

from chalicelib.features.campaigns import kinds, records, working
from chalicelib.features.campaigns.records import DONE, LATE, LATE_AFTER, RUNNING, WAITING, WORKED, CampaignRecord
from chalicelib.observability import failure, measure
from chalicelib.store.transactions import Lost, Put, Step, transact

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
        _become(record, RUNNING)
    elif record.status in WORKED and sum(unit.done for unit in records.units(record, record.turn)) == record.units:
        if record.status == RUNNING and record.passes > 1:
            record.late_at = now + LATE_AFTER
            _become(record, LATE)
        elif now >= (record.late_at or now):
            record.ended_at = now
            _become(record, DONE, *kinds.named(record.what).finish(record, now))


def _become(record: CampaignRecord, status: str, *steps: Step) -> None:
    record.status = status
    transact([Put(records.placed(record)), *steps])


def counted(record: CampaignRecord) -> dict[str, Any]:
    """Units and people of a campaign, as its units say. A query, and more for more pages."""
    units = records.units(record)
    found = kinds.named(record.what).counted(units)
    return {
        "units": {"total": int(record.passes) * record.units, "done": sum(unit.done for unit in units)},
        "people": found["people"] | {"failed": records.count_failures(record)},
        "changes": found["changes"],
    }
