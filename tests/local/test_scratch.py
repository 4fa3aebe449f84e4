"""Folders of stages of the tests, and what killed runs left of them."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support import scratch


def test_what_an_ended_run_left_goes_and_nobody_else_s(tmp_path: Path) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = tmp_path / f"kangma-{ended.pid}-abc"
    others = [tmp_path / name for name in (f"kangma-{os.getpid()}-abc", "kangma-1-abc", "kangma-of-people", "other")]
    for each in (left, *others):
        (each / "state").mkdir(parents=True)
    scratch.remove_left(tmp_path)
    assert set(tmp_path.iterdir()) == set(others)


def test_a_folder_says_whose_it_is_and_goes_with_its_with() -> None:
    with scratch.folder() as folder:
        assert Path(folder).name.startswith(f"kangma-{os.getpid()}-")
    assert not Path(folder).exists()
