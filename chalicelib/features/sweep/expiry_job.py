"""The sweep: every minute, what has become due. Its work follows what is due, not the population."""

from datetime import datetime

from chalicelib import instants
from chalicelib.config import DUE_SHARDS, SWEPT_AT_ONCE
from chalicelib.features.sweep import sweeping
from chalicelib.observability import measure


def sweep(now: datetime, at_once: int = SWEPT_AT_ONCE) -> dict[str, int]:
    """Begins every shard up to `now`. Looks back a week, so that missed runs are made up for.

    Each run begins with another shard: one that is never finished in time keeps no other waiting. A shard in
    which more than `at_once` people are due goes to the rescoring queue.
    """
    first = instants.seconds(now) // 60 % DUE_SHARDS
    done = sum(sweeping.begin((first + turn) % DUE_SHARDS, now, at_once) for turn in range(DUE_SHARDS))
    measure("ExpiryDone", "Count", done)
    return {"done": done}
