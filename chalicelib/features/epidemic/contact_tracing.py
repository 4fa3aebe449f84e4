"""Contacts proposed: somebody named by staff, or all whom a case exposed, from the visits in its infectious window."""

import secrets as random
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from chalicelib.access.actor import Actor, require_region, require_scope
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import eased
from chalicelib.errors import Conflict, NotFound, invalid
from chalicelib.features.epidemic import case_records, cases, contact_records, contacts, exposures, notices
from chalicelib.features.epidemic.case_records import OVER
from chalicelib.features.epidemic.cases import Named
from chalicelib.features.epidemic.contact_kinds import CONTACT, CONTACT_LIST, COUNTED_ONE_BY_ONE
from chalicelib.features.epidemic.contact_records import ContactRecord, Exposed
from chalicelib.features.epidemic.declared import DECIDED
from chalicelib.features.proposals import proposing, reading
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.kinds import Kind
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.http.regions import check_region
from chalicelib.identity.names import last4
from chalicelib.person import arriving, documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_not_own
from chalicelib.scoring.days import policy_day
from chalicelib.scoring.exposure import Exposed as Overlapping
from chalicelib.store.listing import Listing
from chalicelib.store.reading import read_together
from chalicelib.store.transactions import Put

_READ_AT_ONCE = 100
_KINDS = (CONTACT.name, CONTACT_LIST.name, DECIDED.name)


@dataclass(frozen=True)
class NewContact:
    """A contact as it is named: of which cases, of what kind, when last, and how staff know it."""

    named: Named
    case_ids: tuple[str, ...]
    kind: str
    last_exposure: date
    ground: str
    region: str | None
    reason: str


@dataclass(frozen=True)
class Chosen:
    """Whom of those exposed are meant: with so many minutes, at these venues (all if none are named), not these."""

    kind: str
    minimum_minutes: int | None
    venues: frozenset[str]
    include_suspect: bool
    leave_out: frozenset[str]
    reason: str


def name(actor: Actor, new: NewContact, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes one contact. Raises as `cases.enter`; NotFound for a case of another region, Conflict `too_late`."""
    today = policy_day(now, POLICY_ZONE)
    if new.last_exposure > today:
        raise invalid("last_exposure", "in_future")
    region = _region(actor, new)
    document = cases.document_of(actor, new.named, now)
    content: dict[str, Any] = {
        "contact": random.token_hex(10),
        "cases": sorted(set(new.case_ids)),
        "document_hash": documents.hash_of(document),
        "document_type": document.type,
        "last4": last4(document.number),
        "region": region,
        "kind": new.kind,
        "last_exposure": new.last_exposure.isoformat(),
        "ground": new.ground,
        "reason": new.reason,
    }
    content |= case_records.name_sealed(content["contact"], new.named.given, now)
    return _proposed(actor, CONTACT, content["contact"], content, (), key, now)


def _region(actor: Actor, new: NewContact) -> str:
    """The region of its cases; without any, the one that is named."""
    found = [cases.reached(actor, each) for each in new.case_ids]
    if any(each.status in OVER for each in found):
        raise Conflict("no_case")
    if found:
        return str(found[0].region)
    if new.region is None:
        raise invalid("region", "required")
    check_region(new.region, "region")
    require_scope(actor, new.region)
    return new.region


def propose_list(actor: Actor, case_id: str, chosen: Chosen, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes all whom a case exposed as contacts, as one list. Raises NotFound, Conflict `nobody_exposed`,
    `no_case` for one that never was, `too_late`."""
    record = cases.reached(actor, case_id)
    if record.status in OVER:
        raise Conflict("no_case")
    listed = _with_documents(_exposed(actor, record, chosen, now))
    if not listed:
        raise Conflict("nobody_exposed")
    ids = "\n".join(f"{each.person_id} {each.last_exposure}" for each in listed)
    require_not_own(actor, [each.document_hash for each in listed])
    content: dict[str, Any] = {
        "list": random.token_hex(10),
        "case": case_id,
        "region": record.region,
        "kind": chosen.kind,
        "people": len(listed),
        "people_hash": sha256(ids.encode()).hexdigest(),
        "days": sorted({each.last_exposure for each in listed}),
        "reason": chosen.reason,
    }
    if len(listed) <= COUNTED_ONE_BY_ONE:
        content["few"] = [list(astuple(each)) for each in listed]
    steps = contact_records.list_steps(content["list"], listed)
    return _proposed(actor, CONTACT_LIST, content["list"], content, steps, key, now)


def _exposed(actor: Actor, record: case_records.CaseRecord, chosen: Chosen, now: datetime) -> dict[str, str]:
    """The last day of exposure of each of those chosen, by id in order."""
    found = exposures.exposed_by(actor, record, now)
    days = {each.person_id: day for each in found if (day := _last_day(each, chosen)) is not None}
    return {person_id: days[person_id] for person_id in sorted(days) if person_id not in chosen.leave_out}


def _last_day(exposed: Overlapping, chosen: Chosen) -> str | None:
    overlaps = [
        each
        for each in exposed.overlaps
        if (chosen.include_suspect or not each.suspect) and (not chosen.venues or each.venue_id in chosen.venues)
    ]
    minutes = sum(each.seconds for each in overlaps) / 60
    if not overlaps or minutes < (chosen.minimum_minutes or 0):
        return None
    return policy_day(max(each.end for each in overlaps), POLICY_ZONE).isoformat()


def _with_documents(days: Mapping[str, str]) -> list[Exposed]:
    """With the document of each, by which a contact stays theirs; who is gone is left out."""
    ids = list(days)
    found: list[Exposed] = []
    for start in range(0, len(ids), _READ_AT_ONCE // 2):
        some = ids[start : start + _READ_AT_ONCE // 2]
        keys = [(people.ProfileRecord, f"P#{each}", "profile") for each in some]
        read = read_together([*keys, *(people.state_key(each) for each in some)])
        for person_id, profile, state in zip(some, read[: len(some)], read[len(some) :], strict=True):
            if profile is not None and state is not None:
                found.append(Exposed(person_id, profile.document_hash, state.last4, days[person_id]))
    return found


def _proposed(
    actor: Actor,
    kind: Kind,
    subject: str,
    content: Mapping[str, Any],
    steps: tuple[()] | list[Put],
    key: Once | None,
    now: datetime,
) -> dict[str, Any]:
    def write(attempt: Attempt) -> ProposalRecord:
        attempt.write(*steps)
        record = proposing.propose(attempt, actor, Wanted(kind, subject, dict(content), content["reason"]))
        attempt.once(key, record.id)
        return record

    return reading.view(changing(now, write), actor, now)


def open_proposal(actor: Actor, subject: str, now: datetime) -> str:
    """The id of the open proposal about a contact, a list or a declared contact. At most five reads.

    Raises NotFound, Conflict where it was decided already.
    """
    for kind in _KINDS:
        found = proposals.open_id(kind, subject, now)
        if found is not None:
            return proposing.reached(actor, found).id
    reached(actor, subject)
    raise Conflict()


def reached(actor: Actor, contact_id: str) -> ContactRecord:
    """A contact as staff of its region see it; of a list its first. Raises NotFound."""
    record = contact_records.find(contact_id) or contact_records.find(contacts.id_in_list(contact_id, 0))
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def withdraw(actor: Actor, contact_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """One person takes a contact back that never was one; it stands on the list of what was eased.

    Raises NotFound, Forbidden `own_record`, Conflict where it was withdrawn before.
    """

    def change(attempt: Attempt) -> ContactRecord:
        record = contact_records.find(contact_id)
        if record is None:
            raise NotFound()
        require_region(actor, record.region)
        if record.status == "withdrawn":
            raise Conflict()
        require_not_own(actor, [record.document_hash])
        attempt.write(*contact_records.withdrawn_steps(record))
        arrived = arriving.arrive(attempt, record.document_hash, contacts.withdrawn(record, now))
        if arrived is not None:
            notices.tell_withdrawn(arrived, record)
        place = {"region": record.region, "reason": reason}
        attempt.write(
            eased.put(random.token_hex(10), "contact.withdrawn", contact_id, by=actor.account_id, now=now, **place)
        )
        attempt.audit(actor, "contact.withdrawn", contact_id, **place)
        return record

    return contacts.view(changing(now, change)) | {"status": "withdrawn"}


def of_case(actor: Actor, case_id: str, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of a case's contacts. A read and a query. Raises NotFound, Invalid for another list's cursor."""
    listing = Listing("contacts", case_id)
    after = listing.after(cursor)
    cases.reached(actor, case_id)
    found = contact_records.of_case(case_id, limit + 1, after)
    return listing.answer(found, limit, lambda record: record.id, contacts.view)


def proposed(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the contacts that wait for a second person, single ones and lists, what lapses first in front.

    A query, for the country one a shard. Raises Invalid for another list's cursor.
    """
    listing = Listing("proposed contacts", actor.region)
    found = proposals.waiting(_KINDS, actor.region, now, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: record.waiting_place, _waiting_view)


def _waiting_view(record: ProposalRecord) -> dict[str, Any]:
    content = record.content
    return {
        "id": record.subject,
        "proposal": record.id,
        "people": int(content.get("people", 1)),
        "case_ids": [content["case"]] if "case" in content else list(content.get("cases", ())),
        "kind": content["kind"],
        "last_exposure": content.get("last_exposure") or max(content["days"]),
        "ground": content.get("ground") or ("declared" if "declared" in content else "exposure"),
        "document_last4": content.get("last4"),
        "region": record.region,
        "status": "proposed",
        "at": record.proposed_at,
    }
