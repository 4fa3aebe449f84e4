"""Who was at the same place at the same time, by minutes. The least that counts is part of the rule set."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from chalicelib.scoring.days import add_days

_NONE: Mapping[str, int] = MappingProxyType({})
DEFAULT_MINUTES = 15
INFECTIOUS_DAYS = 2
TRACE_DAYS = 14


@dataclass(frozen=True, slots=True)
class ExposureTerms:
    """Minutes together at one venue from which a contact counts, and other numbers for some venue types."""

    minimum_minutes: int = DEFAULT_MINUTES
    by_type: Mapping[str, int] = field(default_factory=lambda: _NONE)
    infectious_days: int = INFECTIOUS_DAYS
    """The window in which a case exposes others begins so many days before the earlier of onset and sampling."""
    trace_days: int = TRACE_DAYS
    """The source of a case is looked for so many days before it (the longest incubation)."""

    def minimum(self, venue_type: str) -> int:
        """The minutes for a venue of this type."""
        return self.by_type.get(venue_type, self.minimum_minutes)

    def source_from(self, exposing: date) -> date:
        """The day from which the source of a case is looked for that exposes others from a day on."""
        return add_days(exposing, self.infectious_days - self.trace_days)

    def without_minimum(self) -> "ExposureTerms":
        """Terms by which every moment counts: who was there, for however long."""
        return replace(self, minimum_minutes=0, by_type=_NONE)


DEFAULT_TERMS = ExposureTerms()


@dataclass(frozen=True, slots=True)
class Presence:
    """One visit as tracing reads it. `ended` is False where it ended by itself or still lasts."""

    person_id: str
    venue_id: str
    venue_type: str
    came: datetime
    end: datetime
    ended: bool = True
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Overlap:
    """Together at one venue from `start` to `end`. Uncertain where an end is not known or a visit is suspect."""

    venue_id: str
    venue_type: str
    start: datetime
    end: datetime
    certain: bool
    suspect: bool

    @property
    def seconds(self) -> float:
        return (self.end - self.start).total_seconds()


@dataclass(frozen=True, slots=True)
class Exposed:
    """A person with every overlap that counts. `minutes` leaves the suspect ones out."""

    person_id: str
    minutes: int
    suspect_minutes: int
    overlaps: tuple[Overlap, ...]


def ranked(own: Iterable[Presence], others: Iterable[Presence], terms: ExposureTerms) -> tuple[Exposed, ...]:
    """The people of `others` by their minutes with `own`, longest first; suspect minutes and ids break ties.

    Minutes at one venue are added up before the minimum is asked of them. One pass over `others` for each
    visit in `own` at the same venue.
    """
    at_venue: dict[str, list[Presence]] = defaultdict(list)
    for presence in own:
        at_venue[presence.venue_id].append(presence)
    together: dict[str, dict[str, list[Overlap]]] = defaultdict(lambda: defaultdict(list))
    for other in others:
        for presence in at_venue.get(other.venue_id, ()):
            overlap = _overlap(presence, other)
            if overlap is not None and other.person_id != presence.person_id:
                together[other.person_id][other.venue_id].append(overlap)
    found = [_exposed(person_id, venues, terms) for person_id, venues in together.items()]
    return tuple(sorted((each for each in found if each.overlaps), key=rank))


def rank(exposed: Exposed) -> tuple[int, int, str]:
    """What orders the exposed: it tells any two apart."""
    return (-exposed.minutes, -exposed.suspect_minutes, exposed.person_id)


def _overlap(a: Presence, b: Presence) -> Overlap | None:
    start, end = max(a.came, b.came), min(a.end, b.end)
    if start > end:
        return None
    # The earlier end decides how long it lasted, so only that one has to be known.
    earlier = a if a.end <= b.end else b
    return Overlap(a.venue_id, a.venue_type, start, end, earlier.ended, a.suspect or b.suspect)


def _exposed(person_id: str, venues: Mapping[str, list[Overlap]], terms: ExposureTerms) -> Exposed:
    kept = [overlap for overlaps in venues.values() for overlap in _counting(overlaps, terms)]
    return Exposed(
        person_id,
        _minutes(overlap for overlap in kept if not overlap.suspect),
        _minutes(overlap for overlap in kept if overlap.suspect),
        tuple(sorted(kept, key=lambda overlap: (overlap.start, overlap.venue_id))),
    )


def _counting(overlaps: list[Overlap], terms: ExposureTerms) -> Iterator[Overlap]:
    """Those at one venue that reach the minimum. Suspect ones reach it by themselves, and help no other to it."""
    least = terms.minimum(overlaps[0].venue_type)
    for suspect in (False, True):
        alike = [overlap for overlap in overlaps if overlap.suspect is suspect]
        if _minutes(alike) >= least:
            yield from alike


def _minutes(overlaps: Iterable[Overlap]) -> int:
    """Whole minutes."""
    return int(sum(overlap.seconds for overlap in overlaps) // 60)
