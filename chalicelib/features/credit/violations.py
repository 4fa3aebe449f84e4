"""Violations: proposed with their evidence, and shown to whom they are about and to staff of the region."""

import secrets as random
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import RESIDENT, Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import offices
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.credit import evidence, kind, records
from chalicelib.features.credit.kind import VIOLATION
from chalicelib.features.credit.records import ViolationRecord
from chalicelib.features.proposals import proposing, reading
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.notify.texts import say
from chalicelib.person import deadlines, documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import own_state
from chalicelib.person.records import ProfileRecord, StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store.listing import Listing


@dataclass(frozen=True)
class NewViolation:
    """What is proposed: of which kind, on which day, shown by which records, in what words."""

    kind: str
    on: date
    evidence: tuple[str, ...]
    text: str


def propose(actor: Actor, person_id: str, new: NewViolation, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes a violation. Reads the person and each piece of evidence; a transaction.

    Raises NotFound, Forbidden `own_record`, Invalid for a day to come, Refused `under_14`, `annulled`,
    `invalid_evidence` naming the id's field.
    """
    if new.on > policy_day(now, POLICY_ZONE):
        raise invalid("on", "in_future")
    state, profile = _of_region(actor, person_id)
    kind.require_age(profile, new.on)
    evidence.require(new.kind, person_id, profile.document_hash, new.evidence)
    subject = random.token_hex(10)
    content = _content(actor, subject, state, profile, new, now)

    def write(attempt: Attempt) -> ProposalRecord:
        record = proposing.propose(attempt, actor, Wanted(VIOLATION, subject, content, new.text))
        attempt.once(key, record.id)
        return record

    return reading.view(changing(now, write), actor, now)


def _content(
    actor: Actor, subject: str, state: StateRecord, profile: ProfileRecord, new: NewViolation, now: datetime
) -> dict[str, Any]:
    by = {"office": offices.of(actor), "office_of": actor.region}
    told = {"kind": new.kind, "on": new.on.isoformat(), "evidence": list(new.evidence), "text": new.text} | by
    document = kind.sealed(subject, documents.of_profile(profile), now)
    whose = {"subject": subject, "person_id": state.person_id, "last4": state.last4, "region": state.county}
    return whose | {"document": document, "document_hash": profile.document_hash, "told": told}


def _of_region(actor: Actor, person_id: str) -> tuple[StateRecord, ProfileRecord]:
    state, profile = people.state(person_id), people.profile(person_id)
    if state is None or profile is None:
        raise NotFound()
    require_region(actor, state.county)
    return state, profile


def open_proposal(actor: Actor, violation_id: str, now: datetime) -> str:
    """The id of the open proposal about a violation. Two reads. Raises NotFound, Conflict where it is in force."""
    found = proposals.open_id(VIOLATION.name, violation_id, now)
    if found is None:
        record = records.find(violation_id)
        if record is None:
            raise NotFound()
        require_region(actor, record.region)
        raise Conflict()
    return proposing.reached(actor, found).id


def of_person(
    actor: Actor, person_id: str, limit: int, cursor: str | None, now: datetime, language: str
) -> dict[str, Any]:
    """A page of what was established about a person, newest first: for themself, or for staff of their region.

    Two reads, two queries, two reads for each. Raises NotFound.
    """
    listing = Listing("violations", person_id)
    after = listing.after(cursor)
    profile = _seen_by(actor, person_id)
    found = records.of_person(person_id, profile.document_hash, limit + 1, after)

    def shown(record: ViolationRecord) -> dict[str, Any]:
        return view(record, now, language)

    return listing.answer(found, limit, lambda record: record.place, shown)


def _seen_by(actor: Actor, person_id: str) -> ProfileRecord:
    if not actor.is_one_of(RESIDENT):
        return _of_region(actor, person_id)[1]
    own_state(actor, person_id)
    profile = people.profile(person_id)
    if profile is None:
        raise NotFound()
    return profile


def view(record: ViolationRecord, now: datetime, language: str) -> dict[str, Any]:
    """A violation as it is shown: what, why, by which office, until when to object, and what would leave."""
    told, until = record.told, deadlines.moved(record.object_until, now)
    return {
        "id": record.id,
        "person_id": record.person_id,
        "kind": told["kind"],
        "kind_text": say(f"violation.{told['kind']}", language),
        "on": told["on"],
        "text": told["text"],
        "evidence": told["evidence"],
        "office": offices.named(told["office"], told["office_of"], language),
        "status": record.status,
        "at": record.at,
        "object_until": until,
        "may_object": record.status == records.OPEN and now <= until,
        "objection": record.objection,
        "because": record.because,
        "report": _message(record.id, "report"),
        "withdrawal": _message(record.id, "withdrawal"),
    }


def _message(violation_id: str, name: str) -> dict[str, Any] | None:
    found = records.report_of(violation_id, name)
    return None if found is None else {"status": found.status, "at": found.at, "message": dict(found.message)}
