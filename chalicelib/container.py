"""A container's memory: what is read or opened once and kept between requests.

A container that starts from a snapshot begins with the memory of another one that may be days older. What was read
must then be forgotten and every connection closed, and `random` would go on where each container of that snapshot does.
"""

import random
from collections.abc import Callable
from functools import cache
from typing import Any, Protocol, cast

from snapshot_restore_py import register_after_restore, register_before_snapshot

_values: list[Any] = []
_clients: list[tuple[Any, Callable[[Any], object]]] = []


def kept_per_container[**P, R](read: Callable[P, R]) -> Callable[P, R]:
    """`functools.cache` for what comes from outside; forgotten after a snapshot."""
    remembering = cache(read)
    _values.append(remembering)
    return cast(Callable[P, R], remembering)


class _Keeper(Protocol):
    def __call__[C](self, make: Callable[[], C], /) -> Callable[[], C]: ...


def client_per_container(close: Callable[[Any], object]) -> _Keeper:
    """The same for a client: made before a snapshot, because that takes long, and closed after it.

    `close` ends its connections and leaves it usable: the next request connects anew.
    """

    def keep[C](make: Callable[[], C], /) -> Callable[[], C]:
        made = cache(make)
        _clients.append((made, close))
        return made

    return keep


def forget() -> None:
    """Forgets everything, clients too, as if the container were new."""
    for each in (*_values, *(made for made, _ in _clients)):
        each.cache_clear()


def snapshotting() -> None:
    """What Lambda calls before it takes a snapshot."""
    for made, _ in _clients:
        made()


def restored() -> None:
    """What Lambda calls after it has restored a snapshot, before the first request."""
    for each in _values:
        each.cache_clear()
    for made, close in _clients:
        if made.cache_info().currsize:
            close(made())
    random.seed()  # From the operating system, whose own generator Lambda makes differ.


register_before_snapshot(snapshotting)
register_after_restore(restored)
