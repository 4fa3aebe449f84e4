"""What a push service carries and cannot read: RFC 8291 over the `aes128gcm` coding of RFC 8188, in one record."""

import hmac
import os
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT: Final = 65
"""Bytes of a device's public key: an uncompressed point of P-256."""
AUTH: Final = 16
"""Bytes of the secret that the device shares with us alone."""
_RECORD: Final = 4096
_FILLED: Final = 1024
"""What is carried is filled up to so many bytes, so that its length says nothing of what it is."""


@dataclass(frozen=True)
class Keys:
    """Of one subscription: the device's public key, and the secret beside it."""

    p256dh: bytes
    auth: bytes


def device_key(point: bytes) -> ec.EllipticCurvePublicKey:
    """The device's key. Raises ValueError for what is no uncompressed point of the curve."""
    if len(point) != POINT:
        raise ValueError("not an uncompressed point")
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def encrypted(content: bytes, keys: Keys) -> bytes:
    """`content` for this device alone, under a key of this one message."""
    filled = content + b"\x02" + bytes(max(0, _FILLED - len(content) - 1))
    return sealed(filled, keys, ec.generate_private_key(ec.SECP256R1()), os.urandom(16))


def sealed(record: bytes, keys: Keys, own: ec.EllipticCurvePrivateKey, salt: bytes) -> bytes:
    """The one record with its header; `record` ends with its delimiter and filling."""
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), device_key(keys.p256dh))
    key, nonce = _derived(shared, keys, public, salt)
    header = salt + _RECORD.to_bytes(4) + bytes([POINT]) + public
    return header + AESGCM(key).encrypt(nonce, record, None)


def _derived(shared: bytes, keys: Keys, public: bytes, salt: bytes) -> tuple[bytes, bytes]:
    """Key and nonce (RFC 8291, 3.4). Each is one block of HKDF, so its one step is written out."""
    both = b"WebPush: info\x00" + keys.p256dh + public
    secret = _hmac(salt, _hmac(_hmac(keys.auth, shared), both + b"\x01"))
    key = _hmac(secret, b"Content-Encoding: aes128gcm\x00\x01")[:16]
    return key, _hmac(secret, b"Content-Encoding: nonce\x00\x01")[:12]


def _hmac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")
