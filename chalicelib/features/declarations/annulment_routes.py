"""Annulment routes: reading a declaration, annulling one that was mistaken or somebody else's."""

from typing import Any, Literal

from pydantic import model_validator

from chalicelib.features.declarations import annulling
from chalicelib.features.declarations.annulling import Annulling
from chalicelib.features.declarations.shapes import Answers, Declaration, form_of
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature
from chalicelib.http.problems import wrong
from chalicelib.http.shapes import Passage, Shape

feature = Feature("annulments")
STAFF = ("reviewer", "epidemiologist", "supervisor")


class NewAnnulment(Shape):
    """`answers`, for a mistaken one only: what is right in their place; absent, they are struck."""

    kind: Literal["mistaken", "not_theirs"]
    reason: Passage
    answers: Answers | None = None

    @model_validator(mode="after")
    def fitting(self) -> "NewAnnulment":
        if self.answers is not None and self.kind == "not_theirs":
            raise wrong("answers_of_nobody", "answers")
        return self


class Annulment(Shape):
    declaration_id: str
    kind: Literal["mistaken", "not_theirs"]
    at: str
    colours: dict[str, str]


def _again(call: Call, resource: str, declaration_id: str) -> dict[str, Any]:
    return annulling.replay_answer(call.actor, declaration_id)


@feature.route("GET", "/v1/declarations/{declaration_id}", roles=STAFF, answer=Declaration)
def look_at_declaration(call: Call, declaration_id: str) -> dict[str, Any]:
    """What was declared, for staff who have to decide about it. Each look is recorded."""
    return annulling.look(call.actor, declaration_id, call.now)


@feature.route(
    "POST",
    "/v1/declarations/{declaration_id}/annulment",
    roles=STAFF,
    body=NewAnnulment,
    answer=Annulment,
    status=201,
    replay=_again,
)
def annul(call: Call, declaration_id: str) -> dict[str, Any]:
    """Annuls a declaration on evidence, with a reason; everything derived is worked out anew."""
    body: NewAnnulment = call.body
    decided = Annulling(body.kind, body.reason, form_of(body.answers) if body.answers else None)
    return annulling.annul(call.actor, declaration_id, decided, call.once, call.now)
