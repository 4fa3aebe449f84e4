"""Cases and contacts of partners: attested by two of theirs they are facts here, else two of ours agree to them."""

from collections.abc import Mapping
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.errors import invalid
from chalicelib.features.epidemic import case_kind, case_records, cases, contact_records, contacts
from chalicelib.features.epidemic import notices as told_to
from chalicelib.features.epidemic.case_kind import CASE as CASE_KIND
from chalicelib.features.epidemic.case_kind import is_worse
from chalicelib.features.epidemic.contact_kinds import CONTACT as CONTACT_KIND
from chalicelib.features.epidemic.outcomes import NO_EFFECT
from chalicelib.features.exchange import fact_records, saying, subjects
from chalicelib.features.exchange.fact_records import CASE, CONTACT, IN_FORCE, PROPOSED, WITHDRAWN, PartnerFactRecord
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.subjects import Subject
from chalicelib.features.proposals import proposing
from chalicelib.features.proposals.kinds import Approved, Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.person import arriving
from chalicelib.person.arriving import Arrived
from chalicelib.person.changing import Attempt

_CASE_DAYS = ("on", "released_on", "onset_on", "sampled_on", "isolated_on")
_PROPOSED, _DONE, _TAKEN_BACK = "proposed", "accepted", "withdrawn"


def case(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of the feed of cases. Raises Refused `not_yours_to_say`, Invalid, Conflict."""
    saying.require_own(message.partner, item.place)
    subject = subjects.of(item.subject, message.now)
    told = item.model_dump(mode="json", include={"kind", "status", "because", *_CASE_DAYS}, exclude_none=True)
    cases.check_told(told, message.now)
    record, nothing = saying.said_before(message, CASE, item, told | {"hash": subject.hash})
    if nothing is not None:
        return nothing
    fact_id = record.id if record is not None else _new(message, CASE, item).id
    before = case_records.find(fact_id)
    if record is None and before is not None and item.revision <= int(before.stated or 0):
        return saying.OLDER  # what it said went with the case's identity; that it was said did not
    content = _case_content(message, item, fact_id, subject, before, told)
    attested = saying.is_attested(message, item) or not is_worse(before.told if before else None, told)
    _note(attempt, message, number, item, record, CASE, told | {"hash": subject.hash}, subject, attested)
    if not attested:
        return _propose(attempt, message, CASE_KIND, fact_id, content)
    CASE_KIND.apply(attempt, _approved(message, content | {"worse": True}))
    _audit(attempt, message, item, f"case.{told['status']}", fact_id, content["region"])
    return _DONE


def _case_content(
    message: Message,
    item: Any,
    fact_id: str,
    subject: Subject,
    before: case_records.CaseRecord | None,
    told: Mapping[str, Any],
) -> dict[str, Any]:
    region = before.region if before is not None else subjects.our_region(subjects.holder(subject))
    whose = subject.whose(fact_id, message.at)
    content = cases.content_of(fact_id, whose, region, before, told, _reason(message))
    content |= {"source": f"partner-{message.partner.id}", "source_ref": item.source_ref, "stated": item.revision}
    return content | case_records.name_sealed(fact_id, subject.name, message.at)


def contact(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of the feed of contacts: `place` is where it was. Raises as `case`."""
    saying.require_own(message.partner, item.place)
    subject = subjects.of(item.subject, message.now)
    told = item.model_dump(mode="json", include={"kind", "status", "last_exposure"}) | {"hash": subject.hash}
    record, nothing = saying.said_before(message, CONTACT, item, told)
    if nothing is not None:
        return nothing
    if item.status == "withdrawn":
        return _contact_withdrawn(attempt, message, number, item, record, told, subject)
    if item.last_exposure is None or item.kind is None:
        raise invalid("last_exposure" if item.last_exposure is None else "kind", "required")
    if record is not None and record.status == IN_FORCE:
        raise invalid("revision", "withdraw_first")
    fact_id = record.id if record is not None else _new(message, CONTACT, item).id
    if contact_records.find(fact_id) is not None:
        raise invalid("source_ref", "used_before")
    return _contact(attempt, message, number, item, record, told, subject, fact_id)


def _contact(
    attempt: Attempt,
    message: Message,
    number: int,
    item: Any,
    record: PartnerFactRecord | None,
    told: Mapping[str, Any],
    subject: Subject,
    fact_id: str,
) -> str:
    attested = saying.is_attested(message, item)
    content: dict[str, Any] = {
        "contact": fact_id,
        "cases": [],
        "document_hash": subject.hash,
        "document_type": subject.document.type,
        "last4": subject.last4,
        "region": subjects.our_region(subjects.holder(subject)),
        "kind": item.kind,
        "last_exposure": item.last_exposure.isoformat(),
        "ground": "other",
        "reason": _reason(message),
    }
    content |= case_records.name_sealed(fact_id, subject.name, message.at)
    _note(attempt, message, number, item, record, CONTACT, told, subject, attested)
    if not attested:
        return _propose(attempt, message, CONTACT_KIND, fact_id, content)
    outcome = contacts.apply_contact(attempt, fact_id, content, message.at, counted=False, name=subject.name)
    _audit(attempt, message, item, "contact.confirmed", fact_id, content["region"])
    return outcome


def _contact_withdrawn(
    attempt: Attempt,
    message: Message,
    number: int,
    item: Any,
    record: PartnerFactRecord | None,
    told: Mapping[str, Any],
    subject: Subject,
) -> str:
    if record is None:
        return NO_EFFECT
    withdraw(attempt, record, message.actor_id)
    record.revision, record.told, record.message_id = item.revision, dict(told), message.record.id
    attempt.write(fact_records.put(record, number))
    return _TAKEN_BACK


def _new(message: Message, what: str, item: Any) -> PartnerFactRecord:
    return fact_records.make(message.partner.id, what, item.source_ref)


def _note(
    attempt: Attempt,
    message: Message,
    number: int,
    item: Any,
    record: PartnerFactRecord | None,
    what: str,
    told: Mapping[str, Any],
    subject: Subject,
    attested: bool,
) -> None:
    record = record or _new(message, what, item)
    record.revision, record.told, record.document_hash = item.revision, dict(told), subject.hash
    record.region = subjects.our_region(subjects.holder(subject))
    record.message_id, record.at = message.record.id, message.at
    record.status = (WITHDRAWN if told["status"] in case_records.OVER else IN_FORCE) if attested else PROPOSED
    attempt.write(fact_records.put(record, number))


def _reason(message: Message) -> str:
    return f"{message.partner.id} / {message.record.id}"


def _approved(message: Message, content: Mapping[str, Any]) -> Approved:
    by = message.actor_id
    return Approved(f"{message.partner.id}-{message.record.id}", dict(content), by, by)


def _propose(attempt: Attempt, message: Message, kind: Kind, fact_id: str, content: Mapping[str, Any]) -> str:
    proposing.propose_unsigned(attempt, Wanted(kind, fact_id, dict(content), content["reason"]))
    return _PROPOSED


def _audit(attempt: Attempt, message: Message, item: Any, action: str, fact_id: str, region: str) -> None:
    ids = {"message": message.record.id, "attested": saying.attesters(message, item)}
    attempt.audit(Actor(message.actor_id, frozenset()), action, fact_id, region=region, reason="", **ids)


def withdraw(attempt: Attempt, record: PartnerFactRecord, by: str) -> bool:
    """Takes a case or a contact of a partner back, from its beginning, for whoever has the document. The fact's record
    is the caller's to write. Says whether it stood."""
    stood, arrived = _withdraw_case(attempt, record) if record.what == CASE else _withdraw_contact(attempt, record)
    if arrived is not None and record.id in (arrived.person.state.suspended or {}):
        arrived.person.suspend_no_more(record.id)
    if stood:
        attempt.audit(Actor(by, frozenset()), f"{record.what}.withdrawn", record.id, region=record.region)
    record.status, record.suspended = WITHDRAWN, None
    return stood


def _withdraw_case(attempt: Attempt, record: PartnerFactRecord) -> tuple[bool, Arrived | None]:
    found = case_records.find(record.id)
    if found is None or found.status in case_records.OVER:
        return False, None
    told = dict(found.told) | {"status": "withdrawn", "because": "wrong_result"}
    because = case_records.Because(f"{record.partner_id}-{record.message_id}", record.partner_id)
    return True, case_kind.apply_version(attempt, found, told, because, attempt.now, passing=None, naming=None)


def _withdraw_contact(attempt: Attempt, record: PartnerFactRecord) -> tuple[bool, Arrived | None]:
    found = contact_records.find(record.id)
    if found is None or found.status == "withdrawn":
        return False, None
    attempt.write(*contact_records.withdrawn_steps(found))
    arrived = arriving.arrive(attempt, found.document_hash, contacts.withdrawn(found, attempt.now))
    if arrived is not None:
        told_to.tell_withdrawn(arrived, found)
    return True, arrived
