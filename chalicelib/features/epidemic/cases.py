"""Cases: entered, changed, looked at. What is in force stands in the record; what is not yet is a proposal."""

import re
import secrets as random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region, require_scope
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import changes as changed
from chalicelib.errors import Conflict, FieldError, Invalid, NotFound, invalid, refused
from chalicelib.features.epidemic import case_records, case_views, opinions
from chalicelib.features.epidemic.case_kind import CASE, is_worse
from chalicelib.features.epidemic.case_records import CaseRecord, CaseVersionRecord, Said, Whose
from chalicelib.features.proposals import deciding, proposing, reading
from chalicelib.features.proposals import records as proposals
from chalicelib.features.proposals.proposing import Wanted
from chalicelib.features.proposals.records import ProposalRecord
from chalicelib.http.regions import check_region
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import check_name, last4
from chalicelib.person import documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import day_start, policy_day
from chalicelib.store.listing import Listing

_PREFIX = re.compile(r"([0-9]{2,6}|[A-Z]{2})\Z")
"""A province or what lies in it, or a country: the list of the whole country is asked for by province."""
STATUSES = ("open", "released", "excluded", "withdrawn", "died")


@dataclass(frozen=True)
class Named:
    """Whom a case is about, as they were named: by a document, or by the id of a person of the region."""

    person_id: str | None = None
    type: str = ""
    number: str = ""
    country: str | None = None
    name: str | None = None
    """As it was given with the document; what is on record may be another."""

    @property
    def given(self) -> str | None:
        """The name in one spelling. Raises Refused `invalid_name`."""
        return check_name(self.name, "person.name") if self.name is not None else None


@dataclass(frozen=True)
class NewCase:
    """A case as it is entered. `told`: kind, status and days, as `case_records` keeps them."""

    named: Named
    region: str
    told: Mapping[str, Any]
    said: Said
    note: str


@dataclass(frozen=True)
class Changes:
    """What is new of a case, over the version that was seen."""

    version: int
    reason: str
    told: Mapping[str, Any] = field(default_factory=dict)


def enter(actor: Actor, new: NewCase, key: Once | None, now: datetime) -> dict[str, Any]:
    """Proposes a case, or a newer version of one that its source told of before. An older version is recorded and
    changes nothing (`no_effect`: older), one that came before neither (known).

    Raises Forbidden for a region beyond the actor's and for their own record, NotFound for another region's person,
    Refused `invalid_document` and `invalid_case`, Invalid for days in the future, Conflict for a revision that said
    something else.
    """
    check_region(new.region, "region")
    require_scope(actor, new.region)
    check_told(new.told, now)
    document, told = document_of(actor, new.named, now), dict(new.told)
    before = _told_before(actor, new.said)
    case_id = before.id if before is not None else random.token_hex(10)
    whose = Whose(
        case_records.sealed(case_id, document, now), documents.hash_of(document), document.type, last4(document.number)
    )
    content = content_of(case_id, whose, before.region if before else new.region, before, told, new.note)
    content |= {"source": new.said.source, "source_ref": new.said.source_ref, "stated": new.said.stated}
    content |= case_records.name_sealed(case_id, new.named.given, now)
    if before is None:
        return _proposed(actor, content, key, now)
    return _newer_or_not(actor, before, content, key, now)


def _told_before(actor: Actor, said: Said) -> CaseRecord | None:
    """The case that the source told of before by this reference. Raises NotFound for another region's."""
    if said.stated is None or said.source_ref is None:
        return None
    record = case_records.by_ref(said.source, said.source_ref)
    if record is not None:
        require_region(actor, record.region)
    return record


def _newer_or_not(
    actor: Actor, before: CaseRecord, content: dict[str, Any], key: Once | None, now: datetime
) -> dict[str, Any]:
    same = [each for each in case_records.versions(before.id) if each.stated == content["stated"]]
    if same:
        return _known(actor, before, same[0], content, now)
    if content["stated"] < int(before.stated or 0):
        return _proposed(actor, content | {"no_effect": "older", "worse": False}, key, now)
    moved = before.document_hash != content["document_hash"] and content["told"]["status"] not in case_records.OVER
    return _proposed(actor, content | {"worse": content["worse"] or moved}, key, now)


def _known(
    actor: Actor, before: CaseRecord, known: CaseVersionRecord, content: Mapping[str, Any], now: datetime
) -> dict[str, Any]:
    """The answer to a version that came before. Raises Conflict where it said something else."""
    if known.told != content["told"] or before.document_hash != content["document_hash"]:
        raise Conflict(None, FieldError("revision", "other_content"))
    proposal = proposals.find(known.proposal)
    if proposal is None:
        raise Conflict("unchanged")
    return reading.view(proposal, actor, now) | {"no_effect": "known"}


def change(actor: Actor, case_id: str, changes: Changes, now: datetime) -> dict[str, Any]:
    """Changes a case: what lets somebody go at once, what makes anybody worse as a proposal.

    Raises NotFound, Forbidden, Conflict for another version than was seen and `proposal_open`, as `enter` besides.
    """
    record = reached(actor, case_id)
    if changes.version != int(record.version):
        raise Conflict(None, FieldError("version", "changed_meanwhile"), **_last_hand(record))
    told = _changed(record.told, changes.told)
    if told == record.told:
        raise Conflict("unchanged")
    check_told(told, now)
    whose = Whose(record.document, record.document_hash, record.document_type, record.last4)
    content = content_of(case_id, whose, record.region, record, told, changes.reason)
    content |= {"source": record.source, "source_ref": record.source_ref, "stated": None}
    if told.get("decides"):
        content["worse"] = content["worse"] and not opinions.as_grave(record, told)
    return _proposed(actor, content, None, now)


def _last_hand(record: CaseRecord) -> dict[str, Any]:
    """Who put the latest version in force, and when. A query, a read and a batch read."""
    latest = next(iter(case_records.versions(record.id)), None)
    proposal = proposals.find(latest.proposal) if latest is not None else None
    return changed.by(proposal.decided_by if proposal else None, record.changed_at)


def _changed(before: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """What is known after a change; what belongs to one status alone goes with it, a decision with the next version."""
    changed = {name: each for name, each in (dict(before) | dict(told)).items() if each is not None}
    if changed["status"] != "released":
        changed.pop("released_on", None)
    if changed["status"] != "withdrawn":
        changed.pop("because", None)
    if not told.get("decides"):
        changed.pop("decides", None)
    return changed


def _proposed(actor: Actor, content: dict[str, Any], key: Once | None, now: datetime) -> dict[str, Any]:
    def write(attempt: Attempt) -> ProposalRecord:
        record = proposing.propose(attempt, actor, Wanted(CASE, content["case"], content, content["reason"]))
        attempt.once(key, record.id)
        return record

    proposed = changing(now, write)
    proposing.follow_up(proposed, now)
    return _answered(proposed, actor, now)


def _answered(proposed: ProposalRecord, actor: Actor, now: datetime) -> dict[str, Any]:
    return reading.view(proposed, actor, now) | {"no_effect": proposed.content.get("no_effect")}


def replayed(actor: Actor, proposal_id: str, now: datetime) -> dict[str, Any]:
    """The answer to a request that proposed before. Raises NotFound, Forbidden."""
    return reading.view(deciding.replayed(actor, proposal_id, now), actor, now)


def entered_before(actor: Actor, proposal_id: str, now: datetime) -> dict[str, Any]:
    """The same of a case that was entered. Raises NotFound, Forbidden."""
    return _answered(deciding.replayed(actor, proposal_id, now), actor, now)


def content_of(
    case_id: str, whose: Whose, region: str, record: CaseRecord | None, told: Mapping[str, Any], reason: str
) -> dict[str, Any]:
    """What is proposed of a case: a new one, or another version of `record`."""
    return {
        "case": case_id,
        "version": int(record.version) if record else 0,
        "revision": int(record.revision) + 1 if record else 1,
        "document": whose.document,
        "document_hash": whose.document_hash,
        "document_type": whose.document_type,
        "last4": whose.last4,
        "region": region,
        "told": dict(told),
        "worse": is_worse(record.told if record else None, told),
        "before": record.status if record else None,
        "reason": reason,
    }


def check_told(told: Mapping[str, Any], now: datetime) -> None:
    """Raises Invalid for days in the future or out of order, Refused for a suspected case that is released."""
    today = policy_day(now, POLICY_ZONE)
    late = [FieldError(name, "in_future") for name in case_records.DAYS if told.get(name) and _day(told[name]) > today]
    if late:
        raise Invalid(None, *late)
    if told["status"] == "released" and told.get("released_on") is None:
        raise invalid("released_on", "required")
    if told["status"] == "released" and told["kind"] == "suspected":
        raise refused("invalid_case", "status", "suspected_released")
    if told.get("released_on") and _day(told["released_on"]) < _day(told["on"]):
        raise invalid("released_on", "too_early")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def document_of(actor: Actor, named: Named, now: datetime) -> Document:
    """The document by which somebody is named. Raises NotFound for another region's person, Refused."""
    if named.person_id is None:
        return check_document(named.type, named.number, named.country, on=policy_day(now, POLICY_ZONE))
    state, profile = people.state(named.person_id), people.profile(named.person_id)
    if state is None or profile is None:
        raise NotFound()
    require_region(actor, state.county)
    return documents.of_profile(profile)


def reached(actor: Actor, case_id: str) -> CaseRecord:
    """The case as staff of its region see it. One read. Raises NotFound for none and for another region's."""
    record = case_records.find(case_id)
    if record is None:
        raise NotFound()
    require_region(actor, record.region)
    return record


def open_proposal(actor: Actor, case_id: str, now: datetime) -> str:
    """The id of the one open proposal about a case. Two reads. Raises NotFound, Conflict where none is open."""
    found = proposals.open_id(CASE.name, case_id, now)
    if found is None:
        reached(actor, case_id)
        raise Conflict()
    return proposing.reached(actor, found).id


def one(actor: Actor, case_id: str, now: datetime) -> dict[str, Any]:
    """A case with its versions, the latest first. Two reads and a query. Raises NotFound."""
    record = reached(actor, case_id)
    history = [case_views.version(each) for each in case_records.versions(case_id)]
    waiting = proposals.open_id(CASE.name, case_id, now)
    claim = people.claim_of(record.document_hash)
    who = {"person_id": claim.person_id if claim is not None else None}
    said = opinions.of_case(actor, record)
    return case_views.view(record) | who | said | {"open_proposal": waiting, "history": history}


def listed(
    actor: Actor, status: str, region: str, since: date | None, limit: int, cursor: str | None
) -> dict[str, Any]:
    """A page of the cases of a status in a region, by region and age. One query.

    Raises Forbidden for a region beyond the actor's, Invalid for one wider than a province or another list's cursor.
    """
    require_scope(actor, region)
    if status not in STATUSES:
        raise invalid("status", "not_allowed", expected=", ".join(STATUSES))
    if not _PREFIX.match(region):
        raise invalid("region", "unknown_region" if region else "required")
    listing = Listing("cases", status, region, since.isoformat() if since else "")
    begun = day_start(since, POLICY_ZONE) if since else None
    found = case_records.listed(status, region, begun, limit + 1, listing.after(cursor))
    return listing.answer(found, limit, lambda record: str(record.gsi1sk), case_views.view)
