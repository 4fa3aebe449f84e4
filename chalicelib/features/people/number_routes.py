"""Requests to staff for another document number."""

from typing import Annotated, Any

from pydantic import Field

from chalicelib.access.actor import RESIDENT
from chalicelib.desk import requests
from chalicelib.features.people import corrections
from chalicelib.features.people.shapes import CorrectedDocument, Recovery
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.shapes import Plain, Shape

feature = Feature("people")


class NumberRequest(Shape):
    """A document number that is fixed and wrong, and what shows that it is."""

    document: CorrectedDocument
    evidence: Annotated[Plain, Field(max_length=2000)]


def _asked(call: Call, case_id: str, person_id: str) -> dict[str, Any]:
    return requests.acknowledged(case_id)


@feature.route(
    "POST",
    "/v1/people/{person_id}/corrections",
    roles=RESIDENT,
    body=NumberRequest,
    answer=Recovery,
    status=202,
    replay=_asked,
)
def ask_for_correction(call: Call, person_id: str) -> dict[str, Any]:
    """Asks staff for another document number, once the one on record can no longer be changed otherwise."""
    body: NumberRequest = call.body
    return corrections.ask_staff(call.actor, person_id, body.document.correction(), body.evidence, call.once, call.now)
