"""When a record is due to go, and where it stands in the index of what is due.

A record is an item as DynamoDB's interface has it: `{"at": {"S": "2020-03-10T04:00:00.000000+0000"}, …}`. Its day in
the index is never later than the day on which it may go; who looks at it there works its day out again.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zlib import crc32

from chalicelib.retention.kinds import BY_NAME, CANARY, LOCAL_SHARDS, LOOKED_AT_AGAIN, SHARDS, Kind, of_record

Item = Mapping[str, Any]
_ZONE = timezone(timedelta(hours=8))
"""China has one time, without summer time since 1991; days of retention are calendar days there."""
_NEVER = frozenset({"Joined", "DeclaredBefore"})
"""Evidence that says how records hang together, and holds nothing of anybody's life."""
_OF_AREA, _CASE = "rating", "case"
"""What a partner says of an area, which is about nobody; and of somebody, which goes when a case's identity does."""
_OPEN = frozenset({"open"})
_UNDECIDED = frozenset({"waiting", "contested", "accepted"})


@dataclass(frozen=True)
class Due:
    """The kind of a record and the first day on which it may go; `open`: what it counts from has not happened yet."""

    kind: Kind
    day: date
    open: bool = False


def due(item: Item) -> Due | None:
    """When a record may go; None for one that no kind has, or that never goes by the job."""
    kind = kind_of(item)
    if kind is None:
        return None
    ended = _ended(kind, item)
    if ended is not None:
        return Due(kind, day_of(ended) + timedelta(days=kind.days + 1))
    begun = _instant(item, kind.opened) or _latest_fact(item)
    looked_at = timedelta(days=kind.days + 1 - kind.told)
    return Due(kind, day_of(begun) + looked_at, open=True) if begun is not None else None


def kind_of(item: Item) -> Kind | None:
    """The kind that a record is of now: a case without its identity is of another one than with it."""
    name = _text(item, "kind")
    if name == CANARY:
        stood_for = BY_NAME.get(_text(item, "stands_for"))
        return stood_for if stood_for is not None and stood_for.way == "job" else None
    if name == "evidence" and _text(item, "fact") in _NEVER:
        return None
    if name == "state" and not _text(item, "trip"):
        return None
    if name == "partner_fact" and _text(item, "what") in (_OF_AREA, _CASE):
        return BY_NAME["partner_cases"] if _text(item, "what") == _CASE else None
    if name == "case" and not _text(item, "document"):
        return BY_NAME["cases"]
    if name == "proposal" and _text(item, "status") in ("in_force", "ended"):
        return BY_NAME["proposals_in_force"]
    return of_record(name)


def day_of(at: datetime) -> date:
    """The calendar day of an instant."""
    return at.astimezone(_ZONE).date()


def partition(day: date, shard: int) -> str:
    """The index's partition of what is due on a day."""
    return f"RETIRE#{day.isoformat()}#{shard}"


def day_in(partition_key: str) -> date:
    """The day of a partition of the index."""
    return date.fromisoformat(partition_key.split("#")[1])


def shards(local: bool) -> int:
    """How many shards a day has; a laptop's few records need few."""
    return LOCAL_SHARDS if local else SHARDS


def shard_of(pk: str, shards: int) -> int:
    """Records of one partition of a table lie in one shard, so that whoever looks at them has them together."""
    return crc32(pk.encode()) % shards


def place(item: Item, shards: int) -> tuple[str, str] | None:
    """The index's keys for a record that is about to be written; one that was put off stays where it was put."""
    found = due(item)
    if found is None:
        return None
    standing = _text(item, "gsi4pk")
    day = max(found.day, day_in(standing)) if standing else found.day
    return partition(day, shard_of(_text(item, "pk"), shards)), found.kind.name


def later(found: Due, today: date) -> date:
    """The day on which what stays today is looked at again."""
    return max(found.day, today + timedelta(days=LOOKED_AT_AGAIN))


def _ended(kind: Kind, item: Item) -> datetime | None:
    """The instant from which a record's days count; None while it is open."""
    if _text(item, "kind") == CANARY:
        return _instant(item, "at")
    if kind.name in ("case_identities", "cases") and _told(item).get("status") in _OPEN:
        return None
    if kind.name == "trips":
        return datetime.fromisoformat(json.loads(_text(item, "trip"))["departs_at"])
    if kind.name == "facts_of_documents":
        return None if _has_open_case(item) else _latest_fact(item)
    if kind.name == "recoveries":
        decided = _text(item, "status") not in _UNDECIDED
        return (_instant(item, "decided_at") or _instant(item, "requested_at")) if decided else None
    if kind.name == "contacts":
        return _later(_instant(item, "at"), _text(item, "last_exposure"))
    if kind.name == "partner_facts":
        told = _told(item)
        return _later(_instant(item, "at"), str(told.get("last_exposure") or told.get("last") or ""))
    if kind.name == "violations" and _text(item, "objection"):
        return None
    return next((at for name in kind.since if (at := _instant(item, name)) is not None), None)


def _facts(item: Item) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, body in json.loads(_text(item, "facts") or _text(item, "events") or "[]"):
        yield name, json.loads(body)


def _has_open_case(item: Item) -> bool:
    """Whether the newest word of any source on a case of the document is that it is open."""
    newest = {(each.get("source"), each.get("source_ref")): each for name, each in _facts(item) if name == "CaseKnown"}
    return any(each.get("status") in _OPEN for each in newest.values())


def _latest_fact(item: Item) -> datetime | None:
    return max((datetime.fromisoformat(each["at"]) for _, each in _facts(item)), default=None)


def _told(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_text(item, "told") or "{}")
    return found


def _instant(item: Item, name: str) -> datetime | None:
    text = _text(item, name)
    return datetime.fromisoformat(text) if text else None


def _later(at: datetime | None, day: str) -> datetime | None:
    """The later of an instant and of a day, as far as there are any."""
    last = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) if day else None
    return max(filter(None, (at, last)), default=None)


def _text(item: Item, name: str) -> str:
    return str(item.get(name, {}).get("S", ""))
