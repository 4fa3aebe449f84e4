"""Lists of visits: a person's own, and what happened at a venue on a day."""

import re
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.desk import audit
from chalicelib.errors import Forbidden, invalid
from chalicelib.features.visits import records
from chalicelib.features.visits.views import entry, view
from chalicelib.person.ownership import own_state
from chalicelib.places.membership import is_staff, seen

_CURSOR = re.compile(r"[0-9]{13}-[0-9a-f]{20}\Z")


def of_person(
    actor: Actor, person_id: str, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of one's own visits, newest first. A read and a query. Raises NotFound for another's person.

    Pages follow when a visit was first known, which a late delivery may move within its page.
    """
    own_state(actor, person_id)
    before = f"visit#{_place(cursor)}" if cursor else None
    found = records.of_person(person_id, limit + 1, before)
    more = str(found[limit - 1].sk).removeprefix("visit#").replace("#", "-") if len(found) > limit else None
    page = sorted(found[:limit], key=lambda record: record.came, reverse=True)
    return {"items": [view(record, now, language) for record in page], "next_cursor": more}


def of_venue(
    actor: Actor, venue_id: str, day: date, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of a venue's policy day, newest first: for who works there, and for staff of its region, audited.

    A batch read and a query for each shard. Raises NotFound, Forbidden.
    """
    venue, role = seen(actor, venue_id)
    if not role:
        raise Forbidden("not_your_venue")
    if is_staff(actor):
        audit.audited([], actor.account_id, "visits.listed", venue_id, now, region=venue.region, day=day.isoformat())
    found = records.of_venue_day(venue_id, day.isoformat(), limit + 1, _place(cursor) if cursor else None)
    more = str(found[limit - 1].gsi1sk).replace("#", "-") if len(found) > limit else None
    return {"items": [entry(record, now, language) for record in found[:limit]], "next_cursor": more}


def _place(cursor: str) -> str:
    if not _CURSOR.match(cursor):
        raise invalid("cursor", "bad_cursor")
    return cursor.replace("-", "#")
