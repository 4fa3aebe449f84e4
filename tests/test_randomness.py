"""Where chance comes from: ids and nonces from the operating system, signatures from the key and the message alone."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "chalicelib").rglob("*.py"))

FROM_THE_SYSTEM = ("challenge", "account", "session", "person", "declaration", "sealed")


@pytest.fixture(scope="module")
def containers() -> list[dict[str, Any]]:
    """What two containers restored from one snapshot gave out."""
    command = [sys.executable, "-m", "tests.support.snapshot"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_two_containers_from_one_snapshot_go_on_from_the_same_state(containers):
    one, other = containers
    assert one["python"] == other["python"]
    assert one.keys() == {"python", "token", *FROM_THE_SYSTEM}


@pytest.mark.parametrize("what", FROM_THE_SYSTEM)
def test_they_give_out_different_ids_and_nonces_all_the_same(containers, what):
    one, other = containers
    assert one[what] != other[what]


def test_they_sign_the_same_code_alike_so_no_nonce_can_be_used_twice(containers):
    one, other = containers
    assert one["token"].startswith("HC1:")
    assert one["token"] == other["token"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pythons_own_generator_protects_nothing(source):
    """Its state lies in the process. Who uses it says why that does not matter."""
    text = source.read_text("utf-8")
    assert not re.search(r"^\s*from random import|\buuid1\(", text, re.M)
    if re.search(r"^\s*import random$", text, re.M):
        drawing = [line for line in text.splitlines() if re.search(r"\brandom\.(?!seed\b)\w+\(", line)]
        assert [line for line in drawing if "protects nothing" not in line] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_signature_is_deterministic(source):
    """RFC 6979: a nonce that comes twice for two messages gives the private key away."""
    calls = re.findall(r"\bECDSA\(([^()]*(?:\([^()]*\)[^()]*)*)\)", source.read_text("utf-8"))
    assert [call for call in calls if "deterministic_signing=True" not in call] == []
