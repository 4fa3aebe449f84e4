"""`make up` and `make down` as a person types them: everything starts, stops, and comes back with its data."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chalicelib.codes.key_set import USES
from infra.home import Home
from infra.keys import stored
from infra.package import ROOT
from local.cloud import free_port, is_taken
from local.paths import Paths


class Stage:
    """The commands, on a state folder and a port of their own."""

    def __init__(self, folder: Path) -> None:
        self.paths = Paths(folder)
        self.port = free_port()

    def command(self, name: str, *more: str, module: str = "local", says: str = "") -> subprocess.CompletedProcess[str]:
        own = {"KANGMA_HOME": str(self.paths.folder), "KANGMA_PORT": str(self.port)}
        command, options = [sys.executable, "-m", module, name, *more], {"capture_output": True, "text": True}
        return subprocess.run(command, cwd=ROOT, env={**os.environ, **own}, input=says, timeout=300, **options)

    def endpoint(self) -> Any:
        return json.loads(self.paths.endpoint.read_text())

    def keys(self) -> list[str]:
        """What the stored signing keys are for."""
        home = Home("local", self.endpoint()["aws"])
        kept = stored(home.client("secretsmanager"), home.settings()["SIGNING_SECRET"])
        return [key["use"] for key in kept["keys"]]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """One stage for all of them, since deploying it takes a minute of the processor; each brings it up if it is not."""
    made = Stage(tmp_path_factory.mktemp("running") / "local")
    yield made
    made.command("down")


def test_it_starts_stops_and_comes_back_with_its_data(stage: Stage) -> None:
    started = stage.command("up")
    assert started.returncode == 0, started.stdout + started.stderr
    first = stage.endpoint()
    with urllib.request.urlopen(f"{first['api']}/v1/health", timeout=20) as answer:
        assert answer.status == 200
    assert {"api", "messages", "certification", "expiry"} <= set(first["functions"])

    assert stage.command("down").returncode == 0
    assert not is_taken(stage.port)
    assert not is_taken(stage.port + 1)
    assert not is_taken(stage.port + 2)
    assert not is_taken(stage.port + 3)

    deployed = stage.paths.stamp("deployed").stat().st_mtime_ns
    assert stage.command("up").returncode == 0
    assert stage.endpoint() == first
    assert stage.paths.stamp("deployed").stat().st_mtime_ns == deployed


def test_its_secrets_are_turned_and_ended_by_command(stage: Stage) -> None:
    assert stage.command("up").returncode == 0
    turned = stage.command("rotate", "local", module="infra.turning")
    assert [line.split(":")[0] for line in turned.stdout.splitlines()] == list(USES), turned.stderr
    assert "a new value" in stage.command("rotate", "local", "access", module="infra.turning").stdout
    before = stage.keys()
    assert sorted(before) == sorted([*USES, *USES])
    refused = stage.command("distrust", "local", "venue_code", module="infra.turning", says="no\n")
    assert (refused.returncode, stage.keys()) == (1, before)
    assert re.match(r"The posters of \d+ venues end", refused.stdout), refused.stdout + refused.stderr
    ended = stage.command("distrust", "local", "venue_code", module="infra.turning", says="venue_code\n")
    assert (ended.returncode, stage.keys().count("venue_code")) == (0, 1), ended.stderr
    missing = Stage(stage.paths.folder / "elsewhere").command("rotate", "local", module="infra.turning")
    assert missing.stderr.strip() == "No local stage is running: 'make up' starts it."


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    import socket

    stage = Stage(tmp_path / "local")
    with socket.create_server(("127.0.0.1", stage.port)):
        refused = stage.command("up")
    assert refused.returncode == 1
    assert refused.stdout.splitlines() == [
        f"Cannot start: Port {stage.port} is taken: stop what uses it, or choose another with KANGMA_PORT=4666."
    ]
