"""Everybody who has a code, in parts: segments of a scan of the index by code id, which only states stand in."""

import json

from chalicelib.person.records import StateRecord


def of_segment(segment: int, of: int, limit: int, after: str | None) -> tuple[list[StateRecord], str | None]:
    """A page of a segment's states, eventually consistent, and where it ends; None where nothing follows."""
    begin = json.loads(after) if after else None
    scan = StateRecord.code_index.scan(segment=segment, total_segments=of, limit=limit, last_evaluated_key=begin)
    found = list(scan)
    end = scan.last_evaluated_key
    return found, json.dumps(end) if end else None


def held(shard: int, limit: int, after: str | None) -> tuple[list[StateRecord], str | None]:
    """A page of those of a shard who are held, eventually consistent, and where it ends."""
    begin = json.loads(after) if after else None
    query = StateRecord.held_index.query(f"HELD#{shard:02}", limit=limit, last_evaluated_key=begin)
    found = list(query)
    end = query.last_evaluated_key
    return found, json.dumps(end) if end else None


def note_moved(state: StateRecord, mark: str) -> None:
    """Notes which pass of a campaign moved the next due instant, for whoever takes over from it."""
    state.moved_by = mark
