"""Statements on what was deleted: counts, keys and digests, signed, so that nobody changes them afterwards.

A COSE_Sign1 as revocation lists have it: claims 1 issuer, 6 issued, -262 the statement, a map of texts and numbers.
"""

from datetime import datetime
from typing import Any

import cbor2

from chalicelib import instants
from chalicelib.codes import cbor, cose
from chalicelib.codes.keys import KeyRing

_ISSUER, _ISSUED, _STATEMENT = 1, 6, -262


def sign(statement: dict[str, Any], keys: KeyRing, issuer: str, made_at: datetime) -> bytes:
    """The signed statement. Raises LookupError if no key signs at `made_at`."""
    claims = {_ISSUER: issuer, _ISSUED: instants.seconds(made_at), _STATEMENT: statement}
    return cose.sign(cbor2.dumps(claims, canonical=True), keys.signer(made_at, made_at))


def check(signed: bytes, keys: KeyRing, issuer: str) -> dict[str, Any]:
    """The statement as it came from outside. Raises ValueError unless `issuer` signed it with a key of the ring."""
    message = cose.take_apart(signed)
    key = keys.find(message.kid)
    if key is None or not cose.is_signed(message, key):
        raise ValueError("not signed by a key of ours")
    claims = cbor.read(message.payload)
    if claims.get(_ISSUER) != issuer or _STATEMENT not in claims:
        raise ValueError("not a statement on deletions")
    return dict(claims[_STATEMENT])
