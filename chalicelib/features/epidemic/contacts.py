"""Contacts in force: each fact under its document, beside its cases, with the notice that follows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.features.epidemic import case_records, contact_records, notices
from chalicelib.features.epidemic.case_records import OVER, CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord, Exposed
from chalicelib.person import arriving, colour
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import CaseOfContact, ContactKnown, Event
from chalicelib.scoring.fed_facts import CaseStatus
from chalicelib.scoring.rules import SCHEMES
from chalicelib.store.transactions import Check


def id_in_list(list_id: str, number: int) -> str:
    """The id of a list's contact: it begins with the list's, under which the audit has who agreed to it."""
    return f"{list_id}-{number:05d}"


def has_effect(kind: str, last_exposure: str, now: datetime) -> bool:
    """Whether a contact that becomes known now makes anybody worse: later than its observation it makes nobody."""
    state = colour.fold_known(None, [contact_records.fact("contact", kind, last_exposure, (), now)])
    return any(decide(state, colour.book(), now, scheme).holds for scheme in SCHEMES)


def apply_contact(attempt: Attempt, contact_id: str, content: Mapping[str, Any], at: datetime) -> str:
    """Writes a contact and what follows of it for whoever has the document. `at`: from when on it is known.

    Returns accepted, waiting_match where nobody has the document, no_effect where its days are over. A case that
    changes meanwhile makes it be decided anew, so that no contact outlives its cases unseen.
    """
    cases = [_case(each) for each in content["cases"]]
    attempt.write(*(Check(each, CaseRecord.version == each.version) for each in cases))
    effect = has_effect(content["kind"], content["last_exposure"], at)
    names = ("document_hash", "last4", "region", "last_exposure", "ground")
    told = {name: content[name] for name in names} | {"contact_kind": content["kind"], "at": at}
    status = "confirmed" if effect else "no_effect"
    attempt.write(*contact_records.put_steps(contact_id, content["cases"], status=status, **told))
    if not effect:
        return "no_effect"
    known: list[Event] = [
        contact_records.fact(contact_id, content["kind"], content["last_exposure"], content["cases"], at)
    ]
    known += [
        _of_case(contact_id, each.id, each.status, int(each.revision), at) for each in cases if each.status in OVER
    ]
    arrived = arriving.arrive(attempt, content["document_hash"], *known)
    if arrived is None:
        return "waiting_match"
    notices.tell_contact(arrived, content["kind"], contact_id)
    return "accepted"


def _case(case_id: str) -> CaseRecord:
    record = case_records.find(case_id)
    if record is None:
        raise LookupError(case_id)
    return record


def _of_case(contact_id: str, case_id: str, status: str, revision: int, at: datetime) -> CaseOfContact:
    # At one instant it comes behind the contact that it is about, whose name it begins with.
    name = f"{contact_id}~{case_id}~{revision:06d}"
    known: CaseStatus = status  # type: ignore[assignment]
    return CaseOfContact(name, at, contact_id, case_id, known)


def apply_listed(contact_id: str, exposed: Exposed, told: Mapping[str, str], at: datetime, now: datetime) -> None:
    """Puts one contact of a list in force, once."""
    content = {
        "cases": [told["case"]],
        "kind": told["kind"],
        "region": told["region"],
        "ground": "exposure",
        "last_exposure": exposed.last_exposure,
        "document_hash": exposed.document_hash,
        "last4": exposed.last4,
    }

    def change(attempt: Attempt) -> None:
        if contact_records.find(contact_id) is None:
            apply_contact(attempt, contact_id, content, at)

    changing(now, change)


def case_changed(contact: ContactRecord, told: Mapping[str, str], at: datetime, now: datetime) -> None:
    """What a case's new status means for one contact; nothing for one that has no effect or was withdrawn."""
    if contact.status != "confirmed":
        return
    event = _of_case(contact.id, told["case"], told["status"], int(told["revision"]), at)

    def change(attempt: Attempt) -> None:
        arrived = arriving.arrive(attempt, contact.document_hash, event)
        if arrived is not None:
            notices.tell_of_case(arrived, contact, told["status"])

    changing(now, change)


def withdrawn(record: ContactRecord, at: datetime) -> ContactKnown:
    """The fact by which a contact never was one."""
    fact = contact_records.fact(record.id, record.contact_kind, record.last_exposure, record.cases, at)
    return ContactKnown(fact.id, at, fact.kind, fact.last_exposure, "withdrawn", cases=fact.cases)


def views(records: Iterable[ContactRecord]) -> list[dict[str, Any]]:
    """Contacts as staff see them: masked."""
    return [view(record) for record in records]


def view(record: ContactRecord) -> dict[str, Any]:
    """A contact as staff see it: masked."""
    return {
        "id": record.id,
        "case_ids": list(record.cases),
        "kind": record.contact_kind,
        "last_exposure": record.last_exposure,
        "ground": record.ground,
        "document_last4": record.last4,
        "region": record.region,
        "status": record.status,
        "at": record.at,
    }
