"""The probe in a test: a clock that waiting moves, and the question asked of the API in this process."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from chalicelib.features.canaries import rating
from chalicelib.features.canaries.probing import Colours, World
from chalicelib.identity.regions import provinces
from tests.support.client import Client
from tests.support.resident_steps import NOON


@dataclass
class Time:
    """A clock that stands unless somebody waits."""

    now: datetime
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += timedelta(seconds=seconds)


def asked(province: str, at: datetime) -> str | None:
    answer = Client().get(f"/v1/canaries/{province}", at=at)
    return answer.body["colour"] if answer.status == 200 else None


def world(at: datetime) -> World:
    """Asks the API of this process."""
    time = Time(at)

    def ask(wanted: Iterable[str]) -> Colours:
        return {province: asked(province, time.now) for province in wanted}

    return World(lambda: time.now, time.wait, ask)


def a_canary() -> str:
    """A province whose canary is there."""
    rating.begin(NOON)
    return provinces()[0]
