"""Presence of a person: the scans of the last days, and the visits that they make, kept in one record.

One conditional write of it is what makes "one open visit a person and venue" hold under any concurrency, and
what lets late and repeated deliveries come out as if they had arrived in order.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from chalicelib.config import VISIT_LATE
from chalicelib.scoring.codec import IN_MILLIS, Rows
from chalicelib.scoring.plausible import Place, Sighting
from chalicelib.scoring.visits import LONGEST_STAY, Direction, Scan, Span, spans

MOST_VENUES = 120
"""Venues that are kept of some four days, the latest, so that the record of whoever delivers parcels stays small."""
_MOST_SCANS = 40
_SUSPECT = "?"


@dataclass(frozen=True)
class Booked:
    """A visit as it is recorded: its sort key, its span, and when an anomaly was last measured in it."""

    sk: str
    came: datetime
    left: datetime | None
    anomaly_at: datetime | None = None

    @property
    def span(self) -> Span:
        return Span(self.came, self.left)


@dataclass(frozen=True)
class AtVenue:
    """One person's scans at one venue. Suspect scans are kept apart, so that they end no true visit."""

    venue_type: str
    lat: float
    lon: float
    scans: tuple[Scan, ...] = ()
    visits: tuple[Booked, ...] = ()

    @property
    def place(self) -> Place:
        return Place(self.lat, self.lon)

    @property
    def longest(self) -> timedelta:
        return LONGEST_STAY[self.venue_type]

    def visit_at(self, at: datetime) -> Booked | None:
        """The recorded visit that lasts at `at`."""
        found = [each for each in self.visits if each.span.covers(at, self.longest)]
        return found[-1] if found else None


@dataclass(frozen=True)
class Outcome:
    """What a scan changed. `visit` is the one it belongs to; its `sk` is empty where it has to be recorded."""

    there: AtVenue
    visit: Booked
    created: tuple[Booked, ...]
    corrected: tuple[Booked, ...]
    is_new: bool


def key_of(venue_id: str, *, suspect: bool) -> str:
    """Under which key a venue's scans are kept."""
    return venue_id + _SUSPECT if suspect else venue_id


def scanned(there: AtVenue, scan: Scan) -> Outcome:
    """The visits after one more scan. A scan that was there already changes nothing."""
    scans = tuple(sorted({*there.scans, scan}))
    found = spans(scans, there.longest)
    kept = _matched(found, there.visits)
    visit = next(each for each in reversed(kept) if each.span.came <= scan.at)
    old = {each.sk: each.span for each in there.visits}
    return Outcome(
        replace(there, scans=scans, visits=kept),
        visit,
        tuple(each for each in kept if not each.sk),
        tuple(each for each in kept if each.sk and old[each.sk] != each.span),
        scan not in there.scans,
    )


def _matched(found: tuple[Span, ...], known: tuple[Booked, ...]) -> tuple[Booked, ...]:
    """Each span with the record of the visit that began in it; the first of them where there are several."""
    by_span: dict[int, Booked] = {}
    for booked in known:
        begun = [number for number, span in enumerate(found) if span.came <= booked.span.came]
        if begun:
            by_span.setdefault(begun[-1], booked)
    return tuple(_booked(by_span.get(number), span) for number, span in enumerate(found))


def _booked(known: Booked | None, span: Span) -> Booked:
    return Booked(known.sk if known else "", span.came, span.left, known.anomaly_at if known else None)


def recorded(there: AtVenue, named: dict[datetime, str]) -> AtVenue:
    """The same with the sort keys of visits that are recorded now, by when they began."""
    visits = (replace(each, sk=each.sk or named[each.span.came]) for each in there.visits)
    return replace(there, visits=tuple(visits))


def with_anomaly(there: AtVenue, came: datetime, at: datetime) -> AtVenue:
    """The same with an anomaly noted at the visit that began at `came`."""
    visits = (replace(each, anomaly_at=at) if each.span.came == came else each for each in there.visits)
    return replace(there, visits=tuple(visits))


def sightings(content: dict[str, AtVenue], venue_id: str) -> Iterator[Sighting]:
    """Where the person was seen, by trusted scans, at venues other than this one."""
    for key, there in content.items():
        if not key.endswith(_SUSPECT) and key != venue_id:
            yield from (Sighting(scan.at, there.place) for scan in there.scans)


def pruned(content: dict[str, AtVenue], now: datetime) -> dict[str, AtVenue]:
    """Without what no delivery that is still accepted can change, and of many venues the latest."""
    recent = {key: _recent(there, now - VISIT_LATE) for key, there in content.items()}
    kept = {key: there for key, there in recent.items() if there.scans}
    latest = sorted(kept, key=lambda key: kept[key].scans[-1].at)[-MOST_VENUES:]
    return {key: kept[key] for key in latest}


def _recent(there: AtVenue, limit: datetime) -> AtVenue:
    over = [each for each in there.visits if each.span.came + there.longest < limit]
    if not over and len(there.scans) <= _MOST_SCANS:
        return there
    last = max((each.span.came + there.longest for each in over), default=datetime.min.replace(tzinfo=UTC))
    scans = tuple(scan for scan in there.scans if scan.at > last)
    if len(scans) > _MOST_SCANS:
        needed = {at for each in there.visits for at in (each.span.came, each.span.left)}
        scans = tuple(scan for scan in scans if scan.at in needed or scan in scans[-10:])
    return replace(there, scans=scans, visits=tuple(each for each in there.visits if each not in over))


# Whether a scan is a way out, and milliseconds, as instants of scans have no more: names and letters would double it.
_WAY_OUT = Annotated[Direction, BeforeValidator(("in", "out").__getitem__), PlainSerializer(("in", "out").index)]
_ROWS: Rows[dict[str, AtVenue]] = Rows(dict[str, AtVenue], {datetime: IN_MILLIS, Direction: _WAY_OUT})


def load(text: str) -> dict[str, AtVenue]:
    """The record's content, read."""
    return _ROWS.load(text)


def dump(content: dict[str, AtVenue]) -> str:
    """The content as the record keeps it."""
    return _ROWS.dump(content)
