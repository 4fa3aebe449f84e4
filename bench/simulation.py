"""Simulation of a rule set: states a second and core, from the stored item to the tally, and what a population costs.

The yardstick is reading the same stored states with `json.loads` alone: what whoever counts anything of them must do.
"""

import json
import math
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import world
from bench.requests import NOON
from bench.residents import Resident
from bench.rows import Row, in_turn, least_ratio, measured, show

ROUNDS, CALLS = 30, 3
GREEN = 0.95
"""The share of states without a hold; of the others each is yellow."""
VCPU_SECOND = 0.0000166667 * 1.769
"""USD of a second of one vCPU: Lambda's list price of a GB-second, at the 1,769 MB for which it gives one vCPU."""
READ_UNIT = 0.125e-6
"""USD of a read unit on demand, list price; a scan that may be a moment old reads 8 kB with one."""
SIZES = {"million": 1_000_000, "1.4 billion": 1_400_000_000}


def run() -> Iterator[Row]:
    """Both kinds of states apart, then what a country of them costs."""
    world.transport()
    found = {name: _stored(contact) for name, contact in (("green", None), ("yellow", 3))}
    tasks = {(name, what): task for name, item in found.items() for what, task in _tasks(item).items()}
    times = in_turn(tasks, ROUNDS, CALLS)
    for name, item in found.items():
        yield _row(name, times, _bytes(item))
    a_person = GREEN * min(times["green", "simulated"]) + (1 - GREEN) * min(times["yellow", "simulated"])
    baseline = GREEN * min(times["green", "json"]) + (1 - GREEN) * min(times["yellow", "json"])
    size = GREEN * _bytes(found["green"]) + (1 - GREEN) * _bytes(found["yellow"])
    for name, people in SIZES.items():
        yield measured(
            f"simulation: cost of a {name} people" if name == "million" else f"simulation: cost of {name} people",
            people * (a_person * VCPU_SECOND + size / 8192 * READ_UNIT),
            unit="USD",
            baseline="json.loads of the states",
            baseline_usd=people * (baseline * VCPU_SECOND + size / 8192 * READ_UNIT),
            vcpu_hours=people * a_person / 3600,
            read_units=math.ceil(people * size / 8192),
        )


def _row(name: str, times: dict[tuple[str, str], list[float]], size: int) -> Row:
    ours = times[name, "simulated"]
    return measured(
        f"simulation: a {name} state",
        least_ratio(ours, times[name, "json"]),
        unit="× the baseline's CPU time",
        baseline="json.loads of the state",
        states_a_second_and_core=round(1 / min(ours)),
        decided_a_second_and_core=round(1 / min(times[name, "decided"])),
        bytes_of_an_item=size,
    )


def _stored(contact_days_ago: int | None) -> Any:
    """Somebody's item, as a scan finds it."""
    if contact_days_ago is None:
        person = Resident.new(10).person_id
    else:
        met = (NOON - timedelta(days=contact_days_ago)).date().isoformat()
        person = Resident.new(contact_days_ago, contact={"kind": "confirmed", "on": met}).person_id
    return world.transport().dynamodb.tables["bench-people"].get((f"P#{person}", "state"))


def _bytes(item: Any) -> int:
    from bench.memory.values import item_size

    return item_size(item)


def _tasks(item: Any) -> dict[str, Callable[[], object]]:
    from chalicelib.container import asked_at
    from chalicelib.features.rulesets import trials
    from chalicelib.person.records import StateRecord
    from chalicelib.scoring.ruleset_data import builtin_data

    data = deepcopy(dict(builtin_data()[0])) | {"version": "bench", "effective": _effective().isoformat()}
    data["rules"] = data["rules"] | {"contact.declared": {"colour": "red", "days": 10, "checkins": 10}}
    asked_at(NOON)
    trial = trials.trial_of(json.dumps(data))
    record = StateRecord.from_raw_data(item)
    return {
        "json": lambda: json.loads(record.scoring),
        "decided": lambda: trials.tallied(record, trial),
        "simulated": lambda: trials.tallied(StateRecord.from_raw_data(item), trial),
    }


def _effective() -> datetime:
    return (NOON + timedelta(hours=12)).astimezone(UTC)


if __name__ == "__main__":
    show(run)
