"""What a canary is answered with: everybody may ask, as it is nobody's colour."""

from typing import Literal

from chalice.app import Response

from chalicelib.errors import NotFound
from chalicelib.features.canaries import probing, records
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Shape
from chalicelib.identity.regions import provinces
from chalicelib.person import colour

feature = Feature("canaries")
CACHED = int(probing.CACHED.total_seconds())


class Canary(Shape):
    """`colour`: that of somebody who stays in the canary county since `put_down_at`, decided as every code is."""

    province: str
    colour: Literal["green", "yellow", "red"] | None
    put_down_at: str


@feature.route("GET", "/v1/canaries/{province}", answer=Canary)
def show_canary(call: Call, province: str) -> Response:
    """The colour of the canary of a province (its code, 630000): nobody's, for the probe of what is in force.

    One read, and none for what is no province. The distribution answers whoever asks within the next seconds.
    """
    record = records.find(province) if province in provinces() else None
    if record is None:
        raise NotFound()
    decision = colour.decision(records.as_state(record), records.SCHEME, call.now)
    told = {"province": province, "colour": decision.colour, "put_down_at": record.put_down_at}
    return reply(told, headers={"Cache-Control": f"public, max-age={CACHED}"})
