"""Rows that somebody types or pastes in front of the console: checked as they are typed, kept, and made a file.

They are an import that is being entered, and lie in its bucket until it is sent: a page keeps no names and numbers.
Only who enters them reads them again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_own
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Conflict, invalid
from chalicelib.features.imports import bucket, importing, records
from chalicelib.features.imports.records import AWAITING, ENTERING, ImportRecord
from chalicelib.files.checking import Checker
from chalicelib.files.kinds import KINDS
from chalicelib.files.lists import CSV, Heading, csv_line
from chalicelib.files.rows import Row
from chalicelib.files.values import Reading
from chalicelib.notify.texts import say
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day

PART = 100
"""Rows that are checked and kept together."""
PARTS = 20
"""Parts of an import: beyond them a file is sent."""
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Entered:
    """Rows of one part, each with a cell for each field of its kind, in the kind's order."""

    part: int
    rows: Rows


def fields(what: str) -> list[dict[str, Any]]:
    """The columns of a kind: the field, what offices call it, and whether a row needs it."""
    named = KINDS[what].fields.items()
    return [{"field": name, "names": list(each.names), "required": each.required} for name, each in named]


def keep(actor: Actor, import_id: str, entered: Entered, language: str, now: datetime) -> dict[str, Any]:
    """Keeps a part in place of what it was, and says what is wrong with it, cell by cell. A read and a call.

    Raises NotFound where it is not theirs, Conflict once it was sent, Invalid for cells that no field has.
    """
    record = _entering(actor, import_id)
    most = len(KINDS[record.what].fields)
    if any(len(row) > most for row in entered.rows):
        raise invalid("rows", "line_cells", expected=most)
    bucket.put_rows(record.typed(entered.part), entered.rows)
    return {"part": entered.part, **_checked(record.what, entered.rows, language, now)}


def kept(actor: Actor, import_id: str, language: str, now: datetime) -> dict[str, Any]:
    """All that was entered so far, with what is wrong with it. A read, and a call for each part. Raises as `keep`."""
    record = _entering(actor, import_id)
    rows = _all(record)
    shown = {"kind": record.what, "origin": record.origin, "fields": fields(record.what), "rows": rows}
    return shown | {"most": PART * PARTS} | _checked(record.what, rows, language, now)


def send(actor: Actor, import_id: str, now: datetime) -> dict[str, Any]:
    """Makes a file of what was entered, which is then read as any. Raises as `keep`, and Invalid where it is empty."""
    record = _entering(actor, import_id)
    rows = [row for row in _all(record) if any(cell.strip() for cell in row)]
    if not rows:
        raise invalid("rows", "required")
    bucket.put_text(record.upload_key, _as_file(record.what, rows))

    def change(attempt: Attempt) -> ImportRecord:
        current = _entering(actor, import_id)
        # How long a file is waited for counts from when it is sent, not from the first row.
        current.status, current.at = AWAITING, now
        attempt.write(records.step(current, now))
        attempt.audit(actor, "import.entered", import_id, region=current.region)
        return current

    return importing.gone_on(changing(now, change), now)


def _entering(actor: Actor, import_id: str) -> ImportRecord:
    record = importing.reached(actor, import_id)
    require_own(actor, record.by)
    if record.status != ENTERING:
        raise Conflict()
    return record


def _all(record: ImportRecord) -> list[list[str]]:
    found: list[list[str]] = []
    for part in range(PARTS):
        try:
            found += bucket.rows(record.typed(part))
        except bucket.Gone:
            break
    return found


def _heading(what: str) -> Heading:
    """The fields by the first name that offices have for them."""
    named = {each.names[0]: name for name, each in KINDS[what].fields.items()}
    return Heading(CSV, "utf-8", ",", list(named), named, 1)


def _checked(what: str, rows: Rows, language: str, now: datetime) -> dict[str, Any]:
    """Faults by row and field, and rows that stand there twice; what nobody has begun to fill in is neither."""
    heading = _heading(what)
    checker = Checker(KINDS[what], heading, Reading(policy_day(now, POLICY_ZONE)), max(len(rows), 1))
    faults, repeated = [], []
    for at, cells in enumerate(rows):
        if not any(cell.strip() for cell in cells):
            continue
        line = checker.line(Row(at, list(cells)))
        for each in line.faults:
            detail = say(each.sentence, language, **each.said)
            field = heading.mapped.get(each.column) or each.column
            faults.append({"row": at, "field": field, "code": each.code, "detail": detail})
        if line.found is None and not line.faults:
            repeated.append(at)
    return {"faults": faults, "repeated": repeated}


def _as_file(what: str, rows: Rows) -> str:
    return "".join(csv_line(list(row), ",") for row in (_heading(what).names, *rows))
