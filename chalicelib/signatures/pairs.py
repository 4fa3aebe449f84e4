"""Our own key pairs as one text each, as the stage's service secret holds them; and as they are published."""

from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes.keys import from_pem as code_key
from chalicelib.codes.keys import jwk_thumbprint, public_bytes, public_jwk
from chalicelib.signatures import sm
from chalicelib.signatures.sm import Sm2Pair

P256, SM2 = "exchange_p256", "exchange_sm2"
_COORDINATES = 64


def new_p256() -> str:
    """A fresh P-256 key as PKCS 8 PEM."""
    private = ec.generate_private_key(ec.SECP256R1())
    form = serialization.PrivateFormat.PKCS8
    return private.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def new_sm2() -> str:
    """A fresh SM2 key: x‖y and the private number, in hex."""
    pair = sm.new_pair()
    return (pair.public + pair.private).hex()


NEW: Mapping[str, Callable[[], str]] = {P256: new_p256, SM2: new_sm2}
"""How a value of each name is made."""


def p256_of(stored: str) -> ec.EllipticCurvePrivateKey:
    """The key of a stored text."""
    private = serialization.load_pem_private_key(stored.encode(), password=None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise ValueError("not a P-256 key")
    return private


def sm2_of(stored: str) -> Sm2Pair:
    """The key of a stored text."""
    raw = bytes.fromhex(stored)
    return Sm2Pair(raw[:_COORDINATES], raw[_COORDINATES:])


def keyid(owner: str, public: bytes) -> str:
    """What a platform's key is called: its own id, and the beginning of the key's thumbprint."""
    return f"{owner}-{jwk_thumbprint(public)[:12]}"


def p256_id(owner: str, key: ec.EllipticCurvePrivateKey) -> str:
    """What our own P-256 key is called."""
    return keyid(owner, public_bytes(key.public_key()))


def published_p256(owner: str, stored: str) -> dict[str, Any]:
    """A P-256 key as `GET /v1/exchange/keys` shows it: a JWK."""
    jwk = public_jwk(code_key(stored.encode()))
    return {**jwk, "kid": p256_id(owner, p256_of(stored)), "alg": "ES256", "use": "sig"}


def published_sm2(owner: str, stored: str) -> dict[str, Any]:
    """An SM2 key as it is shown there: x‖y in hex."""
    public = sm2_of(stored).public
    return {"kid": keyid(owner, public), "alg": "SM2", "use": "sig", "public": public.hex()}
