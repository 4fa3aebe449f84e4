"""Which key signed something that people show, as `/v1/keys` names it."""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

import base45
import cbor2


def of_code(token: str) -> str:
    """Of a health code."""
    return _kid(zlib.decompress(base45.b45decode(token[4:])))


def of_poster(url: str) -> str:
    """Of a venue's code."""
    return _kid(urlsafe_b64decode(url.partition("#")[2] + "=="))


def _kid(cose: bytes) -> str:
    kid = cbor2.loads(cbor2.loads(cose).value[0])[4]
    return urlsafe_b64encode(kid).rstrip(b"=").decode()
