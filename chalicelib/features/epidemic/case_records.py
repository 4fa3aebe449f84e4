"""Cases as records: what is known of an infection by its newest version, each version beside it, all append-only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.errors import Conflict, Gone
from chalicelib.identity import text
from chalicelib.identity.documents import Document
from chalicelib.instants import stamp
from chalicelib.scoring.facts import CaseKnown
from chalicelib.scoring.fed_facts import CaseKind, CaseStatus
from chalicelib.store import vault
from chalicelib.store.indexes import index
from chalicelib.store.reading import prefixed
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Change, Put

DAYS = ("on", "released_on", "onset_on", "sampled_on", "isolated_on")
DESK = "desk"
"""The source of what staff enter as their own."""
OVER = ("excluded", "withdrawn")
"""Statuses by which a case never was one."""
_PROVINCE = 2


class CaseRecord(EpidemicRecord, discriminator="case"):
    """`CASE#<id>`/`case`. `told` is what is known: kind, status, its days and, of one withdrawn, why."""

    by_status = index("gsi1")
    """Cases by status and province, in the order of region and instant."""
    by_document = index("gsi2")
    """Cases by the hash of the document."""
    by_reference = index("gsi3")
    """Cases by what their office calls them, where it does, and region; several may be called the same."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    document = UnicodeAttribute()
    """The document, sealed for the case."""
    document_hash = UnicodeAttribute()
    document_type = UnicodeAttribute()
    last4 = UnicodeAttribute()
    region = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    source = UnicodeAttribute(default=DESK)
    source_ref = UnicodeAttribute(null=True)
    name_match = UnicodeAttribute(null=True)
    """waiting: it gave another name than is on record with its number, and is nobody's until both were compared;
    other: they were, and the number is wrong."""
    stated = NumberAttribute(null=True)
    """The revision that the source itself gave to what it said last; absent where it gave none."""
    revision = NumberAttribute()
    """Ours: it counts the versions that came in force."""
    opened_at = UTCDateTimeAttribute()
    changed_at = UTCDateTimeAttribute()
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[5:])

    @property
    def status(self) -> str:
        return str(self.told["status"])


class CaseVersionRecord(EpidemicRecord, discriminator="case_version"):
    """`CASE#<id>`/`h#<revision>`: a version as it came in force, by which proposal, and why; `o#<stated>`: one that was
    older already when it came, and changed nothing."""

    told: JSONAttribute = JSONAttribute()
    revision = NumberAttribute()
    stated = NumberAttribute(null=True)
    no_effect = UnicodeAttribute(null=True)
    reached: JSONAttribute = JSONAttribute(null=True)
    """Whom it reached at once: `person_id`, the `version` of the state that it wrote, colours `before` and `after`."""
    spread_at = UTCDateTimeAttribute(null=True)
    """When all contacts had been told of it."""
    at = UTCDateTimeAttribute()
    proposal = UnicodeAttribute()
    reason = UnicodeAttribute()


class CaseRefRecord(EpidemicRecord, discriminator="case_ref"):
    """`CASEREF#<source>#<reference>`/`case`: which case a source means by its reference."""

    case_id = UnicodeAttribute()


@dataclass(frozen=True)
class Said:
    """Who said it: a source, by its own reference and revision where it has any."""

    source: str = DESK
    source_ref: str | None = None
    stated: int | None = None


@dataclass(frozen=True)
class Whose:
    """Whom a case is about: the document, sealed for the case, with what of it is shown."""

    document: str
    document_hash: str
    document_type: str
    last4: str


def sealed(case_id: str, document: Document, now: datetime) -> str:
    """A document sealed for a case."""
    text = json.dumps({"type": document.type, "number": document.number, "country": document.country})
    return vault.seal(case_id, "document", text, now)


def opened(case_id: str, document: str) -> dict[str, Any]:
    """`type`, `number` and `country` of a sealed document. Raises Gone once a case says no more of whom it is."""
    if not document:
        raise Gone()
    found: dict[str, Any] = json.loads(vault.unseal(case_id, "document", document))
    return found


def name_sealed(subject: str, name: str | None, now: datetime) -> dict[str, str]:
    """What a proposal about a case or a contact holds of the name that was given: nothing without one."""
    return {"named": vault.seal(subject, "name", name, now, "case")} if name else {}


def name_in(content: Mapping[str, Any]) -> str | None:
    """The name that was given, of a proposal about a case or a contact."""
    subject = content.get("case") or content.get("contact")
    return vault.unseal(str(subject), "name", content["named"]) if content.get("named") else None


def find(case_id: str) -> CaseRecord | None:
    """One read."""
    record: CaseRecord | None = CaseRecord.find(f"CASE#{case_id}", "case")
    return record


def make(case_id: str, whose: Whose, region: str, said: Said, now: datetime) -> CaseRecord:
    """A case that comes in force, not yet written and with no version yet."""
    record = CaseRecord(f"CASE#{case_id}", "case", region=region, opened_at=now, revision=0)
    record.source, record.source_ref, record.stated = said.source, said.source_ref, said.stated
    name(record, whose)
    return record


def name(record: CaseRecord, whose: Whose) -> None:
    """Says whom a case is about."""
    record.document, record.document_hash = whose.document, whose.document_hash
    record.document_type, record.last4 = whose.document_type, whose.last4
    record.gsi2pk, record.gsi2sk = f"CASEOF#{whose.document_hash}", f"{stamp(record.opened_at)}#{record.id}"


def ref_put(case_id: str, said: Said) -> list[Put]:
    """The step by which a source's reference means a case; Conflict where it means one already. None without any."""
    if said.stated is None:
        return []
    return [Put(CaseRefRecord(f"CASEREF#{said.source}#{said.source_ref}", "case", case_id=case_id), ABSENT, Conflict())]


def by_ref(source: str, source_ref: str) -> CaseRecord | None:
    """The case that a source means by its reference. Two reads."""
    ref: CaseRefRecord | None = CaseRefRecord.find(f"CASEREF#{source}#{source_ref}", "case")
    return find(ref.case_id) if ref is not None else None


def of_document(document_hash: str) -> list[CaseRecord]:
    """The cases of a document, the earliest first. One query."""
    return list(CaseRecord.by_document.query(f"CASEOF#{document_hash}"))


def of_reference(region: str, reference: str) -> list[CaseRecord]:
    """The cases of a region (a prefix) that are called so. One query, eventually consistent."""
    return list(CaseRecord.by_reference.query(_called(reference), prefixed(CaseRecord.gsi3sk, region, None)))


def _called(reference: str) -> str:
    return f"CASENAMED#{text.line(reference).casefold()}"


@dataclass(frozen=True)
class Because:
    """Why a version is in force: by which proposal, with what reason, and whom it reached at once."""

    proposal: str
    reason: str
    stated: int | None = None
    reached: Mapping[str, Any] | None = None


def versioned(record: CaseRecord, told: Mapping[str, Any], because: Because, now: datetime) -> tuple[Put, Put]:
    """The steps that write the next version of a case, and keep it among its history."""
    record.told, record.changed_at = dict(told), now
    record.revision = int(record.revision) + 1
    if because.stated is not None:
        record.stated = because.stated
    record.gsi1pk = f"CASES#{record.status}#{record.region[:_PROVINCE]}"
    record.gsi1sk = f"{record.region}#{stamp(record.opened_at)}#{record.id}"
    if record.source_ref:
        record.gsi3pk, record.gsi3sk = _called(record.source_ref), f"{record.region}#{record.id}"
    kept = CaseVersionRecord(record.pk, version_place(int(record.revision)), revision=record.revision)
    kept.reached = dict(because.reached) if because.reached else None
    return Put(record), Put(_kept(kept, told, because, now), ABSENT)


def older_put(case_id: str, told: Mapping[str, Any], because: Because, now: datetime) -> Put:
    """The step that records a version which was older already when it came; Conflict where it was recorded."""
    kept = CaseVersionRecord(f"CASE#{case_id}", f"o#{because.stated:012d}", revision=0, no_effect="older")
    return Put(_kept(kept, told, because, now), ABSENT, Conflict())


def _kept(record: CaseVersionRecord, told: Mapping[str, Any], because: Because, now: datetime) -> CaseVersionRecord:
    record.told, record.at, record.stated = dict(told), now, because.stated
    record.proposal, record.reason = because.proposal, because.reason
    return record


def version_place(revision: int) -> str:
    """Where a version lies in its case."""
    return f"h#{revision:06d}"


def spread_step(case_id: str, revision: int, now: datetime) -> Change:
    """The step that notes that all contacts were told of a version."""
    record = CaseVersionRecord(f"CASE#{case_id}", version_place(revision))
    return Change(record, (CaseVersionRecord.spread_at.set(now),), CaseVersionRecord.told.exists())


def version(case_id: str, revision: int) -> CaseVersionRecord | None:
    """A version that came in force. One read."""
    record: CaseVersionRecord | None = CaseVersionRecord.find(f"CASE#{case_id}", version_place(revision))
    return record


def versions(case_id: str) -> list[CaseVersionRecord]:
    """A case's versions, the latest first, those that changed nothing among them. One query."""
    found = CaseVersionRecord.query(f"CASE#{case_id}", CaseVersionRecord.sk.between("h#", "o#~"), consistent_read=True)
    return sorted(found, key=lambda each: (each.at, int(each.revision)), reverse=True)


def listed(status: str, region: str, since: datetime | None, limit: int, after: str | None) -> list[CaseRecord]:
    """Cases of a status in a region (a province or what lies in it), by region and age. One query.

    `since`: those alone that came in force from then on.
    """
    keys = prefixed(CaseRecord.gsi1sk, region, after)
    only = CaseRecord.opened_at >= since if since is not None else None
    found = CaseRecord.by_status.query(f"CASES#{status}#{region[:_PROVINCE]}", keys, only, limit=limit)
    return list(found)


def fact(case_id: str, told: Mapping[str, Any], revision: int, at: datetime, source: str = DESK) -> CaseKnown:
    """A version of a case as the scoring core folds it. Raises ValueError for what no case can be."""
    known: dict[str, Any] = {name: date.fromisoformat(told[name]) for name in DAYS if told.get(name)}
    known |= {"reason": told.get("because") or "", "decides": bool(told.get("decides"))}
    kind, status = cast(CaseKind, told["kind"]), cast(CaseStatus, told["status"])
    name = f"case-{case_id}-{revision:06d}"
    return CaseKnown(name, at, kind, status, source=source, source_ref=case_id, revision=revision, **known)


def known_as(record: CaseRecord, at: datetime) -> CaseKnown:
    """What is known of a case at last, as the scoring core folds it."""
    return fact(record.id, record.told, int(record.revision), at, record.source)
