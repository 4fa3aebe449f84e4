"""Document numbers that staff decide about: one that another record has, or one that is wrong although it was fixed.

One case of a person waits at a time. The profile names it, so that a decision is about the number that was looked
at; whoever corrects again takes the earlier case back (domain: two entries).
"""

import json
import secrets as random
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict
from chalicelib.features.people import comparing, questions
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.person import documents, known_facts, namesakes, retained_evidence, waits
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt
from chalicelib.person.coming import Coming
from chalicelib.person.person import Person
from chalicelib.person.records import DocumentClaim, ProfileRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import vault
from chalicelib.store.transactions import Put, Step


@dataclass(frozen=True)
class Wanted:
    """The number that is said to be right. `taken`: another record has it; `evidence` in the person's words."""

    number: str
    taken: bool
    evidence: str = ""
    expires_on: date | None = None
    country: str | None = None


def make(person: Person, profile: ProfileRecord, wanted: Wanted, now: datetime) -> RecoveryRecord:
    """The case, still to be written; the person waits for staff."""
    case_id, state = random.token_hex(10), person.state
    person.await_correction("staff")
    before = vault.unseal(state.person_id, "document", profile.document_number)
    content = {
        "name": vault.unseal(state.person_id, "name", profile.name),
        "number": wanted.number,
        "country": wanted.country,
        "before": before if before != wanted.number else None,
        "taken": wanted.taken,
        "expires_on": wanted.expires_on.isoformat() if wanted.expires_on else None,
        "phone": "",
        "evidence": wanted.evidence,
    }
    return requests.make(
        case_id,
        state.county,
        now,
        subject="number",
        account_id=state.account_id,
        person_id=state.person_id,
        content=vault.seal(case_id, "content", json.dumps(content, ensure_ascii=False), now),
    )


def open_case(attempt: Attempt, person: Person, profile: ProfileRecord, wanted: Wanted, *more: Any) -> str:
    """Writes a case that waits, with the number beside the old one; `more` changes the profile. Returns its id."""
    case = make(person, profile, wanted, attempt.now)
    named = named_actions(person.id, wanted.number, wanted.country, attempt.now)
    actions = [*more, *named, ProfileRecord.number_case.set(case.id)]
    attempt.write(people.profile_change(profile, actions), Put(case), *take_back(profile))
    return case.id


def named_actions(person_id: str, number: str, country: str | None, now: datetime) -> list[Any]:
    """The actions that keep a corrected number beside the one on record."""
    issuer = ProfileRecord.corrected_country
    sealed = vault.seal(person_id, "document", number, now)
    return [ProfileRecord.corrected_number.set(sealed), issuer.set(country) if country else issuer.remove()]


CORRECTED = (ProfileRecord.corrected_number.remove(), ProfileRecord.corrected_country.remove())
"""The actions that forget a corrected number."""


def shown_number(profile: ProfileRecord, person_id: str) -> str:
    """The number that the person sees: the one they gave last."""
    return vault.unseal(person_id, "document", profile.corrected_number or profile.document_number)


def shown_country(profile: ProfileRecord) -> str | None:
    """The country of that number."""
    return profile.corrected_country or profile.details.get("country")


def take_back(profile: ProfileRecord) -> list[Step]:
    """The step that ends the person's waiting case, if there is one: another correction has taken its place."""
    return [requests.replaced(profile.number_case)] if profile.number_case else []


def details_of(document: Document, expires_on: date | None = None) -> dict[str, str]:
    """What a number tells about its holder, as the profile keeps it."""
    found = {
        "birth_date": document.birth_date.isoformat() if document.birth_date else None,
        "sex": document.sex,
        "country": document.country,
        "expires_on": expires_on.isoformat() if expires_on else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def decide(attempt: Attempt, record: RecoveryRecord, *, accept: bool, reason: str) -> None:
    """A reviewer's decision; the person is told. Raises Conflict for a case that waits no more.

    Accepted, the number becomes this person's, and another record that had it is contested. Refused, the old
    number stands again; an entry with a number that was another's has none, and is refused.
    """
    state, profile = people.state(str(record.person_id)), people.profile(str(record.person_id))
    if state is None or profile is None or profile.number_case != record.id:
        raise Conflict()
    person = attempt.person(state)
    person.await_correction(None)
    if accept:
        _accept(attempt, person, profile, _content(record))
    else:
        _refuse(attempt, person, profile, reason)
    questions.ask(person)


def _content(record: RecoveryRecord) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(vault.unseal(record.id, "content", record.content))
    return content


def _accept(attempt: Attempt, person: Person, profile: ProfileRecord, content: dict[str, Any]) -> None:
    now = attempt.now
    document = document_of(profile, content["number"], content.get("country"), now)
    person.wait_no_more(waits.CONTEST)
    place = comparing.move(attempt, person, profile, _renamed(profile, person.id, document))
    written = [*_numbered(person.id, profile, document, content, now), *comparing.placed(place)]
    attempt.write(people.profile_change(profile, written))
    coming = _move_claim(attempt, person, profile, document)
    person.contest(contested=False)
    person.show_document(last4(document.number))
    if coming:
        person.learn(coming=coming)
    person.notify("inbox_number_accepted")


def _numbered(
    person_id: str, profile: ProfileRecord, document: Document, content: dict[str, Any], now: datetime
) -> list[Any]:
    """The actions that put the accepted number into the profile."""
    expires_on = date.fromisoformat(content["expires_on"]) if content["expires_on"] else None
    return [
        ProfileRecord.document_number.set(vault.seal(person_id, "document", document.number, now)),
        ProfileRecord.document_hash.set(documents.hash_of(document)),
        *_settled(profile, details_of(document, expires_on)),
    ]


def _renamed(profile: ProfileRecord, person_id: str, document: Document) -> namesakes.Identity | None:
    """Who the person is by another document."""
    return namesakes.identity_with(profile, document, documents.hash_of(document))


def document_of(profile: ProfileRecord, number: str, country: str | None, now: datetime) -> Document:
    """A document of the person's type, its country the one on record where none is named."""
    issuer = country or profile.details.get("country")
    return check_document(profile.document_type, number, issuer, on=policy_day(now, POLICY_ZONE))


def _settled(profile: ProfileRecord, details: dict[str, str]) -> list[Any]:
    return [
        ProfileRecord.details.set(profile.details | details),
        *CORRECTED,
        ProfileRecord.number_case.remove(),
    ]


def _move_claim(attempt: Attempt, person: Person, profile: ProfileRecord, document: Document) -> Coming:
    """The number becomes this person's and the earlier one nobody's; what comes with it."""
    on_record = documents.known_of(document, person.state.account_id, profile)
    claim, document_hash = on_record.claim, documents.hash_of(document)
    evidence = retained_evidence.following(on_record.kept, person.state.account_id, attempt.now)
    if claim is not None and claim.person_id == person.id:
        return Coming(evidence=evidence)
    if person.state.contested:
        attempt.write(people.rival_drop(profile.document_hash, person.state.account_id))
    else:
        attempt.write(people.claim_drop(profile.document_hash, person.id))
    attempt.write(known_facts.unchanged(document_hash, on_record.facts))
    if claim is None:
        attempt.write(people.claim_put(document_hash, person.id, person.state.account_id, attempt.now))
    else:
        attempt.write(people.claim_move(claim, person.id, person.state.account_id))
        _contest(attempt, claim)
    return Coming(on_record.facts, evidence, claim.since if claim is not None else attempt.now, on_record.former)


def _contest(attempt: Attempt, claim: DocumentClaim) -> None:
    """The other record of the number waits for its own correction, and its person is told.

    What offices know of the number was never theirs.
    """
    other = people.state(claim.person_id)
    if other is not None:
        person = attempt.person(other)
        former = known_facts.copy_at(claim.person_id, str(claim.pk)[4:])
        if former is not None:
            person.learn(coming=Coming(former=former))
        person.contest(contested=True)
        person.notify("inbox_number_lost")


def _refuse(attempt: Attempt, person: Person, profile: ProfileRecord, reason: str) -> None:
    number = vault.unseal(person.id, "document", profile.document_number)
    person.show_document(last4(number))
    settled = _settled(profile, details_of(document_of(profile, number, None, attempt.now)))
    attempt.write(people.profile_change(profile, settled))
    person.wait_no_more(waits.CONTEST)
    if person.state.contested:
        person.certify("refused")
        person.notify("inbox_entry_refused", reason=reason)
    else:
        person.notify("inbox_number_refused", reason=reason)
