"""Imports as records: how far each is, what was counted, and the marks of lines that took effect."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)

from chalicelib.config import settings
from chalicelib.features.epidemic.outcomes import ANOTHER
from chalicelib.instants import stamp
from chalicelib.store import queues
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.reading import Key, prefixed
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, EpidemicRecord, OperationRecord, ttl
from chalicelib.store.transactions import Lost, Put, transact

ENTERING, AWAITING, READING, CHECKED, APPLYING = "entering", "awaiting", "reading", "checked", "applying"
DONE, STOPPED, UNREADABLE = "done", "stopped", "unreadable"
WORKED = (AWAITING, READING, APPLYING)
"""Statuses in which a worker has something to do."""
_ALL, _WORK = "IMPORTS", "IMPORTING"
_MARKED = timedelta(days=180)
_FILED = timedelta(days=7)
_SOON = timedelta(seconds=50)
LINES = {"lines": 0, "good": 0, "bad": 0, "repeated": 0, "known": 0, "unmatched": 0, "names_differ": 0}
TOUCHED = {"people": 0, "sized": 0, "to_red": 0, "to_yellow": 0}
"""`people` are those whom the good lines touch, `sized` those of them that count for the breaker; whoever has not
registered yet is among them, and among nobody who turns red or yellow."""
NOTHING = LINES | TOUCHED | {"coloured": 0}
"""`coloured`: of the people those whom a colour follows from, registered or not."""
MOST_TRIES = 10
"""How often a worker begins where none comes a part further, and AWS was not why."""
UNDOING, TAKEN_BACK = "undoing", "undone"
UNDONE = "undone"
"""What became of a line that was taken back with its import."""


@dataclass(frozen=True)
class Sender:
    """A partner that signed for a file: as the audit names it, its region, the file's SHA-256, whether it needs nobody
    of ours: two of theirs stand for it, or it is of stays."""

    actor_id: str
    region: str
    sha256: str
    attested: bool


class ImportRecord(OperationRecord, discriminator="import"):
    """`IMPORT#<id>`/`import`. Its file and what was found in it lie in the bucket, in numbered parts."""

    by_region = index("gsi1")
    """All imports by region, the newest last."""
    by_work = index("gsi3")
    """Those with which a worker has to go on."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    what = UnicodeAttribute()
    """contacts, cases, designations, ratings, travel, registrations."""
    format = UnicodeAttribute()
    origin = UnicodeAttribute()
    region = UnicodeAttribute()
    by = UnicodeAttribute()
    signed: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """Of a partner's: the `region` about which it may speak, the `sha256` for which its signature stands, whether it
    is `attested`."""
    at = UTCDateTimeAttribute()
    status = UnicodeAttribute(default=AWAITING)
    stopped_in = UnicodeAttribute(null=True)
    """The status in which it was stopped."""
    turn = NumberAttribute(default=0)
    """How often other columns were chosen: each reading has parts of its own."""
    file_sha256 = UnicodeAttribute(null=True)
    encoding = UnicodeAttribute(null=True)
    delimiter = UnicodeAttribute(null=True)
    names: JSONAttribute = JSONAttribute(null=True)
    columns: JSONAttribute = JSONAttribute(null=True)
    chosen: JSONAttribute = JSONAttribute(null=True)
    """Columns as somebody confirmed them, in place of those found by name."""
    edited_by = UnicodeSetAttribute(null=True)
    """Who confirmed columns, as authors of what is proposed: none of them agrees to it."""
    problem: JSONAttribute = JSONAttribute(null=True)
    """Why it is unreadable or stopped: the code of a sentence and what fills it."""
    counted: JSONAttribute = JSONAttribute(default=lambda: dict(NOTHING))
    parts = NumberAttribute(default=0)
    """Parts that were read; as many rows as `counted` has lines are done."""
    tries = NumberAttribute(default=0)
    """How often a worker began and came no part further, but for what AWS kept it from."""
    proposal = UnicodeAttribute(null=True)
    accepted_at = UTCDateTimeAttribute(null=True)
    accepted_by = UnicodeAttribute(null=True)
    size_seen = BooleanAttribute(default=False)
    """A supervisor agreed to it with the number of people typed: the breaker holds nobody of it."""
    applied = NumberAttribute(default=0)
    """Parts that were put in force."""
    outcomes: JSONAttribute = JSONAttribute(default=dict)
    undo = UnicodeAttribute(null=True)
    """The proposal by which all of it is taken back, whose id the campaign has too."""
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[7:])

    @property
    def upload_key(self) -> str:
        return f"uploads/{self.id}"

    @property
    def spoken_of(self) -> str:
        """The region (a prefix) of which its lines may speak."""
        return str(self.signed["region"] if self.signed else self.region)

    def part(self, kind: str, number: int) -> str:
        """Where a part lies: its `good` or its `bad` lines, or the digests of what was `seen`."""
        return f"found/{self.id}/{int(self.turn)}/{kind}-{number:05d}"

    def typed(self, number: int) -> str:
        """Where rows lie that somebody is entering, in parts."""
        return f"typed/{self.id}/{number:05d}"

    @property
    def errors_key(self) -> str:
        return f"found/{self.id}/{int(self.turn)}/errors"


class LineMark(EpidemicRecord, discriminator="imported_line"):
    """`IMPORTED#<digest>`/`line`: a line took effect, by which import and with which outcome. A file that comes again
    finds all of its lines marked, but for those that were undone."""

    by_import = index("gsi1")
    """The marks of a part of an import, by line."""
    import_id = UnicodeAttribute()
    outcome = UnicodeAttribute()
    name = UnicodeAttribute(null=True)
    """The id of what it put in force, in its kind."""
    place = UnicodeAttribute(null=True)
    """The hash of the document or the region that it is about."""
    undone = UnicodeAttribute(null=True)
    """What taking it back did."""

    @property
    def digest(self) -> str:
        return str(self.pk[9:])


def make(import_id: str, **content: Any) -> ImportRecord:
    """An import that awaits its file, not yet written."""
    return ImportRecord(f"IMPORT#{import_id}", "import", **content)


def find(import_id: str) -> ImportRecord | None:
    """One read."""
    record: ImportRecord | None = ImportRecord.find(f"IMPORT#{import_id}", "import")
    return record


def step(record: ImportRecord, now: datetime) -> Put:
    """The step that writes an import, where a list and the workers find it.

    It goes with its file, seven days after it ended; one of which something took effect with the marks of its lines, by
    which it can be taken back.
    """
    record.gsi1pk, record.gsi1sk = _ALL, f"{record.region}#{stamp(record.at)}#{record.id}"
    worked = record.status in WORKED
    record.ttl = ttl(_MARKED if record.accepted_at else _FILED)
    record.gsi3pk, record.gsi3sk = (_WORK, stamp(now)) if worked else (None, None)
    return Put(record, ABSENT if record.version is None else None)


def listed(region: str, limit: int, before: str | None) -> list[ImportRecord]:
    """Imports of a region (a prefix), by region and the newest first, behind a place. One query."""
    place = ImportRecord.gsi1sk
    keys = place.between(region or "!", before) if before else prefixed(place, region, None)
    found = ImportRecord.by_region.query(_ALL, keys, limit=limit + 1, scan_index_forward=False)
    return [each for each in found if each.gsi1sk != before][:limit]


def take_back_try(import_id: str, now: datetime) -> None:
    """A worker that AWS kept from going on has not tried. A read and a write; nothing where somebody else wrote."""
    record = find(import_id)
    if record is not None and record.status in WORKED and record.tries:
        record.tries = int(record.tries) - 1
        with suppress(Lost):
            transact([step(record, now)])


def hand_over(import_id: str, now: datetime) -> None:
    """Gives an import to a worker."""
    queues.send(settings().rescoring_queue_url, "import", now, import_id=import_id)


def hand_over_again(now: datetime, limit: int = 100) -> int:
    """Hands over what was not gone on with for a minute. One query. Returns how many."""
    found = first(ImportRecord.by_work.query(_WORK, ImportRecord.gsi3sk < stamp(now - _SOON), page_size=limit), limit)
    for record in found:
        hand_over(record.id, now)
    return len(found)


def mark_key(digest: str) -> Key:
    """Where the mark of a line lies, for a batch read."""
    return (LineMark, f"IMPORTED#{digest}", "line")


def mark_of(digest: str) -> LineMark | None:
    """The mark of a line. One read."""
    found: LineMark | None = LineMark.find(f"IMPORTED#{digest}", "line")
    return found


def stands(mark: LineMark | None) -> bool:
    """Whether the line took effect and was not undone since."""
    return mark is not None and mark.outcome != UNDONE


def is_anothers(mark: LineMark | None) -> bool:
    """Whether the line was found to be about another person than the number's: it is bad in whatever file."""
    return mark is not None and mark.outcome == ANOTHER


def row(line: int, cells: Iterable[str], place: str, digest: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A good line as it is kept: its cells as they were, and `place`, the hash of the document or the region."""
    return {"line": line, "cells": list(map(str, cells)), "hash": place, "digest": digest, "values": values}


def cells_of(row: Mapping[str, Any]) -> list[str]:
    """The cells of a line as they were; none where it was read before they were kept."""
    return list(row.get("cells", ()))


def name_of(digest: str, before: LineMark | None) -> str:
    """What a line's fact is called: by its digest; otherwise than before where that was undone."""
    if before is None:
        return digest[:20]
    return sha256(f"{digest} {before.import_id} {before.name}".encode()).hexdigest()[:20]


def other_name(digest: str, import_id: str) -> str:
    """What a line's fact is called where another has its name: the same line of a list whose marks are no more."""
    return sha256(f"{digest} {import_id}".encode()).hexdigest()[:20]


def mark_put(row: Mapping[str, Any], record: ImportRecord, part: int, outcome: str, before: LineMark | None) -> Put:
    """The step that marks a line, once. `row`: its `digest`, `line`, `hash` and the `name` of what it put in force."""
    content: dict[str, Any] = {"import_id": record.id, "outcome": outcome, "ttl": ttl(_MARKED)}
    mark = LineMark(f"IMPORTED#{row['digest']}", "line", name=row["name"], place=row["hash"], **content)
    mark.gsi1pk, mark.gsi1sk = _part_of(record.id, part), f"{row['line']:07d}"
    if before is None:
        return Put(mark, ABSENT)
    return Put(mark, (LineMark.outcome == UNDONE) & (LineMark.import_id == before.import_id))


def undone_put(mark: LineMark, undone: str) -> Put:
    """The step that marks a line as taken back, as its mark was read."""
    before = str(mark.outcome)
    mark.outcome, mark.undone = UNDONE, undone
    return Put(mark, (LineMark.outcome == before) & (LineMark.import_id == mark.import_id))


def marks(import_id: str, part: int, limit: int, after: str | None) -> list[LineMark]:
    """A page of the lines of a part that took effect, in their order. One query, eventually consistent."""
    keys = LineMark.gsi1sk > after if after else None
    return list(LineMark.by_import.query(_part_of(import_id, part), keys, limit=limit))


def _part_of(import_id: str, part: int) -> str:
    return f"IMPORTEDBY#{import_id}#{part:05d}"
