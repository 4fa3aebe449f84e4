"""A deployed stage called from outside: over HTTP, or its functions with an instant of the caller's choice.

API Gateway stamps a request with the real time; a function that is invoked with the same event takes the
instant that the event names. Seeding uses it to make people with a past, and tests to go through 30 days.
"""

import base64
import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from infra.home import Home
from local.gateway_event import Sent, body_of, match, proxy_event, query_of


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
            event = self._event(method, path, body, headers or {}, at or datetime.now(UTC), address)
        except LookupError:
            # The gateway answers by itself and calls nothing.
            return self.http(method, path, body, headers)
        result = self._invoke("api", event)
        many = {name: values[-1] for name, values in (result.get("multiValueHeaders") or {}).items()}
        return _answer(result["statusCode"], many | (result.get("headers") or {}), _bytes(result))

    def _event(
        self, method: str, path: str, body: Any, headers: dict[str, str], at: datetime, address: str
    ) -> dict[str, Any]:
        plain, _, query = path.partition("?")
        text = body_of(body)
        kind = {"Content-Type": "application/json"} if text is not None else {}
        sent = Sent(method, plain, kind | headers, at, address, query_of(query), text)
        return proxy_event(sent, *match(self.routes, plain))

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


def _bytes(result: dict[str, Any]) -> bytes:
    body = (result.get("body") or "").encode()
    return base64.b64decode(body) if result.get("isBase64Encoded") else body


def _answer(status: int, headers: Any, raw: bytes) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers.items()}, raw)
