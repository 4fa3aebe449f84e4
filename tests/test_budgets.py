"""What each path costs AWS and what it loads, measured in processes of their own (design: Data)."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench.budgets import BUDGETS

ROOT = Path(__file__).resolve().parent.parent


def printed(*command: str) -> list[Any]:
    """The JSON lines that a program of ours prints."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def rows() -> dict[str, Any]:
    return {row["name"]: row for row in printed("-m", "bench.calls")}


@pytest.mark.parametrize("what", ["calls", "read", "write"])
@pytest.mark.parametrize("path", BUDGETS)
def test_a_path_keeps_its_budget(rows, path, what):
    row = rows[f"{path}: {what}"]
    assert row["ok"], row


def test_every_measured_path_has_a_budget(rows):
    assert {name.rpartition(":")[0] for name in rows} == set(BUDGETS)


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    (found,) = printed("-m", "bench.loaded")
    return found


@pytest.mark.parametrize("library", ["PIL", "qrcode", "phonenumbers", "argon2", "zxcvbn"])
def test_what_is_slow_to_load_waits_until_it_is_needed(loaded, library):
    """Pictures, foreign phones, passwords: none of the common requests needs them."""
    holding = [stage for stage, libraries in loaded.items() if library in libraries]
    assert holding == []


def test_starting_reads_no_rule_sets(loaded):
    assert "yaml" not in loaded["import app"]
