"""A good request, ready to be sent, and the steps that several of them take."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.features.login.by_code import code_of
from tests.support.client import Answer, Client
from tests.support.resident_steps import (
    NOON,
    applied,
    ask_for_code,
)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PASSWORD = "violet harbour 42 lamps"


@dataclass(frozen=True)
class Good:
    """A request of somebody who may make it."""

    client: Client
    method: str
    path: str
    body: Any = None
    at: datetime = NOON
    headers: dict[str, str] = field(default_factory=dict)

    def send(self) -> Answer:
        return self.client.call(self.method, self.path, self.body, at=self.at, **self.headers)


def own(method: str, path: str, body: Any = None, **form: Any) -> Good:
    """A request about the client's own person: `{}` in the path is its id."""
    client, person = applied(Client(), **form)
    return Good(client, method, path.format(person["id"]), body)


def code(client: Client, phone: str, purpose: str = "login", at: datetime = NOON) -> dict[str, str]:
    challenge = ask_for_code(client, phone, at, purpose).body["challenge_id"]
    return {"challenge_id": challenge, "code": code_of(challenge)}
