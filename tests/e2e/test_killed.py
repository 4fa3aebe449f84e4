"""A stage of which everything is killed in the middle of requests starts again by itself, from its last snapshot."""

import json
import os
import signal
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest

from tests.e2e.test_running import Stage

QUIET_SECONDS = 120
"""Until a snapshot must have been taken: a stage is quiet once its first containers have started."""


@pytest.fixture
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("killed") / "local")
    yield made
    made.command("down")


def test_after_kill_9_it_comes_back_with_its_snapshot_and_says_what_it_lacks(stage: Stage) -> None:
    started = stage.command("up")
    assert started.returncode == 0, started.stdout + started.stderr
    before = stage.endpoint()
    _wait_for_snapshot(stage, time.time())
    asked = {"phone": "+8613710200001", "purpose": "login"}
    assert _post(before, "/v1/login/codes", asked) == 202
    with ThreadPoolExecutor(4) as pool:
        cut = [pool.submit(_post, before, "/v1/login/codes", {**asked, "phone": f"+861371020001{n}"}) for n in range(4)]
        _kill(stage)
    assert all(each.done() for each in cut)
    again = stage.command("up")
    assert again.returncode == 0, again.stdout + again.stderr
    assert "The last run was killed: the stage starts from its snapshot of" in again.stdout
    assert "What changed after it is lost" in again.stdout
    assert stage.endpoint() == before
    assert _post(before, "/v1/login/codes", {**asked, "phone": "+8613800000005"}) == 202


def _wait_for_snapshot(stage: Stage, since: float) -> None:
    """One of after the start, with what was deployed."""
    end_at, kept = time.monotonic() + QUIET_SECONDS, stage.paths.snapshot / "deployed.sha256"
    while not (kept.exists() and stage.paths.snapshot.stat().st_mtime >= since - 60):
        assert time.monotonic() < end_at, "no snapshot was taken"
        time.sleep(0.5)


def _kill(stage: Stage) -> None:
    """Kills the supervisor, the cloud and what stands beside it, with their workers, without a warning to any."""
    children = json.loads(stage.paths.children.read_text())
    os.kill(int(stage.paths.lock.read_text()), signal.SIGKILL)
    for pid in children:
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)


def _post(endpoint: Any, path: str, body: Any) -> int | None:
    """The status; None where nobody was there to answer."""
    request = urllib.request.Request(
        f"{endpoint['api']}{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return int(refused.code)
    except OSError:
        return None
