"""The Chinese algorithms: SM2 signatures (GB/T 32918), SM4 in CBC mode (GB/T 32907). SM2 is GmSSL's, SM4 OpenSSL's."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

Form = Literal["der", "raw"]
"""How a signature is written: as ASN.1, or as r‖s of 64 bytes."""
BLOCK = 16
_RAW = 64
_SPEAKING = threading.Lock()


@dataclass(frozen=True)
class Sm2Pair:
    """An SM2 key: x‖y (64 bytes) and the private number (32 bytes)."""

    public: bytes
    private: bytes


@contextmanager
def _quiet() -> Iterator[None]:
    """GmSSL writes its own errors to the process's standard error, where they would stand in the logs."""
    with _SPEAKING:
        kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nothing)


def new_pair() -> Sm2Pair:
    """A fresh key."""
    import gmssl_pyx

    return Sm2Pair(*gmssl_pyx.sm2_key_generate())


def sign(pair: Sm2Pair, message: bytes, form: Form = "der") -> bytes:
    """The SM2 signature with SM3 and the default id 1234567812345678."""
    import gmssl_pyx

    with _quiet():
        signature: bytes = gmssl_pyx.sm2_sign(pair.private, pair.public, message)
    return signature if form == "der" else _raw(signature)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature, in either form, is that of the key x‖y; False for whatever is none."""
    import gmssl_pyx

    written = _der(signature) if len(signature) == _RAW else signature
    try:
        with _quiet():
            return bool(gmssl_pyx.sm2_verify(public, message, written))
    except (gmssl_pyx.GmsslInnerError, ValueError, TypeError):
        return False


def _raw(der: bytes) -> bytes:
    r, s = decode_dss_signature(der)
    return r.to_bytes(32) + s.to_bytes(32)


def _der(raw: bytes) -> bytes:
    return encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))


def encrypt(key: bytes, plain: bytes, iv: bytes) -> bytes:
    """The IV of 16 bytes and SM4-CBC of the plain bytes, padded by PKCS#7."""
    padder, cipher = PKCS7(BLOCK * 8).padder(), Cipher(algorithms.SM4(key), modes.CBC(iv)).encryptor()
    return iv + cipher.update(padder.update(plain) + padder.finalize()) + cipher.finalize()


def decrypt(key: bytes, sealed: bytes) -> bytes:
    """The plain bytes again. Raises ValueError for what this key did not seal."""
    if len(sealed) < 2 * BLOCK or len(sealed) % BLOCK:
        raise ValueError("no whole blocks")
    cipher = Cipher(algorithms.SM4(key), modes.CBC(sealed[:BLOCK])).decryptor()
    unpadder = PKCS7(BLOCK * 8).unpadder()
    return unpadder.update(cipher.update(sealed[BLOCK:]) + cipher.finalize()) + unpadder.finalize()
