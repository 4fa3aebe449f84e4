"""The code that hangs at a venue: a poster that can be revoked, a screen that changes."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.codes import venue as codes
from chalicelib.codes import venue_number
from chalicelib.codes.venue import VenueCode
from chalicelib.config import settings
from chalicelib.errors import Conflict, Forbidden, NotFound, Refused, invalid, refused
from chalicelib.features.venues import numbering
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.signing import renewed_ring, ring
from chalicelib.places import doors, venue_numbers, venues
from chalicelib.places.membership import is_staff, seen
from chalicelib.places.venues import VenueItem


def current(actor: Actor, venue_id: str, kind: str, door: int, now: datetime) -> dict[str, Any]:
    """The code to show at `now`: of the screen, or of the posters that count; of one door, or with 0 of any.

    One batch read. Raises NotFound, Forbidden for who does not work there, Conflict `venue_not_open`, Invalid for a
    door that there is not.
    """
    venue = _shown_by(actor, venue_id)
    doors.named(venue, door)
    if kind == "poster":
        signed, expires_at = _poster(venue, door, now)
        return _answer(signed, expires_at, None)
    keys, issuer = ring("venue_code"), settings().issuer
    signed, expires_at, changes_at = codes.screen(venue.id, keys=keys, issuer=issuer, now=now, door=door)
    return _answer(signed, expires_at, changes_at)


def _answer(signed: str, expires_at: datetime, changes_at: datetime | None) -> dict[str, Any]:
    url = codes.url(settings().public_url, signed)
    return {"venue_code": url, "expires_at": expires_at, "changes_at": changes_at}


def _poster(venue: VenueItem, door: int, now: datetime) -> tuple[str, datetime]:
    keys, issuer = ring("venue_code"), settings().issuer
    return codes.poster(venue.id, int(venue.poster), keys=keys, issuer=issuer, now=now, door=door)


def by_number(text: str, now: datetime) -> dict[str, Any]:
    """The code of the posters that show this number, for whoever stands before one and cannot scan. Two reads.

    Raises Invalid for what is no such number, NotFound `unknown_venue_number` for one that no approved venue has.
    """
    said = venue_number.read(text)
    if said is None:
        raise invalid("number", "venue_number_form")
    if not venue_number.is_whole(said.number):
        raise invalid("number", "venue_number_mistyped")
    venue = venue_numbers.find(said.number)
    if venue is None or venue.status != "approved":
        raise NotFound("unknown_venue_number")
    if said.door and doors.find(venue, said.door) is None:
        raise invalid("number", "unknown_door")
    signed, expires_at = _poster(venue, said.door, now)
    return _answer(signed, expires_at, None)


def poster(actor: Actor, venue_id: str, door: int, now: datetime) -> bytes:
    """The poster as PDF, of one door or with 0 of any, with its number. One batch read. Raises as `current` does."""
    from chalicelib.codes.poster import Poster, pdf

    venue = numbering.numbered(_shown_by(actor, venue_id), now)
    there = doors.named(venue, door)
    signed, expires_at = _poster(venue, door, now)
    url = codes.url(settings().public_url, signed)
    reference = f"{venue.id[:6]}-{int(venue.poster)}" + (f"-{door}" if door else "")
    number = venue_number.shown(str(venue.number), door)
    return pdf(Poster(venue.name, url, now, expires_at, reference, there.name if there else "", number))


def _shown_by(actor: Actor, venue_id: str) -> VenueItem:
    venue, role = seen(actor, venue_id)
    if not role or (is_staff(actor) and not actor.is_one_of(("gate", "supervisor"))):
        raise Forbidden("not_your_venue")
    if venue.status != "approved":
        raise Conflict("venue_not_open")
    return venue


def revoke_posters(actor: Actor, venue_id: str, now: datetime) -> dict[str, Any]:
    """Ends every poster that was printed so far; the next one printed counts. A read and a write, audited for staff.

    Raises NotFound; Forbidden unless the actor manages the venue or supervises its region.
    """

    def change(attempt: Attempt) -> VenueItem:
        venue, role = seen(actor, venue_id)
        if role != "manager" and not (role == "staff" and "supervisor" in actor.roles):
            raise Forbidden("managers_only")
        venue.poster, venue.poster_since = int(venue.poster) + 1, now
        attempt.write(*venue_numbers.renewed_steps(venue), venues.write(venue))
        if role == "staff":
            attempt.audit(actor, "posters.revoked", venue_id, region=actor.region)
        return venue

    venue = changing(now, change)
    return {"serial": int(venue.poster), "since": now}


def read_code(text: str) -> VenueCode:
    """The code in a scanned text. Raises Refused `invalid_venue_code` saying what it is instead."""
    read = codes.read(text, ring("venue_code"), settings().issuer)
    if read.reason == "unknown_key":
        read = codes.read(text, renewed_ring("venue_code"), settings().issuer)
    if read.code is None:
        raise _refusal(str(read.reason))
    return read.code


def check_poster(code: VenueCode, venue: VenueItem, at: datetime) -> None:
    """Raises Refused for a poster that did not count at `at`. A screen's age is a mark, no refusal."""
    if code.is_screen:
        return
    if code.serial != venue.poster:
        previous = code.serial == int(venue.poster) - 1 and at < venue.poster_since
        if not previous:
            raise _refusal("revoked")
    if at > code.expires_at + timedelta(seconds=1):
        raise _refusal("expired")


def _refusal(reason: str) -> Refused:
    known = {"revoked", "expired", "foreign"}
    code = reason if reason in known else "forged"
    return refused("invalid_venue_code", "venue_code", f"venue_code_{code}")
