"""The rescoring queue: shards of the due index in which more is due than the schedule's own run does."""

from datetime import datetime
from typing import Any

from chalicelib.features.sweep import sweeping
from chalicelib.observability import measure


def work(message: dict[str, Any], at: datetime) -> None:
    """Works off the shard that a message names. Safe to repeat: what was done is no longer due."""
    measure("ExpiryDone", "Count", sweeping.work_off(int(message["shard"]), at))
