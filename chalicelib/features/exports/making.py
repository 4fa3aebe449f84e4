"""Making of an export: the list paged to its end as whoever asked sees it now, written as csv, counted and audited."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from chalicelib.access.actor import Actor, require_role
from chalicelib.desk.standing import standing
from chalicelib.errors import Forbidden, KangmaError, NotFound, Unauthenticated
from chalicelib.features.exports import records
from chalicelib.features.exports.lists import LISTS, Asked, ExportedList
from chalicelib.features.exports.records import DONE, REFUSED, TOO_LONG, WAITING, ExportRecord
from chalicelib.features.imports import bucket
from chalicelib.files.lists import csv_line
from chalicelib.person.changing import Attempt, changing

CSV, LINES = "text/csv; charset=utf-8", "application/jsonl; charset=utf-8"
MOST = 100_000
"""Rows of a file; whoever wants more asks for a part of the list."""
_PAGE = 500
_GONE: tuple[type[KangmaError], ...] = (Forbidden, NotFound, Unauthenticated)


def make(export_id: str, now: datetime) -> None:
    """Makes an export that waits; nothing where it is made. Safe to repeat: the file is written anew.

    Who lost the role or the region meanwhile gets nothing.
    """
    record = records.find(export_id)
    if record is None or record.status != WAITING:
        return
    try:
        actor = standing(Actor(str(record.by), frozenset()))
        require_role(actor, LISTS[record.what].roles)
        rows = _stored(record, Asked(actor, dict(record.filters or {}), record.at))
    except _GONE:
        _ended(None, record, REFUSED, None, now)
    else:
        made = rows <= MOST
        _ended(actor, record, DONE if made else TOO_LONG, rows if made else None, now)


def _stored(record: ExportRecord, asked: Asked) -> int:
    """Stores the file; the number of its rows, and one more than `MOST` for too many, which are not stored."""
    with tempfile.TemporaryDirectory() as folder:
        path, exported = Path(folder) / "export", LISTS[record.what]
        rows = _written(path, exported, asked) if exported.columns else _written_as_lines(path, exported, asked)
        if rows <= MOST:
            bucket.put_file(record.key, path, CSV if exported.columns else LINES)
    return rows


def _written(path: Path, exported: ExportedList, asked: Asked) -> int:
    rows = 0
    # The mark tells spreadsheets that it is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(csv_line(list(exported.columns), ","))
        for item in _up_to_one_too_many(exported, asked):
            rows += 1
            file.write(csv_line([_cell(_value(item, name)) for name in exported.columns], ","))
    return rows


def _written_as_lines(path: Path, exported: ExportedList, asked: Asked) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for item in _up_to_one_too_many(exported, asked):
            rows += 1
            file.write(f"{item}\n")
    return rows


def _up_to_one_too_many(exported: ExportedList, asked: Asked) -> Iterator[Any]:
    return islice(_items(exported, asked), MOST + 1)


def _items(exported: ExportedList, asked: Asked) -> Iterator[Any]:
    cursor: str | None = None
    while True:
        page = exported.page(asked, _PAGE, cursor)
        yield from page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return


def _value(item: Mapping[str, Any], name: str) -> Any:
    found: Any = item
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _cell(value: Any) -> str:
    """A value as the list's answer has it, within one cell."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds" if value.microsecond else "seconds")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)


def _ended(actor: Actor | None, record: ExportRecord, status: str, rows: int | None, now: datetime) -> None:
    def change(attempt: Attempt) -> None:
        found = records.find(record.id)
        if found is None or found.status != WAITING:
            return
        found.status, found.rows, found.made_at = status, rows, now
        attempt.write(records.step(found))
        by = actor or Actor(str(record.by), frozenset())
        told = {"list": str(record.what)} | ({"rows": str(rows)} if rows is not None else {})
        attempt.audit(by, f"export.{status}", record.id, region=str(record.region), **told)

    changing(now, change)
