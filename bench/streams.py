"""A store that is watched: what each key was asked to write in its busiest minute, and a stream of every change.

The stream is delivered as AWS may deliver it: in batches of any size, some of them twice, some of them begun,
broken off and delivered again.
"""

from collections import Counter
from random import Random
from typing import Any

from bench.environment import TABLES
from bench.memory.dynamodb import Body, Change, DynamoDB, Write
from bench.memory.values import Item

STREAMED = {"state": TABLES[0], "visit": TABLES[3], "venue": TABLES[3], "check": TABLES[4]}
"""The kinds of records that reach the job, by the filters of the template, and their tables."""
PARTITION_LIMIT = 1_000
"""Write units a second for one partition key, as AWS documents."""


class Watched(DynamoDB):
    """The store; `minute` is set by whoever tells the time."""

    def __init__(self) -> None:
        super().__init__(TABLES)
        self.changes = []
        self.minute = 0
        self.units: Counter[tuple[str, str, int]] = Counter()

    def _apply(self, write: Write) -> None:
        super()._apply(write)
        self.units[write.table_name, write.key[0], self.minute] += round(write.units(2))
        for number in (1, 2, 3):
            place = (write.new or {}).get(f"gsi{number}pk")
            if place:
                self.units[f"{write.table_name}/gsi{number}", place["S"], self.minute] += round(write.units())

    def changed(self, table: str, item: Item) -> None:
        """Tells the stream of an item that was put straight into its table."""
        assert self.changes is not None
        self.changes.append((table, None, item))

    def hottest(self) -> tuple[str, float]:
        """The key that was asked for most, and its share of a partition's limit in its busiest minute, in %."""
        (table, key, _), units = self.units.most_common(1)[0]
        return f"{table} {key.partition('#')[0]}", 100 * units / 60 / PARTITION_LIMIT


class Stream:
    """Carries the changes of a store to the job that counts them."""

    def __init__(self, store: Watched, dice: Random) -> None:
        self._store, self._dice = store, dice
        self.delivered = 0
        self.records = 0

    def flow(self) -> None:
        """Delivers what has changed since the last time."""
        waiting = [told for change in self._store.changes or () if (told := _told(change))]
        self._store.changes = []
        self.records += len(waiting)
        while waiting:
            size = self._dice.randrange(1, 101)
            batch, waiting = waiting[:size], waiting[size:]
            fate = self._dice.random()
            if fate < 0.1:
                self._deliver(batch[: len(batch) // 2])
            self._deliver(batch)
            if fate > 0.9:
                self._deliver(batch)

    def _deliver(self, batch: list[dict[str, Any]]) -> None:
        from chalicelib.features.statistics import job as statistics_job

        self.delivered += len(batch)
        statistics_job.work({"Records": batch})
        # The job's own counters and marks are of no kind that the filters let through.
        self._store.changes = [change for change in self._store.changes or () if _told(change)]


def _told(change: Change) -> Body | None:
    """A stream's record, or None for what the filters hold back."""
    table, old, new = change
    kind = (new or old or {}).get("kind", {}).get("S")
    if STREAMED.get(str(kind)) != table or (new is None and kind != "state"):
        return None
    images = {"OldImage": old, "NewImage": new}
    return {"dynamodb": {name: image for name, image in images.items() if image} | {"ApproximateCreationDateTime": 0}}
