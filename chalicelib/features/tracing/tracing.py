"""Contact tracing by overlapping visits: who was where with whom. For epidemiologists, in their region; audited.

A person's visits are one query; each leads to the shards of its venue's day, read back no further than the
longest stay there. So the work follows the visits and those that overlap them, not the size of the city.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class Window:
    """Days of a case: from `first` on its source is looked for, from `exposing` on it exposes others, to `last`.

    Where `exposing` lies after `last` it exposed nobody.
    """

    first: date
    exposing: date
    last: date


def of_window(actor: Actor, person_id: str, window: Window, page: Page, now: datetime, language: str) -> dict[str, Any]:
    """A case's visits and who was there too, by minutes, longest first; `exposing` what counts for a contact; audited.

    Visits outside of the actor's region are only counted. Raises Invalid for too many days or another list's cursor.
    """
    own, terms = _visits_in(actor, person_id, window.first, window.last, now), colour.book().at(now).exposure
    here = [visit for visit in own if visit.region.startswith(actor.region)]
    others = _beside(here)
    found = ranked(_presences(here, now), _presences(others, now), terms)
    exposed = {each.person_id: each for each in _exposed_in(window, here, others, now)}
    days = (window.first.isoformat(), window.last.isoformat())
    shown, more = page.of(found, "case", person_id, *days)
    rows = zip(shown, _shown(shown, others, here), strict=True)
    return {
        "visits": [entry(visit, now, language) for visit in here],
        "elsewhere": len(own) - len(here),
        "exposed": [_marked(row, each, exposed.get(each.person_id)) for each, row in rows],
        "total": len(found),
        "next_cursor": more,
    }


def exposed_in(actor: Actor, person_id: str, window: Window, now: datetime) -> tuple[Exposed, ...]:
    """Everybody whom a case exposed in the actor's region, by minutes; audited. Raises Invalid for too many days."""
    if window.exposing > window.last:
        return ()
    own = _visits_in(actor, person_id, window.exposing, window.last, now)
    here = [visit for visit in own if visit.region.startswith(actor.region)]
    return _exposed_in(window, here, _beside(here), now)


def _visits_in(actor: Actor, person_id: str, first: date, last: date, now: datetime) -> list[VisitRecord]:
    _check_days(first, last)
    _audit(actor, "traced.person", person_id, now, first=first.isoformat(), last=last.isoformat())
    return _visits_of(person_id, first, last)


def _exposed_in(
    window: Window, own: Iterable[VisitRecord], others: Iterable[VisitRecord], now: datetime
) -> tuple[Exposed, ...]:
    """Those exposed on the exposing days alone: of a visit that began before them, what lies within."""
    start, end = _midnight(window.exposing), _midnight(window.last + timedelta(days=1))
    presences = (replace(each, came=max(each.came, start), end=min(each.end, end)) for each in _presences(own, now))
    within = [each for each in presences if each.came <= each.end]
    return ranked(within, _presences(others, now), colour.book().at(now).exposure)


def _marked(row: dict[str, Any], exposed: Exposed, exposing: Exposed | None) -> dict[str, Any]:
    """What is shown of somebody, with the overlaps marked that make them a contact."""
    counting = exposing.overlaps if exposing else ()
    marks = [any(_holds(overlap, each) for each in counting) for overlap in exposed.overlaps]
    shown = [each | {"exposing": mark} for each, mark in zip(row["overlaps"], marks, strict=True)]
    return row | {"overlaps": shown, "exposing": any(marks)}


def _holds(whole: Overlap, part: Overlap) -> bool:
    """Whether one overlap is the other, or what of it lies on the exposing days."""
    return whole.venue_id == part.venue_id and whole.start <= part.start and part.end <= whole.end


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
    start, end = _midnight(first), _midnight(last + timedelta(days=1))
    found = visits_records.of_person_between(person_id, start - _LONGEST, end)
    return [visit for visit in found if _end_of(visit) >= start and visit.came < end]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), POLICY_ZONE)


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
