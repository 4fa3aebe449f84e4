"""Visits that cannot be true: far from the venue, elsewhere a moment ago, from an old screen of venue or person.

A mark keeps a visit from colouring anybody and stands beside it wherever it is shown; the visit is kept
(domain: Venues; what happened in Zhengzhou in 2022 follows from trusting such visits).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from types import MappingProxyType
from typing import Literal

Mark = Literal["far_from_venue", "impossible_travel", "old_code"]

EARTH_KM = 6371.0
NEAR_KM: Mapping[str, float] = MappingProxyType(
    {"airport": 8.0, "construction_site": 4.0, "school": 4.0, "factory": 4.0, "community": 4.0}
)
"""How far a person inside may be from the point that stands for the venue; 2 km for the other types."""
_NEAR_KM = 2.0
MOST_INACCURACY_KM = 2.0
"""A phone's stated inaccuracy counts up to here: a larger one would excuse any distance."""

_SLACK_KM = 3.0
# Over this distance nobody is quicker on average: city traffic, a motorway or a fast train, a flight.
_FASTEST_KMH = ((30.0, 120.0), (400.0, 300.0), (float("inf"), 900.0))


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth, in degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a person was at an instant, by a visit that is not suspect itself."""

    at: datetime
    place: Place


def distance_km(a: Place, b: Place) -> float:
    """Along the surface (haversine)."""
    half_lat, half_lon = radians(b.lat - a.lat) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(half_lon) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def is_far(venue: Place, venue_type: str, person: Place, accuracy_m: float = 0.0) -> bool:
    """Whether the phone stood clearly outside of the venue."""
    allowed = NEAR_KM.get(venue_type, _NEAR_KM) + min(max(accuracy_m, 0.0) / 1000, MOST_INACCURACY_KM)
    return distance_km(venue, person) > allowed


def can_travel(a: Sighting, b: Sighting) -> bool:
    """Whether somebody seen at one place and instant can have been at the other."""
    way = distance_km(a.place, b.place) - _SLACK_KM
    if way <= 0:
        return True
    fastest = next(speed for limit, speed in _FASTEST_KMH if way <= limit)
    return way <= fastest * abs((b.at - a.at).total_seconds()) / 3600


def fits(seen: Sighting, others: Iterable[Sighting]) -> bool:
    """Whether a sighting agrees with the one before and the one after it."""
    ordered = sorted(others, key=lambda other: other.at)
    before = [other for other in ordered if other.at <= seen.at][-1:]
    after = [other for other in ordered if other.at > seen.at][:1]
    return all(can_travel(other, seen) for other in (*before, *after))
