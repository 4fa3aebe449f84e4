"""Venues: registering, approving, who works there, the code at the door."""

from typing import Any

from chalice import Response

from chalicelib.errors import invalid
from chalicelib.features.venues import codes, registering, staffing, uploads
from chalicelib.features.venues.csv_lines import lines_of
from chalicelib.features.venues.shapes import (
    AskedVenue,
    ChangedVenue,
    CodeAtTheDoor,
    Member,
    MemberList,
    NamedMember,
    NewMember,
    PosterSerial,
    RemovedMember,
    Sign,
    Upload,
    Uploaded,
    Venue,
    VenueList,
    WorkplaceList,
)
from chalicelib.http.answers import download
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import field_problems

feature = Feature("venues")
PEOPLE = ("resident",)
ANYBODY = ("resident", "gate", "supervisor", "epidemiologist")
DOOR = ("resident", "gate", "supervisor")
CHANGERS = ("resident", "supervisor")
STATUSES = ("awaiting", "approved", "refused", "closed")


def _registered_again(call: Call, resource: str) -> Any:
    return registering.shown(call.actor, resource, call.now)


@feature.route("POST", "/v1/venues", roles=PEOPLE, body=AskedVenue, answer=Venue, status=201, replay=_registered_again)
def register_venue(call: Call) -> dict[str, Any]:
    """Registers a venue, which then awaits approval; whoever registers it manages it."""
    return registering.register(call.actor, call.body.form(), call.once, call.now)


@feature.route("POST", "/v1/venues/uploads", roles=PEOPLE, body=Upload, answer=Uploaded)
def upload_venues(call: Call) -> dict[str, Any]:
    """Registers many venues from CSV: good lines are kept, each bad one is reported by its number."""
    registered, wrong = uploads.register(call.actor, lines_of(call.body.csv), call.now)
    return {
        "registered": registered,
        "errors": [{"line": line} | each for line, error in wrong for each in field_problems(error, call.language)],
    }


@feature.route("GET", "/v1/venues", roles=("supervisor",), answer=VenueList, query=("status", "limit", "cursor"))
def list_venues(call: Call) -> dict[str, Any]:
    """The venues of a status in one's region, their contacts masked; those that await a decision if none is said."""
    status = call.query.get("status", "awaiting")
    if status not in STATUSES:
        raise invalid("status", "not_allowed", expected=", ".join(STATUSES))
    return registering.listed(call.actor, status, page_size(call), call.query.get("cursor"))


@feature.route("GET", "/v1/me/venues", roles=("resident",), answer=WorkplaceList, query=("limit", "cursor"))
def list_workplaces(call: Call) -> dict[str, Any]:
    """The venues that one manages or guards, a hundred at a time if no `limit` is given."""
    return registering.mine(call.actor, page_size(call, usual=100), call.query.get("cursor"))


@feature.route("GET", "/v1/venues/{venue_id}", roles=ANYBODY, answer=Venue)
def show_venue(call: Call, venue_id: str) -> dict[str, Any]:
    """A venue; its contact only for those who work there and staff of its region, whose looks are audited."""
    return registering.shown(call.actor, venue_id, call.now)


@feature.route("GET", "/v1/venues/{venue_id}/sign", answer=Sign)
def show_sign(call: Call, venue_id: str) -> dict[str, Any]:
    """What the sign at its door says, for whoever has scanned it and is not logged in yet."""
    return registering.sign(venue_id)


@feature.route("PATCH", "/v1/venues/{venue_id}", roles=CHANGERS, body=ChangedVenue, answer=Venue)
def change_venue(call: Call, venue_id: str) -> dict[str, Any]:
    """Changes a venue (its manager), or approves, refuses or closes it (a supervisor of its region)."""
    return registering.change(call.actor, venue_id, call.body.changes(), call.now)


@feature.route("GET", "/v1/venues/{venue_id}/code", roles=DOOR, answer=CodeAtTheDoor, query=("kind", "door"))
def show_venue_code(call: Call, venue_id: str) -> dict[str, Any]:
    """The code for the venue's screen, another every 30 s; `kind=poster` gives the printed one, `door` one door's."""
    kind = call.query.get("kind", "screen")
    if kind not in ("screen", "poster"):
        raise invalid("kind", "not_allowed", expected="screen, poster")
    return codes.current(call.actor, venue_id, kind, _door(call), call.now)


def _door(call: Call) -> int:
    """The number of the door that is asked for; 0 where none is. Raises Invalid."""
    said = call.query.get("door", "0")
    if not (said.isascii() and said.isdigit() and len(said) < 7):
        raise invalid("door", "unknown_door")
    return int(said)


@feature.route("GET", "/v1/venue-numbers/{number}", roles=PEOPLE, answer=CodeAtTheDoor)
def find_by_number(call: Call, number: str) -> dict[str, Any]:
    """The code of the poster that shows this number: ten digits, with a hyphen and a door's number where it has one."""
    return codes.by_number(number, call.now)


@feature.route("GET", "/v1/venues/{venue_id}/poster.pdf", roles=DOOR, media="application/pdf", query=("door",))
def print_poster(call: Call, venue_id: str) -> Response:
    """The poster to print, of one `door` or of any: A4, in Chinese and English."""
    page = codes.poster(call.actor, venue_id, _door(call), call.now)
    return download(page, "application/pdf", "poster.pdf")


@feature.route("POST", "/v1/venues/{venue_id}/posters/revocation", roles=CHANGERS, answer=PosterSerial)
def revoke_posters(call: Call, venue_id: str) -> dict[str, Any]:
    """Ends every poster printed so far."""
    return codes.revoke_posters(call.actor, venue_id, call.now)


def _added_again(call: Call, resource: str, venue_id: str) -> Any:
    return staffing.replay_answer(call.actor, venue_id, resource)


@feature.route(
    "POST",
    "/v1/venues/{venue_id}/members",
    roles=PEOPLE,
    body=NewMember,
    answer=Member,
    status=201,
    replay=_added_again,
)
def add_member(call: Call, venue_id: str) -> dict[str, Any]:
    """Adds a manager or a guard; a phone without an account joins when it first logs in."""
    return staffing.add(call.actor, venue_id, call.body.form(), call.once, call.now)


@feature.route("GET", "/v1/venues/{venue_id}/members", roles=CHANGERS, answer=MemberList, query=("limit", "cursor"))
def list_members(call: Call, venue_id: str) -> dict[str, Any]:
    """Who works at the venue, a hundred at a time if no `limit` is given."""
    return staffing.listed(call.actor, venue_id, page_size(call, usual=100), call.query.get("cursor"))


@feature.route("PATCH", "/v1/venues/{venue_id}/members/{member_id}", roles=PEOPLE, body=NamedMember, answer=Member)
def name_member(call: Call, venue_id: str, member_id: str) -> dict[str, Any]:
    """Names a member, so that managers know whom they added and the guard's page says who stands there."""
    return staffing.rename(call.actor, venue_id, member_id, call.body.name, call.now)


@feature.route("DELETE", "/v1/venues/{venue_id}/members", roles=PEOPLE, body=RemovedMember, status=204)
def remove_member(call: Call, venue_id: str) -> None:
    """Ends a membership at once: by the member's id, or by account."""
    staffing.remove(call.actor, venue_id, call.body.member_id or call.body.account_id or "", call.now)


@feature.route("DELETE", "/v1/venues/{venue_id}/members/{member_id}", roles=PEOPLE, status=204)
def remove_member_by_id(call: Call, venue_id: str, member_id: str) -> None:
    """The same, with the member in the path."""
    staffing.remove(call.actor, venue_id, member_id, call.now)
