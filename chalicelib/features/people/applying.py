"""Applications: one record a document, however many requests race; and what an account may see of its people."""

import secrets as random
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import settings
from chalicelib.errors import Conflict, FieldError, NotFound
from chalicelib.features.people import certification, corrections, number_cases, proxies
from chalicelib.features.people.application import Application, checked
from chalicelib.features.people.proxies import Binding
from chalicelib.http.regions import check_region
from chalicelib.identity.documents import Document
from chalicelib.identity.names import check_name, last4, mask_name
from chalicelib.person import accounts, code_id, retained_evidence
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_records
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import queues, secrets, vault
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Lost, Put


def apply(actor: Actor, form: Application, key: Once | None, now: datetime) -> dict[str, Any]:
    """The person of this document, made or found. One transaction; more only where the document is known.

    Raises Refused `invalid_document`, `not_eligible`; Conflict `document_taken`, `entry_closed`.
    """
    document, form = checked(form, now)
    proxies.check_binding(actor, Binding(form.relation, form.scheme, form.dependant_reason, document), now)
    document_hash = hash_of(document)
    person_id = random.token_hex(10)
    profile = _profile(actor, person_id, form, document, document_hash, now)
    attempt = Attempt(now)
    person = attempt.new_person(_state(actor, person_id, form, profile, document, now))
    attempt.write(people.claim_put(document_hash, person_id, actor.account_id), Put(profile, ABSENT))
    attempt.write(*proxies.link_steps(actor, person_id, form.relation))
    _first_facts(person, form, document_hash, now)
    attempt.once(key, person_id)
    try:
        attempt.commit()
    except Lost:
        return _known(actor, form, profile, person.state, key, now)
    _ask_service(person.state, now)
    return answer(profile, person.state)


def _ask_service(state: StateRecord, now: datetime) -> None:
    """Has the real-name service asked about a pending person. Safe to repeat, and repeated with every retry:
    a process that dies between the transaction and this leaves a person of whom nobody asks."""
    if state.certification == "pending" and not state.contested:
        queues.send(settings().certification_queue_url, "certify", now, person_id=state.person_id)


def _first_facts(person: Person, form: Application, document_hash: str, now: datetime) -> None:
    """Where the person lives, and the open holds of an earlier record of the document."""
    evidence = retained_evidence.of_document(document_hash, person.state.account_id, now)
    if evidence is not None:
        person.learn(inherited=evidence)
    person.live_in(form.residence)


def hash_of(document: Document) -> str:
    """The keyed hash by which a document is found."""
    return secrets.lookup_hash("document", f"{document.type}:{document.number}")


def _profile(
    actor: Actor, person_id: str, form: Application, document: Document, document_hash: str, now: datetime
) -> ProfileRecord:
    details = {
        "birth_date": _day(document.birth_date or form.birth_date),
        "sex": document.sex or form.sex,
        "country": document.country,
        "nationality": form.nationality or document.country,
        "expires_on": _day(form.expires_on),
        "dependant_reason": form.dependant_reason,
    }
    return ProfileRecord(
        f"P#{person_id}",
        "profile",
        account_id=actor.account_id,
        relation=form.relation,
        entry=form.entry,
        name=vault.seal(person_id, "name", check_name(form.name), now),
        document_type=document.type,
        document_number=vault.seal(person_id, "document", document.number, now),
        document_hash=document_hash,
        details={name: value for name, value in details.items() if value is not None},
        residence=form.residence,
        address=vault.seal(person_id, "address", form.address, now) if form.address else None,
        created_at=now,
    )


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _state(
    actor: Actor, person_id: str, form: Application, profile: ProfileRecord, document: Document, now: datetime
) -> StateRecord:
    account = accounts.find(actor.account_id)
    return StateRecord(
        f"P#{person_id}",
        "state",
        account_id=actor.account_id,
        schemes={form.scheme},
        relation=form.relation,
        nationality=profile.details.get("nationality"),
        quiet=account.quiet if account else None,
        name_masked=mask_name(check_name(form.name)),
        last4=last4(document.number),
        photos="missing" if form.entry == "passport" else "not_needed",
        code_since=now,
        updated_at=now,
        **code_id.first(),
    )


def _known(
    actor: Actor,
    form: Application,
    profile: ProfileRecord,
    state: StateRecord,
    key: Once | None,
    now: datetime,
) -> dict[str, Any]:
    """What to do when the document, the account's own record or the request was there before."""
    claim = people.claim_of(profile.document_hash)
    if claim is None:
        raise proxies.refusal(actor, form.entry, form.relation)
    if claim.account_id == actor.account_id:
        return _again(form, claim.person_id, now)
    return _contested(actor, form, profile, state, key, now)


def _again(form: Application, person_id: str, now: datetime) -> dict[str, Any]:
    """The account's own earlier record, offered again; another scheme is added to it."""

    def change(attempt: Attempt) -> tuple[ProfileRecord, StateRecord]:
        profile, person = people.profile(person_id), attempt.person(person_id)
        if profile is None:
            raise NotFound()
        _require_same(form, profile)
        if form.scheme not in person.state.schemes:
            person.hold_scheme(form.scheme)
        return profile, person.state

    profile, state = changing(now, change)
    _ask_service(state, now)
    return answer(profile, state)


def _require_same(form: Application, profile: ProfileRecord) -> None:
    """Raises Conflict where the earlier record came by another entry or is another relation's."""
    if profile.entry != form.entry:
        raise Conflict("entry_closed", FieldError("entry", "entry_closed"))
    if profile.relation != form.relation:
        raise Conflict()


def replay_answer(actor: Actor, person_id: str, now: datetime) -> dict[str, Any]:
    """The answer to an application that an earlier request made."""
    profile, state = own_records(actor, person_id)
    _ask_service(state, now)
    return answer(profile, state)


def _contested(
    actor: Actor, form: Application, profile: ProfileRecord, state: StateRecord, key: Once | None, now: datetime
) -> dict[str, Any]:
    """Another account has the document. Only the person certified by the service learns so.

    Everybody else gets a record that stays pending until staff decide: an answer that tells nothing of the document.
    """
    if certification.confirms(actor, profile, now):
        raise Conflict("document_taken")
    attempt = Attempt(now)
    person = attempt.new_person(state)
    person.contest(contested=True)
    number = vault.unseal(person.id, "document", profile.document_number)
    case = number_cases.make(person, profile, number_cases.Wanted(number, taken=True), now)
    profile.number_case = case.id
    attempt.write(Put(profile, ABSENT), Put(case), *proxies.link_steps(actor, person.id, form.relation))
    attempt.once(key, person.id)
    try:
        attempt.commit()
    except Lost:
        raise proxies.refusal(actor, form.entry, form.relation) from None
    return answer(profile, state)


def of_account(actor: Actor) -> list[dict[str, Any]]:
    """Everybody whom the account files for: itself first."""
    found = [view(actor, link.person_id) for link in accounts.links(actor.account_id)]
    return sorted(found, key=lambda person: person["relation"] != "self")


def view(actor: Actor, person_id: str) -> dict[str, Any]:
    """One of the account's people. Raises NotFound for anybody else's."""
    profile, state = own_records(actor, person_id)
    return answer(profile, state)


def answer(profile: ProfileRecord, state: StateRecord) -> dict[str, Any]:
    """A person as the account that files for them sees them."""
    person_id = state.person_id
    number = corrections.shown_number(profile, person_id)
    return {
        "id": person_id,
        "entry": profile.entry,
        "scheme": sorted(state.schemes)[0],
        "schemes": sorted(state.schemes),
        "relation": profile.relation,
        "name": vault.unseal(person_id, "name", profile.name),
        "name_masked": state.name_masked,
        "document": {
            "type": profile.document_type,
            "number_masked": "*" * max(0, len(number) - 4) + number[-4:],
            "last4": state.last4,
            "country": profile.details.get("country"),
            "expires_on": profile.details.get("expires_on"),
        },
        "birth_date": profile.details.get("birth_date"),
        "sex": profile.details.get("sex"),
        "nationality": profile.details.get("nationality"),
        "residence": profile.residence,
        "address": vault.unseal(person_id, "address", profile.address) if profile.address else None,
        "certification": state.certification,
        "number_fixed": corrections.is_fixed(profile, state),
        "dependant_reason": profile.details.get("dependant_reason"),
        "created_at": profile.created_at,
    }


def change_residence(
    actor: Actor, person_id: str, residence: str | None, address: str | None, now: datetime
) -> dict[str, Any]:
    """Where the person lives may change at any time; name and document do not. One transaction."""

    def change(attempt: Attempt) -> dict[str, Any] | None:
        profile, state = own_records(actor, person_id)
        moved = residence is not None and residence != profile.residence
        actions = _moved(person_id, residence if moved else None, address, now)
        if moved:
            attempt.person(state).live_in(residence)
        if not actions:
            return answer(profile, state)
        attempt.write(people.profile_change(profile, actions))
        return None

    unchanged = changing(now, change)
    return unchanged or view(actor, person_id)


def _moved(person_id: str, residence: str | None, address: str | None, now: datetime) -> list[Any]:
    """The actions that put a new residence and address into the profile."""
    actions: list[Any] = []
    if residence:
        check_region(residence, "residence")
        actions.append(ProfileRecord.residence.set(residence))
    if address:
        actions.append(ProfileRecord.address.set(vault.seal(person_id, "address", address, now)))
    return actions
