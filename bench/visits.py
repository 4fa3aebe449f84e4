"""Visits: the cost of one at an empty and a crowded venue, tracing in a city of a million, a station's morning."""

import gc
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import batched

from bench import world
from bench.crowds import Been, Door, load, person_of, sample_visit, visitors
from bench.environment import TABLES
from bench.memory.dynamodb import Body, DynamoDB, Write
from bench.memory.table import Table
from bench.requests import NOON, Request, get
from bench.residents import token_of
from bench.rows import Row, at_most, cpu_seconds, in_turn, least_ratio, measured, show
from bench.sizes import sized

ROUNDS, TRACED = 60, 9
VENUES, PEOPLE, DAYS, FIVE_WEEKS = 3_363, 360_000, 35, 1_120_000
"""Qinghai's first five weeks (domain)."""
CITY = sized(FIVE_WEEKS // 4, FIVE_WEEKS)
OVERLAPS = (250, 1_000)
ENTRIES_A_SECOND, SECONDS = 20, 60
PARTITION_LIMIT = 1_000
"""Write units a second for one partition key, as AWS documents."""


def run() -> Iterator[Row]:
    """The rows of all three questions."""
    yield from _crowded()
    yield from _arrivals()
    yield from _tracing()


def _crowded() -> Iterator[Row]:
    """The same visit where 10 and where 100,000 have been that day."""
    quiet, crowded = Door.opened(), Door.opened()
    template = sample_visit(quiet)
    store = world.transport().dynamodb
    for door, before in ((quiet, 10), (crowded, 100_000)):
        load(store, (Been(template, person_of(-n - 1), door.venue_id, NOON, 30) for n in range(before)))
    costs = [(_cost(quiet, one), _cost(crowded, other)) for one, other in batched(visitors(2 * ROUNDS), 2)]
    few, many = zip(*costs[10:], strict=True)
    ratio = least_ratio([seconds for seconds, _ in many], [seconds for seconds, _ in few])
    yield at_most("a visit at 100,000 / at 10 that day", ratio, 1.25, unit="× CPU", baseline="10 visits that day")
    most = max(calls for _, calls in (*few, *many))
    yield at_most("calls of a visit", most, 2, unit="calls", baseline="1 batch read, 1 transaction")


def _cost(door: Door, visitor: object) -> tuple[float, int]:
    request = door.entry(visitor, NOON + timedelta(minutes=1))  # type: ignore[arg-type]
    calls = world.transport().calls
    calls.clear()
    seconds = cpu_seconds(request.send)
    return seconds, len(calls)


class Counting(DynamoDB):
    """The store, and the write units of each key of each table and index."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        super().__init__(tables)
        self.units: Counter[tuple[str, str]] = Counter()

    def _decided(self, kind: str, body: Body) -> Write:
        write = super()._decided(kind, body)
        self.units[(write.table_name, write.key[0])] += round(write.units(2))
        for number in (1, 2, 3):
            place = (write.new or {}).get(f"gsi{number}pk")
            if place:
                self.units[(f"{write.table_name}/gsi{number}", place["S"])] += round(write.units())
        return write


def _arrivals() -> Iterator[Row]:
    """20 entries a second at one station: what each key is asked to write."""
    transport = world.transport()
    before = transport.dynamodb
    transport.dynamodb = counting = Counting(TABLES)
    counting.tables = before.tables
    door = Door.opened("railway_station")
    people = list(visitors(ENTRIES_A_SECOND * SECONDS))
    counting.units.clear()
    for number, visitor in enumerate(people):
        door.entry(visitor, NOON + timedelta(seconds=number / ENTRIES_A_SECOND)).send()
    transport.dynamodb = before
    (where, key), units = counting.units.most_common(1)[0]
    share = units / SECONDS / PARTITION_LIMIT
    yield at_most(
        "20 entries a second: the hottest key",
        100 * share,
        5,
        unit="% of a partition's limit",
        baseline=f"{PARTITION_LIMIT} write units a second",
        units_a_second=round(units / SECONDS, 2),
        key=f"{where} {key.partition('#')[0]}",
    )
    yield measured(
        "entries a second that one door can take",
        ENTRIES_A_SECOND / share,
        unit="entries a second",
        baseline="until its hottest key is at the limit",
    )


def _tracing() -> Iterator[Row]:
    """A case traced by its overlaps, in a small town and in the whole province's five weeks."""
    transport = world.transport()
    door = Door.opened()
    template = sample_visit(door)
    operations = transport.dynamodb.tables[TABLES[4]]
    small, large = CITY // 16, CITY
    stores = {size: _store(template, size, operations) for size in (small, large)}
    gc.collect()
    gc.freeze()
    tasks = {(size, overlaps): _traced(stores[size], overlaps) for size in stores for overlaps in OVERLAPS}
    seconds = {key: min(times) for key, times in in_turn(tasks, TRACED).items()}
    yield at_most(
        f"tracing among {large:,} / among {small:,} visits",
        seconds[large, OVERLAPS[1]] / seconds[small, OVERLAPS[1]],
        1.3,
        unit="× CPU",
        baseline=f"{OVERLAPS[1]} overlapping visits in both",
        ms=round(1e3 * seconds[large, OVERLAPS[1]], 1),
    )
    yield at_most(
        "tracing 4 × the overlaps",
        seconds[large, OVERLAPS[1]] / seconds[large, OVERLAPS[0]],
        5,
        unit="× CPU",
        baseline=f"{OVERLAPS[0]} overlapping visits",
    )


def _store(template: object, size: int, operations: Table) -> DynamoDB:
    store = DynamoDB(TABLES)
    load(store, _city(template, size))
    store.tables[TABLES[4]] = operations
    return store


def _city(template: object, size: int) -> Iterator[Been]:
    """Visits spread over venues, people and days; and for each number of overlaps a case with so many about it."""
    dice = random.Random(38961)
    first = NOON - timedelta(days=DAYS)
    venues = [f"{number:020x}" for number in range(VENUES * size // FIVE_WEEKS or 1)]
    people = [person_of(number) for number in range(PEOPLE * size // FIVE_WEEKS)]
    for _ in range(size - sum(OVERLAPS) - len(OVERLAPS)):
        came = first + timedelta(minutes=dice.randrange(DAYS * 24 * 60), milliseconds=dice.randrange(60_000))
        yield Been(template, dice.choice(people), dice.choice(venues), came, dice.randrange(5, 200))  # type: ignore[arg-type]
    for overlaps in OVERLAPS:
        for number in range(overlaps + 1):
            name = f"{overlaps:08x}{number:012x}"
            yield Been(template, name, f"{overlaps + 2**64:020x}", NOON - timedelta(days=2), 30 + number % 60)  # type: ignore[arg-type]


def _traced(store: DynamoDB, overlaps: int) -> Callable[[], None]:
    """What traces the case that has so many overlapping visits."""
    request = _trace(f"{overlaps:08x}{0:012x}")

    def trace() -> None:
        world.transport().dynamodb = store
        found = request.send()["total"]
        if found != overlaps:
            raise RuntimeError(f"{found} found, not {overlaps}")

    return trace


def _trace(person_id: str) -> Request:
    token = token_of("epidemiologist", "epidemiologist", NOON)
    return get("/v1/people/{person_id}/exposures", parameters={"person_id": person_id}, token=token)


if __name__ == "__main__":
    show(run)
