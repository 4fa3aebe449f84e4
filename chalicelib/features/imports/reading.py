"""Reading of a file by a worker: every line is checked and looked up, some thousand at a time.

What was found lies in the bucket part by part, and how far it is stands in the record, so that another worker goes on
where one was lost. Counts are of whole parts, written with the part's number.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import batched, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE, UPLOAD_LIFETIME
from chalicelib.desk.standing import standing
from chalicelib.errors import Forbidden, KangmaError, Unauthenticated
from chalicelib.features.imports import bucket, error_files, proposal, rating_lines, records
from chalicelib.features.imports.looking_up import Looked, looked_up
from chalicelib.features.imports.records import AWAITING, CHECKED, READING, UNREADABLE, ImportRecord
from chalicelib.files import lists
from chalicelib.files.checking import Checker, Line
from chalicelib.files.kinds import KINDS
from chalicelib.files.lists import Heading
from chalicelib.files.unreadable import UnreadableFile
from chalicelib.files.values import Reading
from chalicelib.observability import measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_documents
from chalicelib.scoring.days import policy_day

PART = 1_000
"""Lines of a part."""
PARTS = 400
"""Parts that a worker reads before the next minute hands the file over anew, well within its time."""


def read(record: ImportRecord, now: datetime) -> None:
    """Goes on reading; nothing where the file is not there yet. An import whose file never came is stopped."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        digest = bucket.fetch(record.upload_key, path)
        if digest is not None:
            _read_on(record, path, digest, now)
        elif record.status != AWAITING or now > record.at + 2 * UPLOAD_LIFETIME:
            _ended(record, records.STOPPED, "file_never_came", {}, now)
        else:
            _write(record, now)  # Behind all others that wait to be handed over.


def _read_on(record: ImportRecord, path: Path, digest: str, now: datetime) -> None:
    if int(record.tries) >= records.MOST_TRIES:
        _ended(record, UNREADABLE, "file_failed", {}, now)
        return
    record.tries = int(record.tries) + 1
    _write(record, now)
    if record.signed and record.signed["sha256"] != digest:
        _ended(record, UNREADABLE, "file_not_as_signed", {}, now)
        return
    try:
        heading = lists.heading_of(path, record.format, KINDS[record.what], record.chosen)
        _begin(record, heading, digest, now)
        lists.require_columns(heading, KINDS[record.what])
        done = _parts(record, path, heading, now)
    except UnreadableFile as error:
        _ended(record, UNREADABLE, f"file_{error.code}", error.said, now)
        return
    if done:
        _checked(record, path.parent, heading, now)


def _begin(record: ImportRecord, heading: Heading, digest: str, now: datetime) -> None:
    """The file as it was first read; one that was replaced meanwhile is read from its beginning."""
    if record.status == READING and record.file_sha256 == digest:
        return
    if record.file_sha256 is not None:
        record.turn = int(record.turn) + 1
    record.status, record.file_sha256, record.problem = READING, digest, None
    record.parts, record.counted = 0, dict(records.NOTHING)
    record.encoding, record.delimiter = heading.encoding or None, heading.delimiter
    record.names, record.columns = heading.names, dict(heading.mapped)
    _write(record, now)


def _parts(record: ImportRecord, path: Path, heading: Heading, now: datetime) -> bool:
    """Reads parts; whether that was the last. What was read before is gone past, so that the next turn costs little."""
    reading = Reading(policy_day(now, POLICY_ZONE), record.format == lists.WORKBOOK)
    checker = Checker(KINDS[record.what], heading, reading)
    rows = lists.rows_after(path, heading)
    read = range(int(record.parts))
    checker.skip(rows, len(read) * PART, bucket.digests(record.part("seen", each) for each in read))
    parts = batched(checker.lines(rows), PART)
    by = _reader(record)
    for part in islice(parts, PARTS):
        _part(record, list(part), by, now)
    return next(parts, None) is None


def _reader(record: ImportRecord) -> Actor:
    """Who sent the file, as they stand now; who is switched off meanwhile has no own documents to leave out."""
    try:
        return standing(Actor(record.by, frozenset()))
    except KangmaError:
        return Actor(record.by, frozenset())


def _part(record: ImportRecord, lines: list[Line], by: Actor, now: datetime) -> None:
    found = list(_looked_up(record, lines, by, now))
    good = [each.row for each in found if each.status == "good"]
    bad = [each.row for each in found if each.status == "bad"]
    # Empty ones too: what a worker that was lost had found otherwise is no more.
    bucket.put_rows(record.part("good", int(record.parts)), good)
    bucket.put_rows(record.part("bad", int(record.parts)), bad)
    bucket.put_digests(record.part("seen", int(record.parts)), filter(None, (line.digest for line in lines)))
    counted = Counter(record.counted) + _counted(found)
    record.counted = dict(records.NOTHING) | dict(counted)
    record.parts, record.tries = int(record.parts) + 1, 0
    measure("ImportLines", "Count", len(lines))
    _write(record, now)


def _looked_up(record: ImportRecord, lines: list[Line], by: Actor, now: datetime) -> Iterator[Looked]:
    if record.what == "ratings":
        return rating_lines.looked_up(record, lines, now)
    return looked_up(record, lines, by, own_documents(by), now)


def _counted(found: list[Looked]) -> Counter[str]:
    counted = Counter({"lines": len(found)}) + Counter(each.status for each in found)
    for each in found:
        if each.status == "good":
            counted["unmatched"] += not each.matched
            counted["names_differ"] += each.apart
            counted["people"] += each.people
            counted["sized"] += each.sized
            if each.colour and not each.apart:
                counted["coloured"] += each.people
                counted[f"to_{each.colour}"] += each.people if each.matched else 0
    return counted


def _checked(record: ImportRecord, folder: Path, heading: Heading, now: datetime) -> None:
    """The whole file was read: the error file is made, and where anything is good a second person is asked."""
    error_files.make(record, folder / "errors", heading)

    def change(attempt: Attempt) -> None:
        current = records.find(record.id)
        if current is None or current.status != READING or current.version != record.version:
            return
        current.status, current.tries = CHECKED, 0
        if current.counted["good"]:
            proposal.propose(attempt, current)
        attempt.write(records.step(current, now))

    try:
        changing(now, change)
    except (Forbidden, Unauthenticated):
        _ended(record, records.STOPPED, "file_sender_removed", {}, now)


def _ended(record: ImportRecord, status: str, code: str, said: dict[str, Any], now: datetime) -> None:
    record.status, record.problem = status, {"code": code, "said": said}
    _write(record, now)


def _write(record: ImportRecord, now: datetime) -> None:
    """Writes the record as this worker read it; Lost where somebody stopped it or chose other columns meanwhile."""
    attempt = Attempt(now)
    attempt.write(records.step(record, now))
    attempt.commit()
