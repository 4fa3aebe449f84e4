"""Permission to act for a venue. Asked of the store at every act, never of the token: who is removed is out at once.

Staff are told by their token: they have no `resident` role, and a region that must cover the venue's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chalicelib.access.actor import Actor, require_region
from chalicelib.errors import Forbidden, NotFound
from chalicelib.places import members, venues
from chalicelib.places.members import AccessRecord
from chalicelib.places.venues import VenueItem
from chalicelib.store.reading import read_together

_PAGE = 100
_DERIVED = {"manager": frozenset({"venue", "gate"}), "guard": frozenset({"gate"})}


def is_staff(actor: Actor) -> bool:
    """Whether the account is a staff login and not a resident's."""
    return "resident" not in actor.roles


def widened(actor: Actor, roles: Iterable[str]) -> Actor:
    """The actor with `venue` and `gate` where working for an approved venue gives them and one of `roles` asks.

    A resident who calls a route for gates costs one query and, working somewhere, one batch read; and the same
    again for each hundred venues of which none is approved.
    """
    wanted = {"venue", "gate"}.intersection(roles)
    if is_staff(actor) or not wanted:
        return actor
    gained: set[str] = set()
    for access in _workplaces(actor.account_id):
        found = venues.several(each.venue_id for each in access)
        open_ids = {venue.id for venue in found if venue.status == "approved"}
        gained.update(*(_DERIVED[each.role] for each in access if each.venue_id in open_ids))
        if wanted <= gained:
            break
    return replace(actor, roles=actor.roles | gained)


def _workplaces(account_id: str) -> Iterator[list[AccessRecord]]:
    """Where an account works, a hundred venues at a time."""
    after: str | None = None
    while page := members.of_account(account_id, _PAGE, after):
        yield page
        if len(page) < _PAGE:
            return
        after = page[-1].venue_id


def works_there(actor: Actor, venue: VenueItem, access: AccessRecord | None) -> bool:
    """Whether the actor is a manager or guard of the venue, or gate staff of its region."""
    if is_staff(actor):
        return "gate" in actor.roles and venue.region.startswith(actor.region)
    return access is not None


def require_gate(actor: Actor, venue: VenueItem, access: AccessRecord | None) -> None:
    """Raises Forbidden unless the actor works at this venue."""
    if not works_there(actor, venue, access):
        raise Forbidden("not_your_venue")


def seen(actor: Actor, venue_id: str) -> tuple[VenueItem, str]:
    """The venue and what the actor is to it: staff, manager, guard, or "" for everybody else. One batch read.

    Raises NotFound where there is none, or only its people know of it yet; Forbidden for staff elsewhere.
    """
    venue, access = read_together([venues.venue_key(venue_id), members.access_key(venue_id, actor.account_id)])
    if venue is None:
        raise NotFound()
    if is_staff(actor):
        require_region(actor, venue.region)
        return venue, "staff"
    role = access.role if access else ""
    if not role and venue.status != "approved":
        raise NotFound()
    return venue, role


def require_manager(actor: Actor, venue_id: str) -> VenueItem:
    """The venue that the actor manages. Raises NotFound, Forbidden."""
    venue, role = seen(actor, venue_id)
    if role != "manager":
        raise Forbidden("managers_only")
    return venue
