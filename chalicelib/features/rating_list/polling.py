"""The list, polled: what is as it was changes nothing, what is strange is held, everything else is put in force."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.features.rating_list import applying, fetching, held, names, records, strange
from chalicelib.features.rating_list.fetching import Fetched
from chalicelib.features.rating_list.parsing import NationalList, Unreadable, parse
from chalicelib.features.rating_list.records import HeadRecord, ListRecord
from chalicelib.features.rating_list.resolving import Resolved
from chalicelib.observability import logger, measure
from chalicelib.person.authorities import LIST, authority_of
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import leases
from chalicelib.store.transactions import Put

OFF, UNCHANGED, APPLIED, HELD, OLDER = "off", "unchanged", "applied", "held", "older"
UNREADABLE, UNREACHABLE, BUSY = "unreadable", "unreachable", "busy"


@dataclass(frozen=True)
class Polled:
    """What came of it, and how many regions were given another level."""

    outcome: str
    changed: int = 0


def poll(now: datetime) -> Polled:
    """Asks for the list and does what follows of it, after what an earlier run had left. One run at a time."""
    if not settings().ratings_url:
        return Polled(OFF)
    lease = leases.take("rating-list")
    if lease is None:
        return Polled(BUSY)
    try:
        left = applying.go_on(now)
        polled = _polled(now)
        measure("FeedStrange", "Count", float(_is_strange(polled, now)))
        return Polled(polled.outcome, polled.changed + left)
    finally:
        leases.give_back(lease)


def _is_strange(polled: Polled, now: datetime) -> bool:
    """Also where the server is silent, or says the same, for so long that what is in force is old."""
    at = records.head().at
    return polled.outcome in (HELD, UNREADABLE) or (at is not None and strange.is_old(at, now))


def _polled(now: datetime) -> Polled:
    head = records.head()
    try:
        fetched = fetching.fetch(settings().ratings_url, head.etag, head.modified)
        if fetched.body is None:
            return Polled(UNCHANGED)
        listed = parse(fetched.body)
    except Unreadable as error:
        logger.warning("national list not understood", extra={"why": error.why})
        return Polled(UNREADABLE)
    except Unavailable:
        measure("FeedUnreachable", "Count", 1)
        return Polled(UNREACHABLE)
    return _taken(listed, fetched, now)


def _taken(listed: NationalList, fetched: Fetched, now: datetime) -> Polled:
    """A list that was understood."""
    resolved = names.resolved(listed, now)
    measure("FeedUnresolved", "Count", sum(each.entries for each in resolved.unresolved.values()))
    head = records.head()
    record, areas = records.made(listed, _registered(resolved), head)
    if head.at is not None and record.at < head.at:
        return Polled(OLDER)
    if record.digest == head.digest:
        changing(now, lambda attempt: _remember(attempt, fetched))
        return Polled(UNCHANGED)
    why = strange.why(resolved.entries, record.at, len(_changed(head, record, areas)), now)
    if why and record.digest == head.held:
        return Polled(HELD)
    records.keep(record, areas)
    if why:
        changing(now, lambda attempt: _hold(attempt, record, why))
        return Polled(HELD)
    changing(now, lambda attempt: _begin(attempt, record, fetched))
    return Polled(APPLIED, applying.go_on(now))


def _registered(resolved: Resolved) -> Resolved:
    """What the list says of the regions that it is registered for; of others it has nothing to say."""
    codes = {code for code in resolved.levels.keys() | resolved.areas.keys() if authority_of(code) == LIST}
    resolved.levels = {code: level for code, level in resolved.levels.items() if code in codes}
    resolved.areas = {code: parts for code, parts in resolved.areas.items() if code in codes}
    return resolved


def _changed(head: HeadRecord, record: ListRecord, areas: records.Areas) -> set[str]:
    """Counties that got another level, or whose first part is rated, or whose last one is no more."""
    appeared = set(areas) ^ set(head.areas)
    return strange.changed(head.levels, record.levels) | appeared


def _remember(attempt: Attempt, fetched: Fetched) -> None:
    """By what the server knows the list again that is in force."""
    head = records.head()
    if (head.etag, head.modified) != (fetched.etag, fetched.modified):
        head.etag, head.modified = fetched.etag, fetched.modified
        attempt.write(Put(head))


def _hold(attempt: Attempt, record: ListRecord, why: list[str]) -> None:
    head = records.head()
    held.hold(attempt, head, record, why, held.counted(head.levels, record.levels))


def _begin(attempt: Attempt, record: ListRecord, fetched: Fetched) -> None:
    head = records.head()
    head.pending, head.etag, head.modified = record.id, fetched.etag, fetched.modified
    attempt.write(Put(head))
