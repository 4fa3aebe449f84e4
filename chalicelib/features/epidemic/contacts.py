"""Contacts in force: each fact under its document, beside its cases, with the notice that follows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.desk.name_matches import NamedFact
from chalicelib.features.breaker import gate as breaker
from chalicelib.features.breaker import releasing
from chalicelib.features.breaker.gate import Passing
from chalicelib.features.epidemic import case_records, contact_records, notices, outcomes
from chalicelib.features.epidemic.case_records import OVER, CaseRecord
from chalicelib.features.epidemic.contact_records import ContactRecord, Exposed
from chalicelib.features.epidemic.outcomes import NO_EFFECT
from chalicelib.features.name_matches import settling
from chalicelib.features.name_matches.naming import Naming
from chalicelib.person import arriving, colour
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.decide import decide
from chalicelib.scoring.facts import CaseOfContact, ContactKnown, Event
from chalicelib.scoring.fed_facts import CaseStatus
from chalicelib.scoring.rules import SCHEMES
from chalicelib.store.transactions import Check

_APART = {"waiting": "waiting_match", "other": "other_person"}
"""Statuses of a contact that gives another name than is on record with its number."""


def id_in_list(list_id: str, number: int) -> str:
    """The id of a list's contact: it begins with the list's, under which the audit has who agreed to it."""
    return f"{list_id}-{number:05d}"


def has_effect(kind: str, last_exposure: str, now: datetime) -> bool:
    """Whether a contact that becomes known now makes anybody worse: later than its observation it makes nobody."""
    state = colour.fold_known(None, [contact_records.fact("contact", kind, last_exposure, (), now)])
    return any(decide(state, colour.book(), now, scheme).holds for scheme in SCHEMES)


def apply_contact(
    attempt: Attempt,
    contact_id: str,
    content: Mapping[str, Any],
    at: datetime,
    *,
    counted: bool,
    name: str | None = None,
    listed: str = "",
) -> str:
    """Writes a contact and what follows of it for whoever has the document. `at`: from when on it is known.

    `counted`: it is of a list whose size was seen, of which the breaker holds nobody; `name`: the one given with the
    number, if any; `listed`: the proposal of the list by which it came. Returns what became of it (`outcomes`). A case
    that changes meanwhile makes it be decided anew, so that no contact outlives its cases unseen.
    """
    cases = [_case(each) for each in content["cases"]]
    attempt.write(*(Check(each, CaseRecord.version == each.version) for each in cases))
    names = ("document_hash", "last4", "region", "last_exposure", "ground")
    told = {name: content[name] for name in names} | {"contact_kind": content["kind"], "at": at}
    outcome, status = NO_EFFECT, NO_EFFECT
    if has_effect(content["kind"], content["last_exposure"], at):
        known = _known(contact_id, content["kind"], content["last_exposure"], cases, at)
        passing = None if counted else Passing(breaker.CONTACT, contact_id, content["document_hash"], listed)
        naming = Naming(name, NamedFact(breaker.CONTACT, contact_id)) if name else None
        arrived = arriving.arrive(attempt, content["document_hash"], *known, passing=passing, naming=naming)
        outcome, status = outcomes.of(arrived), _status(arrived)
        if arrived is not None:
            notices.tell_contact(arrived, content["kind"], contact_id)
    attempt.write(*contact_records.put_steps(contact_id, content["cases"], status=status, **told))
    return outcome


def _status(arrived: Arrived | None) -> str:
    """How a contact stands that has an effect, by the person whom it reached."""
    if arrived is not None and arrived.apart is not None:
        return _APART[arrived.apart]
    return "held" if arrived is not None and arrived.held else "confirmed"


def _known(contact_id: str, kind: str, last_exposure: str, cases: list[CaseRecord], at: datetime) -> list[Event]:
    """A contact as a fact, with what is known by then of cases that never were any."""
    over = [each for each in cases if each.status in OVER]
    contact = contact_records.fact(contact_id, kind, last_exposure, [each.id for each in cases], at)
    return [contact, *(_of_case(contact_id, each.id, each.status, int(each.revision), at) for each in over)]


def let_go(attempt: Attempt, contact_id: str, at: datetime) -> None:
    """A contact that was held takes effect, known from `at` on, by what its cases are now; nothing where it was
    withdrawn meanwhile, or has no effect any more."""
    record = contact_records.find(contact_id)
    if record is not None and record.status == "held":
        _take_effect(attempt, record, at, None)


def _take_effect(attempt: Attempt, record: ContactRecord, at: datetime, naming: Naming | None) -> None:
    contact_id = record.id
    cases = [_case(each) for each in record.cases]
    attempt.write(*(Check(each, CaseRecord.version == each.version) for each in cases))
    effect = has_effect(record.contact_kind, record.last_exposure, at)
    status = "no_effect"
    if effect:
        known = _known(contact_id, record.contact_kind, record.last_exposure, cases, at)
        arrived = arriving.arrive(attempt, record.document_hash, *known, naming=naming)
        status = _status(arrived)
        if arrived is not None:
            notices.tell_contact(arrived, record.contact_kind, contact_id)
    attempt.write(*contact_records.as_now(record, status, at))


def settle(attempt: Attempt, fact: NamedFact, naming: Naming | None, at: datetime) -> None:
    """A contact whose name was compared takes effect, known from `at` on, or is another person's; nothing where it was
    withdrawn meanwhile."""
    record = contact_records.find(fact.subject)
    if record is None or record.status != _APART["waiting"]:
        return
    if naming is None:
        attempt.write(*contact_records.as_now(record, _APART["other"], record.at))
    else:
        _take_effect(attempt, record, at, naming)


def ground(subject: str) -> str:
    """Why it was decided, for whoever is to release it. One read."""
    record = contact_records.find(subject)
    return str(record.ground) if record is not None else ""


releasing.releases(breaker.CONTACT, let_go, ground)
settling.settles(breaker.CONTACT, settle)


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
            apply_contact(attempt, contact_id, content, at, counted=told.get("counted") == "yes")

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
