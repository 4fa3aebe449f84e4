"""Reveals: the name and the number of somebody, for a reason; audited, and seen by the person as an office's look."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.desk import offices, openings
from chalicelib.errors import NotFound
from chalicelib.features.epidemic import case_records, cases
from chalicelib.person import documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord
from chalicelib.store import vault


def of_case(actor: Actor, case_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Who a case is: the name only where the document is somebody's here. Raises NotFound."""

    def change(attempt: Attempt) -> dict[str, Any]:
        record = cases.reached(actor, case_id)
        claim = people.claim_of(record.document_hash)
        found = case_records.opened(case_id, record.document)
        name = _looked_at(attempt, claim.person_id) if claim is not None else None
        attempt.write(openings.step(actor, claim.person_id if claim is not None else case_id, now))
        attempt.audit(actor, "case.revealed", case_id, region=record.region, reason=reason, **offices.looking(actor))
        return {"name": name, "document": found}

    shown = changing(now, change)
    openings.watch(actor, now)
    return shown


def _looked_at(attempt: Attempt, person_id: str) -> str | None:
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None:
        return None
    _tell(attempt.person(state))
    return vault.unseal(person_id, "name", profile.name)


def of_person(actor: Actor, person_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Who a person of the region is. Raises NotFound for nobody and for another region's."""

    def change(attempt: Attempt) -> dict[str, Any]:
        state, profile = people.state(person_id), people.profile(person_id)
        if state is None or profile is None:
            raise NotFound()
        require_region(actor, state.county)
        _tell(attempt.person(state))
        attempt.write(openings.step(actor, person_id, now))
        attempt.audit(actor, "person.revealed", person_id, region=state.county, reason=reason, **offices.looking(actor))
        return _shown(person_id, profile)

    shown = changing(now, change)
    openings.watch(actor, now)
    return shown


def _shown(person_id: str, profile: ProfileRecord) -> dict[str, Any]:
    document = documents.of_profile(profile)
    named = {"type": document.type, "number": document.number, "country": document.country}
    return {"name": vault.unseal(person_id, "name", profile.name), "document": named}


def _tell(person: Person) -> None:
    """The person reads that an office looked, never who."""
    person.note("inbox_revealed")
