"""The limits that a burst meets: what prod has, by infra/ and AWS's quotas, and what is asked for before the day."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bench.rows import Row, measured
from infra.package import ROOT, merged_parts

_API_S_SHARE = 0.6
"""Of an account's executions; queues may take the rest (infra/functions.yaml)."""


@cache
def setting(name: str) -> int:
    """A number that prod is deployed with: infra/stages.json's, else the parameter's own."""
    stage = json.loads((ROOT / "infra" / "stages.json").read_text())["prod"]
    return int(stage.get(name, merged_parts("parameters")["Parameters"][name]["Default"]))


@dataclass(frozen=True)
class Account:
    """The limits of an account and a stage, as a second has them, by the names of settings where they are settings."""

    name: str
    gateway: int
    """Requests a second of the account at API Gateway."""
    RequestsPerSecond: int
    CostlyPerSecond: int
    executions: int
    """Of Lambda."""
    ApiReady: int
    RescoringAtOnce: int
    writes: int
    """Write units a second that the table takes from the first second on."""
    sms: int
    """Text messages a second."""

    def route(self, *, costly: bool) -> int:
        """Requests a second of one route: the account's, or the stage's own if that is less."""
        return min(self.gateway, self.CostlyPerSecond if costly else self.RequestsPerSecond)

    @property
    def for_the_api(self) -> float:
        """Executions that queues leave to the API."""
        return _API_S_SHARE * self.executions


SETTINGS = ("RequestsPerSecond", "CostlyPerSecond", "ApiReady", "RescoringAtOnce")
AS_IT_COMES = Account(
    "as it comes", gateway=10_000, executions=1_000, writes=4_000, sms=20, **{name: setting(name) for name in SETTINGS}
)
PREPARED = Account(
    "prepared",
    gateway=100_000,
    RequestsPerSecond=60_000,
    CostlyPerSecond=12_000,
    executions=10_000,
    ApiReady=420,
    RescoringAtOnce=256,
    writes=200_000,
    sms=3_000,
)


def rows() -> Iterator[Row]:
    """What must be raised before the day."""
    for name, before in vars(AS_IT_COMES).items():
        if name != "name":
            yield measured(
                f"to be raised: {name}", getattr(PREPARED, name), unit=_unit(name), baseline=f"{before} as it comes"
            )


def _unit(name: str) -> str:
    return "at once" if name in ("executions", "ApiReady", "RescoringAtOnce") else "a second"
