"""Whom a record of a partner is about: the document as it is checked everywhere, and whose of ours looks after it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.features.epidemic import case_records
from chalicelib.features.epidemic.case_records import Whose
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import check_name, last4
from chalicelib.person import arriving, documents
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day

_CODE = 6


@dataclass(frozen=True)
class Subject:
    """The document with its hash, and the name that was given."""

    document: Document
    hash: str
    name: str

    @property
    def last4(self) -> str:
        return last4(self.document.number)

    def whose(self, case_id: str, now: datetime) -> Whose:
        """As a case names somebody."""
        sealed = case_records.sealed(case_id, self.document, now)
        return Whose(sealed, self.hash, self.document.type, self.last4)


def of(told: Any, now: datetime) -> Subject:
    """The subject of a record. Raises Refused `invalid_document`, `invalid_name`."""
    named = told.document
    document = check_document(named.type, named.number, named.country, on=policy_day(now, POLICY_ZONE))
    return Subject(document, documents.hash_of(document), check_name(told.name, "subject.name"))


def holder(subject: Subject) -> StateRecord | None:
    """The state of whoever has the document. Two reads."""
    return arriving.holder(subject.hash)


def our_region(state: StateRecord | None) -> str:
    """Whose staff look after what a partner says of somebody: their county, of nobody known our own province."""
    return (state.county if state is not None else "") or settings().exchange_region.ljust(_CODE, "0")
