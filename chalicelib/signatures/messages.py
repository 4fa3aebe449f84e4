"""Messages as both profiles sign them, and what a signature says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

FRESH = timedelta(seconds=300)
"""How far `created` may lie from now, either way."""
Fault = Literal["unsigned", "bad_signature", "stale_signature", "undecipherable"]


class Unsigned(Exception):
    """A message that is not to be believed; `fault` says why. `undecipherable`: signed well, but it does not open."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault)


@dataclass(frozen=True)
class Request:
    """A request as it is signed. `path` begins with /v1, without query; header names are in lower case."""

    method: str
    path: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The answer to a request."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Signed:
    """What a signature that held says: by which key, when, under which nonce; and the plain body."""

    keyid: str
    created: datetime
    nonce: str
    body: bytes

    def digest(self, request: Request) -> str:
        """What makes the same message the same: method, path and plain body, in hex."""
        return sha256(b"\n".join((request.method.encode(), request.path.encode(), self.body))).hexdigest()


def require_fresh(created: datetime, now: datetime) -> None:
    """Raises Unsigned `stale_signature` for what was made over 300 s ago, or will be."""
    if abs(created - now.replace(microsecond=0)) > FRESH:
        raise Unsigned("stale_signature")
