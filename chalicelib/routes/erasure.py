"""Erasing oneself, or releasing a dependant."""

from chalice import Response

from chalicelib.routes.http import Call, Feature
from chalicelib.services import erasure
from chalicelib.services.access import RESIDENT

feature = Feature("people")


@feature.route("DELETE", "/v1/people/{person_id}", roles=RESIDENT, status=204)
def remove_person(call: Call, person_id: str) -> Response | None:
    """Releases a dependant, or erases oneself. Refused while a code is red or yellow."""
    erasure.remove(call.actor, person_id, call.now)
    return None
