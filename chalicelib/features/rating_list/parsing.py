"""The national list as it is served: JSON with one instant and entries of names, without codes, starts or ends.

{"data": {"end_update_time": "2022-04-21 0时",
          "highlist": [{"type": "2", "province": "…", "city": "…", "county": "…", "area_name": "…",
                        "communitys": ["…"]}], "middlelist": […], "lowlist": […]}}
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.identity.region_names import tidied

_LEVELS = {"highlist": "high", "middlelist": "medium", "lowlist": "low"}
_INSTANT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2}) ?(\d{1,2})时", re.ASCII)
_MOST = 200_000
"""Entries; the longest list there was had 41,772."""
_LONGEST = 80
"""Signs of a name; what is longer is cut, since it is only shown or waits in the queue."""
_NAMES = ("province", "city", "county")


class Unreadable(Exception):
    """It is no list: `why` says what was not understood, without quoting it."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True)
class Entry:
    """A level for a place by its names; `communities` are the parts of it that are meant, none for all of it."""

    level: str
    path: tuple[str, str, str]
    communities: tuple[str, ...]


@dataclass(frozen=True)
class NationalList:
    """What was rated at one instant."""

    at: datetime
    entries: tuple[Entry, ...]


def parse(body: bytes) -> NationalList:
    """A list from what its server sent. Raises Unreadable."""
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise Unreadable("json") from None
    data = content.get("data") if isinstance(content, dict) else None
    if not isinstance(data, dict) or not {"highlist", "middlelist"} <= data.keys():
        raise Unreadable("lists")
    entries = tuple(entry for name, level in _LEVELS.items() for entry in _entries(data.get(name) or [], level))
    if len(entries) > _MOST:
        raise Unreadable("entries")
    return NationalList(_instant(data.get("end_update_time")), entries)


def _instant(text: Any) -> datetime:
    """The instant as the list writes it, in Beijing."""
    found = _INSTANT.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise Unreadable("instant")
    year, month, day, hour = map(int, found.groups())
    try:
        return datetime(year, month, day, hour, tzinfo=POLICY_ZONE)
    except ValueError:
        raise Unreadable("instant") from None


def _entries(rows: Any, level: str) -> Iterator[Entry]:
    if not isinstance(rows, list):
        raise Unreadable("entries")
    for row in rows:
        if not isinstance(row, dict):
            raise Unreadable("entries")
        parts = row.get("communitys") or []
        if not isinstance(parts, list):
            raise Unreadable("communities")
        province, city, county = (_name(row.get(name)) for name in _NAMES)
        yield Entry(level, (province, city, county), tuple(part for part in map(_name, parts) if part))


def _name(value: Any) -> str:
    if value is not None and not isinstance(value, str):
        raise Unreadable("names")
    return tidied(value or "")[:_LONGEST]
