"""Leaving a venue by the visit's id, and taking back what a gate measured."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from chalicelib.errors import NotFound, Unavailable, refused
from chalicelib.services import presence, visit_booking, visits
from chalicelib.services.access import Actor
from chalicelib.services.membership import works_there
from chalicelib.services.visit_booking import Entry, Scanning
from chalicelib.services.visit_views import view
from chalicelib.services.visits import Form
from chalicelib.store import members
from chalicelib.store import visits as store
from chalicelib.store.people import StateRecord
from chalicelib.store.tables import read_together
from chalicelib.store.venues import VenueItem
from chalicelib.store.visits import PresenceRecord, VisitRecord

_TRIES = 6


def leave(actor: Actor, visit_id: str, form: Form, now: datetime, language: str) -> dict[str, Any]:
    """Ends a visit, at most once: one that is over stays as it is. A read of the index, a batch read, a transaction.

    By the person's account, or by who works at the venue. Raises NotFound for everybody else, Invalid and Refused
    for the time as a scan does.
    """
    visit = store.by_id(visit_id)
    if visit is None:
        raise NotFound()
    for _ in range(_TRIES):
        venue, state, kept, at_work = _scene(actor, visit)
        if form.client_at is not None and not at_work:
            raise refused("not_eligible", "client_at", "gate_only")
        at = visits.instant_of(form, now)
        entry = _left(actor, visit, venue, state, kept, at, now, by_gate=at_work)
        if entry is None:
            return view(visit, now, language)
        if visits.written([entry], None, now):
            return view(entry.visit, now, language)
    raise Unavailable(retry_after=1)


def _scene(actor: Actor, visit: VisitRecord) -> tuple[VenueItem, StateRecord, PresenceRecord, bool]:
    venue, access, state, kept = read_together(
        [
            (VenueItem, f"V#{visit.venue_id}", "venue"),
            members.access_key(visit.venue_id, actor.account_id),
            (StateRecord, f"P#{visit.person_id}", "state"),
            store.presence_key(visit.person_id),
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
    content = visit_booking.content_of(kept, now)
    there = content.get(presence.key_of(visit.venue_id, suspect=visit.suspect))
    booked = next((each for each in there.visits if each.sk == visit.sk), None) if there else None
    if there is None or booked is None or booked.span.left is not None or not booked.span.covers(at, there.longest):
        return None
    actor = replace(actor, region=venue.region)
    scanning = Scanning(actor, venue, "out", at, now, by_gate=by_gate)
    return visit_booking.placed(scanning, state, kept, content, visit.marks)
