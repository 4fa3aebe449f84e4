"""Whether two services ask the same of AWS and answer the same: what makes one the other's yardstick.

`python -m bench.alike` compares the service with the plain one and prints a JSON object: path to what differs.
"""

import io
import json
import math
import sys
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bench.memory.transport import Call

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


def difference(ours: Script, plain: Script) -> str:
    """How the calls (their steps, units and bytes) or the answers differ; nothing where they are alike."""
    mine, theirs = ours.reply["statusCode"], plain.reply["statusCode"]
    if mine != theirs:
        return f"answered {mine} and {theirs} {plain.reply['body']}"
    if Counter(map(_weight, ours.calls)) != Counter(map(_weight, plain.calls)):
        return f"asked {ours.calls} and {plain.calls}"
    return _heavier(ours, plain) or _between(ours.content(), plain.content(), "")


def _heavier(ours: Script, plain: Script) -> str:
    """What is written: reads ask for more or less beside the key, and answer as many units."""
    for mine, theirs in zip(_by_operation(ours), _by_operation(plain), strict=True):
        if not mine.read_units and not math.isclose(mine.size, theirs.size, rel_tol=SLACK):
            return f"{mine.operation} of {mine.size} and of {theirs.size} bytes"
    return ""


def _weight(call: Call) -> tuple[object, ...]:
    return call.service, call.operation, call.steps, call.read_units, call.write_units


def _by_operation(script: Script) -> list[Call]:
    return sorted(script.calls, key=lambda call: call.operation)


def _between(mine: Any, theirs: Any, field: str) -> str:
    """Where two answers differ; nothing if they say the same."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        if mine.keys() != theirs.keys():
            return f"{field} has {sorted(mine.keys() ^ theirs.keys())} on one side only"
        return next(filter(None, (_between(mine[name], theirs[name], name) for name in mine)), "")
    if isinstance(mine, list) and isinstance(theirs, list) and len(mine) == len(theirs):
        return next(filter(None, (_between(*pair, field) for pair in zip(mine, theirs, strict=True))), "")
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


def main() -> None:
    """Prints what differs on each path that the plain service has."""
    from bench.cpu import MEASURED, prepared

    with redirect_stdout(io.StringIO()):
        found = {name: difference(*prepared(name).scripts) for name in MEASURED}
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
