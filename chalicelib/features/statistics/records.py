"""Counters by region and policy day, and the marks by which each record counts once.

A region's counters are one partition: `now` is everything so far, a day is what came with it. Both are in
shards. A mark and the counts of its record are written in one transaction, so that a stream that delivers
twice, or a worker that dies between, changes nothing.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from pynamodb.attributes import NumberAttribute

from chalicelib.config import settings
from chalicelib.identity.regions import is_county
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Change, Lost, Put, Step, transact

CAME = ("cases", "contacts", "appeals_decided", "appeals_in_48h", "reported")
FIELDS = ("people", "venues", "visits", "suspect_visits", "checks", "green", "yellow", "red", *CAME)
NOW = "now"
MARKS_KEPT = timedelta(days=14)
_MOST_STEPS = 96


class CounterRecord(OperationRecord, discriminator="counter"):
    """`STAT#<region>`/`<day or now>#<shard>`: how much each figure changed then."""

    county_index = index("gsi1")
    """Counters of the counties of a province, in order of days."""
    people = NumberAttribute(null=True)
    venues = NumberAttribute(null=True)
    visits = NumberAttribute(null=True)
    suspect_visits = NumberAttribute(null=True)
    checks = NumberAttribute(null=True)
    green = NumberAttribute(null=True)
    yellow = NumberAttribute(null=True)
    red = NumberAttribute(null=True)
    cases = NumberAttribute(null=True)
    contacts = NumberAttribute(null=True)
    appeals_decided = NumberAttribute(null=True)
    appeals_in_48h = NumberAttribute(null=True)
    reported = NumberAttribute(null=True)

    @property
    def region(self) -> str:
        return str(self.pk[5:])

    @property
    def day(self) -> str:
        return str(self.sk.partition("#")[0])

    def figures(self) -> Counter[str]:
        """What it counts."""
        return Counter({name: int(getattr(self, name) or 0) for name in FIELDS})


class CountedRecord(OperationRecord, discriminator="counted"):
    """`COUNTED#<what>`: a record that has been counted."""


@dataclass(frozen=True)
class Count:
    """What one record changes: `mark` names it for ever; `figures` by (region, policy day); `also`: steps with it."""

    mark: str
    figures: Mapping[tuple[str, str], Counter[str]] = field(default_factory=dict)
    also: tuple[Step, ...] = ()


def add(counts: Iterable[Count]) -> int:
    """Adds each count once, however often it is given; returns how many were new. One transaction for some dozens."""
    waiting = list({count.mark: count for count in counts}.values())
    added = 0
    while waiting:
        batch = _fitting(waiting)
        counted = _written(batch)
        added += len(batch) - len(counted)
        done = {count.mark for count in batch}
        waiting = [count for count in waiting if count.mark not in done]
    return added


def _fitting(counts: list[Count]) -> list[Count]:
    """As many from the beginning as one transaction holds; at least one."""
    places: set[tuple[str, str]] = set()
    also = 0
    for number, count in enumerate(counts):
        places |= _places(count)
        also += len(count.also)
        if number and number + 1 + also + len(places) > _MOST_STEPS:
            return counts[:number]
    return counts


def _places(count: Count) -> set[tuple[str, str]]:
    return {place for region, day in count.figures for place in ((region, day), (region, NOW))}


def _written(batch: list[Count]) -> set[str]:
    """Writes a batch without those that were counted before, whose marks it returns."""
    counted: set[str] = set()
    while True:
        left = [count for count in batch if count.mark not in counted]
        if not left:
            return counted
        marks = {count.mark: _mark(count) for count in left}
        try:
            transact([*marks.values(), *_additions(left), *(step for count in left for step in count.also)])
            return counted
        except Lost as lost:
            counted |= {mark for mark, step in marks.items() if step in lost.steps}


def _mark(count: Count) -> Put:
    return Put(CountedRecord(f"COUNTED#{count.mark}", "counted", ttl=ttl(MARKS_KEPT)), ABSENT)


def was_counted(person_id: str, version: int) -> bool:
    """Whether a person's state of a version that changed their colour has been counted. One read.

    Marks go after `MARKS_KEPT`.
    """
    return CountedRecord.find(f"COUNTED#state#P#{person_id}#{version}", "counted") is not None


def _additions(counts: list[Count]) -> list[Step]:
    """One addition for each counter that any of `counts` changes."""
    sums: dict[tuple[str, str], Counter[str]] = {}
    for count in counts:
        for (region, day), figures in count.figures.items():
            for place in ((region, day), (region, NOW)):
                sums.setdefault(place, Counter()).update(figures)
    shard = random.randrange(settings().statistics_shards)  # noqa: S311  (spreads writers, protects nothing)
    return [_addition(region, day, shard, figures) for (region, day), figures in sorted(sums.items())]


def _addition(region: str, day: str, shard: int, figures: Counter[str]) -> Change:
    record = CounterRecord(f"STAT#{region}", f"{day}#{shard}")
    actions: list[Any] = [getattr(CounterRecord, name).add(amount) for name, amount in figures.items() if amount]
    actions.append(CounterRecord.kind.set(CounterRecord))
    if len(region) == 6 and (is_county(region) or not region.endswith("00")):
        actions.append(CounterRecord.gsi1pk.set(f"STATCOUNTIES#{region[:2]}"))
        actions.append(CounterRecord.gsi1sk.set(f"{day}#{region}#{shard}"))
    return Change(record, tuple(actions))


def of_region(region: str, first: str, last: str) -> dict[str, Counter[str]]:
    """A region's counters from day to day, both included; `now` to `now` for everything so far. One query."""
    keys = CounterRecord.sk.between(f"{first}#", f"{last}#~")
    return _summed(CounterRecord.query(f"STAT#{region}", keys, consistent_read=True), lambda record: record.day)


def of_counties(province: str, first: str, last: str) -> dict[str, dict[str, Counter[str]]]:
    """The same for each county of a province: by day, then county. One query of the index."""
    keys = CounterRecord.gsi1sk.between(f"{first}#", f"{last}#~")
    found = CounterRecord.county_index.query(f"STATCOUNTIES#{province}", keys)
    sums: dict[str, dict[str, Counter[str]]] = {}
    for (day, region), figures in _summed(found, lambda record: (record.day, record.region)).items():
        sums.setdefault(day, {})[region] = figures
    return sums


def _summed[Name](
    records: Iterable[CounterRecord], name_of: Callable[[CounterRecord], Name]
) -> dict[Name, Counter[str]]:
    sums: dict[Name, Counter[str]] = {}
    for record in records:
        sums.setdefault(name_of(record), Counter()).update(record.figures())
    return sums
