"""The list of ended code ids that a gate carries: about 2.2 bytes for each, signed, with false positives.

A list is two things: a body of bytes, and a COSE_Sign1 (ES256) statement of what the body is: its SHA-256,
the instants it covers, how many ids are in it. A code id that is in the list is always found. One that is
not is found by mistake once in 2**precision times: so what a gate finds it confirms where it has a network.

The body, numbers big-endian: `KRL1`, precision p (1 byte), three zero bytes, buckets b (4), ids n (4), the
length in bytes of each bucket (2 each), the buckets. An id's hash is the first 8 bytes of its SHA-256: the
first 4 (as h) choose bucket h·b >> 32, the last 4, shifted right by 26 - p, are its value there. A bucket is its
values in ascending order, each the difference to the one before (from 0), in Rice code with parameter p:
difference >> p ones, a zero, the low p bits; zero bits fill the last byte. A value follows where p + 1 bits are
left at least. Why this form: docs/decisions/009-revocations.md.
"""

import struct
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import accumulate, groupby
from typing import Any, Final, Literal

import cbor2

from chalicelib import instants
from chalicelib.codes import cbor, cose, stale
from chalicelib.codes.keys import KeyRing
from chalicelib.codes.stale import Rule

BASE_PRECISION: Final = 16
"""One false positive in 65,536: the bytes of a million ids matter more."""
DELTA_PRECISION: Final = 24
"""One in 16,777,216: a phone asks many deltas, so that each must hardly add to the base's rate."""

Kind = Literal["base", "delta"]
_KINDS: Final[tuple[Kind, ...]] = ("base", "delta")
_MAGIC: Final = b"KRL1"
_HEAD: Final = struct.Struct(">4sB3xII")
_PER_BUCKET: Final = 64
_ISSUER, _ISSUED, _LIST = 1, 6, -65_801


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signed statement says of a body. Instants to the second: ended after `since`, through `until`.

    `stale`: the rules that stand for ended codes which no list has.
    """

    kind: Kind
    since: datetime
    until: datetime
    count: int
    precision: int
    size: int
    digest: bytes
    issuer: str
    made_at: datetime
    stale: tuple[Rule, ...] = ()


def make(code_ids: Iterable[str], precision: int = BASE_PRECISION) -> bytes:
    """The body for `code_ids`, each counted once. `precision` from 8 to 26."""
    if not 8 <= precision <= 26:
        raise ValueError("precision out of range")
    hashes = sorted({hash_of(code_id) for code_id in code_ids})
    return body_of(hashes, len(hashes), precision)


def body_of(hashes: Iterable[int], count: int, precision: int) -> bytes:
    """The body for `count` hashes of ids, in ascending order, each once."""
    buckets, shift = max(1, -(-count // _PER_BUCKET)), 26 - precision
    parts = [b""] * buckets
    for bucket, members in groupby(hashes, key=lambda each: (each >> 32) * buckets >> 32):
        parts[bucket] = _coded(sorted({(each & 0xFFFF_FFFF) >> shift for each in members}), precision)
    lengths = struct.pack(f">{buckets}H", *map(len, parts))
    return b"".join((_HEAD.pack(_MAGIC, precision, buckets, count), lengths, *parts))


def hash_of(code_id: str) -> int:
    """The first 8 bytes of an id's SHA-256."""
    return int.from_bytes(sha256(code_id.encode()).digest()[:8])


def _coded(values: list[int], precision: int) -> bytes:
    bits = length = before = 0
    for value in values:
        quotient, rest = divmod(value - before, 1 << precision)
        bits = (bits << quotient | (1 << quotient) - 1) << 1 + precision | rest
        length += quotient + 1 + precision
        before = value
    size = -(-length // 8)
    return (bits << size * 8 - length).to_bytes(size)


class Revoked:
    """A body that can be asked: `code_id in revoked`. Keeps the bytes as they are, decodes one bucket a question."""

    def __init__(self, body: bytes) -> None:
        """Raises ValueError for what `make` cannot have made."""
        if len(body) < _HEAD.size:
            raise ValueError("no revocation list")
        magic, self.precision, self._buckets, self.count = _HEAD.unpack_from(body)
        start = _HEAD.size + 2 * self._buckets
        if magic != _MAGIC or not 8 <= self.precision <= 26 or not self._buckets or len(body) < start:
            raise ValueError("no revocation list")
        lengths = struct.unpack_from(f">{self._buckets}H", body, _HEAD.size)
        self._ends = array("I", accumulate(lengths, initial=start))
        if self._ends[-1] != len(body):
            raise ValueError("a revocation list of another length")
        self._body = body

    def __contains__(self, code_id: str) -> bool:
        """Whether the id is in the list; by mistake once in 2**precision."""
        hashed = hash_of(code_id)
        bucket = (hashed >> 32) * self._buckets >> 32
        return self._holds(bucket, (hashed & 0xFFFF_FFFF) >> 26 - self.precision)

    def _holds(self, bucket: int, wanted: int) -> bool:
        part = self._body[self._ends[bucket] : self._ends[bucket + 1]]
        bits = f"{int.from_bytes(part):0{len(part) * 8}b}"
        at, value, last = 0, 0, len(bits) - self.precision - 1
        while at <= last:
            zero = bits.find("0", at)
            if zero < 0:
                return False
            end = zero + 1 + self.precision
            value += (zero - at << self.precision) + int(bits[zero + 1 : end] or "0", 2)
            at = end
            if value >= wanted:
                return bool(value == wanted)
        return False


def sign(
    body: bytes,
    kind: Kind,
    since: datetime,
    until: datetime,
    *,
    keys: KeyRing,
    issuer: str,
    made_at: datetime,
    stale_rules: Collection[Rule] = (),
) -> bytes:
    """The signed statement of a body. Raises LookupError if no key signs at `made_at`."""
    known = Revoked(body)
    said: dict[int, Any] = {
        0: _KINDS.index(kind),
        1: instants.seconds(since),
        2: instants.seconds(until),
        3: known.count,
        4: known.precision,
        5: len(body),
        6: sha256(body).digest(),
    }
    if stale_rules:
        said[7] = stale.written(stale_rules)
    claims = {_ISSUER: issuer, _ISSUED: instants.seconds(made_at), _LIST: said}
    return cose.sign(cbor2.dumps(claims), keys.signer(made_at, made_at))


def names_key_of(signed: bytes, keys: KeyRing) -> bool:
    """Whether a statement of ours names a key of the ring. Raises ValueError for what is no COSE_Sign1."""
    return keys.find(cose.take_apart(signed).kid) is not None


def check(signed: bytes, body: bytes, keys: KeyRing, issuer: str) -> tuple[Statement, Revoked]:
    """A list as it came from outside. Raises ValueError unless `issuer` signed exactly this body."""
    message = cose.take_apart(signed)
    key = keys.find(message.kid)
    if key is None or not cose.is_signed(message, key):
        raise ValueError("not signed by a key of ours")
    statement = _statement(cbor.read(message.payload))
    if not key.covers(statement.made_at, statement.made_at):
        raise ValueError("not signed in the time of its key")
    if statement.issuer != issuer or statement.digest != sha256(body).digest():
        raise ValueError("not the list that was signed")
    return statement, Revoked(body)


def _statement(claims: Any) -> Statement:
    """Raises ValueError for claims that are no statement, a health code's among them."""
    try:
        said, issuer, made_at = claims[_LIST], claims[_ISSUER], claims[_ISSUED]
        since, until = (instants.from_seconds(said[each]) for each in (1, 2))
        kind = _KINDS[said[0]]
        made = instants.from_seconds(made_at)
        rules = stale.read(said.get(7))
        return Statement(kind, since, until, said[3], said[4], said[5], said[6], issuer, made, rules)
    except (KeyError, TypeError, IndexError, OverflowError, AttributeError):
        raise ValueError("no statement of a revocation list") from None
