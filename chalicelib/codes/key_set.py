"""JSON Web Key Set (RFC 7517): the public keys by which anybody checks our codes, a ring for each use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal, get_args

from chalicelib import instants
from chalicelib.codes.keys import CodeKey, KeyRing, kid_text, public_jwk

Use = Literal["health_code", "venue_code", "revocation_list", "audit_heads", "ledger"]
"""What a key signs. A key of one use is believed for no other."""
USES: Final[tuple[Use, ...]] = get_args(Use)
SINCE_EVER: Final = 0
OPEN_END: Final = 4_102_444_800
"""2100: the end of a key that no other has followed yet. RFC 7519's dates are numbers, so there is one."""


def key_set(rings: Mapping[Use, KeyRing], issuer: str) -> dict[str, Any]:
    """What `GET /v1/keys` publishes: enough to check a code with no network.

    `nbf`, `exp` in seconds since 1970: a key is believed for what was issued from `nbf` and expires by `exp`.
    """
    return {"keys": [published(key, use, issuer) for use in USES for key in rings[use].keys]}


def published(key: CodeKey, use: Use, issuer: str) -> dict[str, Any]:
    """A key as it is published: for what `issuer` signs, of one use."""
    return {
        **public_jwk(key),
        "kid": kid_text(key.kid),
        "use": "sig",
        "alg": "ES256",
        "kangma_use": use,
        "issuer": issuer,
        "nbf": _seconds(key.not_before, SINCE_EVER),
        "exp": _seconds(key.not_after, OPEN_END),
    }


def _seconds(at: datetime | None, open_end: int) -> int:
    return open_end if at is None else instants.seconds(at)
