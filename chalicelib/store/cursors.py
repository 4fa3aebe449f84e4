"""Cursors: opaque places in a list, accepted by that list alone.

A cursor is where a page ended, with a code over it and over the list's scope (of what, of which region, whose). So
none can be made up, and none leads from one list into another.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256

from chalicelib.errors import Invalid, invalid

Place = tuple[str, ...]
"""The sort keys of a record in the list's order, usually one."""

_CODE_BYTES = 12


def seal(key: bytes, scope: Place, place: Place) -> str:
    """The cursor of a place: characters that need no escape in an address."""
    body = json.dumps(place, ensure_ascii=False, separators=(",", ":")).encode()
    return _text(_code(key, scope, body) + body)


def read(key: bytes, scope: Place, cursor: str) -> Place:
    """The place of a cursor. Raises Invalid `bad_cursor` for all that `seal` did not make with this key and scope."""
    try:
        content = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    except ValueError:
        raise _bad() from None
    code, body = content[:_CODE_BYTES], content[_CODE_BYTES:]
    if cursor != _text(content) or not hmac.compare_digest(code, _code(key, scope, body)):
        raise _bad()
    return tuple(json.loads(body))


def page[T](found: Sequence[T], limit: int, place_of: Callable[[T], Place]) -> tuple[list[T], Place | None]:
    """The first `limit` of those found, and the place of the last one if more follow: ask for one more than shown."""
    shown = list(found[:limit])
    return shown, place_of(shown[-1]) if len(found) > limit else None


def _text(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _code(key: bytes, scope: Place, body: bytes) -> bytes:
    # Each part with its length, so that they cannot run together.
    parts = (*(part.encode() for part in scope), body)
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.new(key, message, sha256).digest()[:_CODE_BYTES]


def _bad() -> Invalid:
    return invalid("cursor", "bad_cursor")
