"""Contact tracing by overlapping visits: who was where with whom. For epidemiologists, in their region; audited.

A person's visits are one query; each leads to the shards of its venue's day, read back no further than the
longest stay there. So the work follows the visits and those that overlap them, not the size of the city.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import audit, offices
from chalicelib.errors import NotFound, invalid
from chalicelib.features.visits import records as visits_records
from chalicelib.features.visits.records import VisitRecord
from chalicelib.features.visits.views import entry
from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.places import venues
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.exposure import Exposed, Overlap, Presence, rank, ranked
from chalicelib.scoring.visits import LONGEST_STAY, Span
from chalicelib.store.cursors import Place
from chalicelib.store.listing import Listing

MOST_DAYS = 31
MOST_HOURS = 72
_LONGEST = max(LONGEST_STAY.values())
_READERS = 8


@dataclass(frozen=True)
class Page:
    """How many of those found are shown, from the first or after where the page before ended."""

    limit: int
    cursor: str | None = None

    def of(self, found: Sequence[Exposed], *scope: str) -> tuple[Sequence[Exposed], str | None]:
        """Its part of what was found, and where the next one begins. Raises Invalid for another list's cursor."""
        listing = Listing("exposures", *scope)
        after = listing.behind(self.cursor)
        rest = found[bisect_right(found, _rank_of(after), key=rank) :] if after else found
        return listing.page(rest, self.limit, _place)


def _place(exposed: Exposed) -> Place:
    return (str(exposed.minutes), str(exposed.suspect_minutes), exposed.person_id)


def _rank_of(place: Place) -> tuple[int, int, str]:
    minutes, suspect_minutes, person_id = place
    return (-int(minutes), -int(suspect_minutes), person_id)


def of_person(
    actor: Actor, person_id: str, first: date, last: date, page: Page, now: datetime, language: str
) -> dict[str, Any]:
    """A person's visits from `first` to `last` (policy days) and who was there too, by minutes, longest first.

    Visits outside of the actor's region are only counted, and of another region's people not even that. Raises Invalid,
    and NotFound for nobody known and for another region's person who was not here.
    """
    _check_days(first, last)
    own, state = _visits_of(person_id, first, last), people.state(person_id)
    here = [visit for visit in own if visit.region.startswith(actor.region)]
    lives_here = state is not None and state.county.startswith(actor.region)
    if not here and not lives_here:
        raise NotFound()
    _audit(actor, "traced.person", person_id, now, first=first.isoformat(), last=last.isoformat())
    others = _beside(here)
    found = ranked(_presences(here, now), _presences(others, now), colour.book().at(now).exposure)
    shown, more = page.of(found, person_id, first.isoformat(), last.isoformat())
    return {
        "person_id": person_id,
        "visits": [entry(visit, now, language) for visit in here],
        "elsewhere": len(own) - len(here) if lives_here else 0,
        "exposed": list(_shown(shown, others, here)),
        "total": len(found),
        "next_cursor": more,
    }


def exposed_to(actor: Actor, person_id: str, first: date, last: date, now: datetime) -> tuple[Exposed, ...]:
    """Everybody who was where a person was on these days, in the actor's region, by minutes; audited.

    Raises Invalid for too many days.
    """
    _check_days(first, last)
    here = [visit for visit in _visits_of(person_id, first, last) if visit.region.startswith(actor.region)]
    _audit(actor, "traced.person", person_id, now, first=first.isoformat(), last=last.isoformat())
    return ranked(_presences(here, now), _presences(_beside(here), now), colour.book().at(now).exposure)


def of_venue(actor: Actor, venue_id: str, start: datetime, end: datetime, page: Page, now: datetime) -> dict[str, Any]:
    """Everybody who was at a venue between two instants, by minutes, longest first. Raises NotFound."""
    if not start <= end <= start + timedelta(hours=MOST_HOURS):
        raise invalid("until", "window_hours", hours=MOST_HOURS)
    venue = venues.find(venue_id)
    if venue is None:
        raise NotFound()
    require_region(actor, venue.region)
    _audit(actor, "traced.venue", venue_id, now, start=start.isoformat(), end=end.isoformat())
    window = Presence("", venue.id, venue.type, start, end)
    there = _at(venue.id, start - LONGEST_STAY[venue.type], end)
    found = ranked([window], _presences(there, now), colour.book().at(now).exposure.without_minimum())
    shown, more = page.of(found, venue_id, start.isoformat(), end.isoformat())
    return {
        "venue": {"id": venue.id, "name": venue.name, "type": venue.type, "region": venue.region},
        "people": list(_shown(shown, there, there)),
        "total": len(found),
        "next_cursor": more,
    }


def _check_days(first: date, last: date) -> None:
    if not first <= last <= first + timedelta(days=MOST_DAYS - 1):
        raise invalid("until", "window_days", days=MOST_DAYS)


def _audit(actor: Actor, action: str, subject: str, now: datetime, **ids: str) -> None:
    audit.audited([], actor.account_id, action, subject, now, region=actor.region, **ids, **offices.looking(actor))


def _visits_of(person_id: str, first: date, last: date) -> list[VisitRecord]:
    """The visits that touch the days, those included that began before them and lasted."""
    start = datetime.combine(first, time(), POLICY_ZONE)
    end = datetime.combine(last + timedelta(days=1), time(), POLICY_ZONE)
    found = visits_records.of_person_between(person_id, start - _LONGEST, end)
    return [visit for visit in found if _end_of(visit) >= start and visit.came < end]


def _end_of(visit: VisitRecord) -> datetime:
    return Span(visit.came, visit.left).end(LONGEST_STAY[visit.venue_type])


def _beside(own: Iterable[VisitRecord]) -> list[VisitRecord]:
    """Every visit of the same venues that may overlap, each once."""
    found = {(visit.pk, visit.sk): visit for window in _windows(own) for visit in _at(*window)}
    return list(found.values())


def _windows(own: Iterable[VisitRecord]) -> list[tuple[str, datetime, datetime]]:
    """Venues, and from when to when visits that may overlap began there. Windows that touch are one, read once."""
    each = [(visit.venue_id, visit.came - LONGEST_STAY[visit.venue_type], _end_of(visit)) for visit in own]
    joined: list[tuple[str, datetime, datetime]] = []
    for venue_id, start, end in sorted(each):
        if joined and joined[-1][0] == venue_id and start <= joined[-1][2]:
            joined[-1] = (venue_id, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((venue_id, start, end))
    return joined


def _at(venue_id: str, start: datetime, end: datetime) -> list[VisitRecord]:
    """Visits of a venue that began between two instants; the shards of its days are read side by side."""
    first, last = policy_day(start, POLICY_ZONE), policy_day(end, POLICY_ZONE)
    days = [(first + timedelta(days=number)).isoformat() for number in range((last - first).days + 1)]
    places = visits_records.places(venue_id, days)
    with ThreadPoolExecutor(_READERS) as readers:
        return list(
            chain.from_iterable(readers.map(lambda place: visits_records.began_between(place, start, end), places))
        )


def _presences(visits: Iterable[VisitRecord], now: datetime) -> Iterator[Presence]:
    for visit in visits:
        if visit.came <= now:
            end = min(_end_of(visit), now)
            ended = visit.left is not None
            yield Presence(
                visit.person_id, visit.venue_id, visit.venue_type, visit.came, end, ended=ended, suspect=visit.suspect
            )


def _shown(
    found: Iterable[Exposed], others: Iterable[VisitRecord], own: Iterable[VisitRecord]
) -> Iterator[dict[str, Any]]:
    """Each exposed person as a gate saw them, with where and when."""
    seen = {visit.person_id: visit for visit in others}
    names = {visit.venue_id: visit.venue_name for visit in own}
    for exposed in found:
        visit = seen[exposed.person_id]
        yield {
            "person_id": exposed.person_id,
            "name_masked": visit.name_masked,
            "document_last4": visit.last4,
            "minutes": exposed.minutes,
            "suspect_minutes": exposed.suspect_minutes,
            "overlaps": [_overlap(overlap, names[overlap.venue_id]) for overlap in exposed.overlaps],
        }


def _overlap(overlap: Overlap, venue_name: str) -> dict[str, Any]:
    return {
        "venue_id": overlap.venue_id,
        "venue_name": venue_name,
        "from": overlap.start,
        "until": overlap.end,
        "certain": overlap.certain,
        "suspect": overlap.suspect,
    }
