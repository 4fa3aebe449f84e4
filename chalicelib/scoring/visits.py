"""Visits made of scans: who came when, and until when, whatever the order in which the scans arrive.

A visit is what lies between coming and leaving. A scan in while a visit lasts is the same visit; one that
nobody ended ends by itself after the longest stay of the venue's type, so that tracing reads back so far
and no further (design: visits).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

Direction = Literal["in", "out"]

LONGEST_STAY: Mapping[str, timedelta] = MappingProxyType(
    {
        name: timedelta(hours=hours)
        for name, hours in {
            "airport": 12,
            "railway_station": 6,
            "coach_station": 6,
            "hospital": 24,
            "hotel": 24,
            "construction_site": 14,
            "checkpoint": 1,
            "government_or_company": 14,
            "factory": 14,
            "school": 14,
            "bank": 4,
            "restaurant": 4,
            "shopping_complex": 6,
            "culture_or_sport": 6,
            "community": 24,
            "other": 6,
        }.items()
    }
)
"""Venue types (domain: Venues) with the stay after which a visit ends by itself."""

VENUE_TYPES = tuple(LONGEST_STAY)


@dataclass(frozen=True, slots=True, order=True)
class Scan:
    """One scan of one person at one venue."""

    at: datetime
    direction: Direction


@dataclass(frozen=True, slots=True)
class Span:
    """A visit: `left` is None while nobody has scanned out. Only the way out known: both are that instant."""

    came: datetime
    left: datetime | None

    def end(self, longest: timedelta) -> datetime:
        """The instant it ended, or will end by itself."""
        return self.left if self.left is not None else self.came + longest

    def covers(self, at: datetime, longest: timedelta) -> bool:
        """Whether `at` lies in it, both ends included."""
        return self.came <= at <= self.end(longest)


def spans(scans: Iterable[Scan], longest: timedelta) -> tuple[Span, ...]:
    """The visits that `scans` make, in order. The same set of scans gives the same visits in any order."""
    found: list[Span] = []
    for scan in sorted(set(scans)):
        last = found[-1] if found else None
        if scan.direction == "in":
            if last is None or last.left is not None or scan.at > last.end(longest):
                found.append(Span(scan.at, None))
        elif last is None or scan.at > last.came + longest:
            found.append(Span(scan.at, scan.at))
        elif last.left is None:
            found[-1] = replace(last, left=scan.at)
    return tuple(found)


def is_open(span: Span, at: datetime, longest: timedelta) -> bool:
    """Whether the visit lasts at `at`."""
    return span.left is None and span.covers(at, longest)
