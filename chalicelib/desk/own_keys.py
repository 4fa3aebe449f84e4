"""Our own keys towards partners, values of the service secret: what signs now, and what is published."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.config import settings
from chalicelib.container import kept_per_container
from chalicelib.signatures import pairs
from chalicelib.signatures.sm import Sm2Pair
from chalicelib.store import secrets


def p256() -> tuple[str, ec.EllipticCurvePrivateKey]:
    """The key that signs `kangma-1`, and what it is called."""
    key = _p256(secrets.current(pairs.P256).decode())
    return pairs.p256_id(settings().exchange_id, key), key


def sm2() -> Sm2Pair:
    """The key that signs `gateway-sm`."""
    return _sm2(secrets.current(pairs.SM2).decode())


def published() -> list[dict[str, Any]]:
    """Every key of ours that partners are to believe, the newest first."""
    owner = settings().exchange_id
    p256s = [pairs.published_p256(owner, each.decode()) for each in secrets.believed(pairs.P256)]
    return p256s + [pairs.published_sm2(owner, each.decode()) for each in secrets.believed(pairs.SM2)]


@kept_per_container
def _p256(stored: str) -> ec.EllipticCurvePrivateKey:
    return pairs.p256_of(stored)


@kept_per_container
def _sm2(stored: str) -> Sm2Pair:
    return pairs.sm2_of(stored)
