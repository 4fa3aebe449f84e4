"""JSON Web Signature in its compact form (RFC 7515) with HMAC-SHA256, and no other algorithm: the access tokens.

The header is one constant and compared as text: a token cannot name how it wants to be checked.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any


def _unpadded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


_HEADER = _unpadded(b'{"alg":"HS256","typ":"JWT"}')


def sign(claims: Mapping[str, Any], key: bytes) -> str:
    """The token that carries `claims`."""
    text = f"{_HEADER}.{_unpadded(json.dumps(claims, separators=(',', ':')).encode())}"
    return f"{text}.{_tag(text, key)}"


def verify(token: str, key: bytes) -> dict[str, Any] | None:
    """The claims of a token that `sign` made with this key, or None. Whether they still hold is the caller's."""
    if not token.isascii():
        return None
    text, _, tag = token.rpartition(".")
    header, _, content = text.partition(".")
    if not hmac.compare_digest(_tag(text, key).encode(), tag.encode()) or header != _HEADER:
        return None
    try:
        claims = json.loads(urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    except (NotBase64, ValueError):
        return None
    return claims if isinstance(claims, dict) else None


def _tag(text: str, key: bytes) -> str:
    return _unpadded(hmac.digest(key, text.encode(), "sha256"))
