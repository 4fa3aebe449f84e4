"""Signing keys: the ring that codes are signed and checked with."""

import time
from typing import Any

from chalicelib import instants
from chalicelib.codes.keys import CodeKey, KeyRing, from_pem, public_document
from chalicelib.config import settings
from chalicelib.store import secrets

_KEYS_KEPT = 300.0


_KEYS_RENEWED = 10.0


_ring: tuple[float, KeyRing] | None = None


def ring(*, fresh: bool = False) -> KeyRing:
    """The signing keys, read again after five minutes so that a rotation arrives everywhere."""
    global _ring
    if _ring is None or fresh or time.monotonic() - _ring[0] > _KEYS_KEPT:
        _ring = (time.monotonic(), KeyRing([_key(each) for each in secrets.signing()["keys"]]))
    return _ring[1]


def renewed_ring() -> KeyRing:
    """The same for a code that names an unknown key: read again at most every ten seconds, whatever is shown."""
    return ring(fresh=_ring is None or time.monotonic() - _ring[0] > _KEYS_RENEWED)


def _key(stored: dict[str, Any]) -> CodeKey:
    validity = (instants.from_seconds(stored[name]) for name in ("not_before", "not_after"))
    return from_pem(stored["pem"].encode(), *validity)


def public_keys() -> dict[str, Any]:
    """What a gate needs to check codes by itself."""
    return public_document(ring(), settings().issuer)
