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
_NOTHING_RAN = 5
"""pytest's exit code where no test was selected."""
_KEEP = """
Found with seed {seed}. To keep it, whatever is mended:
  1. above the test, below @given, write what pytest shows as "Falsifying example": @example(...) with its arguments;
  2. run the file with pytest: now it fails each time;
  3. mend what is wrong. From now on `make test` tries the example.
Once more as it was: {command}"""


def explore(minutes: float) -> int:
    """Searches for so many minutes, or until Ctrl-C. Returns 1 and says how to keep what was found, or 0."""
    end_at, rounds = time.monotonic() + 60 * minutes, 0
    while time.monotonic() < end_at:
        seed, rounds = secrets.randbelow(2**32), rounds + 1
        for command in commands(seed):
            if _fails(command, end_at - time.monotonic()):
                print(_KEEP.format(seed=seed, command=" ".join(command)))
                return 1
    print(f"Nothing found in {minutes:g} minutes; {rounds} rounds begun.")
    return 0


def commands(seed: int) -> list[list[str]]:
    """What runs in one round: each file with properties by itself, in an order that the seed gives."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    files = [str(path.relative_to(ROOT)) for path in tests if "from hypothesis import" in path.read_text("utf-8")]
    random.Random(seed).shuffle(files)
    options = ["-q", "-m", "hypothesis", f"--hypothesis-profile={PROFILE}", f"--hypothesis-seed={seed}"]
    return [[sys.executable, "-m", "pytest", *options, file] for file in files]


def _fails(command: list[str], seconds: float) -> bool:
    """Whether a property fails within `seconds`; then it is interrupted, and ends what it started itself."""
    with subprocess.Popen(command, cwd=ROOT) as running:
        try:
            return running.wait(max(0.0, seconds)) not in (0, _NOTHING_RAN)
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGINT)
            return False
