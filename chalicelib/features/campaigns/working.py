"""Work on a campaign: a lane goes through its units page by page, as far as one worker gets.

What a page is each kind says. A unit's record is written after each page, so that whoever takes over from a worker
that died goes on there.
"""

from collections.abc import Iterator
from datetime import datetime

from chalicelib.features.campaigns import kinds, records
from chalicelib.features.campaigns.records import WORKED, CampaignRecord
from chalicelib.person import shelf
from chalicelib.store import leases, queues
from chalicelib.store.transactions import transact

PAGES = 60
"""Pages of people that a lane does in a minute, well within its worker's time."""


def work(campaign_id: str, lane: int, now: datetime) -> None:
    """Works on a lane's units as far as one worker gets; nothing while another one does, or nobody is to."""
    record = records.find(campaign_id)
    if record is None or record.status not in WORKED or lane >= int(record.lanes):
        return
    lease = leases.take(f"campaign-{campaign_id}-{lane}")
    if lease is None:
        return
    try:
        shelf.current(fresh=True)
        kind = kinds.named(record.what)
        if lane == 0:
            kind.begin(record, now)
        if not kind.waits(record, lane, now):
            _work_on(record, lane, now)
    finally:
        leases.give_back(lease)


def hand_over(record: CampaignRecord, lane: int, now: datetime) -> None:
    """Gives a lane to a worker of the campaign's kind."""
    queue = kinds.named(record.what).queue()
    queues.send(queue, "campaign", now, campaign_id=record.id, lane=str(lane))


def _work_on(record: CampaignRecord, lane: int, now: datetime) -> None:
    """Does the lane's units one after another. What is left the next minute hands over: a function that sent to its
    own queue would be taken for a loop by AWS."""
    done = {unit.number for unit in records.units(record, record.turn) if unit.done}
    pages = iter(range(PAGES))
    for number in range(lane, record.units, int(record.lanes)):
        if number not in done and not _finished(record, number, pages, now):
            return


def _finished(record: CampaignRecord, number: int, pages: Iterator[int], now: datetime) -> bool:
    """Does a unit page by page; False where the worker's pages are over, or somebody paused or stopped it."""
    unit, page = records.unit(record, number), kinds.named(record.what).page
    while not unit.done:
        current = records.find(record.id)
        if next(pages, None) is None or current is None or current.status != record.status:
            return False
        page(record, unit, now)
        unit.at = now
        transact([records.unit_put(unit)])
    return True
