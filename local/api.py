"""A deployed stage called from outside: over HTTP, or its functions with an instant of the caller's choice.

API Gateway stamps a request with the real time; a function that is invoked with the same event takes the
instant that the event names. Seeding uses it to make people with a past, and tests to go through 30 days.
"""

import base64
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chalicelib import instants
from infra.home import Home


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names are in lower case."""

    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def text(self) -> str:
        return self.raw.decode("utf-8", "replace")

    def json(self) -> Any:
        return json.loads(self.raw)


@dataclass(frozen=True)
class Api:
    """One stage's API and jobs. `functions` are their names as in endpoint.json, `routes` the API's paths."""

    home: Home
    base: str
    functions: dict[str, str]
    routes: tuple[str, ...]

    def http(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """A request through API Gateway, at the real now."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"} if data is not None else {}
        request = urllib.request.Request(self.base + path, data, {**kind, **(headers or {})}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return _answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.headers, error.read())

    def invoke(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        at: datetime | None = None,
        address: str = "203.0.113.7",
    ) -> Answer:
        """The API's function called with the event that API Gateway makes, its now being `at`."""
        try:
            event = proxy_event(self.routes, method, path, body, headers or {}, at or datetime.now(UTC), address)
        except LookupError:
            # The gateway answers by itself and calls nothing.
            return self.http(method, path, body, headers)
        result = self._invoke("api", event)
        many = {name: values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        return _answer(result["statusCode"], many | (result.get("headers") or {}), _bytes(result))

    def run_job(self, name: str, at: datetime | None = None, **detail: Any) -> Any:
        """A job that a schedule starts, its `time` being `at`."""
        return self._invoke(name, scheduled_event(self.home.region, at or datetime.now(UTC), detail))

    def _invoke(self, name: str, event: dict[str, Any]) -> Any:
        client = self.home.client("lambda")
        answer = client.invoke(FunctionName=self.functions[name], Payload=json.dumps(event).encode())
        payload = json.loads(answer["Payload"].read() or b"null")
        if answer.get("FunctionError"):
            raise FunctionFailed(f"{name} failed: {payload}")
        return payload


class FunctionFailed(Exception):
    """A function ended with an exception instead of an answer."""


def scheduled_event(region: str, at: datetime, detail: dict[str, Any]) -> dict[str, Any]:
    """What EventBridge hands to a job that a schedule starts at `at`."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [],
        "detail": detail,
    }


def proxy_event(
    routes: tuple[str, ...],
    method: str,
    path: str,
    body: Any,
    headers: dict[str, str],
    at: datetime,
    address: str,
) -> dict[str, Any]:
    """What API Gateway hands to a function for a request that it accepted at `at`."""
    plain, _, query = path.partition("?")
    route, parameters = match(routes, plain)
    pairs = urllib.parse.parse_qs(query, keep_blank_values=True)
    data = body if isinstance(body, str) or body is None else json.dumps(body)
    kind = {"Content-Type": "application/json"} if data is not None else {}
    given = {**kind, **headers}
    return {
        "resource": route,
        "path": plain,
        "httpMethod": method,
        "headers": given,
        "multiValueHeaders": {k: [v] for k, v in given.items()},
        "queryStringParameters": {k: v[-1] for k, v in pairs.items()} or None,
        "multiValueQueryStringParameters": pairs or None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": route,
            "httpMethod": method,
            "path": f"/api{plain}",
            "stage": "api",
            "requestId": str(uuid.uuid4()),
            "requestTimeEpoch": instants.millis(at),
            "identity": {"sourceIp": address, "userAgent": "test"},
        },
        "body": data,
        "isBase64Encoded": False,
    }


def match(routes: tuple[str, ...], path: str) -> tuple[str, dict[str, str]]:
    """The route that API Gateway chooses for a path, and its parameters: a literal part beats a parameter."""
    parts = path.strip("/").split("/")
    fitting = [r for r in routes if _fits(r.strip("/").split("/"), parts)]
    if not fitting:
        raise LookupError(f"no route for {path}")
    route = min(fitting, key=lambda r: [part.startswith("{") for part in r.strip("/").split("/")])
    names = zip(route.strip("/").split("/"), parts, strict=True)
    return route, {n[1:-1]: urllib.parse.unquote(value) for n, value in names if n.startswith("{")}


def _fits(route: list[str], parts: list[str]) -> bool:
    return len(route) == len(parts) and all(r == p or r.startswith("{") for r, p in zip(route, parts, strict=True))


def _bytes(result: dict[str, Any]) -> bytes:
    body = (result.get("body") or "").encode()
    return base64.b64decode(body) if result.get("isBase64Encoded") else body


def _answer(status: int, headers: Any, raw: bytes) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers.items()}, raw)
