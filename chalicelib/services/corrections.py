"""A mistyped document number: corrected with a declaration until its photo was accepted (domain: two entries).

A number that another record has goes to staff. Whoever asks cannot tell the two apart: that a document is
known is told to nobody.
"""

import json
import secrets as random
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.errors import Conflict, Unavailable, refused
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import last4
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.facts import Event
from chalicelib.services import kept, zones
from chalicelib.services.access import Actor, require_own
from chalicelib.store import people, queues, secrets, vault
from chalicelib.store.people import ProfileRecord, StateRecord
from chalicelib.store.recoveries import RecoveryRecord
from chalicelib.store.tables import Lost, Put, Step, transact


@dataclass(frozen=True)
class Correction:
    """The number as it is right; the zone of the document may prove it."""

    number: str
    zone: str | list[str] | None = None
    expires_on: date | None = None


@dataclass(frozen=True)
class Corrected:
    """A correction that was checked and is ready to be written with the declaration."""

    profile: ProfileRecord
    document: Document
    document_hash: str
    actions: tuple[Any, ...]
    taken: bool
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
    document = _document(state.person_id, profile, typed, now)
    if document.number == shown_number(profile, state.person_id) and not state.correcting:
        return None
    if is_fixed(profile, state):
        raise Conflict("number_fixed")
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    claim = people.claim_of(document_hash)
    taken = claim is not None and claim.person_id != state.person_id
    evidence = kept.of_document(document_hash, now) if not taken else None
    details = profile.details | _details(document, typed)
    return Corrected(
        profile,
        document,
        document_hash,
        (ProfileRecord.details.set(details),),
        taken,
        now,
        evidence.events if evidence else (),
        evidence.steps(state.person_id, now) if evidence else (),
    )


def is_fixed(profile: ProfileRecord, state: StateRecord) -> bool:
    """Whether the number can be changed by staff only: its photo was accepted, or an ID card is certified."""
    if profile.entry == "id_card":
        return bool(state.certification == "certified")
    return bool(getattr(profile, "photo_accepted", False))


def shown_number(profile: ProfileRecord, person_id: str) -> str:
    """The number that the person sees: the one they gave last."""
    return vault.unseal(person_id, "document", profile.corrected_number or profile.document_number)


def _document(person_id: str, profile: ProfileRecord, typed: Correction, now: datetime) -> Document:
    today = policy_day(now, POLICY_ZONE)
    born = profile.details.get("birth_date") if profile.entry == "passport" else None
    country = profile.details.get("country")
    document = check_document(
        profile.document_type, typed.number, country, date.fromisoformat(born) if born else None, on=today
    )
    if document.type != profile.document_type:
        raise refused("invalid_document", "document.number", "document_form")
    zones.check_expiry(typed.expires_on, today)
    name = vault.unseal(person_id, "name", profile.name)
    zones.check(typed.zone, zones.Typed(document, name, profile.details.get("nationality"), typed.expires_on), today)
    return document


def _details(document: Document, typed: Correction) -> dict[str, str]:
    found = {
        "birth_date": document.birth_date.isoformat() if document.birth_date else None,
        "sex": document.sex,
        "expires_on": typed.expires_on.isoformat() if typed.expires_on else None,
    }
    return {name: value for name, value in found.items() if value is not None}


def steps(state: StateRecord, corrected: Corrected | None) -> list[Step]:
    """The steps that belong into the declaration's transaction; changes the state in hand."""
    if corrected is None:
        return []
    number = vault.seal(state.person_id, "document", corrected.document.number, corrected.at)
    state.last4 = last4(corrected.document.number)
    state.certification = "pending"
    state.correcting = "staff" if corrected.taken else None
    return _wait(state, corrected, number) if corrected.taken else _take(state, corrected, number)


def _take(state: StateRecord, corrected: Corrected, number: str) -> list[Step]:
    """The number becomes this person's and the mistyped one nobody's."""
    profile = corrected.profile
    actions = (
        *corrected.actions,
        ProfileRecord.document_number.set(number),
        ProfileRecord.document_hash.set(corrected.document_hash),
        ProfileRecord.corrected_number.remove(),
    )
    freed: list[Step] = []
    if not state.contested and profile.document_hash != corrected.document_hash:
        freed.append(people.claim_drop(profile.document_hash, state.person_id))
    claimed: list[Step] = []
    if state.contested or profile.document_hash != corrected.document_hash:
        claimed.append(people.claim_put(corrected.document_hash, state.person_id, state.account_id))
    state.contested = False
    return [*claimed, *freed, people.profile_change(profile, list(actions)), *corrected.more]


def _wait(state: StateRecord, corrected: Corrected, number: str) -> list[Step]:
    """The number stands beside the old one until staff decide."""
    actions = [*corrected.actions, ProfileRecord.corrected_number.set(number)]
    return [people.profile_change(corrected.profile, actions), Put(_case(state, corrected))]


def _case(state: StateRecord, corrected: Corrected) -> RecoveryRecord:
    case_id = random.token_hex(10)
    content = {
        "name": vault.unseal(state.person_id, "name", corrected.profile.name),
        "number": corrected.document.number,
        "document_type": corrected.document.type,
        "phone": "",
        "evidence": "",
    }
    return RecoveryRecord(
        f"REC#{case_id}",
        "recovery",
        status="waiting",
        subject="number",
        account_id=state.account_id,
        person_id=state.person_id,
        content=vault.seal(case_id, "content", json.dumps(content, ensure_ascii=False), corrected.at),
        requested_at=corrected.at,
        gsi1pk="recoveries#waiting",
        gsi1sk=corrected.at.isoformat(),
    )


def announce(state: StateRecord, corrected: Corrected | None, now: datetime) -> None:
    """After the transaction: the real-name service is asked about the new number."""
    if corrected and not corrected.taken:
        queues.send(settings().certification_queue_url, "certify", now, person_id=state.person_id)


def note(actor: Actor, person_id: str, typed: Correction, now: datetime) -> None:
    """Keeps a corrected number for the next declaration. Raises as `prepare` does."""
    state, profile = people.state(person_id), people.profile(person_id)
    require_own(actor, state.account_id if state else None)
    if state is None or profile is None or _checked(state, profile, typed, now) is None:
        return
    read = int(state.version)
    state.correcting = "typed"
    sealed = vault.seal(person_id, "document", check_number(profile, typed, now), now)
    actions = [ProfileRecord.corrected_number.set(sealed)]
    try:
        transact([people.state_write(state, read), people.profile_change(profile, actions)])
    except Lost:
        raise Unavailable(retry_after=1) from None


def check_number(profile: ProfileRecord, typed: Correction, now: datetime) -> str:
    """The number in its one spelling."""
    return check_document(profile.document_type, typed.number, on=policy_day(now, POLICY_ZONE)).number


def decided_steps(record: RecoveryRecord, *, accept: bool, now: datetime) -> list[Step]:
    """The steps of a reviewer's decision about a number that is another record's.

    Accepted, it becomes this person's and the other record is contested; refused, the old number stands again.
    """
    person_id = str(record.person_id)
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None or profile.corrected_number is None:
        return []
    read = int(state.version)
    state.correcting = None
    number = vault.unseal(person_id, "document", profile.corrected_number)
    if not accept:
        state.last4 = last4(vault.unseal(person_id, "document", profile.document_number))
        return [
            people.state_write(state, read),
            people.profile_change(profile, [ProfileRecord.corrected_number.remove()]),
        ]
    document_hash = secrets.lookup_hash("document", f"{profile.document_type}:{number}")
    actions = [
        ProfileRecord.document_number.set(profile.corrected_number),
        ProfileRecord.document_hash.set(document_hash),
        ProfileRecord.corrected_number.remove(),
    ]
    return [
        people.state_write(state, read),
        people.profile_change(profile, actions),
        people.claim_drop(profile.document_hash, person_id),
        *_taken_over(document_hash, state),
    ]


def _taken_over(document_hash: str, state: StateRecord) -> list[Step]:
    claim = people.claim_of(document_hash)
    if claim is None:
        return [people.claim_put(document_hash, state.person_id, state.account_id)]
    steps: list[Step] = [people.claim_move(claim, state.person_id, state.account_id)]
    other = people.state(claim.person_id)
    if other is not None:
        read = int(other.version)
        other.contested, other.certification = True, "pending"
        steps.append(people.state_write(other, read))
    return steps
