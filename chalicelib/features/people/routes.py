"""Applications, and the people whom an account files for."""

from typing import Any

from chalicelib.access.actor import RESIDENT
from chalicelib.features.people import applying, corrections
from chalicelib.features.people.application import Application
from chalicelib.features.people.shapes import NewPerson, PeopleList, Person, PersonChange
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("people")


def _replay(call: Call, person_id: str) -> dict[str, Any]:
    return applying.replay_answer(call.actor, person_id, call.now)


@feature.route("POST", "/v1/people", roles=RESIDENT, body=NewPerson, answer=Person, status=201, replay=_replay)
def apply(call: Call) -> dict[str, Any]:
    """Applies for a person: one record a document; an earlier one of the account is given back."""
    body: NewPerson = call.body
    fields = body.model_dump(exclude={"document"})
    document = body.document
    form = Application(
        **fields,
        document_type=document.type,
        document_number=document.number,
        country=document.country,
        expires_on=document.expires_on,
        zone=document.zone,
    )
    return applying.apply(call.actor, form, call.once, call.now)


@feature.route("GET", "/v1/people", roles=RESIDENT, answer=PeopleList, query=("limit", "cursor"))
def list_people(call: Call) -> dict[str, Any]:
    """The account's own person and its dependants, at most eleven."""
    return {"items": applying.of_account(call.actor), "next_cursor": None}


@feature.route("GET", "/v1/people/{person_id}", roles=RESIDENT, answer=Person)
def view_person(call: Call, person_id: str) -> dict[str, Any]:
    """One of the account's people."""
    return applying.view(call.actor, person_id)


@feature.route("PATCH", "/v1/people/{person_id}", roles=RESIDENT, body=PersonChange, answer=Person)
def change_person(call: Call, person_id: str) -> dict[str, Any]:
    """Changes residence or address; a mistyped document number changes with the next declaration."""
    body: PersonChange = call.body
    if body.document:
        corrections.note(call.actor, person_id, body.document.correction(), call.now)
    return applying.change_residence(call.actor, person_id, body.residence, body.address, call.now)
