"""AWS calls and capacity units of each path against its budget: three rows a path."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bench import world
from bench.budgets import BUDGETS, TRANSACT, Budget
from bench.memory.transport import Call
from bench.offices import LATER
from bench.paths import PATHS, WORK, answer, warm_up
from bench.rows import Row, at_most, show


def run() -> Iterator[Row]:
    """Calls, read units and write units of every path in a container that has served before."""
    warm_up()
    transport = world.transport()
    for name, prepare in PATHS.items():
        request = prepare()
        _read_what_is_published(request.at)
        transport.calls.clear()
        status, _ = answer(request)
        yield from _rows(name, status, list(transport.calls), BUDGETS[name])
    for name, beforehand in WORK.items():
        work = beforehand()
        _read_what_is_published(LATER)
        transport.calls.clear()
        work()
        yield from _rows(name, 0, list(transport.calls), BUDGETS[name])


def _read_what_is_published(now: datetime) -> None:
    """Once a minute a container reads what was published: not at this request's expense."""
    from chalicelib.container import asked_at
    from chalicelib.desk import partners
    from chalicelib.person import shelf

    asked_at(now)
    shelf.current()
    partners.known()


def _rows(name: str, status: int, calls: Sequence[Call], budget: Budget) -> Iterator[Row]:
    tables = [call for call in calls if call.service == "dynamodb"]
    messages = [call for call in calls if call.operation == "SendMessage"]
    steps = max((call.steps for call in tables if call.operation == TRANSACT), default=0)
    unplanned = _unplanned(calls, budget)
    told = {"status": status, "steps": steps, "made": [call.operation for call in calls], "unplanned": unplanned}
    wanted = len(budget.calls) + budget.messages
    row = at_most(f"{name}: calls", len(tables) + len(messages), wanted, unit="calls", baseline="", **told)
    row["ok"] &= not unplanned and steps <= budget.steps and status == budget.status
    yield row
    read, write = sum(call.read_units for call in tables), sum(call.write_units for call in tables)
    yield at_most(f"{name}: read", read, budget.read_units, unit="read units", baseline="")
    yield at_most(f"{name}: write", write, budget.write_units, unit="write units", baseline="")


def _unplanned(calls: Sequence[Call], budget: Budget) -> list[str]:
    """The calls that the budget does not have."""
    left = [*budget.calls, *["SendMessage"] * budget.messages]
    over = []
    for call in calls:
        if call.operation in left:
            left.remove(call.operation)
        else:
            over.append(call.operation)
    return over


if __name__ == "__main__":
    show(run)
