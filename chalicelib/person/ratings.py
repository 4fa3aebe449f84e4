"""Risk ratings: one record a region code, found by the regions of a stay; and the log of all, by their numbers.

A version of a period stands in both, written in one transaction. The record is what a new region is asked for; the log
is what a state is asked for that was folded before, so that every state has a rating as soon as it is opened.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, VersionAttribute

from chalicelib.store.indexes import index
from chalicelib.store.reading import Key, prefixed, read_together
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put, Step

_PAGE = 1_000
"""Entries of the log in one partition."""
_AT_ONCE = 100
_RATED = "RATED"


class RatingsRecord(EpidemicRecord, discriminator="ratings"):
    """`R#<region code>`: `ratings` is a list of versions {id, at, published, level, first, last, withdrawn, ended_by,
    correction}, in the order in which they were published."""

    region_index = index("gsi1")
    """Regions that were ever rated, by code."""
    ratings: JSONAttribute = JSONAttribute(default=list)
    version = VersionAttribute()

    @property
    def region(self) -> str:
        return str(self.pk[2:])


class LogHead(EpidemicRecord, discriminator="rating_log_head"):
    """`RLOG`/`head`: the number of the latest entry; absent before the first."""

    number = NumberAttribute(default=0)
    version = VersionAttribute()


class LogEntry(EpidemicRecord, discriminator="rating_log_entry"):
    """`RLOG#<thousands>`/`<number>`: a version of a period as it was published."""

    region = UnicodeAttribute()
    rating: JSONAttribute = JSONAttribute()


def covering(codes: Iterable[str]) -> list[tuple[str, dict[str, Any]]]:
    """The ratings filed under these codes, each with its code. One batch read; none for no codes."""
    keys = [(f"R#{code}", "ratings") for code in sorted(set(codes))]
    found = RatingsRecord.batch_get(keys) if keys else ()
    return [(record.region, rating) for record in found for rating in record.ratings]


def records_of(codes: Iterable[str]) -> list[RatingsRecord]:
    """The records of these codes, those that are there. A batch read a hundred."""
    wanted = sorted(set(codes))
    pages = (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
    return [each for page in pages for each in read_together(map(key_of, page)) if each is not None]


def key_of(code: str) -> Key:
    """Where a region's ratings lie, for a batch read."""
    return RatingsRecord, f"R#{code}", "ratings"


def rated(prefix: str, limit: int, after: str | None) -> list[RatingsRecord]:
    """A page of the regions with this prefix that were ever rated, by code. One query, eventually consistent."""
    places = prefixed(RatingsRecord.gsi1sk, prefix, after)
    return list(RatingsRecord.region_index.query(_RATED, places, limit=limit))


def head_key() -> Key:
    """Where the log's head lies, for a batch read."""
    return LogHead, "RLOG", "head"


def number_of(head: LogHead | None) -> int:
    """The number of the latest entry."""
    return int(head.number) if head is not None else 0


def _entry_key(number: int) -> Key:
    return LogEntry, f"RLOG#{number // _PAGE:06}", f"{number:09}"


def entries(numbers: Iterable[int]) -> dict[int, tuple[str, dict[str, Any]]]:
    """Entries of the log by their numbers, each a region and a version. A batch read a hundred."""
    wanted = list(numbers)
    found: dict[int, tuple[str, dict[str, Any]]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        page = wanted[start : start + _AT_ONCE]
        for number, entry in zip(page, read_together(map(_entry_key, page)), strict=True):
            found[number] = (str(entry.region), dict(entry.rating))
    return found


def publish_steps(record: RatingsRecord, head: LogHead | None, versions: Iterable[Mapping[str, Any]]) -> list[Step]:
    """The steps that add versions to a region's record and to the log, in order, as both were read."""
    return publish_together([(record, list(versions))], head)


def publish_together(
    changes: Iterable[tuple[RatingsRecord, Iterable[Mapping[str, Any]]]], head: LogHead | None
) -> list[Step]:
    """The steps that add versions to several regions' records and to the log, in order, as all were read."""
    head, steps = head or LogHead("RLOG", "head"), list[Step]()
    for record, versions in changes:
        added = [dict(each) for each in versions]
        record.ratings = [*record.ratings, *added]
        record.gsi1pk, record.gsi1sk = _RATED, record.region
        steps += [Put(record), *_entries(head, record.region, added)]
    return [*steps, Put(head)]


def unlisted_steps(
    region: str,
    record: RatingsRecord | None,
    head: LogHead | None,
    before: Iterable[Mapping[str, Any]],
    added: Mapping[str, Any],
) -> list[Step]:
    """The same for a version of a region that is in no list, as both were read; of others `before` alone stay."""
    record, head = record or RatingsRecord(f"R#{region}", "ratings"), head or LogHead("RLOG", "head")
    record.ratings = [dict(each) for each in (*before, added)]
    return [Put(record), *_entries(head, region, [dict(added)]), Put(head)]


def _entries(head: LogHead, region: str, added: list[dict[str, Any]]) -> list[Step]:
    first = number_of(head) + 1
    head.number = number_of(head) + len(added)
    return [_logged(number, region, each) for number, each in enumerate(added, first)]


def _logged(number: int, region: str, version: dict[str, Any]) -> Put:
    _, pk, sk = _entry_key(number)
    return Put(LogEntry(pk, sk, region=region, rating=version), ABSENT)
