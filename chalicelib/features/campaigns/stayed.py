"""Campaigns through those who stayed in a region: what was published of it is folded, each person once.

A person is read, what was published is folded, and who is touched is written with a mark at their place in the index.
Whoever takes over from a worker that died counts by the marks, so that the numbers are those of a run without deaths.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from chalicelib.features.campaigns import records
from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.observability import failure
from chalicelib.person import colour, indexed, stale_rules
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.indexed import StayRecord
from chalicelib.person.stale_rules import Made
from chalicelib.store.failures import passes
from chalicelib.store.tables import Unreadable

PAGE = 100
_WRITERS = 8
UNCHANGED, FAILED, LATER = "unchanged", "failed", "later"
REPEATED = "repeated"
"""Counted at another region where the person stayed: each is one person in the numbers."""
_WHILE_PUBLISHED = timedelta(seconds=60)
Serve = Callable[[CampaignRecord, StayRecord, datetime], str]


def page(record: CampaignRecord, unit: UnitRecord, now: datetime) -> None:
    """One page of a unit's people, each written whom it touches. A query, and what each person takes."""
    go_through(record, unit, _served, now)


def go_through(record: CampaignRecord, unit: UnitRecord, serve: Serve, now: datetime) -> None:
    """One page of a unit's people, who are served each by its place in the index. A query, and what each takes."""
    region, shard = record.place_of(unit.number)
    aside = list[Unreadable]()
    found = indexed.stays(region, shard, PAGE, unit.after, aside)
    # Whoever dies between a person and the write of the page finds the person's mark, and counts by it.
    wanted = [each for each in found if record.turn == 0 or each.since >= record.at - _WHILE_PUBLISHED]
    unread = [partial(failed_on, record, each.sk, now) for each in aside]
    serve_all(record, unit, [*(partial(serve, record, each, now) for each in wanted), *unread])
    unit.after, unit.done = found[-1].person_id if found else unit.after, len(found) < PAGE


def serve_all(record: CampaignRecord, unit: UnitRecord, people: Iterable[Callable[[], str]]) -> None:
    """Serves a page's people, several at once, and counts what became of them."""
    with ThreadPoolExecutor(_WRITERS) as writers:
        counted = Counter(writers.map(lambda serve: serve(), people))
    if record.turn:
        # They were counted the first time.
        del counted[UNCHANGED]
    unit.found = dict(Counter(unit.found) + counted)


def _served(record: CampaignRecord, stay: StayRecord, now: datetime) -> str:
    """What became of somebody."""
    if stay.campaign == record.mark:
        return str(stay.outcome)
    return served(record, stay.person_id, lambda attempt: _change(attempt, record, stay), now)


def served(record: CampaignRecord, person_id: str, change: Callable[[Attempt], str], now: datetime) -> str:
    """What a change made of somebody. Raises as `guarded`."""
    return guarded(record, person_id, lambda: changing(now, change), now)


def guarded(record: CampaignRecord, person_id: str, serve: Callable[[], str], now: datetime) -> str:
    """What became of somebody; a failure is logged and listed, and keeps nobody else waiting.

    Raises what AWS does where it does not answer: the page is tried again with the next minute.
    """
    try:
        return serve()
    except Exception as error:
        if passes(error):
            raise
        failure("campaign failed on somebody", error, person_id=person_id, campaign_id=record.id)
        return failed_on(record, person_id, now)


def failed_on(record: CampaignRecord, person_id: str, now: datetime) -> str:
    """What becomes of somebody on whom it failed, or whose record cannot be read: they are listed. One write."""
    records.note_failure(record, person_id, now)
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
    before, region = _gravest(state), stay.pk.split("#")[1]
    state.caught_before = _caught_before(record, state, region, stay.since, attempt.now)
    attempt.person(state).settle()
    outcome = f"{before}>{_gravest(state)}" if before != _gravest(state) else UNCHANGED
    if region in (state.stayed or ()):
        attempt.write(indexed.mark_step(stay, record.mark, outcome))
    return outcome


def _caught_before(
    record: CampaignRecord, state: people.StateRecord, region: str, since: datetime, now: datetime
) -> datetime | None:
    """The instant of the campaign's stale rule where that stands for what this person's end would add to the lists."""
    if not record.stale:
        return None
    made = Made(tuple(record.graver), datetime.fromisoformat(record.stale["before"]), int(record.stale["seen"]))
    return stale_rules.caught_before(state, made, region, since, now)


def _gravest(state: people.StateRecord) -> str:
    return max((state.severity or {}).values(), key=lambda each: colour.SEVERITY[each], default="none")


def counted(units: Iterable[UnitRecord]) -> dict[str, Any]:
    """What became of the people of these units, by name.

    Of the second pass those alone are seen whom it changed: the others were seen before.
    """
    found = list(units)
    people, again = _people(found), _people(unit for unit in found if unit.turn)
    others = {UNCHANGED, FAILED, LATER}
    changes = {outcome: count for outcome, count in sorted(people.items()) if outcome not in others | {REPEATED}}
    numbers = {"seen": people.total() - people[REPEATED] - again[FAILED], "changed": sum(changes.values())}
    return {"people": numbers | {other: people[other] for other in sorted(others)}, "changes": changes}


def _people(units: Iterable[UnitRecord]) -> Counter[str]:
    found = Counter[str]()
    for unit in units:
        found.update({outcome: int(count) for outcome, count in unit.found.items()})
    return found
