"""Showing a code, and what a gate needs to check one."""

import re
from typing import Any, Literal

from chalice import Response

from chalicelib.errors import invalid
from chalicelib.routes.http import Call, Feature, reply
from chalicelib.routes.shapes import Shape
from chalicelib.services import codes, signing

feature = Feature("codes")
RESIDENT = ("resident",)
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}\Z")
Scheme = Literal["domestic", "international"]


class Transit(Shape):
    country: str
    left_airport: bool


class Airport(Shape):
    code: str
    name: str
    city: str
    country: str
    timezone: str


class TripShown(Shape):
    """`departs_at` as it was typed; `departs_on` is the policy day that counts."""

    flight_number: str | None
    departs_at: str
    from_country: str
    transit: list[Transit]
    destination: str
    ticketed: bool
    departure_airport: str | None
    departs_on: str
    departs_beijing: str
    departs_local: str
    departure: Airport | None
    arrival: Airport | None
    updated_at: str


class Hold(Shape):
    rule: str
    text: str
    since: str
    clears_on: str | None
    checkins_required: int
    checkins_done: int


class CheckIn(Shape):
    required: bool
    done_today: bool
    streak: int


class Streak(Shape):
    days: int
    since: str | None
    last_at: str | None
    next_due_at: str | None


class Risk(Shape):
    kind: Literal["lapsed", "unhealthy", "photos_missing"]
    text: str
    earliest_boarding_on: str


class Code(Shape):
    """`streak` and what stands after it are there for an international code only."""

    person_id: str
    scheme: Scheme
    colour: Literal["green", "yellow", "red"] | None
    grade: Literal["00", "01", "10"] | None
    holds: list[Hold]
    checkin: CheckIn
    valid_until: str | None
    expired: bool
    rules_version: str
    updated_at: str
    certification: Literal["pending", "certified", "refused"]
    name_masked: str
    document_last4: str
    pass_text: str
    token: str | None
    token_expires_at: str | None
    streak: Streak | None = None
    trip: TripShown | None = None
    required: bool | None = None
    boardable: bool | None = None
    risks: list[Risk] | None = None
    earliest_boarding_on: str | None = None
    closed: bool | None = None


class PublicKey(Shape):
    kid: str
    alg: str
    jwk: dict[str, str]
    not_before: str | None
    not_after: str | None


class Keys(Shape):
    issuer: str
    keys: list[PublicKey]


def _scheme(call: Call) -> str | None:
    scheme = call.query.get("scheme")
    if scheme not in (None, "domestic", "international"):
        raise invalid("scheme", "not_allowed", expected="domestic, international")
    return scheme


@feature.route("GET", "/v1/people/{person_id}/code", roles=RESIDENT, answer=Code, query=("scheme", "device"))
def show_code(call: Call, person_id: str) -> dict[str, Any]:
    """The colour with its reasons, and the token to show, bound to `device` where it is given. One read."""
    device = call.query.get("device")
    if device is not None and not _THUMBPRINT.match(device):
        raise invalid("device", "bad_value")
    return codes.show(call.actor, person_id, _scheme(call), call.now, call.language, device)


@feature.route("GET", "/v1/people/{person_id}/code.png", roles=RESIDENT, query=("scheme", "timezone"))
def code_picture(call: Call, person_id: str) -> Response:
    """The same as a picture to save or print; it says that it is a copy."""
    picture = codes.picture(call.actor, person_id, _scheme(call), call.now, call.query.get("timezone"))
    return Response(picture, headers={"Content-Type": "image/png", "Cache-Control": "no-store"})


@feature.route("GET", "/v1/keys", answer=Keys)
def public_keys(call: Call) -> Response:
    """The public keys that check codes; a gate keeps them."""
    return reply(signing.public_keys(), headers={"Cache-Control": "public, max-age=300"})
