"""Copying of the audit, entry by entry as the table's stream tells of it, to the bucket that nobody changes.

Nothing of it is believed afterwards but the bucket: who changes an entry in the table, or takes one away, is told of
by the stream itself, and who keeps one from being copied leaves a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from chalicelib.desk import audit
from chalicelib.desk.audit import AuditRecord
from chalicelib.store import audit_bucket as bucket
from chalicelib.store.audit_bucket import Part

Image = dict[str, Any]
_WRITERS = 8


@dataclass(frozen=True)
class Copied:
    """`entries` copied; `gaps`: how often one was missing before one that came, or did not fit to it; `rewritten`:
    entries that were changed or taken away in the table."""

    entries: int = 0
    gaps: int = 0
    rewritten: int = 0

    def __add__(self, other: "Copied") -> "Copied":
        return Copied(self.entries + other.entries, self.gaps + other.gaps, self.rewritten + other.rewritten)


def copy(changes: Iterable[tuple[Image | None, Image | None]]) -> Copied:
    """Copies what is new of these changes of audit entries, each before and after; safe to repeat.

    A list and a store for each chain among them. Raises what S3 raises, so that the batch comes again.
    """
    new: dict[int, list[AuditRecord]] = defaultdict(list)
    rewritten = 0
    for before, after in changes:
        if before is not None or after is None:
            rewritten += before != after
            continue
        record = AuditRecord.from_raw_data(after)
        new[record.shard].append(record)
    with ThreadPoolExecutor(_WRITERS) as writers:
        return sum(writers.map(store, new.values()), Copied(rewritten=rewritten))


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
