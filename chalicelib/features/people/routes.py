"""Applications, and the people whom an account files for."""

from typing import Any

from chalicelib.access.actor import RESIDENT, RESIDENT_OR_CLAIMANT
from chalicelib.features.people import applying, confirming, corrections, renaming
from chalicelib.features.people.application import Application
from chalicelib.features.people.shapes import (
    NewPerson,
    OfferedPrior,
    PeopleList,
    Person,
    PersonChange,
    PriorDecision,
)
from chalicelib.http.calls import Call
from chalicelib.http.endpoint import Feature

feature = Feature("people")


def _replay(call: Call, person_id: str) -> dict[str, Any]:
    return applying.replay_answer(call.actor, person_id, call.now, call.language)


@feature.route("POST", "/v1/people", roles=RESIDENT, body=NewPerson, answer=Person, status=201, replay=_replay)
def register_person(call: Call) -> dict[str, Any]:
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
    return applying.apply(call.actor, form, call.address, call.once, call.now, call.language)


@feature.route("GET", "/v1/people", roles=RESIDENT_OR_CLAIMANT, answer=PeopleList, query=("limit", "cursor"))
def list_people(call: Call) -> dict[str, Any]:
    """The account's own person and its dependants, at most eleven."""
    return {"items": applying.of_account(call.actor, call.language), "next_cursor": None}


@feature.route("GET", "/v1/people/{person_id}", roles=RESIDENT_OR_CLAIMANT, answer=Person)
def view_person(call: Call, person_id: str) -> dict[str, Any]:
    """One of the account's people."""
    return applying.view(call.actor, person_id, call.language)


@feature.route("PATCH", "/v1/people/{person_id}", roles=RESIDENT, body=PersonChange, answer=Person)
def change_person(call: Call, person_id: str) -> dict[str, Any]:
    """Changes residence, address, a name that was never certified; a mistyped number changes when declaring next."""
    body: PersonChange = call.body
    if body.name:
        renaming.rename(call.actor, person_id, body.name, call.address, call.now)
    if body.document:
        corrections.note(call.actor, person_id, body.document.correction(), call.now)
    return applying.change_residence(call.actor, person_id, body.residence, body.address, call.now, call.language)


@feature.route("GET", "/v1/people/{person_id}/prior", roles=RESIDENT, answer=OfferedPrior)
def show_prior_registration(call: Call, person_id: str) -> dict[str, Any]:
    """What an earlier registration in another code holds of the person, offered for confirmation."""
    return confirming.offered(call.actor, person_id, call.now)


@feature.route("PUT", "/v1/people/{person_id}/prior", roles=RESIDENT, body=PriorDecision, answer=Person)
def decide_prior_registration(call: Call, person_id: str) -> dict[str, Any]:
    """Confirms or declines it; it is gone afterwards."""
    confirmed: bool = call.body.confirmed
    return confirming.decide(call.actor, person_id, confirmed=confirmed, now=call.now, language=call.language)
