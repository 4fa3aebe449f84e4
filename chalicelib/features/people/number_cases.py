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
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.person import records as people
from chalicelib.person import retained_evidence
from chalicelib.person.changing import Attempt
from chalicelib.person.person import Person
from chalicelib.person.records import ProfileRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import secrets, vault
from chalicelib.store.transactions import Put, Step


@dataclass(frozen=True)
class Wanted:
    """The number that is said to be right. `taken`: another record has it; `evidence` in the person's words."""

    number: str
    taken: bool
    evidence: str = ""
    expires_on: date | None = None


def make(person: Person, profile: ProfileRecord, wanted: Wanted, now: datetime) -> RecoveryRecord:
    """The case, still to be written; the person waits for staff."""
    case_id, state = random.token_hex(10), person.state
    person.await_correction("staff")
    before = vault.unseal(state.person_id, "document", profile.document_number)
    content = {
        "name": vault.unseal(state.person_id, "name", profile.name),
        "number": wanted.number,
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
    sealed = vault.seal(person.id, "document", wanted.number, attempt.now)
    actions = [*more, ProfileRecord.corrected_number.set(sealed), ProfileRecord.number_case.set(case.id)]
    attempt.write(people.profile_change(profile, actions), Put(case), *take_back(profile))
    return case.id


def take_back(profile: ProfileRecord) -> list[Step]:
    """The step that ends the person's waiting case, if there is one: another correction has taken its place."""
    return [requests.replaced(profile.number_case)] if profile.number_case else []


def details_of(document: Document, expires_on: date | None = None) -> dict[str, str]:
    """What a number tells about its holder, as the profile keeps it."""
    found = {
        "birth_date": document.birth_date.isoformat() if document.birth_date else None,
        "sex": document.sex,
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


def _content(record: RecoveryRecord) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(vault.unseal(record.id, "content", record.content))
    return content


def _accept(attempt: Attempt, person: Person, profile: ProfileRecord, content: dict[str, Any]) -> None:
    now, document = attempt.now, _document(profile, content["number"], attempt.now)
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    attempt.write(people.profile_change(profile, _numbered(person.id, profile, document, content, now)))
    _move_claim(attempt, person, profile, document_hash)
    person.contest(contested=False)
    person.show_document(last4(document.number))
    evidence = retained_evidence.of_document(document_hash, person.state.account_id, now)
    if evidence is not None:
        person.learn(inherited=evidence)
    person.notify("inbox_number_accepted")


def _numbered(
    person_id: str, profile: ProfileRecord, document: Document, content: dict[str, Any], now: datetime
) -> list[Any]:
    """The actions that put the accepted number into the profile."""
    expires_on = date.fromisoformat(content["expires_on"]) if content["expires_on"] else None
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    return [
        ProfileRecord.document_number.set(vault.seal(person_id, "document", document.number, now)),
        ProfileRecord.document_hash.set(document_hash),
        *_settled(profile, details_of(document, expires_on)),
    ]


def _document(profile: ProfileRecord, number: str, now: datetime) -> Document:
    return check_document(profile.document_type, number, on=policy_day(now, POLICY_ZONE))


def _settled(profile: ProfileRecord, details: dict[str, str]) -> list[Any]:
    return [
        ProfileRecord.details.set(profile.details | details),
        ProfileRecord.corrected_number.remove(),
        ProfileRecord.number_case.remove(),
    ]


def _move_claim(attempt: Attempt, person: Person, profile: ProfileRecord, document_hash: str) -> None:
    """The number becomes this person's and the earlier one nobody's."""
    claim = people.claim_of(document_hash)
    if claim is not None and claim.person_id == person.id:
        return
    if not person.state.contested:
        attempt.write(people.claim_drop(profile.document_hash, person.id))
    if claim is None:
        attempt.write(people.claim_put(document_hash, person.id, person.state.account_id))
        return
    attempt.write(people.claim_move(claim, person.id, person.state.account_id))
    _contest(attempt, claim.person_id)


def _contest(attempt: Attempt, person_id: str) -> None:
    """The other record of the number waits for its own correction, and its person is told."""
    other = people.state(person_id)
    if other is not None:
        person = attempt.person(other)
        person.contest(contested=True)
        person.notify("inbox_number_lost")


def _refuse(attempt: Attempt, person: Person, profile: ProfileRecord, reason: str) -> None:
    number = vault.unseal(person.id, "document", profile.document_number)
    person.show_document(last4(number))
    settled = _settled(profile, details_of(_document(profile, number, attempt.now)))
    attempt.write(people.profile_change(profile, settled))
    if person.state.contested:
        person.certify("refused")
        person.notify("inbox_entry_refused", reason=reason)
    else:
        person.notify("inbox_number_refused", reason=reason)
