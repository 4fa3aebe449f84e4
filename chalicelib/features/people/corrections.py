"""A mistyped document number: corrected with a declaration until its photo was accepted (domain: two entries).

A number that another record has goes to staff (number_cases.py), and so does one that is wrong although
it was accepted. Whoever asks cannot tell a taken number from a free one: that a document is known is told to nobody.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import requests
from chalicelib.errors import Conflict, FieldError, invalid, refused
from chalicelib.features.people import comparing, mrz_check, number_cases, questions
from chalicelib.features.people.number_cases import shown_number
from chalicelib.identity.documents import OF_MANY_COUNTRIES, Document, check_document
from chalicelib.identity.names import last4
from chalicelib.person import documents, known_facts, namesakes, retained_evidence
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.coming import Coming
from chalicelib.person.ownership import own_records
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import vault
from chalicelib.store.limits import Window

_CASES_PER_DAY = 5


@dataclass(frozen=True)
class Correction:
    """The number as it is right, with its country where there are many; the zone of the document may prove it."""

    number: str
    country: str | None = None
    zone: str | list[str] | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Corrected:
    """A correction that was checked and is ready to be written with the declaration.

    `taken`: another record has the number: the service is asked as about every other, and who is the person of it
    waits for staff. `fixed`: it was noted before the old one was fixed, and waits for staff.
    """

    profile: ProfileRecord
    document: Document
    document_hash: str
    details: dict[str, str]
    taken: bool
    fixed: bool
    at: datetime
    coming: Coming | None = None
    """What comes with the document, where it becomes the person's."""


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
        number = vault.unseal(state.person_id, "document", profile.corrected_number)
        typed = Correction(number, number_cases.shown_country(profile))
    return _checked(state, profile, typed, now) if typed else None


def _checked(state: StateRecord, profile: ProfileRecord, typed: Correction, now: datetime) -> Corrected | None:
    document, expires_on = _document(state.person_id, profile, typed, now)
    known = _is_known(profile, state, document)
    if known and state.correcting in (None, "asked"):
        return None
    fixed = is_fixed(profile, state) and not _names_the_country(profile, state, document)
    if fixed and not known:
        raise Conflict("number_fixed", FieldError("document.number", "number_fixed"))
    on_record = documents.known_of(document, state.account_id, profile)
    taken = on_record.claim is not None and on_record.claim.person_id != state.person_id
    stands = taken or fixed
    if stands and state.correcting == "staff" and known:
        return None
    evidence = None if stands else retained_evidence.following(on_record.kept, state.account_id, now)
    document_hash = documents.hash_of(document)
    moved = document_hash != profile.document_hash or state.contested
    facts = on_record.facts if moved else None
    return Corrected(
        profile,
        document,
        document_hash,
        number_cases.details_of(document, expires_on),
        taken,
        fixed,
        now,
        None if stands else Coming(facts, evidence, now, on_record.former),
    )


def _is_known(profile: ProfileRecord, state: StateRecord, document: Document) -> bool:
    """Whether this is what the person gave last."""
    if document.number != shown_number(profile, state.person_id):
        return False
    return document.type not in OF_MANY_COUNTRIES or document.country == number_cases.shown_country(profile)


def _names_the_country(profile: ProfileRecord, state: StateRecord, document: Document) -> bool:
    """Whether a record of before says only now which country issued its document."""
    if number_cases.shown_country(profile) is not None or document.type not in OF_MANY_COUNTRIES:
        return False
    return document.number == vault.unseal(state.person_id, "document", profile.document_number)


def is_fixed(profile: ProfileRecord, state: StateRecord) -> bool:
    """Whether the number can be changed by staff only: its photo was accepted, or an ID card is certified."""
    if profile.entry == "id_card":
        return bool(state.certification == "certified")
    return bool(getattr(profile, "photo_accepted", False))


def is_name_fixed(profile: ProfileRecord, state: StateRecord) -> bool:
    """Whether the name can be changed by staff only: it was certified once, or a photo of its document accepted."""
    return bool(state.named) or state.certification == "certified" or bool(getattr(profile, "photo_accepted", False))


def _document(person_id: str, profile: ProfileRecord, typed: Correction, now: datetime) -> tuple[Document, date | None]:
    """The document, and the day on which it expires if that was typed or the zone tells it."""
    today = policy_day(now, POLICY_ZONE)
    details = profile.details
    if profile.document_type in OF_MANY_COUNTRIES and typed.country is None:
        raise invalid("document.country", "required")
    born = details.get("birth_date") if profile.entry == "passport" else None
    document = check_document(
        profile.document_type,
        typed.number,
        typed.country or details.get("country"),
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


def correct(attempt: Attempt, person: Person, corrected: Corrected | None, address: str) -> None:
    """Corrects the number with the declaration that is being written; `address` is where that comes from.

    A taken number looks as if it had been corrected, and is asked about; a fixed one stays until staff decide.
    """
    if corrected is None:
        return
    document = corrected.document
    if corrected.fixed:
        wanted = number_cases.Wanted(document.number, corrected.taken, country=document.country)
        number_cases.open_case(attempt, person, corrected.profile, wanted)
        return
    person.show_document(last4(document.number))
    attempt.write(*questions.count_steps(person.state.account_id, address, attempt.now))
    if corrected.taken:
        _keep_beside(attempt, person, corrected)
    else:
        person.await_correction(None)
        _take(attempt, person, corrected)
    questions.ask(person)


def _keep_beside(attempt: Attempt, person: Person, corrected: Corrected) -> None:
    """Another record has the number: this one keeps its own, and the service is asked as if there were none."""
    profile, document = corrected.profile, corrected.document
    details = profile.details | {name: each for name, each in corrected.details.items() if name != "country"}
    named = number_cases.named_actions(person.id, document.number, document.country, attempt.now)
    actions = [ProfileRecord.details.set(details), *named, ProfileRecord.number_case.remove()]
    attempt.write(people.profile_change(profile, actions), *number_cases.take_back(profile))
    person.certify("pending")
    person.await_correction("asked")


def _take(attempt: Attempt, person: Person, corrected: Corrected) -> None:
    """The number becomes this person's and the mistyped one nobody's."""
    profile, contested = corrected.profile, person.state.contested
    who = namesakes.identity_with(profile, corrected.document, corrected.document_hash)
    place = comparing.move(attempt, person, profile, who)
    moved = profile.document_hash != corrected.document_hash
    if moved or contested:
        attempt.write(people.claim_put(corrected.document_hash, person.id, person.state.account_id, attempt.now))
        known = corrected.coming.known if corrected.coming is not None else None
        attempt.write(known_facts.unchanged(corrected.document_hash, known))
    if contested:
        attempt.write(people.rival_drop(profile.document_hash, person.state.account_id))
    elif moved:
        attempt.write(people.claim_drop(profile.document_hash, person.id))
    attempt.write(people.profile_change(profile, _numbered(person.id, corrected, place)))
    attempt.write(*number_cases.take_back(profile))
    person.contest(contested=False)


def _numbered(person_id: str, corrected: Corrected, place: str | None) -> list[Any]:
    """The actions that put the corrected number into the profile."""
    return [
        *comparing.placed(place),
        ProfileRecord.details.set(corrected.profile.details | corrected.details),
        ProfileRecord.document_number.set(vault.seal(person_id, "document", corrected.document.number, corrected.at)),
        ProfileRecord.document_hash.set(corrected.document_hash),
        *number_cases.CORRECTED,
        ProfileRecord.number_case.remove(),
    ]


def announce(state: StateRecord, corrected: Corrected | None, now: datetime) -> None:
    """After the transaction: the real-name service is asked about the new number."""
    if corrected and not corrected.fixed:
        questions.put(state, now)


def note(actor: Actor, person_id: str, typed: Correction, now: datetime) -> None:
    """Keeps a corrected number for the next declaration. Raises as `prepare` does."""

    def change(attempt: Attempt) -> None:
        profile, state = own_records(actor, person_id)
        corrected = _checked(state, profile, typed, now)
        if corrected is None:
            return
        attempt.person(state).await_correction("typed")
        named = number_cases.named_actions(person_id, corrected.document.number, corrected.document.country, now)
        actions = [*named, ProfileRecord.number_case.remove()]
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
    if fixed and documents.hash_of(document) == profile.document_hash:
        raise Conflict("number_unchanged", FieldError("document.number", "number_unchanged"))
    claim = documents.claim_of(document)
    taken = claim is not None and claim.person_id != state.person_id
    return number_cases.Wanted(document.number, taken, evidence, expires_on, document.country)
