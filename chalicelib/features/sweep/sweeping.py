"""Passage through the due index: a little of each shard at once, and what is more by workers of their own.

A shard is worked on oldest first. What a run leaves is still due, so that nothing is lost by leaving it.
"""

from datetime import datetime

from chalicelib.config import DUE_LOOKBACK, SWEPT_PAGE, SWEPT_PAGES, settings
from chalicelib.features.sweep import reminders
from chalicelib.observability import failure, measure
from chalicelib.person import records as people
from chalicelib.store import leases, queues


def begin(shard: int, now: datetime, at_once: int) -> int:
    """Serves the first `at_once` people of a shard, and hands the shard over if there are more. Returns how many."""
    due = people.due(shard, now - DUE_LOOKBACK, now, at_once + 1)
    if due and due[0].due_at:
        measure("ExpiryBacklogAge", "Seconds", (now - due[0].due_at).total_seconds())
    done = sum(_run(record.person_id, now) for record in due[:at_once])
    if len(due) > at_once:
        queues.send(settings().rescoring_queue_url, "due", now, shard=str(shard))
    return done


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
    done, since = 0, now - DUE_LOOKBACK
    for _ in range(SWEPT_PAGES):
        due = people.due(shard, since, now, SWEPT_PAGE)
        done += sum(_run(record.person_id, now) for record in due)
        if len(due) < SWEPT_PAGE:
            break
        since = due[-1].due_at or now
    return done


def _run(person_id: str, now: datetime) -> bool:
    """One person; a failure is logged and found again by the next run, and keeps nobody else waiting."""
    try:
        return reminders.run(person_id, now)
    except Exception as error:
        failure("due work failed", error, person_id=person_id)
        return False
