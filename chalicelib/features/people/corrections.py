"""A mistyped document number: corrected with a declaration until its photo was accepted (domain: two entries).

A number that another record has goes to staff (number_cases.py), and so does one that is wrong although
it was accepted. Whoever asks cannot tell a taken number from a free one: that a document is known is told to nobody.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE, settings
from chalicelib.desk import requests
from chalicelib.errors import Conflict, FieldError, refused
from chalicelib.features.people import mrz_check, number_cases
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.person import records as people
from chalicelib.person import retained_evidence
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.person.retained_evidence import Evidence
from chalicelib.scoring.days import policy_day
from chalicelib.store import queues, secrets, vault
from chalicelib.store.limits import Window

_CASES_PER_DAY = 5


@dataclass(frozen=True)
class Correction:
    """The number as it is right; the zone of the document may prove it."""

    number: str
    zone: str | list[str] | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Corrected:
    """A correction that was checked and is ready to be written with the declaration.

    `taken`: another record has the number. `fixed`: it was noted before the old one was fixed. Both wait for staff.
    """

    profile: ProfileRecord
    document: Document
    document_hash: str
    details: dict[str, str]
    taken: bool
    fixed: bool
    at: datetime
    evidence: Evidence | None = None
    """What is kept of an earlier record of the document."""


def prepare(state: StateRecord, typed: Correction | None, now: datetime) -> Corrected | None:
    """What a declaration corrects: the number given with it, or one noted before. None where nothing changes.

    No read without a correction, three with one. Raises Refused `invalid_document`, Conflict `number_fixed`.
    """
    if typed is None and state.correcting != "typed":
        return None
    profile = people.profile(state.person_id)
    if profile is None:
        return None
    if typed is None and profile.corrected_number:
        typed = Correction(vault.unseal(state.person_id, "document", profile.corrected_number))
    return _checked(state, profile, typed, now) if typed else None


def _checked(state: StateRecord, profile: ProfileRecord, typed: Correction, now: datetime) -> Corrected | None:
    document, expires_on = _document(state.person_id, profile, typed, now)
    known = document.number == shown_number(profile, state.person_id)
    if known and not state.correcting:
        return None
    fixed = is_fixed(profile, state)
    if fixed and not known:
        raise Conflict("number_fixed", FieldError("document.number", "number_fixed"))
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    taken = _is_taken(document_hash, state.person_id)
    waits = taken or fixed
    if waits and state.correcting == "staff" and known:
        return None
    evidence = None if waits else retained_evidence.of_document(document_hash, state.account_id, now)
    return Corrected(
        profile,
        document,
        document_hash,
        number_cases.details_of(document, expires_on),
        taken,
        fixed,
        now,
        evidence,
    )


def _is_taken(document_hash: str, person_id: str) -> bool:
    claim = people.claim_of(document_hash)
    return claim is not None and claim.person_id != person_id


def is_fixed(profile: ProfileRecord, state: StateRecord) -> bool:
    """Whether the number can be changed by staff only: its photo was accepted, or an ID card is certified."""
    if profile.entry == "id_card":
        return bool(state.certification == "certified")
    return bool(getattr(profile, "photo_accepted", False))


def shown_number(profile: ProfileRecord, person_id: str) -> str:
    """The number that the person sees: the one they gave last."""
    return vault.unseal(person_id, "document", profile.corrected_number or profile.document_number)


def _document(person_id: str, profile: ProfileRecord, typed: Correction, now: datetime) -> tuple[Document, date | None]:
    """The document, and the day on which it expires if that was typed or the zone tells it."""
    today = policy_day(now, POLICY_ZONE)
    details = profile.details
    born = details.get("birth_date") if profile.entry == "passport" else None
    document = check_document(
        profile.document_type,
        typed.number,
        details.get("country"),
        date.fromisoformat(born) if born else None,
        on=today,
    )
    if document.type != profile.document_type:
        raise refused("invalid_document", "document.number", "document_form")
    mrz_check.check_expiry(typed.expires_on, today)
    name = vault.unseal(person_id, "name", profile.name)
    beside = mrz_check.Typed(document, name, details.get("nationality"), typed.expires_on, details.get("sex"))
    printed = mrz_check.check(typed.zone, beside, today)
    return document, typed.expires_on or printed


def correct(attempt: Attempt, person: Person, corrected: Corrected | None) -> None:
    """Corrects the number with the declaration that is being written.

    A taken number looks as if it had been corrected, until staff decide; a fixed one stays until then.
    """
    if corrected is None:
        return
    wanted = number_cases.Wanted(corrected.document.number, corrected.taken)
    if corrected.fixed:
        number_cases.open_case(attempt, person, corrected.profile, wanted)
        return
    person.show_document(last4(corrected.document.number))
    details = ProfileRecord.details.set(corrected.profile.details | corrected.details)
    if corrected.taken:
        person.certify("pending")
        number_cases.open_case(attempt, person, corrected.profile, wanted, details)
        return
    person.await_correction(None)
    _take(attempt, person, corrected, details)


def _take(attempt: Attempt, person: Person, corrected: Corrected, details: Any) -> None:
    """The number becomes this person's and the mistyped one nobody's."""
    profile, contested = corrected.profile, person.state.contested
    moved = profile.document_hash != corrected.document_hash
    if moved or contested:
        attempt.write(people.claim_put(corrected.document_hash, person.id, person.state.account_id))
    if moved and not contested:
        attempt.write(people.claim_drop(profile.document_hash, person.id))
    attempt.write(people.profile_change(profile, _numbered(person.id, corrected, details)))
    attempt.write(*number_cases.take_back(profile))
    person.contest(contested=False)


def _numbered(person_id: str, corrected: Corrected, details: Any) -> list[Any]:
    """The actions that put the corrected number into the profile."""
    return [
        details,
        ProfileRecord.document_number.set(vault.seal(person_id, "document", corrected.document.number, corrected.at)),
        ProfileRecord.document_hash.set(corrected.document_hash),
        ProfileRecord.corrected_number.remove(),
        ProfileRecord.number_case.remove(),
    ]


def announce(state: StateRecord, corrected: Corrected | None, now: datetime) -> None:
    """After the transaction: the real-name service is asked about the new number."""
    if corrected and not (corrected.taken or corrected.fixed):
        queues.send(settings().certification_queue_url, "certify", now, person_id=state.person_id)


def note(actor: Actor, person_id: str, typed: Correction, now: datetime) -> None:
    """Keeps a corrected number for the next declaration. Raises as `prepare` does."""

    def change(attempt: Attempt) -> None:
        profile, state = own_records(actor, person_id)
        corrected = _checked(state, profile, typed, now)
        if corrected is None:
            return
        attempt.person(state).await_correction("typed")
        sealed = vault.seal(person_id, "document", corrected.document.number, now)
        actions = [ProfileRecord.corrected_number.set(sealed), ProfileRecord.number_case.remove()]
        attempt.write(people.profile_change(profile, actions), *number_cases.take_back(profile))

    changing(now, change)


def ask_staff(
    actor: Actor, person_id: str, typed: Correction, evidence: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A case for staff about a number that the person can no longer correct alone. Three reads, one transaction.

    The answer is the same whether another record has the number. Raises Refused `invalid_document`, Conflict
    `number_unchanged`, TooMany.
    """
    window = Window("number_cases", person_id, _CASES_PER_DAY, timedelta(days=1))

    def change(attempt: Attempt) -> str:
        profile, state = own_records(actor, person_id)
        wanted = _wanted(profile, state, typed, evidence, now)
        attempt.write(window.step(now))
        case_id = number_cases.open_case(attempt, attempt.person(state), profile, wanted)
        attempt.once(key, case_id)
        return case_id

    return requests.acknowledged(changing(now, change))


def _wanted(
    profile: ProfileRecord, state: StateRecord, typed: Correction, evidence: str, now: datetime
) -> number_cases.Wanted:
    document, expires_on = _document(state.person_id, profile, typed, now)
    fixed = is_fixed(profile, state)
    if fixed and document.number == vault.unseal(state.person_id, "document", profile.document_number):
        raise Conflict("number_unchanged", FieldError("document.number", "number_unchanged"))
    taken = _is_taken(secrets.lookup_hash("document", f"{document.type}:{document.number}"), state.person_id)
    return number_cases.Wanted(document.number, taken, evidence, expires_on)
