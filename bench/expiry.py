"""The sweep with the same number of people due, in populations that differ a hundredfold."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass

from bench import world
from bench.memory.dynamodb import DynamoDB
from bench.population import EVENING, DuePeople, asleep, sample
from bench.rows import Row, at_most, cpu_seconds, least_ratio, measured, show

POPULATIONS = (10_000, 100_000, 1_000_000)
DUE = 200
ROUNDS = 8
TARGET = 1.1


@dataclass(frozen=True)
class Sweep:
    """One run: CPU seconds, AWS calls, read and write units."""

    seconds: float
    calls: int
    units: float


def run() -> Iterator[Row]:
    """Each larger population against the smallest; calls and units as well as CPU."""
    transport = world.transport()
    due = DuePeople(clearing=sample(7), unchecked=sample(3), size=DUE)
    stores = {size: asleep(due.clearing, size) for size in POPULATIONS}
    # The collector would walk through the population, which on AWS is not in this process.
    gc.collect()
    gc.freeze()
    sweeps: dict[int, list[Sweep]] = {size: [] for size in POPULATIONS}
    for number in range(ROUNDS + 1):
        for size, store in stores.items():
            transport.dynamodb = store
            sweeps[size].append(_sweep(store, due, f"{number:04x}"))
    yield from _rows({size: found[1:] for size, found in sweeps.items()})


def _sweep(store: DynamoDB, due: DuePeople, prefix: str) -> Sweep:
    from chalicelib.features.sweep import expiry_job

    transport = world.transport()
    due.put_into(store, prefix)
    transport.calls.clear()
    done: list[dict[str, int]] = []
    seconds = cpu_seconds(lambda: done.append(expiry_job.sweep(EVENING)))
    if done != [{"done": due.size}]:
        raise RuntimeError(f"{due.size} people were due, and the sweep says {done}")
    units = sum(call.read_units + call.write_units for call in transport.calls)
    return Sweep(seconds, len(transport.calls), units)


def _rows(sweeps: dict[int, list[Sweep]]) -> Iterator[Row]:
    least = sweeps[POPULATIONS[0]]
    baseline = f"{DUE} due among {POPULATIONS[0]:,}"
    for size in POPULATIONS[1:]:
        ratio = least_ratio([s.seconds for s in sweeps[size]], [s.seconds for s in least])
        name = f"sweep of {DUE} among {size:,}"
        told = {"ours_ms": _ms(sweeps[size]), "baseline_ms": _ms(least)}
        yield at_most(f"{name}: CPU", ratio, TARGET, unit="× the baseline's CPU time", baseline=baseline, **told)
        calls = sweeps[size][-1].calls / least[-1].calls
        yield at_most(f"{name}: calls", calls, TARGET, unit="× the baseline's", baseline=baseline)
        units = sweeps[size][-1].units / least[-1].units
        yield at_most(f"{name}: units", units, TARGET, unit="× the baseline's", baseline=baseline)
    each = (least[-1].calls - 16) / DUE
    yield measured("sweep: calls a person", each, unit="calls", baseline="without the query of each shard")


def _ms(sweeps: list[Sweep]) -> float:
    return round(1e3 * min(each.seconds for each in sweeps), 1)


if __name__ == "__main__":
    show(run)
