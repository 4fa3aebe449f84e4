"""Leaving a venue by the visit's id, and taking back what a gate measured."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import NotFound, Unavailable, refused
from chalicelib.features.visits import booking, presence, records, scanning
from chalicelib.features.visits.booking import Entry, Scanning
from chalicelib.features.visits.records import PresenceRecord, VisitRecord
from chalicelib.features.visits.scanning import Form
from chalicelib.features.visits.views import view
from chalicelib.person.records import StateRecord
from chalicelib.places import members
from chalicelib.places.membership import works_there
from chalicelib.places.venues import VenueItem
from chalicelib.store.reading import read_together

_TRIES = 6


def leave(actor: Actor, visit_id: str, form: Form, now: datetime, language: str) -> dict[str, Any]:
    """Ends a visit, at most once: one that is over stays as it is. A read of the index, a batch read, a transaction.

    By the person's account, or by who works at the venue. Raises NotFound for everybody else, Invalid and Refused
    for the time as a scan does.
    """
    visit = records.by_id(visit_id)
    if visit is None:
        raise NotFound()
    for _ in range(_TRIES):
        venue, state, kept, at_work = _scene(actor, visit)
        if form.client_at is not None and not at_work:
            raise refused("not_eligible", "client_at", "gate_only")
        at = scanning.instant_of(form, now)
        entry = _left(actor, visit, venue, state, kept, at, now, by_gate=at_work)
        if entry is None:
            return view(visit, now, language)
        if scanning.written([entry], None, now):
            return view(entry.visit, now, language)
    raise Unavailable(retry_after=1)


def _scene(actor: Actor, visit: VisitRecord) -> tuple[VenueItem, StateRecord, PresenceRecord, bool]:
    venue, access, state, kept = read_together(
        [
            (VenueItem, f"V#{visit.venue_id}", "venue"),
            members.access_key(visit.venue_id, actor.account_id),
            (StateRecord, f"P#{visit.person_id}", "state"),
            records.presence_key(visit.person_id),
        ]
    )
    if venue is None or state is None or kept is None:
        raise NotFound()
    at_work = works_there(actor, venue, access)
    if not at_work and state.account_id != actor.account_id:
        raise NotFound()
    return venue, state, kept, at_work


def _left(
    actor: Actor,
    visit: VisitRecord,
    venue: VenueItem,
    state: StateRecord,
    kept: PresenceRecord,
    at: datetime,
    now: datetime,
    *,
    by_gate: bool,
) -> Entry | None:
    """The entry that ends the visit; None where it has ended, or began after `at`."""
    content = booking.content_of(kept, now)
    there = content.get(presence.key_of(visit.venue_id, suspect=visit.suspect))
    booked = next((each for each in there.visits if each.sk == visit.sk), None) if there else None
    if there is None or booked is None or booked.span.left is not None or not booked.span.covers(at, there.longest):
        return None
    actor = replace(actor, region=venue.region)
    scanning = Scanning(actor, venue, "out", at, now, by_gate=by_gate)
    return booking.placed(scanning, state, kept, content, visit.marks)
