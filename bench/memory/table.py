"""One table with its four indexes, in the form that infra/tables.yaml gives them all.

An item is found by its key at once; a query walks a sorted list from where the key condition points, so its
cost is O(log n + what it returns), however many items there are.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any
from zlib import crc32

from sortedcontainers import SortedList  # type: ignore[import-untyped]  # It has no stubs.

from bench.memory.conditions import LAST, Span
from bench.memory.values import Item

type Key = tuple[str, str]
type Entry = tuple[str, ...]
type Stored = Item | Callable[[], Item]
"""An item, or what makes it: a population of a million need not lie there in full."""

INDEXES = ("gsi1", "gsi2", "gsi3", "gsi4")
OF_KEYS = "gsi4"
"""The index that has keys alone."""


_KEYS = ("pk", "sk", "gsi4pk", "gsi4sk")


class Table:
    """Items by (pk, sk), and for each index the entries (index pk, index sk, pk, sk) in order."""

    def __init__(self) -> None:
        self._items: dict[Key, Stored] = {}
        self._order: Any = SortedList()
        self._indexes: dict[str, Any] = {name: SortedList() for name in INDEXES}

    def __len__(self) -> int:
        return len(self._items)

    def get(self, key: Key) -> Item | None:
        stored = self._items.get(key)
        return stored() if callable(stored) else stored

    def every_key(self) -> list[Key]:
        """The keys of every item."""
        return list(self._items)

    def keys_of(self, pk: str) -> list[Key]:
        """The keys of one partition, in order."""
        return list(self._order.irange((pk,), (pk, LAST)))

    def put(self, item: Item) -> None:
        key = key_of(item)
        self._unindex(key)
        if key not in self._items:
            self._order.add(key)
        self._items[key] = item
        for name, entry in _entries(item, key):
            self._indexes[name].add(entry)

    def delete(self, key: Key) -> None:
        if key in self._items:
            self._unindex(key)
            self._order.remove(key)
            del self._items[key]

    def _unindex(self, key: Key) -> None:
        for name, entry in _entries(self.get(key) or {}, key):
            self._indexes[name].remove(entry)

    def load(self, stored: Iterable[tuple[Key, Stored]], entries: dict[str, Iterable[Entry]]) -> None:
        """Many new items at once, with the index entries that they have."""
        self._items.update(stored)
        self._order = SortedList(self._items)
        for name, more in entries.items():
            self._indexes[name].update(more)

    def walk(self, index: str | None, span: Span, *, reverse: bool, after: Entry | None) -> Iterator[Item]:
        """The items of a span in order, behind the entry `after` if there is one."""
        low, high, closed = span.low, span.high, True
        if after is not None and reverse:
            high = min(high, after)
        elif after is not None and after >= low:
            low, closed = after, False
        entries = self._indexes[index] if index else self._order
        for entry in entries.irange(low, high, inclusive=(closed, False), reverse=reverse):
            item = self.get(entry[-2:])
            if item is not None:
                yield item if index != OF_KEYS else {name: item[name] for name in _KEYS if name in item}

    def scan(self, index: str | None, after: Entry | None, segment: int, of: int) -> Iterator[Item]:
        """The items of one of so many segments, behind the entry `after`: which segment is by the hash key's hash."""
        entries = self._indexes[index] if index else self._order
        for entry in entries.irange(after, inclusive=(False, False)) if after else entries:
            item = self.get(entry[-2:]) if of == 1 or crc32(entry[0].encode()) % of == segment else None
            if item is not None:
                yield item

    def is_in_order(self) -> bool:
        """Whether every list is sorted and says what the items say: what a test asks for."""
        lists = [self._order, *self._indexes.values()]
        told = {
            name: sorted(e for k in self._items for n, e in _entries(self.get(k) or {}, k) if n == name)
            for name in INDEXES
        }
        return all(a < b for each in lists for a, b in pairwise(each)) and all(
            list(self._indexes[name]) == told[name] for name in INDEXES
        )


def key_of(item: Item) -> Key:
    """The primary key of an item, or of a request's key."""
    return item["pk"]["S"], item["sk"]["S"]


def entry_of(item: Item, index: str | None) -> Entry:
    """Where an item stands in an index, or in the table itself."""
    key = key_of(item)
    return (item[f"{index}pk"]["S"], item[f"{index}sk"]["S"], *key) if index else key


def key_item(item: Item, index: str | None) -> Item:
    """The keys by which a query goes on behind this item."""
    names = ("pk", "sk", *((f"{index}pk", f"{index}sk") if index else ()))
    return {name: item[name] for name in names}


def indexes_of(item: Item) -> Iterator[str]:
    """The indexes in which an item appears: those whose two keys it has."""
    return (name for name in INDEXES if f"{name}pk" in item and f"{name}sk" in item)


def _entries(item: Item, key: Key) -> Iterator[tuple[str, Entry]]:
    for name in indexes_of(item):
        yield name, (item[f"{name}pk"]["S"], item[f"{name}sk"]["S"], *key)
