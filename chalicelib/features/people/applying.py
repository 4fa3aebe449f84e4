"""Applications: one record a document, however many requests race; and what an account may see of its people."""

import secrets as random
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.access import quotas
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict, FieldError, NotFound, Unauthenticated
from chalicelib.features.people import comparing, corrections, number_cases, proxies, questions
from chalicelib.features.people.application import Application, checked
from chalicelib.features.people.proxies import Binding
from chalicelib.http.regions import check_region
from chalicelib.identity.documents import Document
from chalicelib.identity.names import check_name, last4, mask_name
from chalicelib.person import (
    accounts,
    code_id,
    documents,
    known_facts,
    namesakes,
    retained_evidence,
    shelf,
    sunset,
    waits,
)
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.coming import Coming
from chalicelib.person.documents import Known
from chalicelib.person.ownership import own_records
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.store import vault
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Put


def apply(
    actor: Actor, form: Application, address: str, key: Once | None, now: datetime, language: str
) -> dict[str, Any]:
    """The person of this document, made or found. One transaction; more only where others race for the same.

    Whether another account has the document shows in nothing: not in the answer, and not in how the certification
    ends (certification.py). Raises Refused `invalid_document`, `not_eligible`; Conflict `entry_closed`; TooMany;
    Gone `ended` once nobody is registered any more.
    """
    known = shelf.current()
    sunset.require_admitting(known.ends, known.book, now)
    document, form = checked(form, now)
    proxies.check_binding(actor, Binding(form.relation, form.scheme, form.dependant_reason, document), now)
    asked = _Asked(actor, form, document, address, key)
    try:
        made = _made(asked, now, looks=not document.is_resident)
    except namesakes.Beside:
        made = _made(asked, now, looks=True)
    if isinstance(made, str):
        return _again(form, made, now, language)
    profile, state = made
    questions.put(state, now)
    return answer(profile, state, language)


@dataclass(frozen=True)
class _Asked:
    """An application that was checked, and where it came from."""

    actor: Actor
    form: Application
    document: Document
    address: str
    key: Once | None


def _made(asked: _Asked, now: datetime, *, looks: bool) -> str | tuple[ProfileRecord, StateRecord]:
    """The new person; the id of the account's own earlier record of the document. Raises Beside where nobody looked
    for namesakes and there is one, Conflict for an account that has its people already."""
    actor, form = asked.actor, asked.form

    def change(attempt: Attempt) -> str | tuple[ProfileRecord, StateRecord]:
        known = documents.known_of(asked.document, actor.account_id)
        if known.own is not None:
            return str(known.own.person_id)
        profile, person = _written(attempt, asked, known, looks=looks)
        attempt.write(*questions.count_steps(actor.account_id, asked.address, now))
        attempt.write(quotas.step("people", actor.account_id, now))
        attempt.once(asked.key, person.id)
        return profile, person.state

    try:
        return changing(now, change)
    except proxies.NoPlace:
        raise proxies.refusal(actor, form.entry, form.relation) from None


def _written(attempt: Attempt, asked: _Asked, known: Known, *, looks: bool) -> tuple[ProfileRecord, Person]:
    """A record of its own where the document is free; else one beside that of the other account."""
    actor, form, document, now = asked.actor, asked.form, asked.document, attempt.now
    person_id = random.token_hex(10)
    profile = _profile(actor, person_id, form, document, now)
    person = attempt.new_person(_state(actor, person_id, form, profile, document, now))
    attempt.write(Put(profile, ABSENT), *proxies.link_steps(actor, person_id, form.relation))
    if known.claim is None:
        attempt.write(people.claim_put(profile.document_hash, person_id, actor.account_id, now))
        attempt.write(known_facts.unchanged(profile.document_hash, known.facts))
        _compare(attempt, person, profile, looks=looks)
        _inherit(person, known, now)
    else:
        attempt.write(people.rival_put(profile.document_hash, person_id, actor.account_id))
        person.contest(contested=True)
    person.live_in(form.residence)
    questions.ask(person)
    return profile, person


def _compare(attempt: Attempt, person: Person, profile: ProfileRecord, *, looks: bool) -> None:
    """The person's place among namesakes; whoever may be the same person is to be compared."""
    who = namesakes.identity_of(profile)
    if who is not None:
        profile.namesakes = who.place
        comparing.enter(attempt, person, comparing.place_of(who, person.id, looks=looks))


def _inherit(person: Person, known: Known, now: datetime) -> None:
    """The open holds of an earlier record of the document, and what offices know of it."""
    evidence = retained_evidence.following(known.kept, person.state.account_id, now)
    coming = Coming(known.facts, evidence, now)
    if coming:
        person.learn(coming=coming)


def _profile(actor: Actor, person_id: str, form: Application, document: Document, now: datetime) -> ProfileRecord:
    details = {
        "birth_date": _day(document.birth_date or form.birth_date),
        "sex": document.sex or form.sex,
        "country": document.country,
        "nationality": form.nationality,
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
        document_hash=documents.hash_of(document),
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
    if account is None:
        raise Unauthenticated()
    return StateRecord(
        f"P#{person_id}",
        "state",
        account_id=actor.account_id,
        schemes={form.scheme},
        relation=form.relation,
        nationality=profile.details.get("nationality"),
        quiet=account.quiet,
        name_masked=mask_name(check_name(form.name)),
        last4=last4(document.number),
        photos="missing" if form.entry == "passport" else "not_needed",
        code_since=now,
        updated_at=now,
        **code_id.first(),
    )


def _again(form: Application, person_id: str, now: datetime, language: str) -> dict[str, Any]:
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
    questions.put(state, now)
    return answer(profile, state, language)


def _require_same(form: Application, profile: ProfileRecord) -> None:
    """Raises Conflict where the earlier record came by another entry or is another relation's."""
    if profile.entry != form.entry:
        raise Conflict("entry_closed", FieldError("entry", "entry_closed"))
    if profile.relation != form.relation:
        raise Conflict()


def replay_answer(actor: Actor, person_id: str, now: datetime, language: str) -> dict[str, Any]:
    """The answer to an application that an earlier request made."""
    profile, state = own_records(actor, person_id)
    questions.put(state, now)
    return answer(profile, state, language)


def of_account(actor: Actor, language: str) -> list[dict[str, Any]]:
    """Everybody whom the account files for: itself first."""
    found = [view(actor, link.person_id, language) for link in accounts.links(actor.account_id)]
    return sorted(found, key=lambda person: person["relation"] != "self")


def view(actor: Actor, person_id: str, language: str) -> dict[str, Any]:
    """One of the account's people. Raises NotFound for anybody else's."""
    profile, state = own_records(actor, person_id)
    return answer(profile, state, language)


def answer(profile: ProfileRecord, state: StateRecord, language: str) -> dict[str, Any]:
    """A person as the account that files for them sees them."""
    person_id = state.person_id
    number = number_cases.shown_number(profile, person_id)
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
            "country": number_cases.shown_country(profile),
            "expires_on": profile.details.get("expires_on"),
        },
        "birth_date": profile.details.get("birth_date"),
        "sex": profile.details.get("sex"),
        "nationality": profile.details.get("nationality"),
        "residence": profile.residence,
        "address": vault.unseal(person_id, "address", profile.address) if profile.address else None,
        "certification": state.certification,
        "waiting": waits.shown(state, profile.created_at, language),
        "name_fixed": corrections.is_name_fixed(profile, state),
        "number_fixed": corrections.is_fixed(profile, state),
        "dependant_reason": profile.details.get("dependant_reason"),
        "created_at": profile.created_at,
    }


def change_residence(
    actor: Actor, person_id: str, residence: str | None, address: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """Where the person lives may change at any time; name and document do not. One transaction."""

    def change(attempt: Attempt) -> dict[str, Any] | None:
        profile, state = own_records(actor, person_id)
        moves = residence is not None and residence != profile.residence
        actions = moved(person_id, residence if moves else None, address, now)
        if moves:
            attempt.person(state).live_in(residence)
        if not actions:
            return answer(profile, state, language)
        attempt.write(people.profile_change(profile, actions))
        return None

    unchanged = changing(now, change)
    return unchanged or view(actor, person_id, language)


def moved(person_id: str, residence: str | None, address: str | None, now: datetime) -> list[Any]:
    """The actions that put a new residence and address into the profile."""
    actions: list[Any] = []
    if residence:
        check_region(residence, "residence")
        actions.append(ProfileRecord.residence.set(residence))
    if address:
        actions.append(ProfileRecord.address.set(vault.seal(person_id, "address", address, now)))
    return actions
