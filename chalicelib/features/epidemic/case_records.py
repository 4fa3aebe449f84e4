"""Cases as records: what is known of an infection by its newest version, each version beside it, all append-only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.identity.documents import Document
from chalicelib.instants import stamp
from chalicelib.scoring.facts import CaseKnown
from chalicelib.scoring.fed_facts import CaseKind, CaseStatus
from chalicelib.store import vault
from chalicelib.store.indexes import index
from chalicelib.store.reading import prefixed
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Put

DAYS = ("on", "released_on", "onset_on", "sampled_on", "isolated_on")
OVER = ("excluded", "withdrawn")
"""Statuses by which a case never was one."""
_PROVINCE = 2


class CaseRecord(EpidemicRecord, discriminator="case"):
    """`CASE#<id>`/`case`. `told` is what is known: kind, status, its days and, of one withdrawn, why."""

    by_status = index("gsi1")
    """Cases by status and province, in the order of region and instant."""
    by_document = index("gsi2")
    """Cases by the hash of the document."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    document = UnicodeAttribute()
    """The document, sealed for the case."""
    document_hash = UnicodeAttribute()
    document_type = UnicodeAttribute()
    last4 = UnicodeAttribute()
    region = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    source_ref = UnicodeAttribute(null=True)
    revision = NumberAttribute()
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
    """`CASE#<id>`/`h#<revision>`: a version as it came in force, by which proposal, and why."""

    told: JSONAttribute = JSONAttribute()
    revision = NumberAttribute()
    at = UTCDateTimeAttribute()
    proposal = UnicodeAttribute()
    reason = UnicodeAttribute()


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
    """`type`, `number` and `country` of a sealed document."""
    found: dict[str, Any] = json.loads(vault.unseal(case_id, "document", document))
    return found


def find(case_id: str) -> CaseRecord | None:
    """One read."""
    record: CaseRecord | None = CaseRecord.find(f"CASE#{case_id}", "case")
    return record


def make(case_id: str, whose: Whose, region: str, source_ref: str | None, now: datetime) -> CaseRecord:
    """A case that comes in force, not yet written and with no version yet."""
    record = CaseRecord(f"CASE#{case_id}", "case", region=region, opened_at=now)
    record.document, record.document_hash = whose.document, whose.document_hash
    record.document_type, record.last4 = whose.document_type, whose.last4
    record.gsi2pk, record.gsi2sk = f"CASEOF#{whose.document_hash}", f"{stamp(now)}#{case_id}"
    record.source_ref, record.revision = source_ref, 0
    return record


def versioned(
    record: CaseRecord, told: Mapping[str, Any], proposal: str, reason: str, now: datetime
) -> tuple[Put, Put]:
    """The steps that write the next version of a case, and keep it among its history."""
    record.told, record.changed_at = dict(told), now
    record.revision = int(record.revision) + 1
    record.gsi1pk = f"CASES#{record.status}#{record.region[:_PROVINCE]}"
    record.gsi1sk = f"{record.region}#{stamp(record.opened_at)}#{record.id}"
    place = f"h#{int(record.revision):06d}"
    kept = CaseVersionRecord(record.pk, place, told=dict(told), revision=record.revision, at=now, reason=reason)
    kept.proposal = proposal
    return Put(record), Put(kept, ABSENT)


def versions(case_id: str) -> list[CaseVersionRecord]:
    """A case's versions, the latest first. One query."""
    keys = CaseVersionRecord.sk.startswith("h#")
    return list(CaseVersionRecord.query(f"CASE#{case_id}", keys, scan_index_forward=False))


def listed(status: str, region: str, since: datetime | None, limit: int, after: str | None) -> list[CaseRecord]:
    """Cases of a status in a region (a province or what lies in it), by region and age. One query.

    `since`: those alone that came in force from then on.
    """
    keys = prefixed(CaseRecord.gsi1sk, region, after)
    only = CaseRecord.opened_at >= since if since is not None else None
    found = CaseRecord.by_status.query(f"CASES#{status}#{region[:_PROVINCE]}", keys, only, limit=limit)
    return list(found)


def fact(case_id: str, told: Mapping[str, Any], revision: int, at: datetime) -> CaseKnown:
    """A version of a case as the scoring core folds it. Raises ValueError for what no case can be."""
    days: dict[str, Any] = {name: date.fromisoformat(told[name]) for name in DAYS if told.get(name)}
    reason = cast(Literal["", "wrong_result", "other_person"], told.get("because") or "")
    kind, status = cast(CaseKind, told["kind"]), cast(CaseStatus, told["status"])
    name = f"case-{case_id}-{revision:06d}"
    return CaseKnown(name, at, kind, status, source_ref=case_id, revision=revision, reason=reason, **days)
