"""Presentation of a code, and the keys that a gate needs to check one."""

import re
from typing import Any

from chalice import Response

from chalicelib.access.actor import RESIDENT
from chalicelib.errors import invalid
from chalicelib.features.showing import code
from chalicelib.features.showing.shapes import Code
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.person import signing

feature = Feature("codes")
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}\Z")


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
    return code.show(call.actor, person_id, _scheme(call), call.now, call.language, device)


@feature.route("GET", "/v1/people/{person_id}/code.png", roles=RESIDENT, query=("scheme", "timezone"))
def code_picture(call: Call, person_id: str) -> Response:
    """The same as a picture to save or print; it says that it is a copy."""
    picture = code.picture(call.actor, person_id, _scheme(call), call.now, call.query.get("timezone"))
    return Response(picture, headers={"Content-Type": "image/png", "Cache-Control": "no-store"})


@feature.route("GET", "/v1/keys", answer=Keys)
def public_keys(call: Call) -> Response:
    """The public keys that check codes; a gate keeps them."""
    return reply(signing.public_keys(), headers={"Cache-Control": "public, max-age=300"})
