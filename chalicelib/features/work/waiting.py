"""What waits for somebody of staff: all their queues as one list by deadline, so what is late comes first."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor, require_scope
from chalicelib.container import asked_at
from chalicelib.errors import invalid
from chalicelib.features.work import sources
from chalicelib.features.work.sources import Source
from chalicelib.instants import stamp
from chalicelib.person import deadlines
from chalicelib.store.cursors import Place
from chalicelib.store.listing import Listing

_READERS = 8
_INSTANT = 13
"""Characters of a place in a queue that are its instant, in milliseconds since 1970."""


@dataclass(frozen=True)
class Waiting:
    """One thing: its record in its source, and the instant at which it is due."""

    source: Source
    record: Any
    due: datetime

    @property
    def place(self) -> Place:
        """Where it stands in the whole list."""
        return (stamp(self.due), self.source.name, str(self.record.gsi3sk))


def listed(
    actor: Actor, region: str, queue: str | None, limit: int, cursor: str | None, now: datetime
) -> dict[str, Any]:
    """A page of what waits in a region (a prefix within one's own), of one `queue` or of all, by deadline.

    A query for each queue of one's roles, of the whole country one a shard, side by side. Raises Forbidden for a region
    beyond one's own, Invalid for a queue that is none of theirs, or another list's cursor.
    """
    asked_at(now)
    mine = _chosen(actor, region, queue)
    listing = Listing("work", region, *(each.name for each in mine))
    after = listing.behind(cursor)

    def read(source: Source) -> list[Waiting]:
        return _of_source(source, actor, region, limit + 1, after, now)

    found = sorted((each for some in _side_by_side(read, mine) for each in some), key=lambda each: each.place)
    shown, more = listing.page(found[: limit + 1], limit, lambda each: each.place)
    return {"at": now, "items": [_view(each, now) for each in shown], "next_cursor": more}


def counted(actor: Actor, region: str, now: datetime) -> list[dict[str, Any]]:
    """By queue how many wait and how many of them are late; `more` where a queue is longer than one read tells.

    A query for each queue, of the whole country one a shard. Raises Forbidden for a region beyond one's own.
    """
    asked_at(now)

    def count(source: Source) -> dict[str, Any]:
        begins, only = source.begins(actor, now), source.only(actor, now)
        places, more = source.queue.places(source.model, region, begins, only)
        late = sum(_is_late(_due(source, place), now) for place in places)
        return {"queue": source.name, "waiting": len(places), "late": late, "more": more}

    return list(_side_by_side(count, _chosen(actor, region, None)))


def _side_by_side[T](read: Callable[[Source], T], mine: Sequence[Source]) -> list[T]:
    with ThreadPoolExecutor(_READERS) as readers:
        return list(readers.map(read, mine))


def _chosen(actor: Actor, region: str, queue: str | None) -> list[Source]:
    require_scope(actor, region)
    mine = sources.of(actor)
    if queue is None:
        return mine
    names = [each.name for each in mine]
    if queue not in names:
        raise invalid("queue", "not_allowed", expected=", ".join(names))
    return [each for each in mine if each.name == queue]


def _of_source(
    source: Source, actor: Actor, region: str, limit: int, after: Place | None, now: datetime
) -> list[Waiting]:
    begins = max(source.begins(actor, now) or "", _behind(source, after) or "") or None
    found = source.queue.first(source.model, region, limit, begins, source.only(actor, now))
    return [Waiting(source, each, _due(source, each.gsi3sk)) for each in found]


def _behind(source: Source, after: Place | None) -> str | None:
    """Where a source goes on behind a place of the whole list: of what is due at the same instant, those of sources
    that come later in the order are still to be shown."""
    if after is None:
        return None
    due, name, place = after
    if name == source.name:
        return place
    at = stamp(instants.from_millis(int(due)) - source.within)
    return f"{at}#~" if source.name < name else at


def _due(source: Source, place: str) -> datetime:
    return instants.from_millis(int(place[:_INSTANT])) + source.within


def _is_late(due: datetime, now: datetime) -> bool:
    return deadlines.moved(due, now) < now


def _view(each: Waiting, now: datetime) -> dict[str, Any]:
    told = each.source.told(each.record)
    return {
        "queue": each.source.name,
        "id": each.record.id,
        "kind": told.kind,
        "subject": told.subject,
        "region": each.record.region,
        "person_id": told.person_id,
        "people": told.people,
        "since": told.since,
        "due_at": deadlines.moved(each.due, now),
        "late": _is_late(each.due, now),
    }
