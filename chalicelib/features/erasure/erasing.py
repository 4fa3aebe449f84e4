"""Erasure of a person: by oneself, of a dependant, or because nothing was declared for long."""

from contextlib import suppress
from datetime import datetime

from chalicelib.access.actor import RESIDENT, Actor
from chalicelib.desk import requests
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.erasure import ending
from chalicelib.features.login import proofs
from chalicelib.features.photos import uploads
from chalicelib.features.visits import records as visits_records
from chalicelib.person import accounts, colour, erased, namesakes, priors, retained_evidence
from chalicelib.person import records as people
from chalicelib.person.accounts import LeavingItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store.transactions import Drop, Step


def remove(actor: Actor, person_id: str, proof: str | None, now: datetime) -> None:
    """Takes a person's record away and ends its codes. Sent again after it ended halfway, it is finished.

    The evidence of open holds stays under the document's hash. The account goes with
    the last person on it. Raises NotFound for another's person; for oneself Unauthenticated
    `proof_required`, Conflict `open_holds` while a code is red or yellow of somebody who is not certified.
    """

    def change(attempt: Attempt) -> None:
        profile, state = own_records(actor, person_id)
        if profile.relation == "self":
            proofs.require(actor, proof, now)
            _require_evidence_to_follow(state, now)
        attempt.write(*ending_steps(profile, state, now))
        attempt.person(state).erase()

    with suppress(NotFound):
        changing(now, change)
    _finish(actor, person_id, now)


def _require_evidence_to_follow(state: StateRecord, now: datetime) -> None:
    """What is kept follows a document to another account only where certified; else erasing would wash it off."""
    if state.certification != "certified" and colour.has_open_holds(state, now):
        raise Conflict("open_holds")


def _finish(actor: Actor, person_id: str, now: datetime) -> None:
    """Raises NotFound where nobody was taken away."""
    noted = accounts.leaving(actor.account_id, person_id)
    if noted is None:
        raise NotFound()
    clear(noted, now)
    noted.delete()


def clear(noted: LeavingItem, now: datetime) -> None:
    """Deletes what is left of a person who was taken away: pictures, declarations, where the person is. Safe to repeat.

    Only now, because whatever arrives for a person who is gone is turned away. The note itself is the caller's to take.
    """
    account_id, person_id = noted.pk.removeprefix("A#"), noted.sk.removeprefix("leaving#")
    uploads.erase(person_id)
    for record in people.partition(person_id):
        record.delete()
    visits_records.forget_presence(person_id)
    if noted.ends_account and not accounts.links(account_id):
        ending.end_account(Actor(account_id, frozenset(RESIDENT)), now)


def ending_steps(profile: ProfileRecord, state: StateRecord, now: datetime, *, ends_account: bool = True) -> list[Step]:
    """What goes with the person's state: profile, place in the account, claim on the document, a case that waits."""
    steps: list[Step] = [
        Drop(profile),
        erased.put(state.person_id, now),
        accounts.unlink_step(state.account_id, state.person_id, profile.relation),
        accounts.leaving_put(state.account_id, state.person_id, now, ends_account=ends_account),
        *retained_evidence.keeping_steps(profile, state, now),
    ]
    if state.contested:
        steps.append(people.rival_drop(profile.document_hash, state.account_id))
    else:
        steps.append(people.claim_drop(profile.document_hash, state.person_id))
        steps += [priors.drop(profile.document_hash)] if state.certification == "certified" else []
    if profile.namesakes:
        steps.append(namesakes.leave_step(profile.namesakes, state.person_id))
    if profile.number_case:
        steps.append(requests.drop(profile.number_case))
    if profile.relation != "self":
        steps.append(accounts.free_dependant_step(state.account_id))
    return steps
