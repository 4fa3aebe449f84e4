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
from chalicelib.errors import Conflict
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.scoring.days import policy_day
from chalicelib.services import kept, outbox, scoring
from chalicelib.services.certification import end_code
from chalicelib.services.due_index import hasten
from chalicelib.store import people, recoveries, secrets, vault
from chalicelib.store.people import ProfileRecord, StateRecord
from chalicelib.store.recoveries import RecoveryRecord
from chalicelib.store.tables import Put, Step


@dataclass(frozen=True)
class Wanted:
    """The number that is said to be right. `taken`: another record has it; `evidence` in the person's words."""

    number: str
    taken: bool
    evidence: str = ""
    expires_on: date | None = None


def make(state: StateRecord, profile: ProfileRecord, wanted: Wanted, now: datetime) -> RecoveryRecord:
    """The case, still to be written; marks the state as waiting for staff."""
    case_id = random.token_hex(10)
    state.correcting = "staff"
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
    return recoveries.make(
        case_id,
        state.county,
        now,
        subject="number",
        account_id=state.account_id,
        person_id=state.person_id,
        content=vault.seal(case_id, "content", json.dumps(content, ensure_ascii=False), now),
    )


def opened(
    state: StateRecord, profile: ProfileRecord, wanted: Wanted, now: datetime, *more: Any
) -> tuple[str, list[Step]]:
    """A case's id, and the steps by which it waits with the number beside the old one; `more` changes the profile."""
    case = make(state, profile, wanted, now)
    sealed = vault.seal(state.person_id, "document", wanted.number, now)
    actions = [*more, ProfileRecord.corrected_number.set(sealed), ProfileRecord.number_case.set(case.id)]
    return case.id, [people.profile_change(profile, actions), Put(case), *take_back(profile)]


def take_back(profile: ProfileRecord) -> list[Step]:
    """The step that ends the person's waiting case, if there is one: another correction has taken its place."""
    return [recoveries.replaced(profile.number_case)] if profile.number_case else []


def details_of(document: Document, expires_on: date | None = None) -> dict[str, str]:
    """What a number tells about its holder, as the profile keeps it."""
    found = {
        "birth_date": document.birth_date.isoformat() if document.birth_date else None,
        "sex": document.sex,
        "expires_on": expires_on.isoformat() if expires_on else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def decided(record: RecoveryRecord, *, accept: bool, reason: str, now: datetime) -> list[Step]:
    """The steps of a reviewer's decision; the person is told. Raises Conflict for a case that waits no more.

    Accepted, the number becomes this person's, and another record that had it is contested. Refused, the old
    number stands again; an entry with a number that was another's has none, and is refused.
    """
    person_id = str(record.person_id)
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None or profile.number_case != record.id:
        raise Conflict()
    read = int(state.version)
    state.correcting = None
    steps = _accepted(record, state, profile, now) if accept else _refused(state, profile, reason, now)
    return [people.state_write(state, read), *steps]


def _accepted(record: RecoveryRecord, state: StateRecord, profile: ProfileRecord, now: datetime) -> list[Step]:
    content: dict[str, Any] = json.loads(vault.unseal(record.id, "content", record.content))
    document = _document(profile, content["number"], now)
    expires_on = date.fromisoformat(content["expires_on"]) if content["expires_on"] else None
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    claims = _claims(document_hash, state, profile, now)
    state.contested, state.certification, state.last4 = False, "pending", last4(document.number)
    actions = [
        ProfileRecord.document_number.set(vault.seal(state.person_id, "document", document.number, now)),
        ProfileRecord.document_hash.set(document_hash),
        *_settled(profile, details_of(document, expires_on)),
    ]
    return [
        people.profile_change(profile, actions),
        *claims,
        *_evidence(document_hash, state, now),
        *_told(state, "inbox_number_accepted", now),
    ]


def _document(profile: ProfileRecord, number: str, now: datetime) -> Document:
    return check_document(profile.document_type, number, on=policy_day(now, POLICY_ZONE))


def _settled(profile: ProfileRecord, details: dict[str, str]) -> list[Any]:
    return [
        ProfileRecord.details.set(profile.details | details),
        ProfileRecord.corrected_number.remove(),
        ProfileRecord.number_case.remove(),
    ]


def _evidence(document_hash: str, state: StateRecord, now: datetime) -> list[Step]:
    """Folds in the open holds of an earlier record of the document."""
    found = kept.of_document(document_hash, state.account_id, now)
    return [*found.steps(state.person_id, now), *scoring.apply_facts(state, found.events, now)] if found else []


def _claims(document_hash: str, state: StateRecord, profile: ProfileRecord, now: datetime) -> list[Step]:
    """The steps by which the number becomes this person's and the earlier one nobody's."""
    claim = people.claim_of(document_hash)
    if claim is not None and claim.person_id == state.person_id:
        return []
    freed = [] if state.contested else [people.claim_drop(profile.document_hash, state.person_id)]
    if claim is None:
        return [people.claim_put(document_hash, state.person_id, state.account_id), *freed]
    return [people.claim_move(claim, state.person_id, state.account_id), *freed, *_lost(claim.person_id, now)]


def _lost(person_id: str, now: datetime) -> list[Step]:
    """The other record of the number waits for its own correction, and its person is told."""
    other = people.state(person_id)
    if other is None:
        return []
    read = int(other.version)
    other.contested, other.certification = True, "pending"
    return [people.state_write(other, read), *_told(other, "inbox_number_lost", now)]


def _refused(state: StateRecord, profile: ProfileRecord, reason: str, now: datetime) -> list[Step]:
    number = vault.unseal(state.person_id, "document", profile.document_number)
    state.last4 = last4(number)
    actions = _settled(profile, details_of(_document(profile, number, now)))
    steps: list[Step] = [people.profile_change(profile, actions)]
    if not state.contested:
        return [*steps, *_told(state, "inbox_number_refused", now, reason=reason)]
    state.certification = "refused"
    return [*steps, *end_code(state, now), *_told(state, "inbox_entry_refused", now, reason=reason)]


def _told(state: StateRecord, code: str, now: datetime, **params: str) -> list[Step]:
    entry = outbox.entry(state, code, params, now, now)
    hasten(state, now)
    return list(entry)
