"""Lists of visits: a person's own, and what happened at a venue on a day."""

from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import audit
from chalicelib.errors import Forbidden
from chalicelib.features.venues import staffing
from chalicelib.features.visits import records
from chalicelib.features.visits.views import entry, view
from chalicelib.person.ownership import own_state
from chalicelib.places.membership import is_staff, seen
from chalicelib.store.listing import Listing


def of_person(
    actor: Actor, person_id: str, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of one's own visits, newest first. A read and a query. Raises NotFound for another's person.

    Pages follow when a visit was first known, which a late delivery may move within its page.
    """
    listing = Listing("visits of", person_id)
    before = listing.after(cursor)
    own_state(actor, person_id)
    found = records.of_person(person_id, limit + 1, before)
    shown, more = listing.page(found, limit, lambda record: (record.sort_key,))
    page = sorted(shown, key=lambda record: record.came, reverse=True)
    return {"items": [view(record, now, language) for record in page], "next_cursor": more}


def of_venue(
    actor: Actor, venue_id: str, day: date, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of a venue's policy day, newest first: for who works there, and for staff of its region, audited.

    A batch read and a query for each shard, and one more where a guard recorded some. Raises NotFound, Forbidden.
    """
    venue, role = seen(actor, venue_id)
    if not role:
        raise Forbidden("not_your_venue")
    if is_staff(actor):
        audit.audited([], actor.account_id, "visits.listed", venue_id, now, region=venue.region, day=day.isoformat())
    listing = Listing("visits at", venue_id, day.isoformat())
    found = records.of_venue_day(venue_id, day.isoformat(), limit + 1, listing.after(cursor))
    names = staffing.names_of(venue_id) if any(each.by_gate for each in found) else {}
    seen_by = {each.id: names.get(each.recorded_by) for each in found if each.by_gate}
    return listing.answer(
        found, limit, lambda each: each.day_place, lambda each: entry(each, now, language, seen_by.get(each.id))
    )
