"""Erasure of oneself, release of a dependant."""

from contextlib import suppress
from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.desk import requests
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.photos import uploads
from chalicelib.features.visits import records as visits_records
from chalicelib.person import accounts, colour, retained_evidence
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store.transactions import Drop, Step


def remove(actor: Actor, person_id: str, now: datetime) -> None:
    """Takes a person's record away and ends its codes. Sent again after it ended halfway, it is finished.

    The evidence of a dependant's open holds stays under the document's hash. Raises NotFound for another's
    person, Conflict `open_holds` for erasing oneself while a code is red or yellow.
    """

    def change(attempt: Attempt) -> None:
        profile, state = own_records(actor, person_id)
        if profile.relation == "self" and colour.has_open_holds(state, now):
            raise Conflict("open_holds")
        attempt.write(*_steps(actor, profile, state, now))
        attempt.person(state).erase()

    with suppress(NotFound):
        changing(now, change)
    _finish(actor, person_id)


def _finish(actor: Actor, person_id: str) -> None:
    """Deletes what is left of a person who was taken away: pictures, declarations, where the person is.

    Only now, because whatever arrives for a person who is gone is turned away.
    """
    noted = accounts.leaving(actor.account_id, person_id)
    if noted is None:
        raise NotFound()
    uploads.erase(person_id)
    for record in people.partition(person_id):
        record.delete()
    visits_records.forget_presence(person_id)
    noted.delete()


def _steps(actor: Actor, profile: ProfileRecord, state: StateRecord, now: datetime) -> list[Step]:
    """What goes with the person: profile, place in the account, claim on the document, a case that waits."""
    steps: list[Step] = [
        Drop(profile),
        accounts.unlink_step(actor.account_id, state.person_id, profile.relation),
        accounts.leaving_put(actor.account_id, state.person_id),
        *retained_evidence.keeping_steps(profile, state, now),
    ]
    if not state.contested:
        steps.append(people.claim_drop(profile.document_hash, state.person_id))
    if profile.number_case:
        steps.append(requests.drop(profile.number_case))
    if profile.relation != "self":
        steps.append(accounts.free_dependant_step(actor.account_id))
    return steps
