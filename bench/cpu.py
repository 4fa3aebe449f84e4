"""CPU of a request, everything above the network, against the plain service (bench/plain) with the same requests."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bench import world
from bench.paths import PATHS, warm_up
from bench.replay import Handler, Script, play, record, require_alike, stop
from bench.rows import Row, at_most, in_turn, least_ratio, show

MEASURED = ("show code", "show code, 100th day", "declare", "declare, worse", "verify", "request a code")
TARGET = 1.15
ROUNDS, CALLS = 200, 2


def run() -> Iterator[Row]:
    """One row a path."""
    world.transport()
    warm_up()
    from app import app
    from bench.plain.app import app as plain

    for name in MEASURED:
        yield _row(name, app, plain)


def _row(name: str, app: Handler, plain: Handler) -> Row:
    event = PATHS[name]().event()
    # The first requests make what a container makes once.
    for handler in (app, plain):
        record(handler, event)
    script, by_plain = record(app, event), record(plain, event)
    require_alike(name, script, by_plain)
    times = _times(script, {"ours": lambda: app(event, None), "plain": lambda: plain(event, None)})
    return at_most(
        f"{name}: CPU",
        least_ratio(times["ours"], times["plain"]),
        TARGET,
        unit="× the baseline's CPU time",
        baseline="plain Chalice, PynamoDB and pydantic",
        ours_ms=round(1e3 * min(times["ours"]), 3),
        baseline_ms=round(1e3 * min(times["plain"]), 3),
    )


def _times(script: Script, handlers: Mapping[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """CPU seconds of rounds in turn. Replayed, both answer as before: otherwise something else would be measured."""
    play(script)
    times = in_turn(handlers, ROUNDS, CALLS)
    told = {handle()["statusCode"] for handle in handlers.values()}
    stop()
    if told != {script.reply["statusCode"]}:
        raise RuntimeError(f"{told} when replayed")
    return times


if __name__ == "__main__":
    show(run)
