"""CPU of a request, everything above the network, against a bare handler with the same AWS calls."""

import statistics
from collections.abc import Iterator

from bench import world
from bench.paths import PATHS, warm_up
from bench.replay import Handler, Recorder, Script, bare_handler, play
from bench.requests import Request
from bench.rows import Row, at_most, cpu_seconds, median_ratio, show

MEASURED = ("show code", "show code, 100th day", "declare", "declare, worse", "verify", "request a code")
TARGET = 1.5
ROUNDS, CALLS = 40, 10


def run() -> Iterator[Row]:
    """One row a path."""
    recorder = Recorder()
    world.transport()
    warm_up()
    requests = {name: PATHS[name]() for name in MEASURED}
    scripts = {name: recorder.record(request) for name, request in requests.items()}
    for name in MEASURED:
        yield _row(name, requests[name], scripts[name])


def _row(name: str, request: Request, script: Script) -> Row:
    from app import app

    event = request.event()
    bare = bare_handler(script)
    play(script)
    _check(app, event, script)
    ours, baseline = [], []
    for _ in range(ROUNDS):
        baseline.append(cpu_seconds(lambda: bare(event, None), CALLS))
        ours.append(cpu_seconds(lambda: app(event, None), CALLS))
    return at_most(
        f"{name}: CPU",
        median_ratio(ours, baseline),
        TARGET,
        unit="× the baseline's CPU time",
        baseline=f"bare handler, {len(script.asked)} boto3 call{'s'[: len(script.asked) != 1]}",
        ours_median_ms=round(1e3 * statistics.median(ours), 3),
        baseline_median_ms=round(1e3 * statistics.median(baseline), 3),
    )


def _check(app: Handler, event: dict[str, object], script: Script) -> None:
    """Replayed, the service answers as it did: otherwise something else would be measured."""
    for _ in range(3):
        status = app(event, None)["statusCode"]
        if status != script.reply["statusCode"]:
            raise RuntimeError(f"{event['path']}: {status} when replayed")


if __name__ == "__main__":
    show(run)
