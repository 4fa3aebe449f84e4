"""Real-name certification: applying never waits for the service; a job asks it afterwards."""

from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.errors import Unavailable
from chalicelib.features.people import real_name_service
from chalicelib.features.people.real_name_service import Claim
from chalicelib.person import accounts, outbox
from chalicelib.person import records as people
from chalicelib.person.code_id import end_code
from chalicelib.person.due import hasten
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault
from chalicelib.store.transactions import Lost, Step, transact

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
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None or state.certification != "pending" or state.contested:
        return
    if state.correcting == "staff":
        return
    result = _ask(profile, person_id)
    if result == "unknown":
        raise Unavailable(retry_after=60)
    _record(state, profile, "certified" if result == "agree" else "refused", now)


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


def _record(state: StateRecord, profile: ProfileRecord, certification: str, now: datetime) -> None:
    """Keeps what the service said of this document: a number that was corrected meanwhile is asked about anew."""
    steps = [people.still_has(profile), *_steps(state, certification, now)]
    try:
        transact(steps)
    except Lost:
        raise Unavailable(retry_after=1) from None


def _steps(state: StateRecord, certification: str, now: datetime) -> list[Step]:
    """A refusal ends the codes that are out, and is told. Other changes do not stand in the way of an agreement."""
    if certification == "certified":
        return [people.certification_change(state)]
    read = int(state.version)
    state.certification = certification
    steps = [*end_code(state, now), *outbox.entry(state, "inbox_refused", {}, now, now)]
    hasten(state, now)
    return [people.state_write(state, read), *steps]
