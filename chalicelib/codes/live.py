"""The live presentation: a phone proves each half minute that it holds the key its token is bound to.

`HC1L:` + Base45 of CBOR [token COSE, unix seconds, device x‖y, ES256 signature r‖s]. The signature is over
SHA-256(token COSE) followed by the seconds as eight bytes, big-endian.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import cbor2

from chalicelib import instants
from chalicelib.codes import base45, cbor
from chalicelib.codes.keys import thumbprint, verify_es256


@dataclass(frozen=True, slots=True)
class Proof:
    """A live presentation taken apart, nothing of it verified yet."""

    cose: bytes
    seconds: int
    x_y: bytes
    signature: bytes

    def holds_for(self, device: bytes | None) -> bool:
        """Whether the phone with the thumbprint `device` signed this; for an unbound token nobody did."""
        if device is None or thumbprint(self.x_y) != device:
            return False
        return verify_es256(self.x_y, signed_bytes(self.cose, self.seconds), self.signature)

    def age_at(self, now: datetime, fresh_for: int) -> Literal["device", "stale"]:
        """`device` within `fresh_for` seconds of `now`, on either side of it: phones' clocks differ."""
        return "device" if abs(instants.seconds(now) - self.seconds) <= fresh_for else "stale"


def signed_bytes(cose: bytes, seconds: int) -> bytes:
    """What the phone signs."""
    return hashlib.sha256(cose).digest() + seconds.to_bytes(8)


def read(data: bytes) -> Proof:
    """The presentation in `data`. Raises ValueError if it is none."""
    item = cbor.read(data)
    if not isinstance(item, list) or [type(part) for part in item] != [bytes, int, bytes, bytes]:
        raise ValueError("no live presentation")
    proof = Proof(*item)
    if not 0 <= proof.seconds < 1 << 63 or len(proof.x_y) != 64 or len(proof.signature) != 64:
        raise ValueError("no live presentation")
    return proof


def show(cose: bytes, seconds: int, x_y: bytes, sign: Callable[[bytes], bytes]) -> str:
    """The text that a phone shows: the reference that the page's own code is compared with."""
    signature = sign(signed_bytes(cose, seconds))
    return "HC1L:" + base45.encode(cbor2.dumps([cose, seconds, x_y, signature]))
