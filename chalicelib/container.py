"""A container's memory: what is read once from outside and kept between requests.

A container that starts from a snapshot begins with the memory of another one that may be days older. Whatever was read
or opened before must then be forgotten, and `random` would go on where every other container of that snapshot does.
"""

import random
from collections.abc import Callable
from functools import cache
from typing import cast

from snapshot_restore_py import register_after_restore

_forgetting: list[Callable[[], None]] = []


def kept_per_container[**P, R](read: Callable[P, R]) -> Callable[P, R]:
    """`functools.cache` for what comes from outside: an answer, a client, the environment."""
    remembering = cache(read)
    _forgetting.append(remembering.cache_clear)
    return cast(Callable[P, R], remembering)


def forget() -> None:
    """Forgets everything that was kept, as if the container were new."""
    for clear in _forgetting:
        clear()


def restored() -> None:
    """What Lambda calls after it has restored a snapshot, before the first request."""
    forget()
    random.seed()  # From the operating system, whose own generator Lambda makes differ.


register_after_restore(restored)
