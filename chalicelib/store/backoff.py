"""Backoff: tries of something that others hold for a moment, with pauses between them."""

import random
import time
from collections.abc import Iterator

_PAUSES = (0.02, 0.05, 0.1, 0.2)
"""Seconds at most between the tries."""


def tries() -> Iterator[int]:
    """Yields five times how many tries are left. Pauses in between, so that those who collide part."""
    yield len(_PAUSES)
    for left, pause in zip(range(len(_PAUSES) - 1, -1, -1), _PAUSES, strict=True):
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311  (spreads retries, protects nothing)
        yield left
