"""Work on a campaign: a lane goes through its units a page of people at a time, each person once.

A person is read, what was published is folded, and who is touched is written with a mark at their place in the index.
Whoever takes over from a worker that died counts by the marks, so that the numbers are those of a run without deaths.
"""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.features.campaigns import dry_runs, records
from chalicelib.features.campaigns.records import DRY_RUN, WORKED, CampaignRecord, UnitRecord
from chalicelib.observability import failure
from chalicelib.person import colour, indexed, shelf
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.indexed import StayRecord
from chalicelib.store import leases, queues
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.transactions import transact

PAGE = 100
PAGES = 60
"""Pages of people that a lane does in a minute, well within its worker's time."""
_WRITERS = 8
UNCHANGED, FAILED, LATER = "unchanged", "failed", "later"
_WHILE_PUBLISHED = timedelta(seconds=60)


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
        _work_on(record, lane, now)
    finally:
        leases.give_back(lease)


def hand_over(record: CampaignRecord, lane: int, now: datetime) -> None:
    """Gives a lane to a worker."""
    queues.send(settings().rescoring_queue_url, "campaign", now, campaign_id=record.id, lane=str(lane))


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
    unit = records.unit(record, number)
    while not unit.done:
        current = records.find(record.id)
        if next(pages, None) is None or current is None or current.status != record.status:
            return False
        _page(record, unit, now)
    return True


def _page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """One page of a unit's people, and how far it is with them. A query, what each person takes, and a write."""
    region, shard = record.place_of(unit.number)
    found = indexed.stays(region, shard, PAGE, unit.after)
    # Whoever dies between a person and the write of the page finds the person's mark, and counts by it.
    wanted = [each for each in found if record.turn == 0 or each.since >= record.at - _WHILE_PUBLISHED]
    with ThreadPoolExecutor(_WRITERS) as writers:
        counted = Counter(writers.map(lambda each: _served(record, each, now), wanted))
    if record.turn:
        # They were counted the first time.
        del counted[UNCHANGED]
    unit.found, unit.at = dict(Counter(unit.found) + counted), now
    unit.after, unit.done = found[-1].person_id if found else unit.after, len(found) < PAGE
    transact([records.unit_put(unit)])


def _served(record: CampaignRecord, stay: StayRecord, now: datetime) -> str:
    """What became of somebody; a failure is logged and listed, and keeps nobody else waiting.

    Raises what AWS does where it does not answer: the page is tried again with the next minute.
    """
    if stay.campaign == record.mark:
        return str(stay.outcome)
    try:
        if record.what == DRY_RUN:
            return dry_runs.outcome(record, stay, now)
        return changing(now, lambda attempt: _change(attempt, record, stay))
    except (Unavailable, *AWS_FAILURES):
        raise
    except Exception as error:
        failure("campaign failed on somebody", error, person_id=stay.person_id, campaign_id=record.id)
        records.note_failure(record, stay.person_id, now)
        return FAILED


def _change(attempt: Attempt, record: CampaignRecord, stay: StayRecord) -> str:
    """`green>red`, or `unchanged` for whom it does not touch. A read, and a transaction where something changed."""
    state = people.state(stay.person_id)
    if state is None:
        return UNCHANGED
    folded = colour.load_state(state).folded_to
    if not state.pulled:
        return UNCHANGED
    if folded is not None and folded > attempt.now:
        return LATER
    before = _gravest(state)
    attempt.person(state).settle()
    outcome = f"{before}>{_gravest(state)}" if before != _gravest(state) else UNCHANGED
    if stay.pk.split("#")[1] in (state.stayed or ()):
        attempt.write(indexed.mark_step(stay, record.mark, outcome))
    return outcome


def _gravest(state: people.StateRecord) -> str:
    return max((state.severity or {}).values(), key=lambda each: colour.SEVERITY[each], default="none")
