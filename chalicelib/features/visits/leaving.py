"""Departure from a venue by the visit's id."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import NotFound, refused
from chalicelib.features.visits import booking, presence, records, scanning
from chalicelib.features.visits.booking import Content, Scanning
from chalicelib.features.visits.records import PresenceRecord, VisitRecord
from chalicelib.features.visits.scanning import Form
from chalicelib.features.visits.views import view
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.places import members
from chalicelib.places.membership import works_there
from chalicelib.places.venues import VenueItem, venue_key
from chalicelib.store.reading import read_together


def leave(actor: Actor, visit_id: str, form: Form, now: datetime, language: str) -> dict[str, Any]:
    """Ends a visit, at most once: one that is over stays as it is. A read of the index, a batch read, a transaction.

    By the person's account, or by who works at the venue. Raises NotFound for everybody else, Invalid and Refused
    for the time as a scan does.
    """
    visit = records.by_id(visit_id)
    if visit is None:
        raise NotFound()
    ended = changing(now, lambda attempt: _leave(attempt, actor, visit, form), tries=scanning.PHONES_AT_ONCE)
    return view(ended, now, language)


def _leave(attempt: Attempt, actor: Actor, visit: VisitRecord, form: Form) -> VisitRecord:
    """The visit as it has ended, by this request or before."""
    scene = _scene(actor, visit)
    if form.client_at is not None and not scene.at_work:
        raise refused("not_eligible", "client_at", "gate_only")
    at = scanning.instant_of(form, attempt.now)
    content = booking.content_of(scene.kept, attempt.now)
    if not _is_open(visit, content, at):
        return visit
    actor = replace(actor, region=scene.venue.region)
    leaving = Scanning(actor, scene.venue, "out", at, attempt.now, by_gate=scene.at_work)
    return booking.record(attempt, leaving, attempt.person(scene.state), scene.kept, content, visit.marks).visit


def _is_open(visit: VisitRecord, content: Content, at: datetime) -> bool:
    """Whether the visit had begun and not ended at `at`."""
    there = content.get(presence.key_of(visit.venue_id, suspect=visit.suspect))
    booked = next((each for each in there.visits if each.sk == visit.sk), None) if there else None
    if there is None or booked is None:
        return False
    return booked.span.left is None and booked.span.covers(at, there.longest)


@dataclass(frozen=True)
class Scene:
    """What one batch read found: the venue, the visitor and where they were; whether the actor works there."""

    venue: VenueItem
    state: StateRecord
    kept: PresenceRecord
    at_work: bool


def _scene(actor: Actor, visit: VisitRecord) -> Scene:
    venue, access, state, kept = read_together(
        [
            venue_key(visit.venue_id),
            members.access_key(visit.venue_id, actor.account_id),
            people.state_key(visit.person_id),
            records.presence_key(visit.person_id),
        ]
    )
    if venue is None or state is None or kept is None:
        raise NotFound()
    at_work = works_there(actor, venue, access)
    if not at_work and state.account_id != actor.account_id:
        raise NotFound()
    return Scene(venue, state, kept, at_work)
