"""Moves what waited for staff before the queues were by region into them: once, after the release that brings them.

    python -m infra.requeue STAGE

Safe to repeat and while people work: what was decided or moved meanwhile stays as it is.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from infra.keys import home_of


@dataclass(frozen=True)
class Former:
    """A queue as it was: its index and partitions, and the attribute that says since when a record waits."""

    queue: Any
    model: Any
    index: str
    partitions: tuple[str, ...]
    since: str


def move() -> dict[str, int]:
    """How many of each kind were moved."""
    return {former.queue.name: sum(map(_is_moved, steps_of(former))) for former in formers()}


def _is_moved(step: Any) -> bool:
    from chalicelib.store.transactions import Lost, transact

    try:
        transact([step])
    except Lost:
        return False
    return True


def formers() -> list[Former]:
    """All four."""
    from chalicelib.desk import requests
    from chalicelib.features.appeals import records as appeals
    from chalicelib.features.gates import anomaly_records as anomalies
    from chalicelib.features.photos import records as photos

    shards = range(4)
    return [
        Former(photos.QUEUE, photos.PhotoRecord, "gsi3", tuple(f"PHOTOS#{shard}" for shard in shards), "received_at"),
        Former(appeals.QUEUE, appeals.AppealRecord, "gsi3", tuple(f"APPEALS#{shard}" for shard in shards), "due_at"),
        Former(anomalies.QUEUE, anomalies.AnomalyRecord, "gsi1", ("anomalies#waiting",), "known_at"),
        Former(requests.QUEUE, requests.RecoveryRecord, "gsi1", ("recoveries#waiting",), "requested_at"),
    ]


def steps_of(former: Former) -> Iterator[Any]:
    """For each record the step that moves it, if it still stands where it stood."""
    from chalicelib.store.transactions import Change

    pk, sk = getattr(former.model, f"{former.index}pk"), getattr(former.model, f"{former.index}sk")
    left = () if former.index == "gsi3" else (pk.remove(), sk.remove())
    for partition in former.partitions:
        for record in getattr(former.model, former.index).query(partition):
            entry = former.queue.entry(record.id, record.region, getattr(record, former.since))
            yield Change(record, (*entry, *left), pk == partition)


if __name__ == "__main__":
    home = home_of(sys.argv[1])
    # The service reads its settings when it is imported, so they come first.
    os.environ.update(home.settings(), AWS_DEFAULT_REGION=home.region)
    if home.endpoint:
        os.environ.update(AWS_ENDPOINT_URL=home.endpoint, AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test")
    print(*(f"{count} {name}" for name, count in move().items()), sep="\n")
