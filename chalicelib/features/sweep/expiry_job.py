"""The sweep: every minute, what has become due. Its work follows what is due, not the population."""

from datetime import datetime
from functools import partial

from chalicelib import batch, instants
from chalicelib.config import SWEPT_AT_ONCE, settings
from chalicelib.features.sweep import sweeping
from chalicelib.observability import measure


def sweep(now: datetime, at_once: int | None = None) -> dict[str, int]:
    """Begins every shard up to `now`, from the oldest on: missed runs are made up for, however many.

    Each run begins with another shard: one that is never finished in time, or fails, keeps no other waiting. A
    shard in which more than `at_once` people are due, its part of SWEPT_AT_ONCE, goes to the rescoring queue.
    """
    shards = settings().due_shards
    most = SWEPT_AT_ONCE // shards if at_once is None else at_once
    first = instants.seconds(now) // 60 % shards
    turns = ((first + turn) % shards for turn in range(shards))
    begun = {f"shard {shard}": partial(sweeping.begin, shard, at_once=most) for shard in turns}
    done = sum(batch.parts(now, begun).values())
    measure("ExpiryDone", "Count", done)
    return {"done": done}
