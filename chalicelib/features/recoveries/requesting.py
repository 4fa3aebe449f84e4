"""Requests for another phone where the old one is lost: one that is open a document, later ones join it."""

import json
import secrets as random
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.idempotency import Once
from chalicelib.config import CLAIMS_PER_RECOVERY, POLICY_ZONE, RECOVERIES_PER_DOCUMENT, RECOVERY_UNKNOWN_AFTER
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict
from chalicelib.identity.documents import Document, check_document
from chalicelib.identity.names import check_name, mask_phone
from chalicelib.identity.phone import normalise
from chalicelib.person import documents
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.records import StateRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Put

_PER_DAY = 20
_MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Request:
    """Who has lost a phone, and which one is to take its place; what else they know of the record, for staff."""

    document_type: str
    document_number: str
    country: str | None
    name: str
    new_phone: str
    evidence: str
    old_phone: str | None = None
    residence: str | None = None


@dataclass(frozen=True)
class Claim:
    """What one request says, as it is sealed."""

    name: str
    number: str
    phone: str
    evidence: str
    country: str | None = None
    old_phone: str | None = None
    residence: str | None = None


def request(wanted: Request, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Keeps the request for staff of the person's region. Three reads, one transaction.

    Whether the document is known is not told, nor by how long it takes: an unknown one costs the same reads. Of a
    person who is in somebody else's account nobody's log-in is moved: their document is as good as unknown here.
    """
    today = policy_day(now, POLICY_ZONE)
    document = check_document(wanted.document_type, wanted.document_number, wanted.country, on=today)
    document_hash = documents.hash_of(document)
    claim = _claim(wanted, document)
    recovery_id = random.token_hex(10)

    def write(attempt: Attempt) -> None:
        attempt.write(*_caps(document_hash, address, now))
        open_id = requests.open_about(document_hash)
        known = documents.likely_claim_of(document)
        state = people.state(known.person_id if known else recovery_id)
        if open_id is not None:
            _join(attempt, open_id, claim)
        else:
            _open(attempt, recovery_id, document_hash, state, claim)
        attempt.once(key, recovery_id)

    changing(now, write)
    return requests.acknowledged(recovery_id)


def _caps(document_hash: str, address: str, now: datetime) -> list[Any]:
    day = Window("recoveries", address, _PER_DAY, timedelta(days=1))
    month = Window("recoveries-of", document_hash, RECOVERIES_PER_DOCUMENT, _MONTH)
    return [day.step(now), month.step(now)]


def _claim(wanted: Request, document: Document) -> Claim:
    return Claim(
        check_name(wanted.name),
        document.number,
        normalise(wanted.new_phone, field="new_phone").e164,
        wanted.evidence,
        document.country,
        normalise(wanted.old_phone, field="old_phone", sms=False).e164 if wanted.old_phone else None,
        wanted.residence,
    )


def _sealed(recovery_id: str, claim: Claim, now: datetime) -> str:
    return vault.seal(recovery_id, "content", json.dumps(asdict(claim), ensure_ascii=False), now)


def _join(attempt: Attempt, open_id: str, claim: Claim) -> None:
    record = requests.find(open_id)
    if record is None:
        raise Conflict()
    attempt.write(requests.join(record, _sealed(open_id, claim, attempt.now), CLAIMS_PER_RECOVERY - 1))


def _open(
    attempt: Attempt, recovery_id: str, document_hash: str, state: StateRecord | None, claim: Claim
) -> RecoveryRecord:
    own = state if state is not None and state.relation == "self" else None
    record = requests.make(
        recovery_id,
        own.county if own else "",
        attempt.now,
        timedelta() if own else RECOVERY_UNKNOWN_AFTER,
        account_id=own.account_id if own else None,
        person_id=own.person_id if own else None,
        document_hash=document_hash,
        content=_sealed(recovery_id, claim, attempt.now),
    )
    attempt.write(Put(record, ABSENT, Conflict()), requests.open_put(document_hash, recovery_id))
    if own is not None:
        attempt.person(own).warn("inbox_recovery_asked", phone=mask_phone(claim.phone))
    return record


def claims_of(record: RecoveryRecord) -> list[dict[str, Any]]:
    """What every request says that is kept, the first one in front."""
    sealed = [record.content, *(record.joined or [])]
    return [json.loads(vault.unseal(record.id, "content", each)) for each in sealed]
