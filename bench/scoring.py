"""Scoring decisions a second on one core, from the stored state and from all the facts.

The yardstick is reading the same facts with `json.loads`: what a service that kept no state would do first.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.rows import Row, at_most, in_turn, least_ratio, measured, show
from chalicelib.person import facts
from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import Declaration
from chalicelib.scoring.fold import fold
from chalicelib.scoring.rules import RuleBook
from chalicelib.scoring.ruleset_data import builtin_book
from chalicelib.scoring.state import State

START = datetime(2020, 2, 1, 4, 0, tzinfo=UTC)
HISTORIES = (14, 100)
# The state is bounded: after forty days it has all that it ever holds.
FULL, TEN_TIMES = 40, 400
GROWTH = 1.1
ROUNDS, CALLS = 100, 3


def run() -> Iterator[Row]:
    """For each length: one more declaration folded into the state, and everything folded anew."""
    book = builtin_book()
    tasks = {(length, name): task for length in HISTORIES for name, task in _tasks(length, book).items()}
    tasks |= {(length, "from state"): _tasks(length, book)["from state"] for length in (FULL, TEN_TIMES)}
    times = in_turn(tasks, ROUNDS, CALLS)
    for length in HISTORIES:
        for name in ("from state", "from all facts"):
            yield _row(length, name, times)
    ratio = least_ratio(times[TEN_TIMES, "from state"], times[FULL, "from state"])
    name, baseline = f"scoring: {TEN_TIMES} declarations, from state", f"the same with {FULL}"
    yield at_most(name, ratio, GROWTH, unit="× the baseline's CPU time", baseline=baseline)


def _row(length: int, name: str, times: dict[tuple[int, str], list[float]]) -> Row:
    ours = times[length, name]
    return measured(
        f"scoring: {length} declarations, {name}",
        least_ratio(ours, times[length, "json"]),
        unit="× the baseline's CPU time",
        baseline="json.loads of the facts",
        decisions_a_second=round(1 / min(ours)),
    )


def _tasks(length: int, book: RuleBook) -> dict[str, Callable[[], object]]:
    stored = [_stored(day) for day in range(length + 1)]
    text = json.dumps(stored)
    events = [_event(each) for each in stored]
    state = fold(None, events[:-1], book).to_json()
    latest = events[-1]
    return {
        "json": lambda: json.loads(text),
        "from state": lambda: decide(fold(State.from_json(state), [latest], book), book, latest.at, "domestic"),
        "from all facts": lambda: decide(fold(None, events, book), book, latest.at, "domestic"),
    }


def _stored(day: int) -> dict[str, Any]:
    """A daily check-in, abnormal every tenth day, elsewhere every fifth."""
    return {
        "id": f"{day:020x}",
        "at": (START + timedelta(days=day)).isoformat(),
        "answers": {
            "temperature": 37.8 if day % 10 == 5 else 36.5,
            "symptoms": ["dry_cough"] if day % 10 == 5 else [],
            "contact": {"kind": "none", "on": None},
            "test": {"result": "none", "on": None},
            "location": "632801" if day % 5 == 3 else "630102",
            "stays": [],
        },
    }


def _event(stored: dict[str, Any]) -> Declaration:
    return facts.declaration(stored["id"], datetime.fromisoformat(stored["at"]), stored["answers"])


if __name__ == "__main__":
    show(run)
