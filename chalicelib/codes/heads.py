"""The signed heads of the audit: of each chain the number and the hash of one entry, at one hour.

A COSE_Sign1 (ES256) over {1: issuer, 6: seconds of signing, -65802: {0: seconds of the hour, 1: [[chain, number, hash
of 32 bytes], …]}}, chains in ascending order. Whoever noted one can prove any later change of what lies before it;
docs/audit/README.md has it byte for byte.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import cbor2

from chalicelib import instants
from chalicelib.codes import cbor, cose
from chalicelib.codes.keys import CodeKey, KeyRing

_ISSUER, _ISSUED, _HEADS = 1, 6, -65_802
_HASH: Final = 32


@dataclass(frozen=True, slots=True)
class Head:
    """An entry of a chain: its number, from 1 on, and its hash in hexadecimal digits."""

    shard: int
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Heads:
    """What was signed: for which hour, when, and the head of each chain that had any entry."""

    hour: datetime
    signed_at: datetime
    issuer: str
    items: tuple[Head, ...]

    def of(self, shard: int) -> Head | None:
        """The head of one chain."""
        return next((each for each in self.items if each.shard == shard), None)


def sign(heads: Iterable[Head], hour: datetime, *, key: CodeKey, issuer: str, signed_at: datetime) -> bytes:
    """The signed statement."""
    items = [[each.shard, each.number, bytes.fromhex(each.hash)] for each in sorted(heads, key=lambda h: h.shard)]
    said = {0: instants.seconds(hour), 1: items}
    return cose.sign(cbor2.dumps({_ISSUER: issuer, _ISSUED: instants.seconds(signed_at), _HEADS: said}), key)


def read(signed: bytes) -> Heads:
    """What a statement says, its signature not looked at. Raises ValueError for what is none."""
    return _read(cbor.read(cose.take_apart(signed).payload))


def check(signed: bytes, keys: KeyRing) -> Heads:
    """What a statement of ours says. Raises ValueError unless a key of the ring signed it."""
    message = cose.take_apart(signed)
    key = keys.find(message.kid)
    if key is None or not cose.is_signed(message, key):
        raise ValueError("not signed by a key of ours")
    return read(signed)


def _read(claims: Any) -> Heads:
    try:
        said: Mapping[int, Any] = claims[_HEADS]
        items = tuple(_head(*each) for each in said[1])
        hour, signed_at = (instants.from_seconds(each) for each in (said[0], claims[_ISSUED]))
        return Heads(hour, signed_at, str(claims[_ISSUER]), items)
    except (KeyError, TypeError, OverflowError):
        raise ValueError("no statement of heads") from None


def _head(shard: int, number: int, digest: bytes) -> Head:
    if not (type(shard) is type(number) is int and type(digest) is bytes and len(digest) == _HASH):
        raise TypeError("no head")
    return Head(shard, number, digest.hex())
