"""What a file has had already: a table of digests whose size depends on the most lines, never on the file."""

from hashlib import blake2b
from typing import Final

_WIDTH: Final = 16


class Seen:
    """Digests of lines. Its memory is fixed when it is made: 32 MB for a million lines."""

    def __init__(self, most: int) -> None:
        self._slots = 1 << (2 * most - 1).bit_length()
        self._table = bytearray(self._slots * _WIDTH)
        self._left = most

    def add(self, digest: bytes) -> bool:
        """Remembers a digest of 16 bytes; False where it was there before. Raises OverflowError where it is full."""
        place = int.from_bytes(digest[:8]) & (self._slots - 1)
        while (stands := self._table[place * _WIDTH : place * _WIDTH + _WIDTH]) != _EMPTY:
            if stands == digest:
                return False
            place = (place + 1) & (self._slots - 1)
        if not self._left:
            raise OverflowError
        self._left -= 1
        self._table[place * _WIDTH : place * _WIDTH + _WIDTH] = digest
        return True


_EMPTY: Final = bytes(_WIDTH)


def digest_of(values: object) -> bytes:
    """16 bytes that say which values a line has."""
    return blake2b(repr(values).encode(), digest_size=_WIDTH).digest()
