"""The sweep: every minute, what has become due. Its work follows what is due, not the population."""

from datetime import datetime

from chalicelib.config import DUE_LOOKBACK, DUE_SHARDS
from chalicelib.observability import failure, measure
from chalicelib.services import reminders
from chalicelib.store import people
from chalicelib.store.tables import stamp

_MOST = 1000
"""People a shard and run; the next minute goes on."""


def sweep(now: datetime) -> dict[str, int]:
    """Runs all shards up to `now`. Looks back a week, so that missed runs are made up for.

    Each run begins with another shard: one that is never finished in time keeps no other waiting.
    """
    first = int(now.timestamp() // 60) % DUE_SHARDS
    done = sum(_sweep_shard((first + turn) % DUE_SHARDS, now) for turn in range(DUE_SHARDS))
    measure("ExpiryDone", "Count", done)
    return {"done": done}


def _sweep_shard(shard: int, now: datetime) -> int:
    due = people.due(shard, stamp(now - DUE_LOOKBACK), stamp(now), _MOST)
    if due:
        measure("ExpiryBacklogAge", "Seconds", now.timestamp() - int(due[0].gsi2sk) / 1000)
    return sum(_run(record.person_id, now) for record in due)


def _run(person_id: str, now: datetime) -> bool:
    """One person; a failure is logged and found again by the next run, and keeps nobody else waiting."""
    try:
        return reminders.run(person_id, now)
    except Exception as error:
        failure("due work failed", error, person_id=person_id)
        return False
