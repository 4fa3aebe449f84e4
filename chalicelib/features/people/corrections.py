"""A mistyped document number: corrected with a declaration until its photo was accepted (domain: two entries).

A number that another record has goes to staff (services/number_cases.py), and so does one that is wrong although
it was accepted. Whoever asks cannot tell a taken number from a free one: that a document is known is told to nobody.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.access import idempotency
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE, settings
from chalicelib.errors import Conflict, FieldError, TooMany, Unavailable, refused
from chalicelib.features.people import mrz_check, number_cases
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.person import records as people
from chalicelib.person import retained_evidence
from chalicelib.person.ownership import own_records
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import Event
from chalicelib.store import queues, secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost, Step, transact

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
    events: tuple[Event, ...] = ()
    more: tuple[Step, ...] = field(default=())


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
        evidence.events if evidence else (),
        evidence.steps(state.person_id, now) if evidence else (),
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


def steps(state: StateRecord, corrected: Corrected | None) -> list[Step]:
    """The steps that belong into the declaration's transaction; changes the state in hand.

    A taken number looks as if it had been corrected, until staff decide; a fixed one stays until then.
    """
    if corrected is None:
        return []
    wanted = number_cases.Wanted(corrected.document.number, corrected.taken)
    if corrected.fixed:
        return number_cases.opened(state, corrected.profile, wanted, corrected.at)[1]
    state.last4 = last4(corrected.document.number)
    state.certification = "pending"
    details = ProfileRecord.details.set(corrected.profile.details | corrected.details)
    if corrected.taken:
        return number_cases.opened(state, corrected.profile, wanted, corrected.at, details)[1]
    state.correcting = None
    return _take(state, corrected, details)


def _take(state: StateRecord, corrected: Corrected, details: Any) -> list[Step]:
    """The number becomes this person's and the mistyped one nobody's."""
    profile = corrected.profile
    actions = (
        details,
        ProfileRecord.document_number.set(
            vault.seal(state.person_id, "document", corrected.document.number, corrected.at)
        ),
        ProfileRecord.document_hash.set(corrected.document_hash),
        ProfileRecord.corrected_number.remove(),
        ProfileRecord.number_case.remove(),
    )
    freed: list[Step] = []
    if not state.contested and profile.document_hash != corrected.document_hash:
        freed.append(people.claim_drop(profile.document_hash, state.person_id))
    claimed: list[Step] = []
    if state.contested or profile.document_hash != corrected.document_hash:
        claimed.append(people.claim_put(corrected.document_hash, state.person_id, state.account_id))
    state.contested = False
    change = people.profile_change(profile, list(actions))
    return [*claimed, *freed, change, *number_cases.take_back(profile), *corrected.more]


def announce(state: StateRecord, corrected: Corrected | None, now: datetime) -> None:
    """After the transaction: the real-name service is asked about the new number."""
    if corrected and not (corrected.taken or corrected.fixed):
        queues.send(settings().certification_queue_url, "certify", now, person_id=state.person_id)


def note(actor: Actor, person_id: str, typed: Correction, now: datetime) -> None:
    """Keeps a corrected number for the next declaration. Raises as `prepare` does."""
    profile, state = own_records(actor, person_id)
    corrected = _checked(state, profile, typed, now)
    if corrected is None:
        return
    read = int(state.version)
    state.correcting = "typed"
    sealed = vault.seal(person_id, "document", corrected.document.number, now)
    actions = [ProfileRecord.corrected_number.set(sealed), ProfileRecord.number_case.remove()]
    change = people.profile_change(profile, actions)
    try:
        transact([people.state_write(state, read), change, *number_cases.take_back(profile)])
    except Lost:
        raise Unavailable(retry_after=1) from None


def ask_staff(
    actor: Actor, person_id: str, typed: Correction, evidence: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A case for staff about a number that the person can no longer correct alone. Three reads, one transaction.

    The answer is the same whether another record has the number. Raises Refused `invalid_document`, Conflict
    `number_unchanged`, TooMany.
    """
    profile, state = own_records(actor, person_id)
    document, expires_on = _document(person_id, profile, typed, now)
    if is_fixed(profile, state) and document.number == vault.unseal(person_id, "document", profile.document_number):
        raise Conflict("number_unchanged", FieldError("document.number", "number_unchanged"))
    taken = _is_taken(secrets.lookup_hash("document", f"{document.type}:{document.number}"), person_id)
    read = int(state.version)
    wanted = number_cases.Wanted(document.number, taken, evidence, expires_on)
    case_id, opened = number_cases.opened(state, profile, wanted, now)
    window = Window("number_cases", person_id, _CASES_PER_DAY, timedelta(days=1))
    try:
        transact([window.step(now), people.state_write(state, read), *opened, *idempotency.steps(key, case_id, now)])
    except Lost as lost:
        if 0 in lost.failed:
            raise TooMany(retry_after=window.left_seconds(now)) from None
        raise Unavailable(retry_after=1) from None
    return {"id": case_id, "status": "waiting"}
