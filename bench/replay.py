"""A request's AWS calls written down once and answered again, so that only the CPU above the network is measured.

The service and the plain one are recorded on the same store and must have asked and answered alike; afterwards both
are given the same answers, so that neither side pays for the store.
"""

import json
import math
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bench import world
from bench.memory.dynamodb import Change
from bench.memory.table import key_of
from bench.memory.transport import Call, Transport

type Handler = Callable[[dict[str, Any], Any], dict[str, Any]]

NEW = frozenset({"id", "challenge_id", "token"})
"""What every answer makes anew: alike in length only."""
SLACK = 0.1
"""By how much the bytes of what is written may differ: spaces in JSON, the names of a condition's values."""


@dataclass
class Script:
    """What a handler asked of AWS, what each operation was answered, and its own answer."""

    calls: list[Call] = field(default_factory=list)
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    reply: dict[str, Any] = field(default_factory=dict)

    def content(self) -> Any:
        """The answer's body."""
        return json.loads(self.reply["body"])


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


def require_alike(name: str, ours: Script, plain: Script) -> None:
    """Raises RuntimeError unless both made the same calls, with as many steps, bytes and units, and answered alike."""
    told = ours.reply["statusCode"], plain.reply["statusCode"]
    if told[0] != told[1]:
        raise RuntimeError(f"{name}: the service answers {told[0]}, the plain one {told[1]} {plain.reply['body']}")
    if Counter(map(_weight, ours.calls)) != Counter(map(_weight, plain.calls)):
        raise RuntimeError(f"{name}: the service asks {ours.calls}, the plain one {plain.calls}")
    for mine, theirs in zip(_by_operation(ours), _by_operation(plain), strict=True):
        if not mine.read_units and not math.isclose(mine.size, theirs.size, rel_tol=SLACK):
            raise RuntimeError(f"{name}: the service sends {mine.size} bytes to {mine.operation}, not {theirs.size}")
    different = _difference(ours.content(), plain.content(), "")
    if different:
        raise RuntimeError(f"{name}: the answers differ: {different}")


def _weight(call: Call) -> tuple[object, ...]:
    return call.service, call.operation, call.steps, call.read_units, call.write_units


def _by_operation(script: Script) -> list[Call]:
    return sorted(script.calls, key=lambda call: call.operation)


def _difference(mine: Any, theirs: Any, field: str) -> str:
    """Where two answers differ; nothing if they say the same."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        if mine.keys() != theirs.keys():
            return f"{field} has {sorted(mine.keys() ^ theirs.keys())} on one side only"
        return next(filter(None, (_difference(mine[name], theirs[name], name) for name in mine)), "")
    if isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        return next(filter(None, (_difference(*pair, field) for pair in zip(mine, theirs, strict=True))), "")
    if field in NEW and isinstance(mine, str) and isinstance(theirs, str):
        # A signature may hold bytes that its text form writes longer.
        return "" if math.isclose(len(mine), len(theirs), abs_tol=2) else f"{field}: {mine} and {theirs}"
    return "" if _instant(mine) == _instant(theirs) else f"{field}: {mine} and {theirs}"


def _instant(value: Any) -> Any:
    """An instant however it is written; anything else as it is."""
    if isinstance(value, str) and "T" in value:
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value


def play(script: Script) -> None:
    """From now on every operation that the script has is answered from it, over and over; others from memory."""
    world.transport().tape = script.answers


def stop() -> None:
    """From now on everything is answered from memory again."""
    world.transport().tape = None
