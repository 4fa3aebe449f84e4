"""Requests as the gateway hands them over, and answers read back."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bench import world
from local.gateway_event import Sent, body_of, proxy_event

NOON = datetime(2020, 3, 10, 4, 0, tzinfo=UTC)
"""Noon in Shanghai."""
_KEYS = itertools.count(1)


@dataclass(frozen=True)
class Request:
    """One request. `path` is the route's template, filled from `parameters`."""

    method: str
    path: str
    body: Any = None
    parameters: Mapping[str, str] | None = None
    token: str = ""
    key: str = ""
    proof: str = ""
    address: str = "203.0.113.5"
    at: datetime = NOON
    query: Mapping[str, str] | None = None
    headers: Mapping[str, str] | None = None
    """Those of a signature."""

    def event(self) -> dict[str, Any]:
        """The proxy event."""
        headers = {"accept": "application/json", "accept-language": "zh-CN", "content-type": "application/json"}
        if self.token:
            headers["authorization"] = f"Bearer {self.token}"
        if self.key:
            headers["idempotency-key"] = self.key
        if self.proof:
            headers["x-proof"] = self.proof
        headers |= {name.lower(): value for name, value in (self.headers or {}).items()}
        path = self.path.format(**self.parameters or {})
        query = {name: [value] for name, value in (self.query or {}).items()}
        sent = Sent(self.method, path, headers, self.at, self.address, query, body_of(self.body))
        return proxy_event(sent, self.path, self.parameters)

    def send(self) -> dict[str, Any]:
        """The answer's body. Raises if the request was refused."""
        world.transport()
        from app import app

        answer = app(self.event(), None)
        if answer["statusCode"] >= 300:
            raise RuntimeError(f"{self.method} {self.path}: {answer['statusCode']} {answer['body']}")
        found: dict[str, Any] = json.loads(answer["body"])
        return found


def get(path: str, **rest: Any) -> Request:
    return Request("GET", path, **rest)


def post(path: str, body: Any, **rest: Any) -> Request:
    return Request("POST", path, body, **rest)


def with_key(request: Request) -> Request:
    """The same with an Idempotency-Key, as pages send it."""
    return replace(request, key=f"bench-key-{next(_KEYS)}")
