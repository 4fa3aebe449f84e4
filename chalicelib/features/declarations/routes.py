"""Declarations of one's health; a check-in is the same thing."""

from dataclasses import replace
from typing import Any

from chalicelib.access.actor import RESIDENT
from chalicelib.features.declarations import declaring
from chalicelib.features.declarations.shapes import DeclarationAnswer, DeclarationList, NewDeclaration, form_of
from chalicelib.http.calls import Call, page_size
from chalicelib.http.endpoint import Feature

feature = Feature("declarations")


def _replay(call: Call, declaration_id: str, person_id: str) -> dict[str, Any]:
    return declaring.replay_answer(call.actor, person_id, declaration_id, call.now, call.language)


@feature.route(
    "POST",
    "/v1/people/{person_id}/declarations",
    roles=RESIDENT,
    body=NewDeclaration,
    answer=DeclarationAnswer,
    status=201,
    replay=_replay,
)
def declare(call: Call, person_id: str) -> dict[str, Any]:
    """Files a declaration or check-in; answers with the colour that follows."""
    body: NewDeclaration = call.body
    form = replace(
        form_of(body),
        trip=body.trip.form() if body.trip else None,
        keeps_trip="trip" not in body.model_fields_set,
        filed_by=body.filed_by,
        document=body.document.correction() if body.document else None,
    )
    return declaring.submit(call.actor, person_id, form, call.once, call.now, call.language)


@feature.route(
    "GET",
    "/v1/people/{person_id}/declarations",
    roles=RESIDENT,
    answer=DeclarationList,
    query=("limit", "cursor"),
)
def list_declarations(call: Call, person_id: str) -> dict[str, Any]:
    """What was declared, newest first."""
    return declaring.listed(call.actor, person_id, page_size(call), call.query.get("cursor"))
