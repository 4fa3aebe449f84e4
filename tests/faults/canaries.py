"""A round of the probe, whose answers are right at once."""

from collections.abc import Callable
from typing import Any

from tests.support.resident_steps import NOON


def round_of_the_probe() -> Callable[[], Any]:
    """What is asked is the API's: only what the probe itself writes is struck."""
    from chalicelib.features.canaries import canaries_job
    from chalicelib.features.canaries.probing import World
    from tests.canaries.steps import Time

    def run() -> Any:
        time, colours = Time(NOON), iter(("yellow", "green"))
        return canaries_job.probe(
            World(lambda: time.now, time.wait, lambda wanted: dict.fromkeys(wanted, next(colours)))
        )

    return run
