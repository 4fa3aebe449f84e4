"""The phones that show codes."""

from typing import Annotated, Any, Literal

from chalice import Response
from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.features.showing import phones
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape

feature = Feature("devices")
Thumbprint = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
Coordinate = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{43}$")]
Proof = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9_-]{96}$",
        description="base64url, no padding, of 72 bytes: unix seconds (8, big-endian), then the ES256 signature r||s "
        "(64) by the bound key over: the ASCII text `kangma.device.1`, a zero byte, the person id, a zero byte, "
        "`session_id` of the log-in's answer, a zero byte, the same 8 bytes of seconds. At most 5 minutes old.",
    ),
]


class Jwk(Shape):
    """A P-256 public key (RFC 7517). What else a browser exports with it is let through and not used."""

    model_config = Shape.model_config | {"extra": "ignore"}
    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: Coordinate
    y: Coordinate


class NewDevice(Shape):
    """`replaces`: the thumbprint of a phone that goes in the same step; what it shows counts no more."""

    public_key: Jwk
    proof: Proof
    replaces: Thumbprint | None = None


class Device(Shape):
    """`thumbprint`: the key's JWK thumbprint (RFC 7638), for `GET …/code?device=`.

    `session`: the login it was bound in, as in `GET /v1/me/sessions`, which says what device that is while it lasts.
    """

    thumbprint: str
    bound_at: str
    session: str
    this_session: bool


class DeviceList(Shape):
    items: list[Device]
    next_cursor: str | None


@feature.route("PUT", "/v1/people/{person_id}/device", roles=RESIDENT, body=NewDevice, answer=Device, proved=True)
def bind_device(call: Call, person_id: str) -> dict[str, Any]:
    """Binds the phone that shows the code; a new session gives a proof that the person is there."""
    body: NewDevice = call.body
    key = body.public_key.model_dump()
    return phones.bind(call.actor, person_id, key, body.proof, body.replaces, call.proof, call.now)


@feature.route("GET", "/v1/people/{person_id}/devices", roles=RESIDENT, answer=DeviceList)
def list_devices(call: Call, person_id: str) -> dict[str, Any]:
    """The phones that may show the code, oldest first; three at most."""
    return {"items": phones.listed(call.actor, person_id), "next_cursor": None}


@feature.route("DELETE", "/v1/people/{person_id}/devices/{thumbprint}", roles=RESIDENT, status=204)
def remove_device(call: Call, person_id: str, thumbprint: str) -> Response | None:
    """Takes a lost phone away: every code that is out counts no more, and the phone's session ends."""
    phones.remove(call.actor, person_id, thumbprint, call.now)
    return None
