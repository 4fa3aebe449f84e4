"""The schedule that publishes what gates carry."""

import time
from collections.abc import Callable
from datetime import datetime

from chalicelib.features.gates import revocation_lists

_SECONDS = 150
"""For how long parts of a base are read; the function's other 150 are for one more and for putting all together."""


def publish(now: datetime, clock: Callable[[], float] = time.monotonic) -> dict[str, int]:
    """Publishes the lists that are due at the event's own time. Running twice makes the same lists."""
    end = clock() + _SECONDS
    made = revocation_lists.publish(now, lambda: clock() < end)
    return {"entries": sum(int(each.entries) for each in made), "bytes": sum(int(each.size) for each in made)}
