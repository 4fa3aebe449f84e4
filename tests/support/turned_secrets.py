"""A stage whose secrets are turned in a test, and are afterwards what they were."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from chalicelib import instants
from chalicelib.config import settings
from infra import keys
from infra.service_values import Secret
from infra.turning import Clock
from tests.support.cloud import TestCloud


class Turning:
    """The stage's secrets, and the commands that turn them at an instant that the test chooses."""

    def __init__(self, cloud: TestCloud, cold_start: Callable[[], None]) -> None:
        self.home, self._cold_start = cloud.home, cold_start

    @property
    def client(self) -> Any:
        return self.home.client("secretsmanager")

    def keys_of(self, use: str) -> list[dict[str, Any]]:
        """The stored keys of a use, the newest first."""
        stored = keys.stored(self.client, settings().signing_secret)["keys"]
        return [key for key in stored if key["use"] == use]

    def secret(self) -> Secret:
        """The service's secret as it is stored."""
        return keys.stored(self.client, settings().service_secret)

    def put(self, secret: Secret) -> None:
        self.client.put_secret_value(SecretId=settings().service_secret, SecretString=json.dumps(secret))

    def read_anew(self) -> None:
        """Containers have read the secrets again, as they do within a minute."""
        self._cold_start()


def clock_at(at: datetime) -> Clock:
    """A command's clock that stands still."""
    return Clock(lambda: instants.seconds(at), lambda seconds: None)


@contextmanager
def put_back(cloud: TestCloud) -> Iterator[None]:
    """Puts both secrets back as they were."""
    client, names = cloud.home.client("secretsmanager"), (settings().service_secret, settings().signing_secret)
    before = {name: client.get_secret_value(SecretId=name)["SecretString"] for name in names}
    try:
        yield
    finally:
        for name, text in before.items():
            client.put_secret_value(SecretId=name, SecretString=text)


@pytest.fixture
def turning(cloud: TestCloud, cold_start: Callable[[], None]) -> Iterator[Turning]:
    """The stage's secrets, to be turned."""
    with put_back(cloud):
        cold_start()
        yield Turning(cloud, cold_start)
    cold_start()
