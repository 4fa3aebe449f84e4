"""The whole packaged stack in a local cloud of its own, seen from outside."""

import json
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.package import package
from local import web_build
from local.cloud import free_port, is_taken
from local.paths import Paths
from local.run import endpoint_content
from local.seed import seed
from local.sms import fetch
from local.stage import STAGE, Running, deploy_stage, publish_pages, start_cloud, wait_for_health


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; header names are in lower case."""

    status: int
    headers: dict[str, str]
    text: str

    def json(self) -> Any:
        return json.loads(self.text)


@dataclass(frozen=True)
class Deployed:
    """A running stage and the ways to reach it."""

    running: Running
    content: dict[str, Any]
    routes: tuple[str, ...]

    @property
    def api(self) -> str:
        return str(self.content["api"])

    @property
    def web(self) -> str:
        """The pages' folder, without a slash at the end."""
        return str(self.content["web"]).rsplit("/", 1)[0]

    @property
    def staff(self) -> list[dict[str, Any]]:
        return list(self.content["staff"])

    def http(self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        """A request through API Gateway, at the real now."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"} if data is not None else {}
        request = urllib.request.Request(self.api + path, data, {**kind, **(headers or {})}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return _answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as error:
            return _answer(error.code, error.headers, error.read().decode())

    def invoke_api(
        self,
        method: str,
        path: str,
        body: Any = None,
        headers: dict[str, str] | None = None,
        at: datetime | None = None,
        address: str = "203.0.113.7",
    ) -> Answer:
        """The API's function called with the event that API Gateway makes, its now being `at`."""
        event = proxy_event(self.routes, method, path, body, headers or {}, at or datetime.now(UTC), address)
        result = self._invoke("api", event)
        given = {
            **{k: v[-1] for k, v in (result.get("multiValueHeaders") or {}).items()},
            **(result.get("headers") or {}),
        }
        return _answer(result["statusCode"], given, result.get("body") or "")

    def run_job(self, name: str, at: datetime | None = None, **detail: Any) -> Any:
        """A job that a schedule starts, its `time` being `at`."""
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": (at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": self.running.home.region,
            "resources": [],
            "detail": detail,
        }
        return self._invoke(name, event)

    def sms(self, to: str, count: int = 1, seconds: float = 20) -> list[str]:
        """The texts sent to a phone, oldest first, once there are `count` of them."""
        end_at = time.monotonic() + seconds
        while True:
            texts = [m["text"] for m in fetch(self.running.cloud.endpoint) if m["to"] == to]
            if len(texts) >= count:
                return texts
            if time.monotonic() > end_at:
                raise AssertionError(f"{to} got {len(texts)} SMS within {seconds} s, not {count}")
            time.sleep(0.1)

    def _invoke(self, name: str, event: dict[str, Any]) -> Any:
        client = self.running.home.client("lambda")
        answer = client.invoke(
            FunctionName=self.content["functions"][name], Payload=json.dumps(event).encode()
        )
        payload = json.loads(answer["Payload"].read() or b"null")
        if answer.get("FunctionError"):
            raise AssertionError(f"{name} failed: {payload}")
        return payload


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
            "requestTimeEpoch": int(at.timestamp() * 1000),
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
        raise AssertionError(f"no route for {path}")
    route = min(fitting, key=lambda r: [part.startswith("{") for part in r.strip("/").split("/")])
    names = zip(route.strip("/").split("/"), parts, strict=True)
    return route, {n[1:-1]: urllib.parse.unquote(value) for n, value in names if n.startswith("{")}


def _fits(route: list[str], parts: list[str]) -> bool:
    return len(route) == len(parts) and all(
        r == p or r.startswith("{") for r, p in zip(route, parts, strict=True)
    )


def _answer(status: int, headers: Any, text: str) -> Answer:
    return Answer(status, {name.lower(): value for name, value in headers.items()}, text)


@contextmanager
def running_stage() -> Iterator[Deployed]:
    """Packages, starts, deploys, publishes and seeds; stops everything at the end."""
    web_build.build()
    built = package(STAGE)
    with tempfile.TemporaryDirectory(prefix="kangma-") as folder:
        paths = Paths(Path(folder))
        running = start_cloud(paths, _free_pair(), persist=False)
        try:
            deploy_stage(running, paths, built)
            publish_pages(running, paths)
            wait_for_health(running)
            content = endpoint_content(running, seed(running.home, paths))
            api = json.loads((built / "sam.json").read_text())["Resources"]["RestAPI"]
            yield Deployed(running, content, tuple(api["Properties"]["DefinitionBody"]["paths"]))
        finally:
            running.stop()


def _free_pair() -> int:
    while is_taken((port := free_port()) + 1):
        pass
    return port
