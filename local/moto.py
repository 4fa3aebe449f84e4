"""The second emulator: the tests of the store against moto, which reads DynamoDB's documentation by itself.

    python -m local.moto [PYTEST ARGUMENTS]

It has an environment of its own (infra/environments.py); `make test` does without it. What it takes
otherwise than the local cloud stands in docs/decisions/124-second-emulator.md.
"""

import os
import subprocess
import sys
from collections.abc import Sequence

from infra.environments import programs
from infra.package import ROOT

SERVER = "KANGMA_MOTO"
"""Names the program to start in place of the local cloud, for tests/support/cloud.py."""
TESTS = ("tests/store",)
_MEMORY = "tests/store/test_memory_store.py::"
DIFFERENCES = {
    f"{_MEMORY}test_conditions_hold_alike[size (words) = :three]": "answers 500 to size() of a list",
    f"{_MEMORY}test_queries_find_the_same_in_the_same_order": "no LastEvaluatedKey at the last one",
    f"{_MEMORY}test_several_are_read_and_written_at_once": "answers an ItemCollectionMetrics that nobody asked for",
    "tests/store/test_memory_transactions.py::test_a_transaction_does_every_step": "the same",
}
"""Tests that compare every word of an answer with our own store in memory, and where moto's is another."""


def _known() -> list[str]:
    return [f"--deselect={test}" for test in DIFFERENCES]


def main(arguments: Sequence[str]) -> int:
    """The exit code of the tests."""
    environment = {**os.environ, SERVER: str(programs("moto") / "moto_server")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *_known(), *(arguments or TESTS)], cwd=ROOT, env=environment
    ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
