"""Cold start to the first answer of each feature, against the plain service with as many routes and models.

A start is a process of its own: nothing loaded, then everything that answering takes. Ours and the plain one's take
turns. CPU time, because starting is all computing; the interpreter's own start is left out. Where Lambda starts from a
snapshot, people wait for the hook and the answer alone; the plain service registers no hook.
"""

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench import world
from bench.crowds import Door
from bench.environment import ENVIRONMENT
from bench.first_answer import Container
from bench.paths import PATHS, warm_up
from bench.plain import RECORDED
from bench.requests import NOON, Request, get
from bench.residents import Resident, login, token_of
from bench.rows import Row, at_most, show
from bench.sizes import sized

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = sized(5, 11)
TARGET = 1.25
HOOK = 0.1
"""The restore hook's part of what somebody waits for."""
RESTORED = ("login", "showing", "declarations", "gates")
PLAIN = "plain_whole"


def _by_staff(role: str, path: str, **query: str) -> Request:
    return get(path, token=token_of(role, role, NOON), query=query)


def _by_resident(path: str) -> Request:
    return get(path, token=login().send()["access_token"])


def _exposures() -> Request:
    venue = {"venue_id": Door.opened().venue_id}
    token = token_of("epidemiologist", "epidemiologist", NOON)
    return get("/v1/venues/{venue_id}/exposures", parameters=venue, token=token)


def _photos() -> Request:
    resident = Resident.new(1)
    token = token_of(resident.account_id, "resident", NOON)
    return get("/v1/people/{person_id}/photos", parameters={"person_id": resident.person_id}, token=token)


FEATURES: Mapping[str, Callable[[], Request]] = {
    "health": PATHS["health"],
    "login": PATHS["request a code"],
    "people": PATHS["apply"],
    "showing": PATHS["show code"],
    "declarations": PATHS["declare"],
    "gates": PATHS["verify"],
    "visits": PATHS["visit"],
    "venues": lambda: _by_resident("/v1/me/venues"),
    "messages": lambda: _by_resident("/v1/me/messages"),
    "photos": _photos,
    "appeals": lambda: _by_staff("supervisor", "/v1/appeals"),
    "recoveries": lambda: _by_staff("supervisor", "/v1/recoveries"),
    "staff": lambda: _by_staff("supervisor", "/v1/staff"),
    "outages": lambda: _by_staff("supervisor", "/v1/outages"),
    "statistics": lambda: _by_staff("supervisor", "/v1/statistics"),
    "tracing": _exposures,
}
"""A common request of each feature."""


@dataclass(frozen=True)
class Seconds:
    """CPU of a container's parts: importing the app, what Lambda calls after a restore, the first answer."""

    started: float
    hook: float
    answered: float

    @property
    def waited_for(self) -> float:
        """What somebody waits for who comes first; after a restore without the start."""
        return self.started + self.hook + self.answered


@dataclass(frozen=True)
class Starts:
    """Starts containers on files in `folder`."""

    folder: Path

    def write(self, container: Container) -> None:
        """What the next containers meet."""
        self._file("container").write_bytes(pickle.dumps(container))

    def record(self) -> None:
        """Starts the service and writes down what it asks and answers, for the plain one to do the same."""
        self.container("app", "cold", str(self._file("recorded")))

    def container(self, module: str, life: str, *more: str) -> Seconds:
        """One container until its first answer. Raises RuntimeError if it has none to give."""
        environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | ENVIRONMENT
        environment |= {"PYTHONPATH": str(self.folder), RECORDED: str(self._file("recorded"))}
        command = [sys.executable, "-m", "bench.first_answer", module, str(self._file("container")), life, *more]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return Seconds(**json.loads(done.stdout.splitlines()[-1]))

    def _file(self, name: str) -> Path:
        return self.folder / name


def run() -> Iterator[Row]:
    """One row a feature, and two more for those that people meet first."""
    world.transport()
    warm_up()
    requests = {name: prepare() for name, prepare in FEATURES.items()}
    with TemporaryDirectory() as folder:
        (Path(folder) / f"{PLAIN}.py").write_text(_plain_source())
        starts = Starts(Path(folder))
        for name, request in requests.items():
            yield from _rows(name, starts, _container(request))


def _plain_source() -> str:
    from pynamodb.models import Model

    import app
    from bench.plain.whole import source
    from chalicelib.http.openapi import document

    assert app
    own = [each for each in _below(Model) if each.__module__.startswith("chalicelib.") and hasattr(each, "Meta")]
    return source(document(), own)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def _container(request: Request) -> Container:
    transport = world.transport()
    return Container(transport.dynamodb.tables, transport.others.secrets, request.event())


def _rows(name: str, starts: Starts, container: Container) -> Iterator[Row]:
    starts.write(container)
    starts.record()
    # The first start of a module compiles it.
    starts.container(PLAIN, "cold")
    yield _row(f"first answer: {name}", *_in_turn(starts, "cold"))
    if name in RESTORED:
        ours, plain = _in_turn(starts, "restored")
        yield _row(
            f"restored, first answer: {name}", [_restored(each) for each in ours], [_restored(each) for each in plain]
        )
        hook, answer = min(each.hook for each in ours), min(each.answered for each in ours)
        told = {"unit": "× the first answer's CPU time", "baseline": "the answer after it", "hook_ms": 1e3 * hook}
        yield at_most(f"restored, hook: {name}", hook / answer, HOOK, **told)


def _restored(container: Seconds) -> Seconds:
    """Without the start, which was over when the snapshot was taken."""
    return replace(container, started=0.0)


def _in_turn(starts: Starts, life: str) -> tuple[list[Seconds], list[Seconds]]:
    pairs = [(starts.container("app", life), starts.container(PLAIN, life)) for _ in range(ROUNDS)]
    return [ours for ours, _ in pairs], [plain for _, plain in pairs]


def _row(name: str, ours: list[Seconds], plain: list[Seconds]) -> Row:
    least, baseline = (min(each.waited_for for each in side) for side in (ours, plain))
    return at_most(
        name,
        least / baseline,
        TARGET,
        unit="× the baseline's CPU time",
        baseline="plain Chalice, PynamoDB and pydantic",
        ours_ms=round(1e3 * least),
        baseline_ms=round(1e3 * baseline),
    )


if __name__ == "__main__":
    show(run)
