"""Runs of pytest, and a line for each test that failed in one."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from local.paths import ROOT

MOST = 160
"""Characters of a reason: the end of a long output is to name every test."""


def run(
    arguments: Sequence[str], environment: Mapping[str, str], nice: int = 0, out: IO[str] | None = None
) -> list[str]:
    """One run in this checkout; what it says goes to `out`, or is seen at once.

    Returns what failed: of each test its name and the first line of why, of a run that did not get so far its exit
    code. Nothing exactly where pytest says that everything passed.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "junit.xml"
        pytest = [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments]
        done = subprocess.run(["nice", "-n", str(nice), *pytest], cwd=ROOT, env=environment, stdout=out, stderr=out)
        failed = [*_failures(report)] if report.exists() else []
        return failed or _cut_off(arguments, done.returncode)


def _failures(report: Path) -> Iterator[str]:
    for case in ElementTree.parse(report).iter("testcase"):
        for found in (*case.iter("failure"), *case.iter("error")):
            why = found.get("message", "").partition("\n")[0]
            yield f"{case.get('classname')}::{case.get('name')}: {why[:MOST]}"


def _cut_off(arguments: Sequence[str], exit_code: int) -> list[str]:
    return [f"pytest {' '.join(arguments)[:MOST]}: exit code {exit_code}"] if exit_code else []
