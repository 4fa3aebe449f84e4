"""Contacts as records: of each the cases that it names, beside each of them; and the list that two people agree to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pynamodb.attributes import JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.instants import stamp
from chalicelib.retention.kinds import BY_NAME
from chalicelib.scoring.facts import ContactKnown
from chalicelib.store.indexes import index
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, EpidemicRecord, Unreadable, ttl
from chalicelib.store.transactions import Put

_LISTED_TOGETHER = 1_500
"""People of a list in one record: some 170 bytes each, under DynamoDB's 400 KB."""
_KEPT = timedelta(days=BY_NAME["contacts"].days)
"""How long a list lies beside its proposal, whatever became of it: as long as the contacts that are made of it."""


@dataclass(frozen=True)
class Exposed:
    """Somebody of a list: by id and document, with the last day on which a case exposed them."""

    person_id: str
    document_hash: str
    last4: str
    last_exposure: str


class ContactRecord(EpidemicRecord, discriminator="contact"):
    """`CONTACT#<id>`/`contact`, and the same beside each of its cases: `CASE#<case>`/`contact#<id>`."""

    by_document = index("gsi2")
    """Contacts by the hash of the document, each once."""
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)
    cases: JSONAttribute = JSONAttribute(default=list)
    document_hash = UnicodeAttribute()
    last4 = UnicodeAttribute()
    region = UnicodeAttribute()
    contact_kind = UnicodeAttribute()
    last_exposure = UnicodeAttribute()
    ground = UnicodeAttribute()
    status = UnicodeAttribute(default="confirmed")
    """confirmed, held (until the breaker is released), waiting_match (until its name was compared), other_person (it
    was, and the number is wrong), no_effect (too long ago when it was agreed to), withdrawn."""
    at = UTCDateTimeAttribute()
    """From when on it is known."""

    @property
    def id(self) -> str:
        return str(self.pk[8:]) if self.pk.startswith("CONTACT#") else str(self.sk[8:])


class ContactListRecord(EpidemicRecord, discriminator="contact_list"):
    """`CLIST#<id>`/`<number>`: some of the people of a list, in the order of their ids."""

    people: JSONAttribute = JSONAttribute()


def put_steps(contact_id: str, cases: Iterable[str], **content: Any) -> list[Put]:
    """The steps that write a contact, beside each of its cases too, once."""
    named = list(cases)
    places = [(f"CONTACT#{contact_id}", "contact"), *((f"CASE#{each}", f"contact#{contact_id}") for each in named)]
    return [Put(_placed(ContactRecord(*place, cases=named, **content)), ABSENT) for place in places]


def _placed(record: ContactRecord) -> ContactRecord:
    """The record, found by its document; the copies beside its cases are not."""
    if record.pk.startswith("CONTACT#"):
        record.gsi2pk, record.gsi2sk = f"CONTACTOF#{record.document_hash}", f"{stamp(record.at)}#{record.id}"
    return record


def withdrawn_steps(record: ContactRecord) -> list[Put]:
    """The steps that write it as withdrawn."""
    return as_now(record, "withdrawn", record.at)


def as_now(record: ContactRecord, status: str, at: datetime) -> list[Put]:
    """The steps that write it with another status, known from `at` on, beside each of its cases too."""
    places = [(f"CONTACT#{record.id}", "contact"), *((f"CASE#{each}", f"contact#{record.id}") for each in record.cases)]
    names = ("document_hash", "last4", "region", "contact_kind", "last_exposure", "ground")
    content = {name: getattr(record, name) for name in names} | {"at": at, "status": status}
    still = ContactRecord.status == record.status
    return [Put(_placed(ContactRecord(*p, cases=record.cases, **content)), still) for p in places]


def find(contact_id: str) -> ContactRecord | None:
    """One read."""
    record: ContactRecord | None = ContactRecord.find(f"CONTACT#{contact_id}", "contact")
    return record


def of_case(case_id: str, limit: int, after: str | None, aside: list[Unreadable] | None = None) -> list[ContactRecord]:
    """The contacts of a case by id, those behind the id `after`; those that cannot be read are put into `aside`. One
    query."""
    keys = ContactRecord.sk.between(f"contact#{after}\x01" if after else "contact#", "contact#~")
    return first(ContactRecord.query(f"CASE#{case_id}", keys, page_size=limit, consistent_read=True), limit, aside)


def of_document(document_hash: str) -> list[ContactRecord]:
    """What was ever told of a document, whether it had an effect or not. One query."""
    return list(ContactRecord.by_document.query(f"CONTACTOF#{document_hash}"))


def count_of(case_id: str) -> int:
    """How many contacts a case has. A query, and more for more pages."""
    return int(ContactRecord.count(f"CASE#{case_id}", ContactRecord.sk.startswith("contact#"), consistent_read=True))


def list_steps(list_id: str, people: list[Exposed]) -> list[Put]:
    """The steps that write a list's people."""
    rows = [[each.person_id, each.document_hash, each.last4, each.last_exposure] for each in people]
    parts = [rows[start : start + _LISTED_TOGETHER] for start in range(0, len(rows), _LISTED_TOGETHER)]
    return [
        Put(ContactListRecord(f"CLIST#{list_id}", f"{number:04d}", people=part, ttl=ttl(_KEPT)), ABSENT)
        for number, part in enumerate(parts)
    ]


def listed(list_id: str) -> Iterator[Exposed]:
    """The people of a list, in the order of their ids. One query."""
    for record in ContactListRecord.query(f"CLIST#{list_id}", consistent_read=True):
        yield from (Exposed(*row) for row in record.people)


def fact(contact_id: str, kind: str, last_exposure: str, cases: Iterable[str], at: datetime) -> ContactKnown:
    """A contact as the scoring core folds it."""
    named: Literal["close", "building"] = "close" if kind == "close" else "building"
    return ContactKnown(contact_id, at, named, date.fromisoformat(last_exposure), cases=tuple(cases))
