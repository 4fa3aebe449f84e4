"""Real-name certification: applying never waits for the service; a job asks it afterwards."""

from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.errors import Unavailable
from chalicelib.features.people import real_name_service
from chalicelib.features.people.real_name_service import Claim
from chalicelib.person import accounts
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault

_SYNCHRONOUS_SECONDS = 2.0


def confirms(actor: Actor, profile: ProfileRecord, now: datetime) -> bool:
    """Whether the service agrees at once that this is the person. No answer is no."""
    try:
        return _ask(profile, profile.pk[2:], seconds=_SYNCHRONOUS_SECONDS) == "agree"
    except Unavailable:
        return False


def certify(person_id: str, now: datetime) -> None:
    """Asks the service about a pending person and records what it says. Safe to repeat.

    Raises Unavailable if there is no answer yet, so that the queue tries again.
    """

    def change(attempt: Attempt) -> None:
        state, profile = people.state(person_id), people.profile(person_id)
        if state is not None and profile is not None and _is_asked_about(state):
            record(attempt, attempt.person(state), profile, _ask(profile, person_id))

    changing(now, change)


def _is_asked_about(state: StateRecord) -> bool:
    """Whether the service's word is waited for: not for whom it was given, nor where staff decide."""
    return state.certification == "pending" and not state.contested and state.correcting != "staff"


def record(attempt: Attempt, person: Person, profile: ProfileRecord, result: str) -> None:
    """Keeps what the service says of this document: a number that is corrected meanwhile is asked about anew.

    Raises Unavailable for `unknown`.
    """
    if result == "unknown":
        raise Unavailable(retry_after=60)
    attempt.write(people.still_has(profile))
    person.certify("certified" if result == "agree" else "refused")
    if result != "agree":
        person.notify("inbox_refused")


def _ask(profile: ProfileRecord, person_id: str, seconds: float = 5.0) -> str:
    account = accounts.find(profile.account_id)
    if account is None:
        return "disagree"
    claim = Claim(
        name=vault.unseal(person_id, "name", profile.name),
        document_type=profile.document_type,
        document_number=vault.unseal(person_id, "document", profile.document_number),
        phone=vault.unseal(account.id, "phone", account.phone),
    )
    return real_name_service.ask(person_id, claim, seconds)
