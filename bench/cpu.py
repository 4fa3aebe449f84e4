"""CPU of a request, everything above the network, against the plain service (bench/plain) with the same requests."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bench import world
from bench.alike import Script, difference
from bench.paths import PATHS, warm_up
from bench.replay import Handler, play, record, stop
from bench.rows import Row, at_most, in_turn, least_ratio, show

MEASURED = ("show code", "show code, 100th day", "declare", "declare, worse", "verify", "request a code")
TARGET = 1.15
ROUNDS, CALLS = 200, 2


@dataclass(frozen=True)
class Prepared:
    """A request that the service and the plain one have answered: both are warm, and what they did is recorded."""

    event: dict[str, Any]
    handlers: tuple[Handler, Handler]
    scripts: tuple[Script, Script]


def prepared(name: str) -> Prepared:
    """A path of `MEASURED`, ready to be replayed."""
    world.transport()
    warm_up()
    from app import app
    from bench.plain.app import app as plain

    event = PATHS[name]().event()
    # The first requests make what a container makes once.
    for handler in (app, plain):
        record(handler, event)
    return Prepared(event, (app, plain), (record(app, event), record(plain, event)))


def run() -> Iterator[Row]:
    """One row a path. Raises RuntimeError for one on which the two do not do the same."""
    for name in MEASURED:
        path = prepared(name)
        different = difference(*path.scripts)
        if different:
            raise RuntimeError(f"{name}: the service and the plain one: {different}")
        yield _row(name, *_times(path))


def _row(name: str, ours: list[float], plain: list[float]) -> Row:
    return at_most(
        f"{name}: CPU",
        least_ratio(ours, plain),
        TARGET,
        unit="× the baseline's CPU time",
        baseline="plain Chalice, PynamoDB and pydantic",
        ours_ms=round(1e3 * min(ours), 3),
        baseline_ms=round(1e3 * min(plain), 3),
    )


def _times(path: Prepared) -> list[list[float]]:
    """CPU seconds of either side. Replayed, both answer as before: otherwise something else would be measured."""
    play(path.scripts[0])
    tasks = {number: lambda handler=handler: handler(path.event, None) for number, handler in enumerate(path.handlers)}
    times = in_turn(tasks, ROUNDS, CALLS)
    told = {handler(path.event, None)["statusCode"] for handler in path.handlers}
    stop()
    if told != {path.scripts[0].reply["statusCode"]}:
        raise RuntimeError(f"{told} when replayed")
    return list(times.values())


if __name__ == "__main__":
    show(run)
