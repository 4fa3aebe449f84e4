"""A request's AWS calls written down once and answered again, so that only the CPU above the network is measured.

The service and the plain one are recorded on the same store; afterwards both are given the same answers, so that
neither side pays for the store.
"""

from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

from bench import world
from bench.alike import Script
from bench.memory.dynamodb import Change
from bench.memory.table import key_of
from bench.memory.transport import Transport

type Handler = Callable[[dict[str, Any], Any], dict[str, Any]]


def record(handler: Handler, event: dict[str, Any]) -> Script:
    """Serves a request from memory and takes back what it wrote, so that another handler meets the same store."""
    transport = world.transport()
    with _taken_back(transport):
        transport.calls.clear()
        transport.recording = answers = {}
        reply = handler(event, None)
        transport.recording = None
        return Script(list(transport.calls), answers, reply)


@contextmanager
def _taken_back(transport: Transport) -> Any:
    store = transport.dynamodb
    store.changes = changes = []
    yield
    store.changes = None
    for change in reversed(changes):
        _undo(transport, change)


def _undo(transport: Transport, change: Change) -> None:
    name, old, new = change
    table = transport.dynamodb.tables[name]
    if old is not None:
        table.put(old)
    elif new is not None:
        table.delete(key_of(new))


def play(script: Script) -> None:
    """From now on every operation that the script has is answered from it, over and over; others from memory.

    Raises ValueError for a script that asks the same operation twice: it has one answer to each.
    """
    if len(script.answers) < len(script.calls):
        raise ValueError("an operation was asked twice")
    world.transport().tape = script.answers


def stop() -> None:
    """From now on everything is answered from memory again."""
    world.transport().tape = None
