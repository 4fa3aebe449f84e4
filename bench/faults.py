"""Faults of AWS at every call of routes and functions, and requests made up at random: a share, all with --full."""

from collections.abc import Iterator

from bench.rows import Row, at_most, measured, show
from bench.sizes import sized

SHARE, REQUESTS = sized(0.03, 1.0), sized(1_000, 20_000)
SEED = 11


def run() -> Iterator[Row]:
    """What was lost or came twice, of so many faults; what got a 5xx, of so many requests."""
    from tests.faults import generated
    from tests.faults.run import every

    found = list(every((), SHARE, SEED))
    tried, wrong = sum(each.tried for each in found), sum(len(each.wrong) for each in found)
    yield measured("faults tried", tried, unit=f"at {len(found)} routes and functions", baseline="")
    yield at_most("faults by which something is lost or doubled", wrong, 0, unit=f"of {tried}", baseline="")
    answers = generated.run(REQUESTS, SEED)
    yield at_most("generated requests with a 5xx", len(answers["wrong"]), 0, unit=f"of {REQUESTS:,}", baseline="")


if __name__ == "__main__":
    show(run)
