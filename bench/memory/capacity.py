"""Capacity units by DynamoDB's rules, from the sizes of items.

Source: the Developer Guide, "DynamoDB read and write operations" and "Provisioned capacity for secondary
indexes". A read unit is 4 KB read strongly, half of that eventually; a write unit is 1 KB written.
"""

from math import ceil

from bench.memory.table import INDEXES, OF_KEYS, indexes_of
from bench.memory.values import Item, item_size

READ_BLOCK, WRITE_BLOCK = 4096, 1024


def read_units(size: int, *, consistent: bool) -> float:
    """Of one item, or of all that a query went through; nothing found costs as much as a little."""
    return max(1, ceil(size / READ_BLOCK)) * (1.0 if consistent else 0.5)


def write_units(old: Item | None, new: Item | None) -> float:
    """Of the table's own write: the larger of what stood there and what stands there then."""
    return float(max(1, ceil(max(_size(old), _size(new)) / WRITE_BLOCK)))


def index_units(old: Item | None, new: Item | None) -> float:
    """Of bringing every index up to date: one write in place, two where an entry moves, none if nothing changed."""
    return sum((_one_index(name, old or {}, new or {}) for name in INDEXES), 0.0)


def _one_index(name: str, old: Item, new: Item) -> float:
    was, is_ = name in indexes_of(old), name in indexes_of(new)
    if not (was or is_) or old == new:
        return 0.0
    keys = (f"{name}pk", f"{name}sk")
    if was and is_ and all(old[key] == new[key] for key in keys):
        return write_units(old, new) if name != OF_KEYS else 0.0
    if name == OF_KEYS:
        return float(was + is_)
    return (write_units(old, None) if was else 0.0) + (write_units(None, new) if is_ else 0.0)


def _size(item: Item | None) -> int:
    return item_size(item) if item else 0
