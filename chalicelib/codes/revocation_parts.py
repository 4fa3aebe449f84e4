"""Parts of which the body of a large list is made: a part is read at a time, and kept until all are there.

A part is the hashes of its ids (`revocations.hash_of`), 8 bytes each, big-endian, in ascending order, each once.
The body of all parts is, to the byte, the one that `revocations.make` makes of all ids.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from chalicelib.codes import revocations

_LEADS = 256
"""Merged by the first byte of the hash: of thirteen million ids some fifty thousand are unpacked at a time."""


def make(code_ids: Iterable[str]) -> bytes:
    """The part of these ids."""
    return _turned(array("Q", sorted({revocations.hash_of(code_id) for code_id in code_ids}))).tobytes()


def merged(parts: Sequence[bytes], precision: int = revocations.BASE_PRECISION) -> bytes:
    """The body of a list of all that is in any of the parts. Raises ValueError for what is no part."""
    known = [_read(part) for part in parts]
    count = sum(map(len, _by_lead(known)))
    return revocations.body_of((each for some in _by_lead(known) for each in some), count, precision)


def _by_lead(parts: Sequence["array[int]"]) -> Iterator[list[int]]:
    for lead in range(_LEADS):
        first, end = lead << 56, lead + 1 << 56
        yield sorted({each for part in parts for each in part[bisect_left(part, first) : bisect_left(part, end)]})


def _read(part: bytes) -> "array[int]":
    found = array("Q")
    found.frombytes(part)
    return _turned(found)


def _turned(hashes: "array[int]") -> "array[int]":
    """From this machine's order of bytes to big-endian, or back."""
    if sys.byteorder == "little":
        hashes.byteswap()
    return hashes
