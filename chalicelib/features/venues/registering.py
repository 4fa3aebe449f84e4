"""Venues: registration, decision, change, search."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.desk import audit
from chalicelib.errors import Conflict, Forbidden, NotFound, invalid
from chalicelib.features.venues import awaiting, numbering, staffing, telling
from chalicelib.identity import phone as phones
from chalicelib.identity.credit_code import check_credit_code
from chalicelib.identity.names import mask_name, mask_phone
from chalicelib.identity.regions import is_county
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.inbox import MessageRecord
from chalicelib.places import doors, members, venue_numbers, venues
from chalicelib.places.members import AccessRecord
from chalicelib.places.membership import seen
from chalicelib.places.venues import VenueItem
from chalicelib.store import outboxes, vault
from chalicelib.store.listing import Listing
from chalicelib.store.transactions import Put

# Mainland China with its islands; the counties of the list lie within.
_SOUTH, _NORTH, _WEST, _EAST = 3.0, 54.0, 73.0, 136.0

# What a supervisor may make of a venue, by what it is now.
DECISIONS = {
    "awaiting": frozenset({"approved", "refused"}),
    "approved": frozenset({"closed"}),
    "refused": frozenset({"approved"}),
    "closed": frozenset({"approved"}),
}
_STAFF = "staff"
_SETTLED = frozenset({"name", "type", "lat", "lon"})
"""What approval was given for: only staff change it afterwards."""


@dataclass(frozen=True)
class Registration:
    """A venue as it is registered."""

    name: str
    type: str
    region: str
    credit_code: str
    address: str
    lat: float
    lon: float
    contact_name: str
    contact_phone: str
    asks_temperature: bool = False


@dataclass(frozen=True)
class Changes:
    """What a PATCH asks for; None leaves a thing as it is."""

    status: str | None = None
    reason: str | None = None
    name: str | None = None
    type: str | None = None
    address: str | None = None
    lat: float | None = None
    lon: float | None = None
    contact_name: str | None = None
    contact_phone: str | None = None
    asks_temperature: bool | None = None
    doors: tuple[tuple[int | None, str], ...] | None = None


def register(
    actor: Actor, form: Registration, key: Once | None, now: datetime, *, uploaded: bool = False
) -> dict[str, Any]:
    """A venue that awaits approval, with the actor as its manager. One transaction.

    Those of a file are counted by their file. Raises Refused `invalid_credit_code`, `invalid_phone`; Invalid for
    region and place; TooMany; Conflict `venue_registered` where the organisation has one of that name in the county.
    """

    def write(attempt: Attempt) -> VenueItem:
        venue = _made(actor, form, now)
        attempt.write(*venues.create_steps(awaiting.placed(venue)), *staffing.founder_steps(actor, venue, now))
        if not uploaded:
            attempt.write(quotas.step("venues", actor.account_id, now))
        attempt.once(key, venue.id)
        return venue

    return view(changing(now, write), "manager")


def _made(actor: Actor, form: Registration, now: datetime) -> VenueItem:
    if not is_county(form.region):
        raise invalid("region", "unknown_county")
    check_place(form.lat, form.lon)
    credit_code = check_credit_code(form.credit_code)
    venue = venues.make(
        random.token_hex(10),
        name=form.name,
        type=form.type,
        region=form.region,
        credit_code=credit_code,
        address=form.address,
        lat=_degrees(form.lat),
        lon=_degrees(form.lon),
        asks_temperature=form.asks_temperature,
        registered_by=actor.account_id,
        created_at=now,
        updated_at=now,
        poster_since=now,
    )
    _set_contact(venue, form.contact_name, form.contact_phone, now)
    return venue


def check_place(lat: float, lon: float) -> None:
    """Raises Invalid for a point that no county contains."""
    if not _SOUTH <= lat <= _NORTH:
        raise invalid("location.lat", "place_outside")
    if not _WEST <= lon <= _EAST:
        raise invalid("location.lon", "place_outside")


def _degrees(value: float) -> float:
    """Six decimals are a tenth of a metre."""
    return round(value, 6)


def _set_contact(venue: VenueItem, name: str | None, phone: str | None, now: datetime) -> None:
    if name is not None:
        venue.contact_name = vault.seal(venue.id, "contact_name", name, now)
    if phone is not None:
        number = phones.normalise(phone, field="contact.phone", sms=False).e164
        venue.contact_phone = vault.seal(venue.id, "contact_phone", number, now)


def change(actor: Actor, venue_id: str, changes: Changes, now: datetime) -> dict[str, Any]:
    """Changes a venue, or decides on it. A read and a transaction.

    Raises NotFound; Forbidden for guards, strangers and staff elsewhere; Conflict `venue_settled` for what
    approval was given for, `venue_status` for a step that is none.
    """

    def write(attempt: Attempt) -> tuple[VenueItem, list[MessageRecord]]:
        venue, role = seen(actor, venue_id)
        supervisor = role == _STAFF and "supervisor" in actor.roles
        if role != "manager" and not supervisor:
            raise Forbidden("managers_only")
        old_name = venue.name
        _apply(venue, changes, actor, supervisor, now)
        numbering = venue_numbers.given_steps(venue)
        attempt.write(venues.write(awaiting.placed(venue)), *venues.rename_steps(venue, old_name), *numbering)
        if supervisor:
            _audit(attempt, actor, venue, changes)
        notices = telling.decided(venue, now) if supervisor and venue.decided_at == now else []
        attempt.write(*map(Put, notices))
        return venue, notices

    venue, notices = changing(now, write)
    for notice in notices:
        outboxes.tell(notice, now)
    return view(venue, "manager")


def _audit(attempt: Attempt, actor: Actor, venue: VenueItem, changes: Changes) -> None:
    action = f"venue.{changes.status}" if changes.status else "venue.changed"
    attempt.audit(actor, action, venue.id, region=actor.region, reason=changes.reason or "")


def _apply(venue: VenueItem, changes: Changes, actor: Actor, supervisor: bool, now: datetime) -> None:
    asked = {name for name in _SETTLED if getattr(changes, name) is not None}
    if asked and venue.status != "awaiting" and not supervisor:
        raise Conflict("venue_settled")
    if (changes.lat is None) != (changes.lon is None):
        raise invalid("location", "required")
    if changes.lat is not None and changes.lon is not None:
        check_place(changes.lat, changes.lon)
        venue.lat, venue.lon = _degrees(changes.lat), _degrees(changes.lon)
    for name in ("name", "type", "address", "asks_temperature"):
        if getattr(changes, name) is not None:
            setattr(venue, name, getattr(changes, name))
    if changes.doors is not None:
        doors.keep(venue, changes.doors)
    _set_contact(venue, changes.contact_name, changes.contact_phone, now)
    if changes.status is not None and changes.status != venue.status:
        _decide(venue, changes, actor, supervisor, now)
    venue.updated_at = now


def _decide(venue: VenueItem, changes: Changes, actor: Actor, supervisor: bool, now: datetime) -> None:
    """A supervisor decides; a manager may only close."""
    if not supervisor and changes.status != "closed":
        raise Forbidden("supervisors_only")
    if changes.status not in DECISIONS[venue.status]:
        raise Conflict("venue_status")
    if changes.status == "refused" and not changes.reason:
        raise invalid("reason", "required")
    venue.status, venue.reason = changes.status, changes.reason
    venue.decided_by, venue.decided_at = actor.account_id, now


def shown(actor: Actor, venue_id: str, now: datetime) -> dict[str, Any]:
    """A venue as the actor may see it: who works there and staff see the contact, and each look of staff is in the
    audit before it is answered. One batch read; for staff a query and a write more.

    With it they see the number of its posters, which one from before there were numbers gets by this.
    """
    venue, role = seen(actor, venue_id)
    venue = numbering.numbered(venue, now) if role else venue
    if role == _STAFF:
        audit.audited([], actor.account_id, "venue.looked_at", venue.id, now, region=venue.region)
    return view(venue, role)


def sign(venue_id: str) -> dict[str, Any]:
    """What the sign at the door says: name and type. Raises NotFound unless it is approved. One read."""
    venue = venues.find(venue_id)
    if venue is None or venue.status != "approved":
        raise NotFound("unknown_venue")
    return {"id": venue.id, "name": venue.name, "type": venue.type, "doors": _doors(venue)}


def view(venue: VenueItem, role: str) -> dict[str, Any]:
    """What a person who scanned it sees, and more for those who work there or decide."""
    public = {
        "id": venue.id,
        "name": venue.name,
        "type": venue.type,
        "region": venue.region,
        "address": venue.address,
        "location": {"lat": float(venue.lat), "lon": float(venue.lon)},
        "status": venue.status,
        "asks_temperature": venue.asks_temperature,
        "doors": _doors(venue),
    }
    if not role:
        return public
    return public | {
        "credit_code": venue.credit_code,
        "contact": _contact(venue),
        "reason": venue.reason,
        "created_at": venue.created_at,
        "decided_at": venue.decided_at,
        "posters": {"serial": int(venue.poster), "since": venue.poster_since, "number": venue.number},
    }


def _doors(venue: VenueItem) -> list[dict[str, Any]]:
    return [door.shown for door in doors.of(venue)]


def _contact(venue: VenueItem) -> dict[str, str]:
    return {
        "name": vault.unseal(venue.id, "contact_name", venue.contact_name),
        "phone": vault.unseal(venue.id, "contact_phone", venue.contact_phone),
    }


def _masked(venue: VenueItem, role: str) -> dict[str, Any]:
    """As `view`, with the contact masked: staff open one venue for it, which is audited."""
    found = view(venue, role)
    if role:
        contact = found["contact"]
        found["contact"] = {"name": mask_name(contact["name"]), "phone": mask_phone(contact["phone"])}
    return found


def listed(actor: Actor, status: str, limit: int, cursor: str | None, role: str = _STAFF) -> dict[str, Any]:
    """Venues of a status in the actor's region, by county and age, as who is `role` there sees them, their contacts
    masked. One query."""
    listing = Listing("venues", status, actor.region)
    found = venues.of_status(status, actor.region, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda venue: venue.place, lambda venue: _masked(venue, role))


def mine(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the venues that the actor works for, each with the role there. A query and a batch read."""
    listing = Listing("venues of", actor.account_id)
    found = members.of_account(actor.account_id, limit + 1, listing.after(cursor))
    shown, more = listing.page(found, limit, lambda access: (access.venue_id,))
    access = {each.venue_id: each for each in shown}
    items = [_workplace(venue, access[venue.id]) for venue in venues.several(access)]
    return {"items": items, "next_cursor": more}


def _workplace(venue: VenueItem, access: AccessRecord) -> dict[str, Any]:
    own_name = staffing.name_in(venue.id, access.name)
    return view(venue, access.role) | {"role": access.role, "own_name": own_name}
