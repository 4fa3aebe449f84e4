"""`make bench`: every benchmark, each in a process of its own, to bench/results.json and a table of what was missed.

`python -m bench cpu visits` runs those named, `--full` (`make bench-full`) the sizes that take longer.
Exits with 1 if a target is missed.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.rows import Row, at_most, measured, run_by_name
from bench.sizes import FULL

HERE = Path(__file__).resolve().parent
BENCHMARKS = sorted(path.stem for path in HERE.glob("*.py") if "\ndef run()" in path.read_text())
"""Every module here that measures something."""
MINUTES = 15
"""Of CPU that a run of everything may take, which is as long as it takes where nothing else runs."""
_COLUMNS = frozenset({"name", "value", "unit", "baseline", "target", "ok", "status", "steps"})


def main(arguments: Sequence[str]) -> int:
    """Runs the benchmarks named, or all of them. Returns the exit code."""
    if "--full" in arguments:
        os.environ[FULL] = "1"
    named = [each for each in arguments if each != "--full"]
    rows: list[Row] = []
    began = time.monotonic()
    for name in [each for each in BENCHMARKS if not named or each in named]:
        rows += _shown(name)
    if not named:
        rows.append(_of_all(time.monotonic() - began))
        results = HERE / ("results-full.json" if os.environ.get(FULL) else "results.json")
        results.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    return _verdict(rows)


def _shown(name: str) -> list[Row]:
    began = time.monotonic()
    try:
        found = _apart(name)
    except Exception as error:
        # The others are measured all the same.
        traceback.print_exception(error)
        found = [at_most(f"{name}: could not be measured", 1, 0, unit="failure", baseline=type(error).__name__)]
    print(f"\n{name} ({time.monotonic() - began:.0f} s)", *map(_line, found), sep="\n", flush=True)
    return found


def _apart(name: str) -> list[Row]:
    """One benchmark's rows, from a fresh interpreter: none sees what another loaded or made."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run_by_name, name).result()


def _of_all(seconds: float) -> Row:
    """How long the whole run took. Of the full sizes no limit is set."""
    spent = os.times()
    minutes = (spent.children_user + spent.children_system) / 60
    told = {"unit": "minutes of CPU", "baseline": "", "by_the_clock": seconds / 60}
    if os.environ.get(FULL):
        return measured("the whole run", minutes, **told)
    return at_most("the whole run", minutes, MINUTES, **told)


def _line(row: Row) -> str:
    mark = "  " if row["ok"] else "✗ "
    return f"{mark}{row['name']:<46}{row['value']:>9g} {row['target']:<9} {row['unit']}{_against(row)}"


def _against(row: Row) -> str:
    """What it was measured against, and the figures behind a ratio."""
    figures = [f"{name} {value:g}" for name, value in row.items() if name not in _COLUMNS and _is_figure(value)]
    told = ", ".join(filter(None, [row["baseline"], *figures]))
    return f"  ({told})" if told else ""


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _verdict(rows: Sequence[Row]) -> int:
    """Prints the last table: what was missed, or that nothing was."""
    missed = [row for row in rows if not row["ok"]]
    targets = sum(bool(row["target"]) for row in rows)
    if not missed:
        print(f"\n{len(rows)} results, all {targets} targets met.")
        return 0
    print(f"\n{len(rows)} results, {len(missed)} of {targets} targets missed:")
    print(*map(_line, missed), sep="\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
