"""The sweep: every minute, what has become due. Its work follows what is due, not the population."""

from datetime import datetime

from chalicelib.config import DUE_LOOKBACK, DUE_SHARDS
from chalicelib.observability import failure, measure
from chalicelib.services import reminders
from chalicelib.store import people
from chalicelib.store.tables import stamp

_PAGE = 50
_PAGES = 20
"""At most a thousand people a shard and run; the next minute goes on."""


def sweep(now: datetime) -> dict[str, int]:
    """Runs all shards up to `now`. Looks back a week, so that missed runs are made up for."""
    done = 0
    for shard in range(DUE_SHARDS):
        done += _sweep_shard(shard, now)
    measure("ExpiryDone", "Count", done)
    return {"done": done}


def _sweep_shard(shard: int, now: datetime) -> int:
    done = 0
    for _ in range(_PAGES):
        due = people.due(shard, stamp(now - DUE_LOOKBACK), stamp(now), _PAGE)
        if due:
            measure("ExpiryBacklogAge", "Seconds", now.timestamp() - int(due[0].gsi2sk) / 1000)
        ran = [_run(record.person_id, now) for record in due]
        done += sum(ran)
        if len(due) < _PAGE or not any(ran):
            break
    return done


def _run(person_id: str, now: datetime) -> bool:
    """One person; a failure is logged and found again by the next run."""
    try:
        return reminders.run(person_id, now)
    except Exception as error:
        failure("due work failed", error, person_id=person_id)
        return False
