"""Whether an item meets a condition; and where in a sorted list a key condition points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.memory.grammar import Malformed, Tree
from bench.memory.values import Item, Value, contains, length, order, same

type Values = Mapping[str, Value]

LAST = "\U0010ffff"
"""Sorts after every key that is ever written."""


def holds(tree: Tree, item: Item, values: Values) -> bool:
    """Whether `item` (empty: none there) meets the condition."""
    kind, *parts = tree
    match kind:
        case "or":
            return any(holds(part, item, values) for part in parts)
        case "and":
            return all(holds(part, item, values) for part in parts)
        case "not":
            return not holds(parts[0], item, values)
        case "attribute_exists":
            return _resolved(parts[0], item, values) is not None
        case "attribute_not_exists":
            return _resolved(parts[0], item, values) is None
    return _compares(kind, [_resolved(part, item, values) for part in parts])


def _compares(kind: str, operands: list[Value | None]) -> bool:
    first, rest = operands[0], operands[1:]
    match kind:
        case "between":
            return order(first, rest[0]) in (0, 1) and order(first, rest[1]) in (-1, 0)
        case "in":
            return any(same(first, each) for each in rest)
        case "begins_with":
            return first is not None and str(first.get("S", "")).startswith((rest[0] or {})["S"])
        case "contains":
            return contains(first, rest[0])
        case "attribute_type":
            return first is not None and (rest[0] or {})["S"] in first
    return _COMPARISONS[kind](first, rest[0])


_COMPARISONS: dict[str, Callable[[Value | None, Value | None], bool]] = {
    "=": same,
    "<>": lambda a, b: not same(a, b),
    "<": lambda a, b: order(a, b) == -1,
    "<=": lambda a, b: order(a, b) in (-1, 0),
    ">": lambda a, b: order(a, b) == 1,
    ">=": lambda a, b: order(a, b) in (0, 1),
}


def _resolved(operand: Tree, item: Item, values: Values) -> Value | None:
    kind, *parts = operand
    if kind == "value":
        return values[parts[0]]
    if kind == "size":
        found = _resolved(parts[0], item, values)
        return None if found is None else {"N": str(length(found))}
    return at_path(item, parts)


def at_path(item: Item, parts: list[str | int]) -> Value | None:
    """The value at a path, or None."""
    found: Value | None = item.get(str(parts[0]))
    for part in parts[1:]:
        if found is None:
            return None
        if isinstance(part, int):
            found = found["L"][part] if part < len(found.get("L", ())) else None
        else:
            found = found.get("M", {}).get(part)
    return found


@dataclass(frozen=True)
class Span:
    """The keys of one partition from `low` to `high`: tuples that compare with index entries."""

    hash: str
    low: tuple[str, ...]
    high: tuple[str, ...]


def span(tree: Tree, values: Values, hash_name: str, range_name: str) -> Span:
    """Where a key condition points. Raises Malformed unless it is one hash key and at most one range."""
    parts = {part[1][1]: part for part in _conjuncts(tree)}
    if not parts.keys() <= {hash_name, range_name} or parts.get(hash_name, ("",))[0] != "=":
        raise Malformed("Query key condition not supported")
    key = values[parts[hash_name][2][1]]["S"]
    if range_name not in parts:
        return Span(key, (key,), (key, LAST))
    kind, _, *operands = parts[range_name]
    low, high = _bounds(kind, [values[each[1]]["S"] for each in operands])
    return Span(key, (key, *low), (key, *high))


def _conjuncts(tree: Tree) -> list[Tree]:
    return [each for part in tree[1:] for each in _conjuncts(part)] if tree[0] == "and" else [tree]


def _bounds(kind: str, ends: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both ends behind the hash key. An upper end never equals an entry or is itself left out."""
    first, last = ends[0], ends[-1]
    match kind:
        case "=" | "between":
            return (first,), (last, LAST)
        case "begins_with":
            return (first,), (first + LAST,)
        case "<=":
            return (), (first, LAST)
        case "<":
            return (), (first,)
        case ">=":
            return (first,), (LAST,)
        case ">":
            return (first, LAST), (LAST,)
    raise Malformed(f"no key comparator: {kind}")
