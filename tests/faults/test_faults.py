"""A sample of the faults and of the generated requests; `make explore` tries all of them (tests/faults/run.py)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.http.routes import ROUTES

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "0.02"
"""The share of all faults that `make test` tries: the same ones each time."""
GENERATED = "1000"


def printed(*command: str) -> list[Any]:
    """The JSON lines that a program of ours prints, whether it found something or not."""
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return {line["name"]: line for line in printed("tests.faults.run", "--sample", SAMPLE)}


def test_every_route_that_writes_and_every_function_is_struck(found):
    writing = {f"{route.method} {route.path}" for route in ROUTES if route.method != "GET"}
    functions = json.loads((ROOT / ".chalice" / "config.json").read_text())["lambda_functions"].keys()
    assert writing - found.keys() <= NOT_STRUCK.keys()
    assert functions - {name.partition(":")[0] for name in found} == {"api_handler"}


_LOGINS = "logins of staff: each needs an authenticator or a key of its own; their tests contend in tests/staff"
NOT_STRUCK = dict.fromkeys(
    ("POST /v1/login/platforms/{platform}/start", "POST /v1/me/wechat-agreements/start"), "writes nothing"
) | dict.fromkeys(
    (
        "POST /v1/staff", "PATCH /v1/staff", "PATCH /v1/staff/{staff_id}", "POST /v1/staff/{staff_id}/totp",
        "POST /v1/staff/enrolments", "POST /v1/staff/enrolments/start",
        "POST /v1/login/passkeys/start",
    ),
    _LOGINS,
)  # fmt: skip
"""Writing routes without a good request here, with the reason."""


def test_nothing_is_lost_and_nothing_twice(found):
    assert [line for line in found.values() if line["wrong"]] == []
    assert sum(line["tried"] for line in found.values()) > 25


def test_no_generated_request_is_answered_with_a_fault_of_ours():
    (line,) = printed("tests.faults.generated", GENERATED, "7")
    assert line["wrong"] == []
    assert line["sent"] == int(GENERATED)
    # The requests reach what they are about: not everything is turned away at the door.
    assert sum(count for status, count in line["answers"].items() if status < "300") > int(GENERATED) / 20
