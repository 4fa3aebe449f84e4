"""What a run of pytest says of itself at the end of everything."""

import os
from pathlib import Path

import pytest

from local.pytest_runs import run

FAILING = """
import pytest
@pytest.fixture
def missing(): raise OSError("no room")
def test_passes(): pass
def test_without(missing): pass
@pytest.mark.parametrize("said", ["[1/2]"])
def test_of(said): assert said == "码", "another\\nline"
"""


@pytest.mark.parametrize(
    ("content", "failed"),
    [
        ("def test_passes(): pass", []),
        (
            FAILING,
            ["test_few::test_without: failed on setup with", "test_few::test_of[[1/2]]: AssertionError: another"],
        ),
        ("import pytest\ndef test_ends(): pytest.exit('enough', returncode=3)", ["pytest -c"]),
        ("import missing_module", ["::test_few: collection failure"]),
        ("import os\ndef test_dies(): os._exit(9)", ["pytest -c"]),
    ],
    ids=["passes", "fails", "ended", "unread", "dies"],
)
def test_what_failed_is_told_and_nothing_else(content: str, failed: list[str], tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]")
    (tmp_path / "test_few.py").write_text(content)
    with (tmp_path / "said").open("w") as out:
        told = run(("-c", str(tmp_path / "pytest.ini"), str(tmp_path)), os.environ, out=out)
    assert len(told) == len(failed)
    assert all(line.startswith(begin) for line, begin in zip(told, failed, strict=True)), told
