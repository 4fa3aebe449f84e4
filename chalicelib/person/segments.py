"""Everybody who has a code, in parts: segments of a scan of the index by code id, which only states stand in."""

import json

from pynamodb.pagination import ResultIterator

from chalicelib.person.records import StateRecord
from chalicelib.store.set_aside import readable
from chalicelib.store.tables import Unreadable

Page = tuple[list[StateRecord], list[str], str | None]
"""States, the ids of the people whose state cannot be read, and where the page ends; None where nothing follows."""


def of_segment(segment: int, of: int, limit: int, after: str | None) -> Page:
    """A page of a segment's states, eventually consistent."""
    begin = json.loads(after) if after else None
    scan = StateRecord.code_index.scan(segment=segment, total_segments=of, limit=limit, last_evaluated_key=begin)
    return _page(scan)


def held(shard: int, limit: int, after: str | None) -> Page:
    """A page of those of a shard who are held, eventually consistent."""
    begin = json.loads(after) if after else None
    query = StateRecord.held_index.query(f"HELD#{shard:02}", limit=limit, last_evaluated_key=begin)
    return _page(query)


def _page(found: ResultIterator[StateRecord]) -> Page:
    aside = list[Unreadable]()
    states = list(readable(found, aside))
    end = found.last_evaluated_key
    return states, [each.pk.removeprefix("P#") for each in aside], json.dumps(end) if end else None


def note_moved(state: StateRecord, mark: str) -> None:
    """Notes which pass of a campaign moved the next due instant, for whoever takes over from it."""
    state.moved_by = mark
