"""Violations as records, each with its way to the credit register: the report, and its withdrawal."""

import json
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from pynamodb.attributes import (
    JSONAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
    UTCDateTimeAttribute,
    VersionAttribute,
)

from chalicelib.instants import MILLISECOND, stamp
from chalicelib.store import vault
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, EpidemicRecord
from chalicelib.store.transactions import Change, Put

OPEN, OBJECTED, REPORTED, WITHDRAWN = "open", "objected", "reported", "withdrawn"
NOT_SENT, DROPPED, SENT, ACKNOWLEDGED = "not_sent", "dropped", "sent", "acknowledged"
_DUE = "VIOLATIONSDUE"


class ViolationRecord(EpidemicRecord, discriminator="violation"):
    """`VIOL#<id>`/`violation`. It outlives the person's record, and whoever has the document finds it."""

    of_one = index("gsi1")
    """Violations of a person, by instant."""
    by_document = index("gsi2")
    """The same by the hash of the document."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    due_index = index("gsi3")
    """Those to which nobody has objected yet, by the instant until when one may."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    person_id = UnicodeAttribute()
    document_hash = UnicodeAttribute()
    document = UnicodeAttribute()
    """The document as the register is told it, sealed for the violation."""
    last4 = UnicodeAttribute()
    region = UnicodeAttribute()
    told: JSONAttribute = JSONAttribute()
    """The kind, the day, the ids of the evidence, the words."""
    status = UnicodeAttribute(default=OPEN)
    """open (may be objected to), objected (nothing leaves), reported, withdrawn."""
    at = UTCDateTimeAttribute()
    object_until = UTCDateTimeAttribute()
    deciders = UnicodeSetAttribute()
    """The two who established it, by account and by document: neither decides on an objection."""
    proposal = UnicodeAttribute()
    objection = UnicodeAttribute(null=True)
    """The id of the appeal that is open about it."""
    reported_at = UTCDateTimeAttribute(null=True)
    withdrawn_at = UTCDateTimeAttribute(null=True)
    because = UnicodeAttribute(null=True)
    """Why it was withdrawn: `upheld`, or `annulled` as its evidence was."""
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[5:])

    @property
    def place(self) -> str:
        """Where it stands in lists."""
        return str(self.gsi1sk)


class ReportRecord(EpidemicRecord, discriminator="credit_report"):
    """`VIOL#<id>`/`report` and `…/withdrawal`: the message that leaves, whose subject the violation has sealed.

    `status`: not_sent; dropped, where it was taken back before it left; sent, as soon as it may have left;
    acknowledged.
    """

    message: JSONAttribute = JSONAttribute()
    status = UnicodeAttribute(default=NOT_SENT)
    at = UTCDateTimeAttribute()
    version = VersionAttribute()


def make(violation_id: str, now: datetime, object_until: datetime, **content: Any) -> ViolationRecord:
    """A violation that comes in force, not yet written; `content` is its other attributes."""
    record = ViolationRecord(f"VIOL#{violation_id}", "violation", at=now, object_until=object_until, **content)
    place = f"{stamp(now)}#{violation_id}"
    record.gsi1pk, record.gsi1sk = f"VIOLOF#{record.person_id}", place
    record.gsi2pk, record.gsi2sk = f"VIOLOFDOC#{record.document_hash}", place
    wait(record, object_until)
    return record


def wait(record: ViolationRecord, until: datetime) -> None:
    """Has a violation that is about to be written stand where the next run finds it, from `until` on."""
    record.gsi3pk, record.gsi3sk = _DUE, f"{stamp(until)}#{record.id}"


def wait_no_more(record: ViolationRecord) -> None:
    """Takes it from there."""
    record.gsi3pk = record.gsi3sk = None


def put(record: ViolationRecord) -> Put:
    """The step that writes a violation as it comes in force."""
    return Put(record, ABSENT)


def rewrite(record: ViolationRecord) -> Put:
    """The step that writes one that was read; lost where somebody else did since."""
    return Put(record)


def find(violation_id: str) -> ViolationRecord | None:
    """One read."""
    record: ViolationRecord | None = ViolationRecord.find(f"VIOL#{violation_id}", "violation")
    return record


def due(until: datetime, limit: int) -> list[ViolationRecord]:
    """Those whose time for an objection was over by then, the earliest first. One query."""
    keys = ViolationRecord.gsi3sk < stamp(until + MILLISECOND)
    return first(ViolationRecord.due_index.query(_DUE, keys, page_size=limit), limit)


def of_person(person_id: str, document_hash: str, limit: int, before: str | None) -> list[ViolationRecord]:
    """Of a person and of their document, newest first, those before the place `before`. Two queries."""
    theirs = ViolationRecord.gsi1sk < before if before else None
    its = ViolationRecord.gsi2sk < before if before else None
    found = (
        ViolationRecord.of_one.query(f"VIOLOF#{person_id}", theirs, scan_index_forward=False, limit=limit),
        ViolationRecord.by_document.query(f"VIOLOFDOC#{document_hash}", its, scan_index_forward=False, limit=limit),
    )
    both = merge(*found, key=lambda record: str(record.gsi1sk), reverse=True)
    return list(islice({record.id: record for record in both}.values(), limit))


def of_document(document_hash: str) -> list[ViolationRecord]:
    """Of a document, whoever it was filed under. One query."""
    return list(ViolationRecord.by_document.query(f"VIOLOFDOC#{document_hash}"))


def report_of(violation_id: str, name: str = "report") -> ReportRecord | None:
    """What would leave, or has left: the `report`, or the `withdrawal` of one that had left. One read."""
    record: ReportRecord | None = ReportRecord.find(f"VIOL#{violation_id}", name)
    return record


def report_put(violation_id: str, name: str, message: dict[str, Any], now: datetime) -> Put:
    """The step that makes a message, once."""
    return Put(ReportRecord(f"VIOL#{violation_id}", name, message=message, at=now), ABSENT)


def report_sent(record: ReportRecord) -> Put:
    """The step by which a message has left, as far as anybody can know; lost where it was dropped meanwhile."""
    record.status = record.status if record.status == ACKNOWLEDGED else SENT
    return Put(record)


def report_acknowledged(record: ReportRecord) -> Put:
    """The step by which the register has a message."""
    record.status = ACKNOWLEDGED
    return Put(record)


def document_of(record: ViolationRecord) -> dict[str, Any]:
    """The document as the register is told it: type, number, country."""
    return dict(json.loads(vault.unseal(record.id, "document", record.document)))


def report_dropped(record: ReportRecord) -> Change:
    """The step by which a message that has not left never does; lost where it left meanwhile."""
    return Change(record, (ReportRecord.status.set(DROPPED),), ReportRecord.status == NOT_SENT)
