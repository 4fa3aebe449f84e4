"""Signing keys: the ring that codes are signed and checked with."""

import json
from typing import Any

from chalicelib import instants
from chalicelib.codes.keys import CodeKey, KeyRing, from_pem, public_document
from chalicelib.config import settings
from chalicelib.container import kept_per_container
from chalicelib.store import secrets


def ring(*, fresh: bool = False) -> KeyRing:
    """The signing keys, read again after some minutes so that a rotation arrives everywhere; at once if `fresh`."""
    return _ring_of(secrets.signing(fresh=fresh))


def renewed_ring() -> KeyRing:
    """The same for a code that names an unknown key: read again at most every ten seconds, whatever is shown."""
    return _ring_of(secrets.signing(age=secrets.RENEWED_AGE))


@kept_per_container
def _ring_of(stored: str) -> KeyRing:
    return KeyRing([_key(each) for each in json.loads(stored)["keys"]])


def _key(stored: dict[str, Any]) -> CodeKey:
    validity = (instants.from_seconds(stored[name]) for name in ("not_before", "not_after"))
    return from_pem(stored["pem"].encode(), *validity)


def public_keys() -> dict[str, Any]:
    """What a gate needs to check codes by itself."""
    return public_document(ring(), settings().issuer)
