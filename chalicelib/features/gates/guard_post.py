"""The guard's post: a venue that they work at, or for gate staff any in their region."""

from dataclasses import replace

from chalicelib.access.actor import Actor
from chalicelib.errors import Forbidden, NotFound, invalid
from chalicelib.places import members
from chalicelib.places.membership import is_staff, require_gate
from chalicelib.places.venues import VenueItem, venue_key
from chalicelib.store.reading import read_together


def at(actor: Actor, venue_id: str | None, *, known: bool = False) -> tuple[Actor, VenueItem | None]:
    """The actor with the region of the venue where it stands, and the venue. One batch read, none without a venue.

    Gate staff may stand where no venue is registered; one that is named may have to be `known` and approved. Raises
    NotFound `unknown_venue`, Forbidden `not_your_venue`, Invalid for a venue's guard who names none.
    """
    if venue_id is None:
        if not is_staff(actor):
            raise invalid("venue_id", "required")
        return actor, None
    venue, access = read_together([venue_key(venue_id), members.access_key(venue_id, actor.account_id)])
    if known and (venue is None or venue.status != "approved"):
        raise NotFound("unknown_venue")
    if venue is None:
        if not is_staff(actor):
            raise NotFound("unknown_venue")
        return actor, None
    if is_staff(actor) and not venue.region.startswith(actor.region):
        raise Forbidden("not_your_venue")
    require_gate(actor, venue, access)
    return replace(actor, region=venue.region), venue
