"""The list as records: what is in force, what is being put in force, and names that mean no county yet."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import batched
from typing import Any

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.desk.waiting import Queue, Waiting
from chalicelib.features.rating_list.parsing import NationalList
from chalicelib.features.rating_list.resolving import Resolved
from chalicelib.store.indexes import index
from chalicelib.store.reading import prefixed, read_together
from chalicelib.store.tables import ABSENT, EpidemicRecord, ttl
from chalicelib.store.transactions import Lost, Put, transact

SOURCE = "LIST"
"""The partition of the one list there is."""
_KEPT = timedelta(days=7)
_WAITING, _SAID = "NAMES#waiting", "NAMES#said"
QUEUE = Queue("names")
"""Names that wait for staff, by when they came; `NAMES#waiting` has them by region and name."""
_PART = 300
"""Counties whose areas lie in one record."""
_AT_ONCE = 50

Areas = dict[str, list[list[str]]]


class HeadRecord(EpidemicRecord, discriminator="list_head"):
    """`LIST`/`head`: `levels` and `areas` (a digest for each county) are those that are published; `pending` is the
    list that they are being brought to."""

    at = UTCDateTimeAttribute(null=True)
    digest = UnicodeAttribute(null=True)
    levels: JSONAttribute = JSONAttribute(default=dict)
    areas: JSONAttribute = JSONAttribute(default=dict)
    pending = UnicodeAttribute(null=True)
    held = UnicodeAttribute(null=True)
    """The digest of the list that was held last, so that it is proposed once."""
    etag = UnicodeAttribute(null=True)
    modified = UnicodeAttribute(null=True)
    entries = NumberAttribute(default=0)
    unresolved = NumberAttribute(default=0)
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk).partition("#")[2]


class ListRecord(EpidemicRecord, discriminator="list"):
    """`LIST#<id>`/`list`: a list that was resolved; the areas lie beside it, `part#<n>`."""

    at = UTCDateTimeAttribute()
    digest = UnicodeAttribute()
    levels: JSONAttribute = JSONAttribute(default=dict)
    entries = NumberAttribute()
    unresolved = NumberAttribute()

    @property
    def id(self) -> str:
        return str(self.pk).partition("#")[2]


class PartRecord(EpidemicRecord, discriminator="list_part"):
    """`LIST#<id>`/`part#<n>`: areas (level, words) by county."""

    areas: JSONAttribute = JSONAttribute(default=dict)


class NameRecord(Waiting, EpidemicRecord, discriminator="list_name"):
    """`NAME#<hash>`/`name`: a path of names that means no county by itself; `said`: what staff say of it, for ever."""

    by_place = index("gsi1")
    """Those that wait and those that do not, by region and path."""
    name = UnicodeAttribute()
    reason = UnicodeAttribute()
    candidates: JSONAttribute = JSONAttribute(default=list)
    since = UTCDateTimeAttribute()
    said = UnicodeAttribute(null=True)
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk)[5:]


def head() -> HeadRecord:
    """What is in force, empty before the first list. One read."""
    return HeadRecord.find(SOURCE, "head") or HeadRecord(SOURCE, "head", levels={}, areas={})


def find(list_id: str) -> ListRecord | None:
    """A list that was kept. One read."""
    record: ListRecord | None = ListRecord.find(f"{SOURCE}#{list_id}", "list")
    return record


def areas_of(list_id: str) -> dict[str, list[list[str]]]:
    """The areas of a list by county. A query, and more for more pages."""
    parts = PartRecord.query(f"{SOURCE}#{list_id}", PartRecord.sk.startswith("part#"), consistent_read=True)
    return {code: areas for part in parts for code, areas in part.areas.items()}


def digest_of(value: Any) -> str:
    """A short hash of what is plain JSON."""
    return sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def made(listed: NationalList, resolved: Resolved, head: HeadRecord) -> tuple[ListRecord, Areas]:
    """A list that is kept, not yet written: whoever says the same of the same instant has the same digest.

    Its id is of that and of how often the head was written: a poll that failed keeps it no second time, and a list that
    comes again after another is a list of its own.
    """
    areas = {code: [list(each) for each in sorted(parts)] for code, parts in resolved.areas.items()}
    waiting = {path: each.entries for path, each in resolved.unresolved.items()}
    digest = digest_of([listed.at.isoformat(), resolved.levels, areas, waiting])
    name = f"{listed.at:%Y%m%d%H}{digest_of([digest, head.version and int(head.version)])[:8]}"
    content: dict[str, Any] = {"levels": resolved.levels, "entries": resolved.entries}
    record = ListRecord(f"{SOURCE}#{name}", "list", at=listed.at, digest=digest, ttl=ttl(_KEPT), **content)
    record.unresolved = sum(waiting.values())
    return record, areas


def keep(record: ListRecord, areas: Areas) -> None:
    """Writes a list with its areas. A write for each 300 counties; nobody asks for it before somebody points at it."""
    for number, part in enumerate(batched(sorted(areas), _PART)):
        content = {code: areas[code] for code in part}
        transact([Put(PartRecord(record.pk, f"part#{number:04}", areas=content, ttl=ttl(_KEPT)))])
    transact([Put(record)])


def _name_key(path: str) -> tuple[type[NameRecord], str, str]:
    return NameRecord, f"NAME#{sha256(path.encode()).hexdigest()[:32]}", "name"


def name(path: str) -> NameRecord | None:
    """The record of a path. One read."""
    _, pk, sk = _name_key(path)
    record: NameRecord | None = NameRecord.find(pk, sk)
    return record


def names(paths: Iterable[str]) -> dict[str, NameRecord]:
    """The records of these paths, those that are there. A batch read for each fifty."""
    found = (each for page in batched(paths, _AT_ONCE) for each in read_together(map(_name_key, page)))
    return {str(each.name): each for each in found if each is not None}


def put_waiting(wanted: Iterable[NameRecord]) -> None:
    """Lets names wait that were not there. Whoever another worker was quicker with waits already, or next time."""
    for page in batched(wanted, _AT_ONCE):
        try:
            transact([Put(placed(each), ABSENT) for each in page])
        except Lost:
            continue


def new_name(path: str, region: str, reason: str, candidates: Iterable[str], now: datetime) -> NameRecord:
    """A name, not yet written."""
    _, pk, sk = _name_key(path)
    content: dict[str, Any] = {"region": region, "reason": reason, "candidates": list(candidates)}
    return NameRecord(pk, sk, name=path, since=now, **content)


def placed(record: NameRecord) -> NameRecord:
    """The record at its place among those that wait or not."""
    record.gsi1pk = _SAID if record.said else _WAITING
    record.gsi1sk = f"{record.region}#{record.name}"
    if record.said:
        record.gsi3pk = record.gsi3sk = None
    else:
        QUEUE.place(record, record.since)
    return record


def waiting(region: str, limit: int, after: str | None) -> list[NameRecord]:
    """A page of the names that wait in a region (a prefix), by region and path. One query."""
    return list(NameRecord.by_place.query(_WAITING, prefixed(NameRecord.gsi1sk, region, after), limit=limit))


def count_waiting(region: str) -> int:
    """How many wait. One query, and more for more pages."""
    return int(NameRecord.by_place.count(_WAITING, prefixed(NameRecord.gsi1sk, region, None)))


def pages(codes: Iterable[str], most: int) -> Iterator[list[str]]:
    """Codes some at a time, those of one province together."""
    ordered = sorted(codes)
    for province in sorted({code[:2] for code in ordered}):
        yield from map(list, batched((each for each in ordered if each[:2] == province), most))
