"""A hundred thousand people due at once among ten million: what one of them costs, and that all of them are served.

The ten million stand in the due index alone, which is all that a sweep may ask; nobody spells them out. Two processes
work the shards off, as workers of their own do on AWS: the schedule begins each shard, the queue's messages do the
rest, minute by minute until nothing is due.
"""

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing import get_context
from typing import Any

from bench import world
from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.population import EVENING, DuePeople, instants_asleep, people_table, sample
from bench.rows import Row, at_most, measured, show

AMONG = 10_000_000
SIZES = (1_000, 100_000)
SMALL, SMALL_AMONG = 1_000, 10_000
WORKERS = 2
TARGET = 1.15


@dataclass(frozen=True)
class Cost:
    """What `people` of them cost together."""

    people: int
    seconds: float
    calls: int
    units: float

    def each(self) -> tuple[float, float, float]:
        """CPU seconds, calls and capacity units a person."""
        return self.seconds / self.people, self.calls / self.people, self.units / self.people


def run() -> Iterator[Row]:
    """Each number of due people against a thousand among ten thousand."""
    transport = world.transport()
    templates = sample(7), sample(3)
    transport.dynamodb = indexed(SMALL_AMONG)
    # The first makes what every process makes once, and is measured again.
    _served(templates, SMALL, "warm")
    least = _served(templates, SMALL, "least")
    transport.dynamodb = indexed(AMONG)
    gc.collect()
    gc.freeze()
    for size in SIZES:
        yield from _rows(_served(templates, size, f"{size:x}-"), least)


def indexed(size: int) -> DynamoDB:
    """A store whose due index holds `size` people of whom none is due."""
    from chalicelib.config import DUE_SHARDS

    store, instants = DynamoDB(TABLES), instants_asleep()
    shards = [f"DUE#{shard}" for shard in range(DUE_SHARDS)]
    entries = (
        (shards[number % DUE_SHARDS], instants[number % len(instants)], f"P#{number:020x}", "state")
        for number in range(size)
    )
    people_table(store).load((), {"gsi2": entries})
    return store


def _served(templates: tuple[Any, Any], size: int, prefix: str) -> Cost:
    """Puts the people there and works them off. Raises RuntimeError unless each was served once."""
    due = DuePeople(*templates, size=size)
    due.put_into(world.transport().dynamodb, prefix)
    context = get_context("fork")
    with context.Pool(WORKERS) as pool:
        parts = pool.map(_work, range(WORKERS), chunksize=1)
    due.take_from(world.transport().dynamodb, prefix)
    if sum(part.people for part in parts) != size:
        raise RuntimeError(f"{size} people were due, and {sum(part.people for part in parts)} were served")
    return Cost(size, *(sum(getattr(part, name) for part in parts) for name in ("seconds", "calls", "units")))


def _work(worker: int) -> Cost:
    """One process: its shards, minute by minute until nothing is due in them."""
    from chalicelib.config import DUE_SHARDS

    transport, people = world.transport(), 0
    transport.calls.clear()
    began = time.process_time()
    for shard in range(worker, DUE_SHARDS, WORKERS):
        minute = 0
        while done := _minute(shard, EVENING + timedelta(minutes=minute)):
            people, minute = people + done, minute + 1
    seconds = time.process_time() - began
    return Cost(people, seconds, len(transport.calls), sum(c.read_units + c.write_units for c in transport.calls))


def _minute(shard: int, now: datetime) -> int:
    """What the schedule and the worker that it calls do in one minute."""
    from chalicelib.config import SWEPT_AT_ONCE, settings
    from chalicelib.features.sweep import sweeping

    queue = world.transport().others.queues.setdefault(settings().rescoring_queue_url, [])
    queue.clear()
    done = sweeping.begin(shard, now, SWEPT_AT_ONCE)
    return done + sum(sweeping.work_off(int(message["shard"]), now) for message in queue)


def _rows(cost: Cost, least: Cost) -> Iterator[Row]:
    name, baseline = f"{cost.people:,} due among {AMONG:,}", f"{SMALL:,} due among {SMALL_AMONG:,}"
    units = ("× the baseline's CPU time a person", "× the baseline's calls a person", "× the baseline's units a person")
    for what, unit, ours, base in zip(("CPU", "calls", "units"), units, cost.each(), least.each(), strict=True):
        yield at_most(f"{name}: {what}", ours / base, TARGET, unit=unit, baseline=baseline)
    yield measured(f"{name}: CPU a person", 1e3 * cost.each()[0], unit="ms", baseline="")


if __name__ == "__main__":
    show(run)
