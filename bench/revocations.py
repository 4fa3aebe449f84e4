"""The revocation list of a gate: bytes for a million ended codes, building it, asking it.

Python's set of the same ids is what it is measured against: quicker to ask, and twenty times as large.
"""

import secrets
import sys
from collections.abc import Iterator

from bench.rows import Row, at_least, at_most, cpu_seconds, measured, median_ratio, show
from chalicelib.codes.revocations import BASE_PRECISION, DELTA_PRECISION, Revoked, make

MILLION = 1_000_000
QUARTER = 10_000
"""What may end within a quarter of an hour on a bad day: the size of one delta."""
ASKED, ROUNDS = 2_000, 7


def run() -> Iterator[Row]:
    """Size, false positives and speed; times are ratios of CPU time taken in turn."""
    ended = [secrets.token_hex(10) for _ in range(MILLION)]
    body = make(ended)
    revoked, known = Revoked(body), set(ended)
    yield at_most("bytes for a million ended codes", len(body), 2_300_000, unit="bytes", baseline="ids as text", ids=20)
    plain = sys.getsizeof(known) + MILLION * sys.getsizeof(ended[0])
    yield at_least("a set's memory against the list's", plain / len(body), 20, unit="times", baseline="Python set")
    yield from _errors(revoked, known)
    yield from _asking(revoked, known, ended)
    yield from _making(ended)
    delta = make(ended[:QUARTER], DELTA_PRECISION)
    yield at_most("a delta of 10,000, bytes a code", len(delta) / QUARTER, 3.4, unit="bytes", baseline="")


def _errors(revoked: Revoked, known: set[str]) -> Iterator[Row]:
    missed = sum(each not in revoked for each in list(known)[:20_000])
    yield at_most("ended codes that are not found", missed, 0, unit="of 20,000", baseline="")
    tries = 4 << BASE_PRECISION
    wrong = sum(secrets.token_hex(10) in revoked for _ in range(tries))
    # Four are expected; more than sixteen would come by chance once in a million runs.
    yield at_most(
        "valid codes taken for ended", wrong, 16, unit=f"of {tries:,}", baseline=f"1 in {1 << BASE_PRECISION:,}"
    )


def _asking(revoked: Revoked, known: set[str], ended: list[str]) -> Iterator[Row]:
    ids = [*ended[: ASKED // 2], *(secrets.token_hex(10) for _ in range(ASKED // 2))]
    ours, baseline = [], []
    for _ in range(ROUNDS):
        ours.append(cpu_seconds(lambda: [each in revoked for each in ids]) / ASKED)
        baseline.append(cpu_seconds(lambda: [each in known for each in ids], 20) / ASKED)
    ratio = median_ratio(ours, baseline)
    yield measured("asking the list / asking a set", ratio, unit="times as long", baseline="Python set")
    yield at_most("asking the list", min(ours) * 1e6, 200, unit="µs", baseline="a check of a token: about 150 µs")


def _making(ended: list[str]) -> Iterator[Row]:
    sample = ended[:100_000]
    ours, baseline = [], []
    for _ in range(3):
        ours.append(cpu_seconds(lambda: make(sample)))
        baseline.append(cpu_seconds(lambda: sorted(set(sample))))
    whole = cpu_seconds(lambda: make(ended))
    yield measured(
        "making a list / sorting a set", median_ratio(ours, baseline), unit="times as long", baseline="Python"
    )
    # Proportional to what ended, whatever the size: a million take ten times as long as a hundred thousand.
    yield at_most("a million / ten times 100,000", whole / (10 * min(ours)), 2, unit="of the time", baseline="linear")


if __name__ == "__main__":
    show(run)
