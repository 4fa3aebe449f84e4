"""A campaign of a rating: its work follows those touched and not the population; what a person and a million cost.

The same people stay in the county that is rated, among populations of which each is ten times the one before it. The
rest of each stays elsewhere. The baseline of the throughput is the opening of one of these codes by its owner.
"""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from bench import population, world
from bench.environment import TABLES
from bench.memory.dynamodb import DynamoDB
from bench.memory.values import Item
from bench.requests import NOON
from bench.residents import HAIDONG, XINING, Resident
from bench.rows import Row, at_most, cpu_seconds, measured, show
from bench.sizes import sized

POPULATIONS = sized((10_000, 100_000), (100_000, 1_000_000, 10_000_000))
TOUCHED = sized(1_000, 10_000)
TARGET = 1.1
MINUTE = timedelta(minutes=1)
OPENINGS = 50


@dataclass(frozen=True)
class Done:
    """One campaign to its end: CPU seconds, calls, units, and how many it changed."""

    seconds: float
    calls: int
    read_units: float
    write_units: float
    changed: int


def run() -> Iterator[Row]:
    """Each population against the smallest; then a person and a million, by the smallest."""
    here, elsewhere = Resident.new(3), Resident.new(3, location=HAIDONG)
    touched, other = _state(here), _state(elsewhere)
    opening = min(cpu_seconds(here.code().send) for _ in range(OPENINGS))
    found: dict[int, Done] = {}
    for size in POPULATIONS:
        found[size] = _campaign(touched, other, size)
    yield from _against_population(found)
    yield from _costs(found[POPULATIONS[0]], opening)


def _state(resident: Resident) -> Item:
    state = population.people_table(world.transport().dynamodb).get((f"P#{resident.person_id}", "state"))
    assert state is not None
    return state


def _campaign(touched: Item, other: Item, size: int) -> Done:
    """A rating of the county is published and goes to its end, in a store with so many people."""
    transport, former = world.transport(), world.transport().dynamodb
    transport.dynamodb = store = population.asleep(other, size)
    _let_stay(store, touched)
    gc.collect()
    gc.freeze()
    try:
        _publish()
        transport.calls.clear()
        seconds = cpu_seconds(_to_its_end)
        tables = [call for call in transport.calls if call.service == "dynamodb"]
        read, write = sum(call.read_units for call in tables), sum(call.write_units for call in tables)
        return Done(seconds, len(tables), read, write, _changed())
    finally:
        gc.unfreeze()
        transport.dynamodb = former


def _let_stay(store: DynamoDB, template: Item) -> None:
    """Those touched: each state with its place in the index of who stayed in the county."""
    from pynamodb.attributes import UTCDateTimeAttribute

    from chalicelib.person.indexed import shard_of

    since = UTCDateTimeAttribute().serialize(NOON)
    for number in range(TOUCHED):
        person_id = f"touched{number:08d}"
        population.people_table(store).put(population.person(template, person_id, population.later(number)))
        place = {"pk": f"STAY#{XINING}#{shard_of(person_id):02}", "sk": person_id, "kind": "stay", "since": since}
        store.tables[TABLES[2]].put({name: {"S": value} for name, value in place.items()})


def _publish() -> None:
    from chalicelib.container import asked_at, forget
    from chalicelib.features.campaigns import records
    from chalicelib.person import ratings, shelf
    from chalicelib.store.reading import read_together
    from chalicelib.store.transactions import transact

    forget()
    asked_at(NOON)
    _, head = read_together([ratings.key_of(XINING), ratings.head_key()])
    version = {"id": "bench", "level": "medium", "first": "2020-03-01", "at": NOON.isoformat()}
    record = ratings.RatingsRecord(f"R#{XINING}", "ratings", ratings=[])
    transact(ratings.publish_steps(record, head, [version | {"published": NOON.isoformat()}]))
    transact([records.begin_step("bench", "rating", "bench", XINING, [XINING], "staff", NOON)])
    shelf.current(fresh=True)


def _to_its_end() -> None:
    """Minute after minute, each lane by one worker after the other."""
    from chalicelib.features.campaigns import progress, records, working

    now = NOON
    while True:
        now += MINUTE
        progress.advance(now)
        record = records.find("bench")
        assert record is not None
        if record.status == records.DONE:
            return
        for lane in range(int(record.lanes)):
            working.work("bench", lane, now)


def _changed() -> int:
    from chalicelib.features.campaigns import progress, records

    record = records.find("bench")
    assert record is not None
    return int(progress.counted(record)["changes"].get("green>yellow", 0))


def _against_population(found: dict[int, Done]) -> Iterator[Row]:
    least = found[POPULATIONS[0]]
    baseline = f"{TOUCHED:,} touched among {POPULATIONS[0]:,}"
    for size, done in found.items():
        missed = abs(TOUCHED - done.changed)
        yield at_most(f"campaign among {size:,}: missed", missed, 0, unit=f"of {TOUCHED:,}", baseline="")
    for size in POPULATIONS[1:]:
        ours = found[size]
        name = f"campaign of {TOUCHED:,} among {size:,}"
        units = (ours.read_units + ours.write_units) / (least.read_units + least.write_units)
        yield at_most(f"{name}: calls", ours.calls / least.calls, TARGET, unit="× the baseline's", baseline=baseline)
        yield at_most(f"{name}: units", units, TARGET, unit="× the baseline's", baseline=baseline)
        ratio = ours.seconds / least.seconds
        yield measured(f"{name}: CPU", ratio, unit="× the baseline's CPU time", baseline=baseline)


def _costs(done: Done, opening: float) -> Iterator[Row]:
    each = done.seconds / TOUCHED
    yield measured(
        "campaign: CPU a person",
        each / opening,
        unit="× the baseline's CPU time",
        baseline="a code opened by its owner",
        ours_ms=1e3 * each,
        baseline_ms=1e3 * opening,
    )
    yield measured("campaign: people a worker", 1 / each, unit="a second of CPU", baseline="AWS in memory")
    yield measured("campaign: calls a person", done.calls / TOUCHED, unit="calls", baseline="its units included")
    for name, units in (("read", done.read_units), ("write", done.write_units)):
        million = units / TOUCHED
        yield measured(
            f"campaign: {name} units a million", million, unit="million units", baseline="its units included"
        )
    yield measured("campaign: CPU a million", each * 1e6 / 3600, unit="hours of CPU", baseline="AWS in memory")


if __name__ == "__main__":
    show(run)
