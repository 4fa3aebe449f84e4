"""Canaries: records of nobody, put down each day under each kind, which have to go when such records go.

Those of what goes by a table's own expiry have the same expiry; the days that it may take are theirs too.

Their ids are no secret: whoever looks for one in a table or a restored backup knows whether deletion really runs.
"""

from datetime import date, datetime, timedelta
from typing import Any

from chalicelib import instants
from chalicelib.features.retention.records import CANARIES, RunRecord
from chalicelib.retention.due import day_of
from chalicelib.retention.kinds import IN_TABLES, LATE, Kind
from chalicelib.store.reading import Key, read_together
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Lost, Put, transact

_SHOWN = 3
"""Days of which canaries are looked for."""


def put(today: date, now: datetime) -> None:
    """Puts down the day's canaries, once."""
    try:
        transact([Put(_canary(kind, today, now), ABSENT) for kind in IN_TABLES])
    except Lost:
        return


def _canary(kind: Kind, day: date, now: datetime) -> Any:
    canary = CANARIES[kind.table](_name(kind, day), "canary", stands_for=kind.name, at=now)
    if kind.way == "expiry":
        canary.ttl = instants.seconds(now + timedelta(days=kind.days + 1))
    return canary


def _name(kind: Kind, day: date) -> str:
    return f"CANARY#{kind.name}#{day}"


def due_by(day: date) -> list[tuple[Kind, date, Key]]:
    """The canaries that should have gone in the last days up to a day: kind, the day they were put down, where."""
    return [
        (kind, put_on, (CANARIES[kind.table], _name(kind, put_on), "canary"))
        for kind in IN_TABLES
        for back in range(_SHOWN)
        for put_on in [day - timedelta(days=kind.days + LATE[kind.way] + back)]
    ]


def _put_down(expected: list[tuple[Kind, date, Key]]) -> list[tuple[Kind, date, Key]]:
    """Those of days that had a run: what was never there has not gone."""
    days = sorted({put_on for _, put_on, _ in expected})
    runs = read_together((RunRecord, f"RETENTION#{day}", "run") for day in days)
    had = {day for day, run in zip(days, runs, strict=True) if run is not None}
    return [each for each in expected if each[1] in had]


def left(day: date) -> list[str]:
    """Those of them that stand there still, by their ids. One batch read."""
    found = read_together(key for _, _, key in due_by(day))
    return [str(each.pk) for each in found if each is not None]


def shown(now: datetime) -> list[dict[str, Any]]:
    """The canaries that should have gone by yesterday's run, each with whether it has. Two batch reads."""
    expected = _put_down(due_by(day_of(now) - timedelta(days=1)))
    found = read_together(key for _, _, key in expected)
    return [
        {"id": key[1], "kind": kind.name, "table": kind.table, "put_on": str(put_on), "gone": record is None}
        for (kind, put_on, key), record in zip(expected, found, strict=True)
    ]
