"""Kinds of campaigns: what is done with a page of a unit, and by whose workers.

A feature makes its `Kind` and registers it when the app is imported; lanes, units, progress and steering are the same.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.features.campaigns.records import CampaignRecord, UnitRecord
from chalicelib.store.transactions import Step


def _nothing(record: CampaignRecord, now: datetime) -> Iterable[Step]:
    return ()


@dataclass(frozen=True)
class Kind:
    """`page(record, unit, now)` does one page and brings the unit on: `found`, `after`, `done`; it is written then."""

    name: str
    page: Callable[[CampaignRecord, UnitRecord, datetime], None]
    queue: Callable[[], str]
    """The address of the queue whose workers have the lanes."""
    counted: Callable[[Iterable[UnitRecord]], dict[str, Any]]
    """People of the units: `people` and `changes` of the answer, without those on whom it failed."""
    finish: Callable[[CampaignRecord, datetime], Iterable[Step]] = _nothing
    """What is written with its end."""
    begin: Callable[[CampaignRecord, datetime], None] = lambda record, now: None
    """Called whenever a worker takes the first lane, before its pages."""
    waits: Callable[[CampaignRecord, int, datetime], bool] = lambda record, lane, now: False
    """Whether a lane is to go through nobody yet; the next minute asks again."""


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Makes a kind known. Raises ValueError for a name that another one has."""
    if _KINDS.setdefault(kind.name, kind) is not kind:
        raise ValueError(f"two kinds of campaigns are called {kind.name}")
    return kind


def named(name: str) -> Kind:
    """The kind of this name. Raises KeyError for one that no feature registered."""
    return _KINDS[name]
