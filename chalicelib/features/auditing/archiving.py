"""Copying of the audit, entry by entry as the table's stream tells of it, to the bucket that nobody changes.

Nothing of it is believed afterwards but the bucket: who changes an entry in the table, or takes one away, is told of
by the stream itself, and who keeps one from being copied leaves a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from chalicelib.desk import audit
from chalicelib.desk.audit import AuditRecord
from chalicelib.store import audit_bucket as bucket
from chalicelib.store.audit_bucket import Part
from chalicelib.store.set_aside import note
from chalicelib.store.tables import Unreadable

Image = dict[str, Any]
_WRITERS = 8


@dataclass(frozen=True)
class Copied:
    """`entries` copied; `gaps`: how often one was missing before one that came, or did not fit to it; `rewritten`:
    entries that were changed or taken away in the table; `expired`: those whose years were over, gone by themselves."""

    entries: int = 0
    gaps: int = 0
    rewritten: int = 0
    expired: int = 0

    def __add__(self, other: "Copied") -> "Copied":
        summed = (self.entries + other.entries, self.gaps + other.gaps)
        return Copied(*summed, self.rewritten + other.rewritten, self.expired + other.expired)


@dataclass(frozen=True)
class Changed:
    """An entry before and after, when it happened, and whether the table's own expiry did it."""

    before: Image | None
    after: Image | None
    at: datetime
    by_expiry: bool = False

    @property
    def is_over(self) -> bool:
        """Whether it went as it was to go: by the expiry, once its years were over. An expiry that somebody set
        earlier is none: the entry's own instant counts."""
        if not self.by_expiry or self.before is None or self.after is not None:
            return False
        entry = _entry(self.before)
        return entry is not None and bool(entry.at + audit.KEPT <= self.at)


def copy(changes: Iterable[Changed]) -> Copied:
    """Copies what is new of these changes of audit entries; safe to repeat. One that cannot be read is a gap.

    A list and a store for each chain among them. Raises what S3 raises, so that the batch comes again.
    """
    new: dict[int, list[AuditRecord]] = defaultdict(list)
    found = Copied()
    for each in changes:
        if each.before is None and each.after is not None:
            record = _entry(each.after)
            if record is None:
                found += Copied(gaps=1)
            else:
                new[record.shard].append(record)
        elif each.before != each.after:
            found += Copied(expired=1) if each.is_over else Copied(rewritten=1)
    with ThreadPoolExecutor(_WRITERS) as writers:
        return sum(writers.map(store, new.values()), found)


def _entry(image: Image) -> AuditRecord | None:
    """An entry; None for one that cannot be read: it is a gap, and those after it are copied all the same."""
    try:
        return AuditRecord.from_raw_data(image)
    except Unreadable as error:
        note(error)
        return None


def store(records: Sequence[AuditRecord]) -> Copied:
    """Stores entries of one chain, an object for those whose numbers follow each other."""
    found = Copied()
    for run in runs(records):
        part = Part(run[0].shard, int(run[0].number), int(run[-1].number))
        gaps = broken_links(run) + (not bucket.holds(part.shard, part.first - 1))
        bucket.put(part.key, b"".join(audit.line_of(each) + b"\n" for each in run))
        found += Copied(len(run), gaps)
    return found


def runs(records: Iterable[AuditRecord]) -> list[list[AuditRecord]]:
    """Entries of one chain in order, each once, parted where a number is missing."""
    found: list[list[AuditRecord]] = []
    for record in sorted({int(each.number): each for each in records}.values(), key=lambda each: int(each.number)):
        if found and int(found[-1][-1].number) + 1 == int(record.number):
            found[-1].append(record)
        else:
            found.append([record])
    return found


def broken_links(run: Sequence[AuditRecord]) -> int:
    """How many of a run's entries have another hash than their content, or name another than the one before."""
    wrong = sum(audit.hash_of(each) != each.hash for each in run)
    return wrong + sum(after.previous != before.hash for before, after in pairwise(run))
