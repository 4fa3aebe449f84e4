"""Passage through the due index: a little of each shard at once, and what is more by workers of their own.

A shard is worked on oldest first. What a run leaves is still due, so that nothing is lost by leaving it; who is swept
in vain stays due too, is counted, and found by `python -m infra.swept_in_vain`.
"""

from datetime import datetime

from chalicelib import instants
from chalicelib.config import SWEPT_IN_VAIN, SWEPT_PAGE, SWEPT_PAGES, settings
from chalicelib.features.sweep import reminders
from chalicelib.observability import failure, measure
from chalicelib.person import records as people
from chalicelib.person.records import StateRecord
from chalicelib.store import leases, queues
from chalicelib.store.tables import Unreadable

BEGINNING = instants.from_millis(0)


def begin(shard: int, now: datetime, at_once: int) -> int:
    """Serves the first `at_once` people of a shard, and hands the shard over if there are more. Returns how many."""
    aside = list[Unreadable]()
    due = people.due(shard, BEGINNING, now, at_once + 1, aside)
    served = [(record, _run(record.person_id, now)) for record in due[:at_once]]
    _tell(due, {record.person_id for record, done in served if done is None}, aside, now)
    if len(due) > at_once:
        queues.send(settings().rescoring_queue_url, "due", now, shard=str(shard))
    return sum(bool(done) for _, done in served)


def _tell(due: list[StateRecord], failed: set[str], aside: list[Unreadable], now: datetime) -> None:
    """How late the sweep is, and how many it goes through in vain, who are no part of how late it is."""
    vain = [each for each in due if each.person_id in failed and each.due_at and each.due_at < now - SWEPT_IN_VAIN]
    unread = sum(due_since(each) < now - SWEPT_IN_VAIN for each in aside)
    if vain or unread:
        measure("SweptInVain", "Count", len(vain) + unread)
    waited = [each.due_at for each in due if each.due_at and each not in vain]
    if waited:
        measure("ExpiryBacklogAge", "Seconds", (now - waited[0]).total_seconds())


def due_since(record: Unreadable) -> datetime:
    """Since when a state is due that cannot be read: its place in the index says so."""
    return instants.from_millis(int(record.place["gsi2sk"]))


def work_off(shard: int, now: datetime) -> int:
    """Does what is due in a shard, page by page; nothing while another worker does. Returns how many."""
    lease = leases.take(f"due-{shard}")
    if lease is None:
        return 0
    done = _pages(shard, now)
    leases.give_back(lease)
    return done


def _pages(shard: int, now: datetime) -> int:
    """Goes on behind the last one of each page: who could not be served keeps nobody else waiting."""
    done, since = 0, BEGINNING
    for _ in range(SWEPT_PAGES):
        due = people.due(shard, since, now, SWEPT_PAGE)
        done += sum(bool(_run(record.person_id, now)) for record in due)
        if len(due) < SWEPT_PAGE:
            break
        since = due[-1].due_at or now
    return done


def _run(person_id: str, now: datetime) -> bool | None:
    """One person; a failure (None) is logged and found again by the next run, and keeps nobody else waiting."""
    try:
        return reminders.run(person_id, now)
    except Exception as error:
        failure("due work failed", error, person_id=person_id)
        return None
