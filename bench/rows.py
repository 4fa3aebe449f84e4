"""A line of the results, and what every benchmark does alike."""

import importlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from typing import Any

type Row = dict[str, Any]


def at_most(name: str, value: float, target: float, *, unit: str, baseline: str, **more: Any) -> Row:
    """A row whose value must not exceed its target."""
    shown = round(value, 3)
    return _row(name, shown, unit, baseline, f"<= {target:g}", ok=shown <= target, **more)


def at_least(name: str, value: float, target: float, *, unit: str, baseline: str, **more: Any) -> Row:
    """A row whose value must reach its target."""
    shown = round(value, 3)
    return _row(name, shown, unit, baseline, f">= {target:g}", ok=shown >= target, **more)


def measured(name: str, value: float, *, unit: str, baseline: str, **more: Any) -> Row:
    """A row without a target: it is there to be followed over time."""
    return _row(name, round(value, 3), unit, baseline, "", ok=True, **more)


def _row(name: str, value: float, unit: str, baseline: str, target: str, *, ok: bool, **more: Any) -> Row:
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "target": target, "ok": ok, **more}


def cpu_seconds(call: Callable[[], object], times: int = 1) -> float:
    """Process time of one call, from `times` of them."""
    start = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - start) / times


def in_turn[Who](tasks: Mapping[Who, Callable[[], object]], rounds: int, calls: int = 1) -> dict[Who, list[float]]:
    """Process time of one call of each task, round by round: what disturbs the machine disturbs all of them."""
    times: dict[Who, list[float]] = {who: [] for who in tasks}
    for _ in range(rounds):
        for who, task in tasks.items():
            times[who].append(cpu_seconds(task, calls))
    return times


def least_ratio(ours: Sequence[float], baseline: Sequence[float]) -> float:
    """The least of ours over the least of the baseline's, from rounds that took turns.

    Other work on the machine only ever adds to a round, so the least of many is what the code itself costs.
    """
    return min(ours) / min(baseline)


def quietly(run: Callable[[], Iterable[Row]]) -> list[Row]:
    """The rows, without what the service writes to the log and the metrics meanwhile."""
    with redirect_stdout(io.StringIO()):
        return list(run())


def run_by_name(name: str) -> list[Row]:
    """The rows of `bench.<name>`, run in this process."""
    return quietly(lambda: importlib.import_module(f"bench.{name}").run())


def show(run: Callable[[], Iterable[Row]]) -> None:
    """Prints one benchmark's rows as JSON, for running it by itself."""
    for row in quietly(run):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
