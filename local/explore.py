"""`make explore`: the property tests with new random seeds, round after round, until the time is up or one fails.

`make test` tries the same examples each time; what is found here is kept there as an example of its own.
"""

import random
import secrets
import signal
import subprocess
import sys
import time

from local.paths import ROOT

PROFILE = "explore"
"""Its settings are in tests/conftest.py."""
_FAILED, _NOTHING_RAN = 1, 5
"""pytest's exit codes: a test failed, none was selected."""
_KEEP = """
Found with seed {seed}. To keep it, whatever is mended:
  1. above the test, below @given, write what pytest shows as "Falsifying example": @example(...) with its arguments;
  2. run the file with pytest: now it fails each time;
  3. mend what is wrong. From now on `make test` tries the example.
Once more as it was: {command}"""


def explore(minutes: float) -> int:
    """Searches for so many minutes, or until Ctrl-C; says how to keep what was found. Returns pytest's exit code."""
    end_at, rounds = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end_at:
        seed, rounds = secrets.randbelow(2**32), rounds + 1
        for command in commands(seed):
            code = _run(command, end_at - time.monotonic())
            if code == _FAILED:
                print(_KEEP.format(seed=seed, command=" ".join(command)))
            if code not in (0, _NOTHING_RAN):
                return code
    print(f"Nothing found in {minutes:g} minutes; {rounds} rounds begun.")
    return 0


def commands(seed: int) -> list[list[str]]:
    """What runs in one round: each file with properties by itself, in an order that the seed gives."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    files = [str(path.relative_to(ROOT)) for path in tests if "from hypothesis import" in path.read_text("utf-8")]
    random.Random(seed).shuffle(files)
    options = ["-q", "-m", "hypothesis", f"--hypothesis-profile={PROFILE}", f"--hypothesis-seed={seed}"]
    return [[sys.executable, "-m", "pytest", *options, file] for file in files]


def _run(command: list[str], seconds: float) -> int:
    """The exit code. After `seconds` it is interrupted, so that it ends what it started, and counts as passed."""
    with subprocess.Popen(command, cwd=ROOT) as running:
        try:
            return running.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
            return 0
