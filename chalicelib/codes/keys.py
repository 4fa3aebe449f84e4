"""The keys of health codes: P-256 pairs with an identifier and a validity, and the phones that hold one."""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from chalicelib.errors import invalid

KID_LENGTH: Final = 8
ES256: Final = -7
# Deterministic (RFC 6979): a snapshot may repeat a random generator, and one repeated nonce gives the key away.
_ECDSA: Final = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)
_EVER: Final = datetime.max.replace(tzinfo=UTC)
_NEVER_BEFORE: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CodeKey:
    """A key for the tokens issued from `not_before` and expiring by `not_after` (None leaves an end open).

    `private` is None in a key that only checks. Everything that depends on the key alone is worked out
    here, once: the identifier, and the protected header that names it.
    """

    public: ec.EllipticCurvePublicKey
    private: ec.EllipticCurvePrivateKey | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None
    kid: bytes = field(init=False)
    protected: bytes = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kid", thumbprint(public_bytes(self.public))[:KID_LENGTH])
        object.__setattr__(self, "protected", cbor2.dumps({1: ES256, 4: self.kid}))

    def covers(self, issued_at: datetime, expires_at: datetime) -> bool:
        """Whether this key may sign, or have signed, a token of that life."""
        return (self.not_before or _NEVER_BEFORE) <= issued_at and expires_at <= (self.not_after or _EVER)

    def sign(self, message: bytes) -> bytes:
        """The ES256 signature r‖s, 64 bytes. Raises LookupError where there is no private half."""
        if self.private is None:
            raise LookupError("a public key does not sign")
        r, s = decode_dss_signature(self.private.sign(message, _ECDSA))
        return r.to_bytes(32) + s.to_bytes(32)

    def verify(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` (r‖s) is this key's over `message`."""
        return _verify(self.public, message, signature)


class KeyRing:
    """The current key and earlier or later ones. Build it once per container: it holds prepared keys."""

    def __init__(self, keys: Iterable[CodeKey]) -> None:
        newest_first = sorted(keys, key=lambda key: key.not_before or _NEVER_BEFORE, reverse=True)
        self.keys: Final = tuple(newest_first)
        self._by_kid: Final = {key.kid: key for key in newest_first}

    def signer(self, issued_at: datetime, expires_at: datetime) -> CodeKey:
        """The newest key that signs a token of that life. Raises LookupError if there is none."""
        for key in self.keys:
            if key.private is not None and key.covers(issued_at, expires_at):
                return key
        raise LookupError("no signing key covers this token's life")

    def find(self, kid: bytes) -> CodeKey | None:
        """The key of that identifier, or None."""
        return self._by_kid.get(kid)


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """A phone's public half: x‖y (64 bytes), its COSE thumbprint for `cnf`, its JWK thumbprint."""

    x_y: bytes
    thumbprint: bytes
    jwk_thumbprint: str


def new_key(not_before: datetime | None = None, not_after: datetime | None = None) -> CodeKey:
    """A fresh signing key."""
    return _signing(ec.generate_private_key(ec.SECP256R1()), not_before, not_after)


def from_pem(pem: bytes, not_before: datetime | None = None, not_after: datetime | None = None) -> CodeKey:
    """The key of a PKCS 8 private or SPKI public PEM. Raises ValueError for anything but a P-256 key."""
    if b"PRIVATE KEY" in pem:
        return _signing(serialization.load_pem_private_key(pem, password=None), not_before, not_after)
    public = serialization.load_pem_public_key(pem)
    if not (isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)):
        raise ValueError("not a P-256 key")
    return CodeKey(public, None, not_before, not_after)


def to_pem(key: CodeKey) -> bytes:
    """The private half as unencrypted PKCS 8, for the secrets store. Raises LookupError without one."""
    if key.private is None:
        raise LookupError("no private half")
    return key.private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _signing(private: object, not_before: datetime | None, not_after: datetime | None) -> CodeKey:
    if not (isinstance(private, ec.EllipticCurvePrivateKey) and isinstance(private.curve, ec.SECP256R1)):
        raise ValueError("not a P-256 key")
    return CodeKey(private.public_key(), private, not_before, not_after)


def from_jwk(jwk: Mapping[str, Any], not_before: datetime | None = None, not_after: datetime | None = None) -> CodeKey:
    """The public key of an EC P-256 JWK (RFC 7517). Raises ValueError for any other."""
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256"):
        raise ValueError("not a P-256 key")
    public = public_key(_coordinate(jwk.get("x")) + _coordinate(jwk.get("y")))
    return CodeKey(public, None, not_before, not_after)


def public_jwk(key: CodeKey) -> dict[str, str]:
    """The public half as a JWK with the required members only."""
    return _jwk(public_bytes(key.public))


def public_document(ring: KeyRing, issuer: str) -> dict[str, Any]:
    """What `GET /v1/keys` publishes: enough to check a code with no network. `kid` is base64url, unpadded."""
    return {"issuer": issuer, "keys": [_published(key) for key in ring.keys]}


def _published(key: CodeKey) -> dict[str, Any]:
    return {
        "kid": _text(key.kid),
        "alg": "ES256",
        "jwk": public_jwk(key),
        "not_before": key.not_before.isoformat() if key.not_before else None,
        "not_after": key.not_after.isoformat() if key.not_after else None,
    }


def device_key(jwk: Mapping[str, Any], field: str = "public_key") -> DeviceKey:
    """The phone's key from its JWK. Raises Invalid on `field` (key_form) for any but a P-256 point."""
    try:
        x_y = public_bytes(from_jwk(jwk).public)
    except ValueError as wrong:
        raise invalid(field, "key_form") from wrong
    return DeviceKey(x_y, thumbprint(x_y), jwk_thumbprint(x_y))


def verify_es256(x_y: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` (r‖s) over `message` is that of the key x‖y; False for no key."""
    try:
        return _verify(public_key(x_y), message, signature)
    except ValueError:
        return False


def thumbprint(x_y: bytes) -> bytes:
    """The COSE key thumbprint of RFC 9679: SHA-256 over the deterministic {1: 2, -1: 1, -2: x, -3: y}."""
    # Written out, because the order of the keys is part of what is hashed: 1, -1, -2, -3.
    encoded = b"\xa4\x01\x02\x20\x01\x21\x58\x20" + x_y[:32] + b"\x22\x58\x20" + x_y[32:]
    return hashlib.sha256(encoded).digest()


def jwk_thumbprint(x_y: bytes) -> str:
    """The JWK thumbprint of RFC 7638, base64url."""
    jwk = _jwk(x_y)
    canonical = f'{{"crv":"P-256","kty":"EC","x":"{jwk["x"]}","y":"{jwk["y"]}"}}'
    return _text(hashlib.sha256(canonical.encode()).digest())


def public_bytes(public: ec.EllipticCurvePublicKey) -> bytes:
    """x‖y, 64 bytes."""
    numbers = public.public_numbers()
    return numbers.x.to_bytes(32) + numbers.y.to_bytes(32)


def public_key(x_y: bytes) -> ec.EllipticCurvePublicKey:
    """The key object of x‖y. Raises ValueError if that is no point of the curve."""
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), b"\x04" + x_y)


def _verify(public: ec.EllipticCurvePublicKey, message: bytes, signature: bytes) -> bool:
    if len(signature) != 64:
        return False
    r, s = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    try:
        public.verify(encode_dss_signature(r, s), message, _ECDSA)
    except InvalidSignature:
        return False
    return True


def _jwk(x_y: bytes) -> dict[str, str]:
    return {"kty": "EC", "crv": "P-256", "x": _text(x_y[:32]), "y": _text(x_y[32:])}


def _coordinate(value: object) -> bytes:
    if not isinstance(value, str) or len(value) != 43:
        raise ValueError("not a P-256 coordinate")
    try:
        return base64.b64decode(value + "=", altchars="-_", validate=True)
    except binascii.Error as wrong:
        raise ValueError("not a P-256 coordinate") from wrong


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
