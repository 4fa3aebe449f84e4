"""The revocation list of a gate: bytes for a million ended codes, building it, asking it.

Python's set of the same ids is what it is measured against: quicker to ask, and twenty times as large.
"""

import secrets
import sys
from collections.abc import Callable, Iterator

from bench.rows import Row, at_least, at_most, in_turn, least_ratio, measured, show
from chalicelib.codes.keys import new_key
from chalicelib.codes.revocations import BASE_PRECISION, DELTA_PRECISION, Revoked, make

MILLION, TENTH = 1_000_000, 100_000
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
    key = new_key()
    signature = key.sign(b"a token")
    tasks: dict[str, Callable[[], object]] = {
        "list": lambda: [each in revoked for each in ids],
        "set": lambda: [each in known for each in ids],
        "signature": lambda: [key.verify(b"a token", signature) for _ in ids],
    }
    times = in_turn(tasks, ROUNDS)
    ratio = least_ratio(times["list"], times["set"])
    yield measured("asking the list / asking a set", ratio, unit="times as long", baseline="Python set")
    ratio = least_ratio(times["list"], times["signature"])
    yield at_most("asking the list / checking a signature", ratio, 1, unit="times as long", baseline="ES256")


def _making(ended: list[str]) -> Iterator[Row]:
    sample = ended[:TENTH]
    tasks: dict[str, Callable[[], object]] = {
        "list": lambda: make(sample),
        "set": lambda: sorted(set(sample)),
        "whole": lambda: make(ended),
    }
    times = in_turn(tasks, 3)
    ratio = least_ratio(times["list"], times["set"])
    yield measured("making a list / sorting a set", ratio, unit="times as long", baseline="Python")
    # Proportional to what ended, whatever the size: a million take ten times as long as a hundred thousand.
    ratio = least_ratio(times["whole"], times["list"]) * TENTH / MILLION
    yield at_most("a million / ten times 100,000", ratio, 2, unit="of the time", baseline="linear")


if __name__ == "__main__":
    show(run)
