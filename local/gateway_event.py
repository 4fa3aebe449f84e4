"""API Gateway's proxy event: the route that it chooses for a request, and what it hands to the function."""

import json
import urllib.parse
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import instants


@dataclass(frozen=True)
class Sent:
    """A request as it reaches the gateway: `path` without its query, `headers` and `query` as they were sent."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: datetime
    address: str
    query: Mapping[str, Sequence[str]]
    body: str | None = None


def proxy_event(sent: Sent, route: str, parameters: Mapping[str, str] | None) -> dict[str, Any]:
    """What a function is handed for a request of this route that the gateway accepted at `sent.at`."""
    return {
        "resource": route,
        "path": sent.path,
        "httpMethod": sent.method,
        "headers": dict(sent.headers),
        "multiValueHeaders": {name: [value] for name, value in sent.headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in sent.query.items()} or None,
        "multiValueQueryStringParameters": {name: list(values) for name, values in sent.query.items()} or None,
        "pathParameters": dict(parameters or {}) or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": route,
            "httpMethod": sent.method,
            "path": f"/api{sent.path}",
            "stage": "api",
            "requestId": str(uuid.uuid4()),
            "requestTimeEpoch": instants.millis(sent.at),
            "identity": {"sourceIp": sent.address, "userAgent": "test"},
        },
        "body": sent.body,
        "isBase64Encoded": False,
    }


def body_of(content: Any) -> str | None:
    """A body's text: a text is sent as it is, anything else as JSON."""
    return content if isinstance(content, str) or content is None else json.dumps(content)


def query_of(text: str) -> dict[str, list[str]]:
    """A query's values by name, decoded."""
    return urllib.parse.parse_qs(text, keep_blank_values=True)


def match(routes: Iterable[str], path: str) -> tuple[str, dict[str, str]]:
    """The route that API Gateway chooses for a path, and its parameters: a literal part beats a parameter.

    Raises LookupError for a path that no route has.
    """
    parts = path.strip("/").split("/")
    fitting = [r for r in routes if _fits(r.strip("/").split("/"), parts)]
    if not fitting:
        raise LookupError(f"no route for {path}")
    route = min(fitting, key=lambda r: [part.startswith("{") for part in r.strip("/").split("/")])
    names = zip(route.strip("/").split("/"), parts, strict=True)
    return route, {n[1:-1]: urllib.parse.unquote(value) for n, value in names if n.startswith("{")}


def _fits(route: list[str], parts: list[str]) -> bool:
    return len(route) == len(parts) and all(r == p or r.startswith("{") for r, p in zip(route, parts, strict=True))
