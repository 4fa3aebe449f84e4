"""Requests to staff for another document number."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from chalicelib.access.actor import RESIDENT
from chalicelib.desk import requests
from chalicelib.features.people import corrections, renaming
from chalicelib.features.people.shapes import CorrectedDocument, Recovery
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Line, Prose, Shape
from chalicelib.person.ownership import own_state

feature = Feature("people")


class CorrectionRequest(Shape):
    """A document number or a name that is fixed and wrong, one of them, and what shows that it is."""

    document: CorrectedDocument | None = None
    name: Line | None = None
    evidence: Annotated[Prose, Field(max_length=2000)]

    @model_validator(mode="after")
    def one_of_them(self) -> "CorrectionRequest":
        if self.document is None and self.name is None:
            raise wrong("required", "document")
        if self.document is not None and self.name is not None:
            raise wrong("unknown_field", "name")
        return self


def _asked(call: Call, case_id: str, person_id: str) -> dict[str, Any]:
    own_state(call.actor, person_id)
    return requests.acknowledged(case_id)


@feature.route(
    "POST",
    "/v1/people/{person_id}/corrections",
    roles=RESIDENT,
    body=CorrectionRequest,
    answer=Recovery,
    status=202,
    replay=_asked,
)
def ask_for_correction(call: Call, person_id: str) -> dict[str, Any]:
    """Asks staff for another document number or name, once the one on record can no longer be changed otherwise."""
    body: CorrectionRequest = call.body
    if body.document is None:
        return renaming.ask_staff(call.actor, person_id, body.name or "", body.evidence, call.once, call.now)
    return corrections.ask_staff(call.actor, person_id, body.document.correction(), body.evidence, call.once, call.now)
