"""What failed beside other runs is tried once more, by itself (docs/decisions/148-by-itself.md)."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from local.paths import ROOT

AT_MOST = 10
"""Where more tests fail, the load is not what they failed of."""
PASSED, TESTS_FAILED = 0, 1
"""Of pytest's exit codes those that say that every test was run."""


@dataclass(frozen=True)
class Outcome:
    """How a run of pytest ended: its exit code, and the names of the tests that failed, as pytest takes them."""

    exit_code: int
    failed: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether every test was run and each that failed is named."""
        return self.exit_code == PASSED or (self.exit_code == TESTS_FAILED and self.failed != ())


def run(arguments: Sequence[str], environment: Mapping[str, str], nice: int = 0, out: IO[str] | None = None) -> Outcome:
    """One run of pytest in this checkout; what it says goes to `out`, or is seen at once."""
    with tempfile.TemporaryDirectory() as cache:
        pytest = [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}", *arguments]
        done = subprocess.run(["nice", "-n", str(nice), *pytest], cwd=ROOT, env=environment, stdout=out, stderr=out)
        return Outcome(done.returncode, _last_failed(Path(cache)))


def _last_failed(cache: Path) -> tuple[str, ...]:
    """The keys of pytest's `cache/lastfailed`, which is not written where nothing failed."""
    written = cache / "v" / "cache" / "lastfailed"
    return tuple(json.loads(written.read_text())) if written.exists() else ()


def any_failed(outcomes: Iterable[Outcome], again: Callable[[Sequence[str]], Outcome]) -> bool:
    """Whether a test failed that does not pass by itself either; says last which did not pass at once."""
    ended = list(outcomes)
    failed = list(dict.fromkeys(name for outcome in ended for name in outcome.failed))
    may_pass = all(outcome.is_whole for outcome in ended) and len(failed) <= AT_MOST
    fails = not may_pass or (failed != [] and again(failed).exit_code != PASSED)
    if failed:
        _say("Failed:" if fails else "Failed beside other runs, passed by itself:", failed)
    return fails


def _say(what: str, names: Sequence[str]) -> None:
    print(f"\n{what}", *(f"  {name}" for name in names[:AT_MOST]), sep="\n", flush=True)
