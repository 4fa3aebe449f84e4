"""Real-name certification: applying never waits for the service; a job asks it afterwards."""

from datetime import datetime

from chalicelib.config import COMPARISON_DEADLINE
from chalicelib.errors import Unavailable
from chalicelib.features.people import comparing, number_cases, questions, real_name_service
from chalicelib.features.people.real_name_service import Claim
from chalicelib.person import accounts, documents, priors, waits
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord
from chalicelib.store import vault


def certify(person_id: str, now: datetime) -> None:
    """Asks the service about a pending person and records what it says. Safe to repeat.

    Raises Unavailable if there is no answer yet, so that the queue tries again.
    """

    def change(attempt: Attempt) -> None:
        state, profile = people.state(person_id), people.profile(person_id)
        if state is not None and profile is not None and questions.is_asked_about(state):
            person = attempt.person(state)
            record(attempt, person, profile, _ask(profile, person_id, corrected=state.correcting == "asked"))

    changing(now, change)


def record(attempt: Attempt, person: Person, profile: ProfileRecord, result: str) -> None:
    """Keeps what the service says of this document: a number that is corrected meanwhile is asked about anew.

    Who is not the person of a number that another record has ends as with any number. Raises Unavailable for `unknown`.
    """
    if result == "unknown":
        raise Unavailable(retry_after=60)
    if result == "agree" and _has_rival(person):
        _contest(attempt, person, profile)
        return
    attempt.write(people.still_has(profile))
    if person.state.correcting == "asked":
        person.await_correction(None)
    person.certify("certified" if result == "agree" else "refused")
    if result == "agree":
        comparing.certified(person, profile, attempt.now)
        priors.tell(person, profile, attempt.now)
    else:
        person.notify("inbox_refused")


def _has_rival(person: Person) -> bool:
    return bool(person.state.contested) or person.state.correcting == "asked"


def _contest(attempt: Attempt, person: Person, profile: ProfileRecord) -> None:
    """Who proved to be the person of a document that another record has is told so; staff decide whose it is."""
    number, country = number_cases.shown_number(profile, person.id), number_cases.shown_country(profile)
    wanted = number_cases.Wanted(number, taken=True, country=country)
    claim = documents.claim_of(number_cases.document_of(profile, number, country, attempt.now))
    number_cases.open_case(attempt, person, profile, wanted)
    if claim is not None and claim.person_id != person.id:
        person.wait(waits.CONTEST, [claim.person_id], attempt.now + COMPARISON_DEADLINE)
    person.notify("inbox_contest")


def _ask(profile: ProfileRecord, person_id: str, *, corrected: bool) -> str:
    account = accounts.find(profile.account_id)
    if account is None:
        return "disagree"
    number = profile.corrected_number if corrected else None
    claim = Claim(
        name=vault.unseal(person_id, "name", profile.name),
        document_type=profile.document_type,
        document_number=vault.unseal(person_id, "document", number or profile.document_number),
        country=number_cases.shown_country(profile),
        phone=vault.unseal(account.id, "phone", account.phone),
    )
    return real_name_service.ask(person_id, claim)
