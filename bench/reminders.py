"""A hundred thousand people due at once among ten million: what one of them costs, and that all of them are served.

The ten million stand in the due index alone, which is all that a sweep may ask; nobody spells them out. Two processes
work the shards off, as workers of their own do on AWS: the schedule begins each shard, the queue's messages do the
rest, minute by minute until nothing is due. Between any two parts of the large population each worker serves a
few people of a small one, so that other work on the machine falls on both.
"""

import gc
import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from multiprocessing import get_context

from bench import world
from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.population import EVENING, DuePeople, instants_asleep, people_table, sample
from bench.rows import Row, at_most, measured, show
from bench.sizes import sized

AMONG = sized(1_000_000, 10_000_000)
MANY = sized(8_000, 100_000)
FEW = sized(500, 1_000)
SMALL_AMONG = 10_000
WORKERS, TURNS = 2, 4
TARGET = 1.15


@dataclass(frozen=True)
class Part:
    """What `people` of them cost together."""

    people: int
    seconds: float
    calls: int
    units: float


@dataclass(frozen=True)
class Stores:
    """The two populations, and the people who are put among them to be due."""

    large: DynamoDB
    small: DynamoDB
    due: DuePeople

    def serve_small(self, prefix: str) -> Part:
        """A few of the small population."""
        return self._serve_all(self.small, prefix)

    def serve_large(self, prefix: str) -> Part:
        """A few of the large population."""
        return self._serve_all(self.large, prefix)

    def _serve_all(self, store: DynamoDB, prefix: str) -> Part:
        from chalicelib.config import LOCAL_DUE_SHARDS as DUE_SHARDS

        self.due.put_into(store, prefix)
        part = _served(store, range(DUE_SHARDS))
        self.due.take_from(store, prefix)
        _require(part.people, self.due.size)
        return part


type Turn = tuple[Part, Part]
"""A part of the large population, and one of the small."""


def run() -> Iterator[Row]:
    """Few and many people of the large population, each against a few of the small."""
    world.transport()
    # The first makes what every process makes once.
    stores().serve_small("warm")
    gc.collect()
    gc.freeze()
    yield from _rows(FEW, _by_workers(_few))
    replace(stores().due, size=MANY).put_into(stores().large, "many")
    turns = _by_workers(_shards)
    _require(sum(large.people for large, _ in turns), MANY)
    yield from _rows(MANY, turns)


@cache
def stores() -> Stores:
    """Made once, before the workers: each of them has a copy."""
    due = DuePeople(clearing=sample(7), unchecked=sample(3), size=FEW)
    return Stores(indexed(AMONG), indexed(SMALL_AMONG), due)


def indexed(size: int) -> DynamoDB:
    """A store whose due index holds `size` people of whom none is due."""
    from chalicelib.config import LOCAL_DUE_SHARDS as DUE_SHARDS

    store, instants = DynamoDB(TABLES), instants_asleep()
    shards = [f"DUE#{shard}" for shard in range(DUE_SHARDS)]
    entries = (
        (shards[number % DUE_SHARDS], instants[number % len(instants)], f"P#{number:020x}", "state")
        for number in range(size)
    )
    people_table(store).load((), {"gsi2": entries})
    return store


def _by_workers(work: Callable[[int], list[Turn]]) -> list[Turn]:
    """What the workers did, each in a process of its own."""
    with get_context("fork").Pool(WORKERS) as pool:
        return list(itertools.chain(*pool.map(work, range(WORKERS), chunksize=1)))


def _few(worker: int) -> list[Turn]:
    """A few here and a few there, in turn."""
    return [(stores().serve_large(f"{turn}-"), stores().serve_small(f"{turn}-")) for turn in range(TURNS)]


def _shards(worker: int) -> list[Turn]:
    """The worker's shards of the large population, a few of the small one after each."""
    from chalicelib.config import LOCAL_DUE_SHARDS as DUE_SHARDS

    own = range(worker, DUE_SHARDS, WORKERS)
    return [(_served(stores().large, [shard]), stores().serve_small(f"{shard}-")) for shard in own]


def _served(store: DynamoDB, shards: Iterable[int]) -> Part:
    """Works the shards off, minute by minute until nothing is due in them."""
    transport, people = world.transport(), 0
    transport.dynamodb = store
    transport.calls.clear()
    began = time.process_time()
    for shard in shards:
        minutes = itertools.count()
        while done := _minute(shard, EVENING + timedelta(minutes=next(minutes))):
            people += done
    seconds = time.process_time() - began
    return Part(people, seconds, len(transport.calls), sum(c.read_units + c.write_units for c in transport.calls))


def _minute(shard: int, now: datetime) -> int:
    """What the schedule and the worker that it calls do in one minute."""
    from chalicelib.config import SWEPT_AT_ONCE, settings
    from chalicelib.features.sweep import sweeping

    queue = world.transport().others.queues.setdefault(settings().rescoring_queue_url, [])
    queue.clear()
    done = sweeping.begin(shard, now, SWEPT_AT_ONCE)
    return done + sum(sweeping.work_off(int(message["shard"]), now) for message in queue)


def _require(served: int, due: int) -> None:
    if served != due:
        raise RuntimeError(f"{due} people were due, and {served} were served")


def _rows(size: int, turns: list[Turn]) -> Iterator[Row]:
    name, baseline = f"{size:,} due among {AMONG:,}", f"{FEW:,} due among {SMALL_AMONG:,}"
    large, small = (list(parts) for parts in zip(*turns, strict=True))
    seconds = [min(part.seconds / part.people for part in parts) for parts in (large, small)]
    unit = "× the baseline's CPU time a person"
    yield at_most(f"{name}: CPU", seconds[0] / seconds[1], TARGET, unit=unit, baseline=baseline)
    for what in ("calls", "units"):
        each = [sum(getattr(part, what) for part in parts) / sum(p.people for p in parts) for parts in (large, small)]
        unit = f"× the baseline's {what} a person"
        yield at_most(f"{name}: {what}", each[0] / each[1], TARGET, unit=unit, baseline=baseline)
    yield measured(f"{name}: CPU a person", 1e3 * seconds[0], unit="ms", baseline="")


if __name__ == "__main__":
    show(run)
