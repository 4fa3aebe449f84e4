"""A container's memory: what is read or opened once and kept between requests.

A container that starts from a snapshot begins with the memory of another one that may be days older. What was read
must then be forgotten and every connection closed, and `random` would go on where each container of that snapshot does.
"""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
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


BELIEVED = timedelta(seconds=60)
"""How long a container believes what it read of the store and others may change at any time."""
_asked: list[datetime] = []
"""The now of the request at hand: a container serves one at a time."""


def asked_at(now: datetime) -> None:
    """Says at what instant the request, the message or the schedule asks that is served from here on."""
    _asked[:] = [now]


class Believed[V]:
    """What was read of the store, read anew when it is too old.

    Too old: a minute has passed by the now of whoever asks or by the process's clock, whichever says more; or that now
    lies before the reading. `read` gets what it returned before, so that it may read only what came since.
    """

    def __init__(self, read: Callable[[V | None], V]) -> None:
        self._read = read
        self._kept: tuple[V, float, datetime | None] | None = None
        self.used_at: datetime | None = None
        """The now of whoever was answered by what was read before; while `read` runs, of the last one before it."""
        _values.append(self)

    def value(self, *, fresh: bool = False) -> V:
        """As it was read at most a minute ago; `fresh`: just now."""
        clock, now = time.monotonic(), _asked[0] if _asked else None
        kept = self._kept
        if fresh or kept is None or _is_too_old(now, kept[2], clock - kept[1]):
            self._kept = kept = self._read(kept[0] if kept else None), clock, now
        self.used_at = now
        return kept[0]

    def cache_clear(self) -> None:
        """Forgets it."""
        self._kept = self.used_at = None


def _is_too_old(now: datetime | None, read_at: datetime | None, seconds: float) -> bool:
    """`seconds`: what has passed by the process's clock. What was read before anybody asked is of no known instant."""
    if now is not None and read_at is None:
        return True
    passed = now - read_at if now and read_at else timedelta()
    return max(passed, timedelta(seconds=seconds)) > BELIEVED or passed < timedelta()


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
    _asked.clear()
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
