"""A reader for the CBOR (RFC 8949) that a stranger's phone may show: strict, bounded, without surprises.

The cbor2 library builds dates, patterns, fractions and shared references out of tags, which is more than
bytes of unknown origin should be able to ask for before a signature has been looked at. This reader knows
numbers, texts, bytes, lists, maps and tags as such, in definite lengths, each key once.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

MAX_DEPTH: Final = 12
_WIDTHS: Final = {24: 1, 25: 2, 26: 4, 27: 8}
_FLOATS: Final = {25: ">e", 26: ">f", 27: ">d"}
_CONSTANTS: Final[dict[int, Any]] = {20: False, 21: True, 22: None, 23: None}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag with its content, not interpreted."""

    tag: int
    content: Any


def read(data: bytes) -> Any:
    """The one item that `data` is. Raises ValueError for anything else, trailing bytes included."""
    try:
        value, end = _item(data, 0, MAX_DEPTH)
    except IndexError:
        raise ValueError("the bytes end too early") from None
    if end != len(data):
        raise ValueError("bytes are left over")
    return value


def _item(data: bytes, at: int, depth: int) -> tuple[Any, int]:
    head = data[at]
    major, count, at = head >> 5, head & 31, at + 1
    if major == 7:
        return _simple(data, at, count)
    if count >= 24:
        count, at = _argument(data, at, count)
    if major == 0:
        return count, at
    if major == 1:
        return -1 - count, at
    if major < 4:
        return _string(data, at, count, major)
    if not depth:
        raise ValueError("nested too deep")
    return _container(data, at, count, major, depth - 1)


def _argument(data: bytes, at: int, code: int) -> tuple[int, int]:
    width = _WIDTHS.get(code)
    if width is None or at + width > len(data):
        raise ValueError("no definite length")
    return int.from_bytes(data[at : at + width]), at + width


def _string(data: bytes, at: int, length: int, major: int) -> tuple[Any, int]:
    end = at + length
    if end > len(data):
        raise ValueError("the bytes end too early")
    content = data[at:end]
    return (content if major == 2 else content.decode()), end


def _container(data: bytes, at: int, count: int, major: int, depth: int) -> tuple[Any, int]:
    if major == 6:
        content, at = _item(data, at, depth)
        return Tagged(count, content), at
    if major == 5:
        return _map(data, at, count, depth)
    items = []
    # Every item takes a byte at least, so a huge count ends with the bytes.
    for _ in range(count):
        item, at = _item(data, at, depth)
        items.append(item)
    return items, at


def _map(data: bytes, at: int, count: int, depth: int) -> tuple[dict[Any, Any], int]:
    entries: dict[Any, Any] = {}
    for _ in range(count):
        key, at = _item(data, at, depth)
        if type(key) not in (int, str, bytes) or key in entries:
            raise ValueError("a key is repeated or cannot be one")
        entries[key], at = _item(data, at, depth)
    return entries, at


def _simple(data: bytes, at: int, code: int) -> tuple[Any, int]:
    if code in _CONSTANTS:
        return _CONSTANTS[code], at
    if code not in _FLOATS:
        raise ValueError("an unknown simple value")
    end = at + _WIDTHS[code]
    if end > len(data):
        raise ValueError("the bytes end too early")
    return struct.unpack(_FLOATS[code], data[at:end])[0], end
