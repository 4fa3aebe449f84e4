"""Cold start: `import app` to ready, against importing Chalice and making a boto3 client for DynamoDB.

Ready means that the DynamoDB client exists as well. What the first request then loads of its feature is told
beside it. Every start is a process of its own; ours and the baseline's take turns. CPU time, because starting
is all computing; the interpreter's own start is left out.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.environment import ENVIRONMENT
from bench.rows import Row, at_most, measured, median_ratio, show

ROOT = Path(__file__).resolve().parent.parent
PAIRS = 9
TARGET = 1.35

_TIMED = "import time; start = time.process_time(); {}; print(time.process_time() - start)"
BASELINE = "import chalice, boto3; boto3.client('dynamodb')"
IMPORTED = "import app"
READY = "import app; from chalicelib.store import dynamodb, tables; dynamodb.connection().client"
LOADED = READY


def run() -> Iterator[Row]:
    """Ready, the import alone, and ready with the feature that shows codes."""
    for code in (BASELINE, LOADED):
        seconds(code)
    times: dict[str, list[float]] = {code: [] for code in (BASELINE, IMPORTED, READY, LOADED)}
    for _ in range(PAIRS):
        for code, found in times.items():
            found.append(seconds(code))
    told = {
        "baseline_median_ms": _ms(times[BASELINE]),
        "import_median_ms": _ms(times[IMPORTED]),
        "ready_median_ms": _ms(times[READY]),
        "loaded_median_ms": _ms(times[LOADED]),
    }
    unit, baseline = "× the baseline's CPU time", "import chalice, boto3; boto3.client('dynamodb')"
    ready = median_ratio(times[READY], times[BASELINE])
    imported = median_ratio(times[IMPORTED], times[BASELINE])
    yield at_most("cold start, ready", ready, TARGET, unit=unit, baseline=baseline, **told)
    yield measured("cold start, import app alone", imported, unit=unit, baseline=baseline)
    loaded = median_ratio(times[LOADED], times[BASELINE])
    yield measured("cold start, ready and codes loaded", loaded, unit=unit, baseline=baseline)


def seconds(code: str) -> float:
    """CPU seconds of running `code` in a new interpreter."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | ENVIRONMENT
    command = [sys.executable, "-c", _TIMED.format(code)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _ms(times: list[float]) -> float:
    return round(1e3 * statistics.median(times), 1)


if __name__ == "__main__":
    show(run)
