"""Progress of campaigns: begun, handed to workers again where one died, gone through once more, ended."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.features.campaigns import records, working
from chalicelib.features.campaigns.dry_runs import REPEATED
from chalicelib.features.campaigns.records import (
    DONE,
    DRY_RUN,
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
    if record.status == RUNNING and record.what != DRY_RUN:
        record.late_at = now + LATE_AFTER
        _become(record, LATE)
    elif now >= (record.late_at or now):
        record.ended_at = now
        _become(record, DONE)
        _measure_failures(record)


def _measure_failures(record: CampaignRecord) -> None:
    """The share of people on whom it failed, in millionths."""
    people = counted(record)["people"]
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
    found = records.units(record)
    people = _people(found)
    others = {working.UNCHANGED, working.FAILED, working.LATER}
    changes = {outcome: count for outcome, count in sorted(people.items()) if outcome not in others | {REPEATED}}
    return {
        "units": {"total": passes(record) * record.units, "done": sum(unit.done for unit in found)},
        "people": {"seen": _seen(found), "changed": sum(changes.values())}
        | {other: people.get(other, 0) for other in sorted(others)}
        | {"failed": records.count_failures(record)},
        "changes": changes,
    }


def passes(record: CampaignRecord) -> int:
    """How often it goes through its units: a dry run once."""
    return 1 if record.what == DRY_RUN else 2


def _people(found: Iterable[UnitRecord]) -> Counter[str]:
    return sum((Counter({outcome: int(count) for outcome, count in unit.found.items()}) for unit in found), Counter())


def _seen(found: Iterable[UnitRecord]) -> int:
    """People gone through. Of the second pass those alone whom it changed: the others were seen before."""
    people = _people(found)
    again = _people(unit for unit in found if unit.turn)
    return people.total() - people[REPEATED] - again[working.FAILED]


def mark_beginning(record: CampaignRecord, now: datetime) -> None:
    """Notes how far it is as the work begins or goes on, for what `pace` tells. A query."""
    found = records.units(record)
    record.since, record.since_units = now, sum(unit.done for unit in found)
    record.since_people = _seen(found)


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
