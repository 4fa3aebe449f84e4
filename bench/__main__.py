"""`make bench`: every benchmark, each in a process of its own, to bench/results.json and a table.

Exits with 1 if a target is missed.
"""

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from bench.rows import Row, run_by_name

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "results.json"
BENCHMARKS = sorted(path.stem for path in HERE.glob("*.py") if "\ndef run()" in path.read_text())
"""Every module here that measures something."""
_COLUMNS = frozenset({"name", "value", "unit", "baseline", "target", "ok", "status", "steps"})


def main() -> int:
    """Runs the benchmarks named on the command line, or all of them."""
    chosen = [name for name in BENCHMARKS if not sys.argv[1:] or name in sys.argv[1:]]
    rows: list[Row] = []
    for name in chosen:
        start = time.monotonic()
        found = _apart(name)
        rows += found
        print(f"\n{name} ({time.monotonic() - start:.0f} s)", *map(_line, found), sep="\n", flush=True)
    if len(chosen) == len(BENCHMARKS):
        RESULTS.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    return _verdict(rows)


def _apart(name: str) -> list[Row]:
    """One benchmark's rows, from a fresh interpreter: none sees what another loaded or made."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run_by_name, name).result()


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
    missed = [row["name"] for row in rows if not row["ok"]]
    print(
        f"\n{len(rows)} results, {len(missed)} missed: {', '.join(missed)}"
        if missed
        else f"\n{len(rows)} results, every target met."
    )
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
