"""What another request does between the reading and the writing of one: the same at every run, without threads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from chalicelib.store.dynamodb import connection

_TRANSACTIONS = "before-send.dynamodb.TransactWriteItems"


@contextmanager
def meanwhile(act: Callable[[], Any], *, at: int = 1) -> Iterator[list[int]]:
    """Calls `act` right before transaction number `at` of those inside is sent. Yields the numbers of all of them.

    The transactions of `act` itself are not counted.
    """
    sent: list[int] = []

    def before(**_: Any) -> None:
        sent.append(len(sent) + 1)
        if len(sent) == at:
            events.unregister(_TRANSACTIONS, before)
            act()
            events.register(_TRANSACTIONS, before)

    events = connection().client.meta.events
    events.register(_TRANSACTIONS, before)
    try:
        yield sent
    finally:
        events.unregister(_TRANSACTIONS, before)
