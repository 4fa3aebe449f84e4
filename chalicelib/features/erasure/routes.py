"""Erasure of oneself, or release of a dependant."""

from chalice import Response

from chalicelib.access.actor import RESIDENT
from chalicelib.features.erasure import erasing
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("people")


@feature.route("DELETE", "/v1/people/{person_id}", roles=RESIDENT, status=204)
def remove_person(call: Call, person_id: str) -> Response | None:
    """Releases a dependant, or erases oneself. Refused while a code is red or yellow."""
    erasing.remove(call.actor, person_id, call.now)
    return None
