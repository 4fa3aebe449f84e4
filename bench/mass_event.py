"""A province recoloured, for gates without a network: what each has to fetch of it, and who opens a code again.

Arithmetic for `python -m bench nation`; docs/decisions/125-stale-rule.md says what the rule is.
"""

from collections.abc import Iterator

from bench.rows import Row, at_most, measured
from chalicelib.codes.stale import BUCKETS

PEOPLE, DAYS = 60_000_000, 2
"""A rule names a bucket for each of the two days on which its tokens were issued."""
OPENED = 20_000
ASSUMED: dict[str, tuple[float, str]] = {
    "list_bytes": (2.23, "bytes of an ended code in a base; `python -m bench revocations`, bytes for a million"),
    "new_stays": (
        0.01,
        "of people whose stay of the county is known for less than a day; a guess: one move in 100 days",
    ),
    "places": (3, "codes of an ordinary token's set: a county, its city, its province; a traveller has more"),
}


def rows() -> Iterator[Row]:
    """What is listed, what is opened again."""
    listed = PEOPLE * ASSUMED["new_stays"][0]
    name, unit = "a province of 60 million ended, to each gate", "MB"
    yield measured(f"{name}: every code listed", _megabytes(PEOPLE), unit=unit, baseline="2.23 bytes a code")
    yield at_most(f"{name}: by a stale rule", _megabytes(listed), 2, unit=unit, baseline="every code listed")
    missed = (1 - DAYS / BUCKETS) ** ASSUMED["places"][0]
    yield at_most(
        "codes of elsewhere opened again by chance", 100 * (1 - missed), 10, unit="%", baseline="of elsewhere"
    )
    hours = PEOPLE / OPENED / 3600
    yield measured("60 million codes opened again, at least", hours, unit="hours", baseline=f"{OPENED:,} a second")


def _megabytes(codes: float) -> float:
    return codes * ASSUMED["list_bytes"][0] / 1e6
