"""Attribute values as they stand in a request, `{"S": "…"}`: equality, order, and size in bytes."""

import base64
from decimal import Decimal
from typing import Any

type Value = dict[str, Any]
type Item = dict[str, Value]

_SETS = ("SS", "NS", "BS")


def same(left: Value | None, right: Value | None) -> bool:
    """Whether two values are equal: numbers by value, sets whatever their order. Absent equals nothing."""
    if left is None or right is None or left.keys() != right.keys():
        return False
    return bool(_comparable(left) == _comparable(right))


def _comparable(value: Value) -> Any:
    ((kind, content),) = value.items()
    match kind:
        case "N":
            return Decimal(content)
        case "NS":
            return frozenset(map(Decimal, content))
        case "SS" | "BS":
            return frozenset(content)
        case "L":
            return [(next(iter(each)), _comparable(each)) for each in content]
        case "M":
            return {name: (next(iter(each)), _comparable(each)) for name, each in content.items()}
        case _:
            return content


def order(left: Value | None, right: Value | None) -> int | None:
    """-1, 0 or 1; None where the two have no order (absent, another type, no scalar)."""
    if left is None or right is None or left.keys() != right.keys():
        return None
    ((kind, _),) = left.items()
    if kind not in ("S", "N", "B"):
        return None
    a, b = _sortable(kind, left[kind]), _sortable(kind, right[kind])
    return int(a > b) - int(a < b)


def _sortable(kind: str, content: str) -> Any:
    # Python orders text by code point, which is the order of its UTF-8 bytes.
    if kind == "N":
        return Decimal(content)
    return base64.b64decode(content) if kind == "B" else content


def contains(whole: Value | None, part: Value | None) -> bool:
    """`contains`: a substring, a member of a set, an element of a list."""
    if whole is None or part is None:
        return False
    ((kind, content),) = whole.items()
    if kind == "S":
        return "S" in part and part["S"] in content
    if kind in _SETS:
        return any(same({kind[0]: each}, part) for each in content)
    return kind == "L" and any(same(each, part) for each in content)


def length(value: Value) -> int:
    """`size`: characters of text are counted as bytes, as for the item's size."""
    ((kind, content),) = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "B":
        return len(base64.b64decode(content))
    return len(content)


def item_size(item: Item) -> int:
    """Bytes of an item by DynamoDB's rules: names and values, with the overhead of lists and maps."""
    return sum(len(name.encode()) + value_size(value) for name, value in item.items())


def value_size(value: Value) -> int:
    """Bytes of one value. A number takes about half its digits and one byte more."""
    ((kind, content),) = value.items()
    match kind:
        case "S":
            return len(content.encode())
        case "N":
            return _number_size(content)
        case "B":
            return len(base64.b64decode(content))
        case "SS":
            return sum(len(each.encode()) for each in content)
        case "NS":
            return sum(map(_number_size, content))
        case "BS":
            return sum(len(base64.b64decode(each)) for each in content)
        case "L":
            return 3 + sum(1 + value_size(each) for each in content)
        case "M":
            return 3 + sum(1 + len(name.encode()) + value_size(each) for name, each in content.items())
        case _:  # BOOL, NULL
            return 1


def _number_size(text: str) -> int:
    sign, digits, _ = Decimal(text).normalize().as_tuple()
    return (len(digits) + 1) // 2 + 1 + sign
