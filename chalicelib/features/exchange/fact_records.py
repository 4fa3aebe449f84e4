"""Facts of partners as records: which message said them, by which reference and revision, and how they stand here."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.desk import partners
from chalicelib.instants import MILLISECOND, stamp
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.set_aside import first
from chalicelib.store.tables import OperationRecord
from chalicelib.store.transactions import Put

CASE, CONTACT, STAY, RATING = "case", "contact", "stay", "rating"
IN_FORCE, PROPOSED, WITHDRAWN = "in_force", "proposed", "withdrawn"
_SUSPENDED = "SUSPENSIONS"


class PartnerFactRecord(OperationRecord, discriminator="partner_fact"):
    """`PFACT#<id>`/`fact`. `told`: what it says, without whom it is about."""

    by_message = index("gsi1")
    """Facts of a message, in its order."""
    by_document = index("gsi2")
    """Facts of a partner about one document."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    suspended_index = index("gsi3")
    """Those that are suspended, by the instant until when the partner may answer."""
    gsi3pk = UnicodeAttribute(null=True)
    gsi3sk = UnicodeAttribute(null=True)
    what = UnicodeAttribute()
    partner_id = UnicodeAttribute()
    message_id = UnicodeAttribute()
    """The message that said it last."""
    source_ref = UnicodeAttribute()
    revision = NumberAttribute()
    told: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    document_hash = UnicodeAttribute(null=True)
    region = UnicodeAttribute(default="")
    """The region of ours whose staff look after it."""
    status = UnicodeAttribute(default=IN_FORCE)
    """in_force, proposed (two of ours are to agree), withdrawn."""
    suspended: LeanJSONAttribute = LeanJSONAttribute(null=True)
    """By whom of ours, from when, until when, why; absent while it is not."""
    ticket = UnicodeAttribute(null=True)
    """The appeal about it that its partner is to answer."""
    at = UTCDateTimeAttribute()
    version = VersionAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[6:])


def find(fact_id: str) -> PartnerFactRecord | None:
    """One read."""
    record: PartnerFactRecord | None = PartnerFactRecord.find(f"PFACT#{fact_id}", "fact")
    return record


def known(partner_id: str, what: str, source_ref: str) -> PartnerFactRecord | None:
    """What a partner said by a reference of its own. One read."""
    return find(partners.fact_id(partner_id, what, source_ref))


def make(partner_id: str, what: str, source_ref: str, **content: Any) -> PartnerFactRecord:
    """A fact that was not said before, not yet written."""
    record = PartnerFactRecord(f"PFACT#{partners.fact_id(partner_id, what, source_ref)}", "fact", **content)
    record.partner_id, record.what, record.source_ref = partner_id, what, source_ref
    return record


def put(record: PartnerFactRecord, number: int | None = None) -> Put:
    """The step that writes a fact as it was read; `number`: its place in the message that says it now."""
    if number is not None:
        record.gsi1pk = f"PFACTS#{record.partner_id}#{record.message_id}"
        record.gsi1sk = f"{number:05d}"
    if record.document_hash:
        record.gsi2pk, record.gsi2sk = f"PFACTOF#{record.partner_id}#{record.document_hash}", record.id
    until = (record.suspended or {}).get("until")
    record.gsi3pk = _SUSPENDED if until else None
    record.gsi3sk = f"{stamp(datetime.fromisoformat(until))}#{record.id}" if until else None
    return Put(record)


def of_message(partner_id: str, message_id: str) -> list[PartnerFactRecord]:
    """What a message said, in its order. One query."""
    return list(PartnerFactRecord.by_message.query(f"PFACTS#{partner_id}#{message_id}"))


def of_document(partner_id: str, document_hash: str) -> list[PartnerFactRecord]:
    """What a partner said of a document. One query."""
    return list(PartnerFactRecord.by_document.query(f"PFACTOF#{partner_id}#{document_hash}"))


def of_all_partners(document_hash: str) -> list[PartnerFactRecord]:
    """What any partner said of a document. A query for each partner: the index is theirs, who take it back by it."""
    return [fact for partner in partners.known() for fact in of_document(partner.id, document_hash)]


def overdue(now: datetime, limit: int) -> list[PartnerFactRecord]:
    """Suspended ones whose partner has not answered in time, the earliest first. One query."""
    keys = PartnerFactRecord.gsi3sk < stamp(now + MILLISECOND)
    return first(PartnerFactRecord.suspended_index.query(_SUSPENDED, keys, page_size=limit), limit)
