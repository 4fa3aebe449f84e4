"""Calls the app in this process as the gateway would, at any instant."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from threading import local
from typing import Any

from app import app
from chalicelib.http.routes import ROUTES
from local.gateway_event import Sent, body_of, match, proxy_event, query_of
from tests.support.promised_answers import require_promised

_OF_THREAD = local()


def _keep_apart() -> None:
    """Each thread has its own request, as each copy of the function has: Chalice keeps it at the application, where one
    thread would answer another one's."""
    request = property(
        lambda _: getattr(_OF_THREAD, "request", None), lambda _, new: setattr(_OF_THREAD, "request", new)
    )
    type(app).current_request = request  # type: ignore[assignment,method-assign]


_keep_apart()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    raw: str

    @property
    def body(self) -> Any:
        return json.loads(self.raw)

    @property
    def fields(self) -> dict[str, str]:
        """Of a problem: the code for each field."""
        return {error["field"]: error["code"] for error in self.body["errors"]}


_ADDRESSES = count()


def _an_address() -> str:
    """One that no other client has: what is capped by address is then capped by client."""
    serial = next(_ADDRESSES)
    return f"198.18.{serial // 250 % 250}.{serial % 250}"


class Client:
    """One requester: its network address, language and, once logged in, its token."""

    def __init__(self, address: str = "", language: str = "en") -> None:
        self.address, self.language, self.token = address or _an_address(), language, ""
        self.account_id = self.phone = ""
        self.proof = ""
        """That the person is there, as the log-in gave it; sent with every request."""

    @property
    def session_id(self) -> str:
        """As the access token says it; the log-in's answer says it too."""
        claims = self.token.split(".")[1]
        return str(json.loads(urlsafe_b64decode(claims + "=="))["sid"])

    def call(
        self, method: str, path: str, body: Any = None, *, at: datetime, raw: str | None = None, **headers: str
    ) -> Answer:
        path, _, query = path.partition("?")
        given = {"accept": "application/json", "accept-language": self.language, "content-type": "application/json"}
        if self.token:
            given["authorization"] = f"Bearer {self.token}"
        if self.proof:
            given["x-proof"] = self.proof
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        text = raw if raw is not None else body_of(body)
        sent = Sent(method, path, given, at, self.address, query_of(query), text)
        resource, parameters = _route(path)
        answer = app(proxy_event(sent, resource, parameters), None)
        require_promised(method, resource, answer)
        return Answer(answer["statusCode"], answer["headers"], answer["body"])

    def post(self, path: str, body: Any = None, **rest: Any) -> Answer:
        return self.call("POST", path, body, **rest)

    def get(self, path: str, **rest: Any) -> Answer:
        return self.call("GET", path, **rest)


def _route(path: str) -> tuple[str, dict[str, str]]:
    """The route's template and its parameters; an unknown path stays as it is."""
    try:
        return match((route.path for route in ROUTES), path)
    except LookupError:
        return path, {}
