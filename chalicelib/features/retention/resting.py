"""What rests on a record, so that it stays: open holds of its document's person, open appeals, open proposals,
reports that are not acknowledged."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.desk import requests
from chalicelib.features.appeals.records import AppealRecord
from chalicelib.features.credit.records import SENT, ReportRecord, ViolationRecord
from chalicelib.features.epidemic.case_records import CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord
from chalicelib.features.exchange.fact_records import PartnerFactRecord
from chalicelib.features.proposals import records as proposals
from chalicelib.features.reports import unacknowledged
from chalicelib.features.retention.due_index import item_of
from chalicelib.person import colour, history, known_facts, travel
from chalicelib.person import records as people
from chalicelib.person.records import DocumentClaim, ProfileRecord, StateRecord
from chalicelib.retention import due
from chalicelib.retention.kinds import BY_NAME
from chalicelib.store.reading import read_together

_KINDS = {
    "CONTACT": ("contact", "contact_list"),
    "DESIG": ("designation",),
    "BREACH": ("breach",),
    "PFACT": ("case", "contact", "partner_fact"),
}
"""The kinds of proposals that may be open about what a partition is of."""


def rests(record: Any, now: datetime) -> bool:
    """Whether something rests on a record. At most a read of a claim, one of a state, a query, one of a proposal; of
    what a partner said three of a proposal and a batch read more."""
    person_id = _person_of(record)
    is_open = _is_proposed(record, now) or (isinstance(record, PartnerFactRecord) and _stands(record))
    return is_open or (person_id is not None and has_open(person_id, now))


def _stands(fact: PartnerFactRecord) -> bool:
    """Whether a case with its identity or a contact is here by what a partner said, or it is left aside until two
    agree: so long its partner may take it back. A batch read."""
    case, contact = read_together(
        [(CaseRecord, f"CASE#{fact.id}", "case"), (ContactRecord, f"CONTACT#{fact.id}", "contact")]
    )
    return bool(fact.suspended or contact or (case and case.document))


def is_reported(records: Iterable[Any]) -> bool:
    """Whether a partner has not acknowledged yet what it is told of any of these records. A batch read, of a violation
    a query more."""
    said = [each for record in records for each in (record, *_messages(record))]
    return any(isinstance(each, ReportRecord) and each.status == SENT for each in said) or unacknowledged.any_of(
        item_of(each) for each in said
    )


def _messages(record: Any) -> Iterable[ReportRecord]:
    """What leaves of a violation, beside it."""
    return ReportRecord.query(record.pk, consistent_read=True) if isinstance(record, ViolationRecord) else ()


def has_open(person_id: str, now: datetime) -> bool:
    """Whether a person has an open hold, an open appeal, or a comparison that waits. A read and a query."""
    state = people.state(person_id)
    return state is not None and (_is_held(state, now) or has_open_appeal(person_id))


def rests_on_person(profile: ProfileRecord, state: StateRecord, now: datetime) -> bool:
    """Whether anything open rests on a person as a whole: a hold, an appeal, a comparison, a request about the
    document, a case of it, a journey, a report. A read of the state is the caller's; four queries and reads."""
    document = profile.document_hash
    return (
        _is_held(state, now)
        or bool(state.contested or profile.number_case)
        or _is_travelling(state, now)
        or has_open_appeal(state.person_id)
        or requests.open_about(document) is not None
        or _has_open_case(document)
        or is_reported(history.history(state.person_id))
    )


def _is_travelling(state: StateRecord, now: datetime) -> bool:
    departs_at = travel.departs_at(state)
    return departs_at is not None and now <= departs_at + timedelta(days=BY_NAME["trips"].days)


def _has_open_case(document_hash: str) -> bool:
    known = known_facts.of_document(document_hash)
    found = due.due(item_of(known)) if known is not None else None
    return found is not None and found.open


def _is_held(state: StateRecord, now: datetime) -> bool:
    return bool(state.waits) or colour.has_open_holds(state, now)


def has_open_appeal(person_id: str) -> bool:
    """Whether an appeal of the person's is not decided. One query."""
    keys, is_open = AppealRecord.sk.startswith("appeal#"), AppealRecord.status == "open"
    return any(True for _ in AppealRecord.query(f"P#{person_id}", keys, is_open, consistent_read=True))


def _person_of(record: Any) -> str | None:
    """Whose it is: by its own partition, its document's claim, or its person."""
    if record.pk.startswith("P#"):
        return str(record.pk[2:])
    document = record.pk[4:] if record.pk.startswith("DOC#") else getattr(record, "document_hash", None)
    if document:
        claim: DocumentClaim | None = DocumentClaim.find(f"DOC#{document}", "document")
        return str(claim.person_id) if claim is not None else None
    return getattr(record, "person_id", None)


def _is_proposed(record: Any, now: datetime) -> bool:
    prefix, _, subject = str(record.pk).partition("#")
    return any(proposals.open_id(kind, subject, now) is not None for kind in _KINDS.get(prefix, ()))
