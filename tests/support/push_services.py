"""A push service of a browser, with the devices that it serves; and what a person with one is told."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.notify import web_push
from chalicelib.notify.push_content import Keys
from local import push_provider
from local.push_provider import Behaviour, raw
from tests.support.client import Client
from tests.support.mailbox import worked_off
from tests.support.traveller_steps import DAY, START, due_reminder, told

SOON = START + timedelta(minutes=2)


class Provider:
    """The counterpart with its address."""

    def __init__(self, origin: str, behaviour: Behaviour) -> None:
        self.origin, self.behaviour = origin, behaviour

    def device(self, client: Client, at: Any = START) -> dict[str, str]:
        """A browser that subscribed with the service's key, bound to the client's session."""
        key = client.get("/v1/me/preferences", at=at).body["push_key"]
        given = self.behaviour.subscribe(key, self.origin)
        answer = client.call("PUT", "/v1/me/push", given, at=at)
        assert answer.status == 204, answer.raw
        return given

    @property
    def contents(self) -> list[dict[str, Any]]:
        return [content for _, _, content in self.behaviour.taken]


@pytest.fixture
def push_service(cloud: Any, monkeypatch: pytest.MonkeyPatch, cold_start: Callable[[], None]) -> Iterator[Provider]:
    server = push_provider.serve(0)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_address[1]}"
    with monkeypatch.context() as patched:
        patched.setenv("PUSH_HOSTS", f"fcm.googleapis.com,*.notify.windows.com,{origin}")
        cold_start()
        yield Provider(origin, server.RequestHandlerClass.behaviour)
    server.shutdown()
    server.server_close()
    cold_start()


def subscription(given: dict[str, str]) -> web_push.Subscription:
    return web_push.Subscription(given["endpoint"], Keys(raw(given["p256dh"]), raw(given["auth"])), given["key"])


def shown(client: Client, at: Any = START) -> dict[str, Any]:
    return dict(client.get("/v1/me/preferences", at=at).body)


def prefer(client: Client, **changes: Any) -> Any:
    """In the client's own session: another one is another device."""
    return client.call("PUT", "/v1/me/preferences", {"language": "en", "sms": True} | changes, at=START)


def reminded(cloud: Any, client: Client, person_id: str) -> dict[str, Any]:
    """What became of a reminder that fell due."""
    due_reminder(client, person_id)
    worked_off(cloud, client)
    return dict(told(client, START + DAY, "expiring")[0])
