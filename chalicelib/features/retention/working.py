"""The day's run: everything that stands at a day which has come is looked at, piece by piece, until nothing is left.

A piece is a table's shard. Each few records of it go in one transaction with their count, so that a run that was ended
half-way is gone on with and nothing is counted twice.
"""

import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

from chalicelib.container import asked_at
from chalicelib.features.retention import canaries, due_index, histories, ledger, outcomes, records, unused
from chalicelib.features.retention.outcomes import Outcome
from chalicelib.features.retention.records import TABLES
from chalicelib.person.records import ProfileRecord
from chalicelib.retention import due
from chalicelib.store import secrets
from chalicelib.store.failures import AWS_FAILURES, passes
from chalicelib.store.tables import Record
from chalicelib.store.transactions import Lost, Put, transact

WINDOW = 7
"""Days back whose index is asked for again each day: what was not done then, and what came late."""


def run(now: datetime, seconds: float) -> dict[str, int]:
    """Goes on with today's run for so many seconds. `left`: pieces that are not finished; 0 closes the day.
    `stayed`: records that could not be decided on. They are tried again on each of the next seven days."""
    today, stayed = due.day_of(now), Counter[str]()
    left = 0 if records.run(str(today)) is not None else _left(today, now, time.monotonic() + seconds, stayed)
    for day in (today - timedelta(days=1), today):
        ledger.copy(day)
    return {"left": left, "stayed": stayed.total()}


def _left(today: date, now: datetime, until: float, stayed: Counter[str]) -> int:
    canaries.put(today, now)
    left = 0
    for table, shard in due_index.shards():
        left += not _worked_off(table, shard, today, now, until, stayed)
    if not left:
        ledger.close(today, now)
    return left


def _worked_off(table: str, shard: int, today: date, now: datetime, until: float, stayed: Counter[str]) -> bool:
    """Whether everything in a shard up to today was looked at."""
    for back in range(WINDOW, -1, -1):
        for found, unreadable in due_index.pages(table, today - timedelta(days=back), shard):
            stayed[table] += unreadable
            if time.monotonic() >= until:
                return False
            for some in _together(found):
                stayed[table] += take(table, shard, some, today, now)
    return True


def _together(found: Iterable[Any]) -> list[list[Any]]:
    """One person's facts together, anything else by itself."""
    return [list(some) for _, some in groupby(sorted(found, key=_company), key=_company)]


def _company(record: Record) -> tuple[str, str]:
    return str(record.pk), "" if histories.is_history(record) else str(record.sk)


def take(table: str, shard: int, some: list[Any], today: date, now: datetime) -> int:
    """Decides on some records and writes it, with the count. What somebody wrote meanwhile is looked at again later;
    a record that cannot be decided on is logged, and nobody else's waits for it. How many those are."""
    asked_at(now)
    try:
        if histories.is_history(some[0]):
            decided = histories.of(str(some[0].pk)[2:], some, today, now)
        else:
            decided = [_of(each, today, now) for each in some]
        _write(table, shard, decided, today)
        for each in decided:
            if each.then is not None:
                each.then()
    except Lost:
        return 0
    except Exception as error:
        if isinstance(error, AWS_FAILURES) and passes(error):
            raise
        due_index.stays(error, TABLES[table], str(some[0].pk))
        return len(some)
    return 0


def _of(record: Any, today: date, now: datetime) -> Outcome:
    found = due.due(due_index.item_of(record)) if isinstance(record, ProfileRecord) else None
    return unused.of(record, found, today, now) if found else outcomes.of(record, today, now)


def _write(table: str, shard: int, decided: list[Outcome], today: date) -> None:
    piece = records.piece(today, table, shard)
    counts = {name: dict(each) for name, each in (piece.counts or {}).items()}
    for each in decided:
        _count(counts, each)
    piece.counts = counts
    transact([*(step for each in decided for step in each.steps), Put(piece)])


def _count(counts: dict[str, dict[str, Any]], outcome: Outcome) -> None:
    if outcome.became == "moved":
        return
    entry = counts.setdefault(outcome.kind, {"deleted": 0, "kept": 0, "digest": ""})
    entry[outcome.became] += 1
    for place in outcome.places:
        leaf = secrets.keyed("pepper", "retired", place).hex()
        entry["digest"] = sha256(f"{entry['digest']}{leaf}".encode()).hexdigest()
