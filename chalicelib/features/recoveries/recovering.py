"""Lost phones: a request with evidence that waits for staff; and what staff decide about these and about numbers."""

import json
import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE, settings
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.people import number_cases
from chalicelib.identity.documents import check_document
from chalicelib.identity.names import check_name
from chalicelib.identity.phone import normalise
from chalicelib.person import accounts, inbox
from chalicelib.person import records as people
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.inbox import MessageRecord
from chalicelib.scoring.days import policy_day
from chalicelib.store import queues, secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.listing import Listing
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Put, Step

_PER_DAY = 20
_RECOVERED = "inbox_phone_recovered"


@dataclass(frozen=True)
class Request:
    """Who has lost a phone, and which one is to take its place."""

    document_type: str
    document_number: str
    name: str
    new_phone: str
    evidence: str


def request(wanted: Request, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """Keeps the request for staff of the person's region. Two reads, one transaction.

    Whether the document is known is not told, nor by how long it takes: an unknown one costs the same reads.
    """
    document = check_document(wanted.document_type, wanted.document_number, on=policy_day(now, POLICY_ZONE))
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    recovery_id = random.token_hex(10)
    claim = people.claim_of(document_hash)
    state = people.state(claim.person_id if claim else recovery_id)
    content = {
        "name": check_name(wanted.name),
        "number": document.number,
        "phone": normalise(wanted.new_phone, field="new_phone").e164,
        "evidence": wanted.evidence,
    }
    record = requests.make(
        recovery_id,
        state.county if state else "",
        now,
        account_id=claim.account_id if claim else None,
        person_id=claim.person_id if claim else None,
        content=vault.seal(recovery_id, "content", json.dumps(content, ensure_ascii=False), now),
    )
    window = Window("recoveries", address, _PER_DAY, timedelta(days=1))

    def write(attempt: Attempt) -> None:
        attempt.write(window.step(now), Put(record, ABSENT, Conflict()))
        attempt.once(key, recovery_id)

    changing(now, write)
    return requests.acknowledged(recovery_id)


def waiting(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the requests that wait for the actor's region, oldest first, with what a reviewer needs to decide.

    Those that have no region wait for everybody. Raises Invalid for a cursor of another list.
    """
    listing = Listing("recoveries", actor.region)
    after = listing.behind(cursor)
    found = requests.waiting(actor.region, limit + 1, after[0] if after else None)
    shown, more = listing.page(found, limit, lambda record: (str(record.gsi3sk),))
    return {"items": [_view(record) for record in shown], "next_cursor": more}


def _view(record: RecoveryRecord) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(vault.unseal(record.id, "content", record.content))
    head = {"id": record.id, "status": record.status, "subject": record.subject, "before": None, "taken": False}
    return head | {"requested_at": record.requested_at, "known": record.person_id is not None} | content


def decide(actor: Actor, recovery_id: str, *, accept: bool, reason: str, now: datetime) -> dict[str, Any]:
    """A reviewer's decision, in the audit: accepting binds the phone, or the number. One transaction.

    Raises NotFound, Forbidden outside the region, Conflict if it was decided before or the phone is another account's.
    """
    status = "accepted" if accept else "refused"

    def change(attempt: Attempt) -> RecoveryRecord:
        record = _waiting(actor, recovery_id)
        attempt.write(requests.decision(record, status, actor.account_id, reason, now))
        if record.subject == "number":
            number_cases.decide(attempt, record, accept=accept, reason=reason)
        elif accept:
            attempt.write(*_binding(record, now), *_notification_steps(record, now))
        subject, action = str(record.person_id or recovery_id), f"{record.subject}.{status}"
        attempt.audit(actor, action, subject, region=actor.region, reason=reason, recovery=recovery_id)
        return record

    _hand_over(changing(now, change), now, accept=accept)
    return {"id": recovery_id, "status": status}


def _waiting(actor: Actor, recovery_id: str) -> RecoveryRecord:
    record = requests.find(recovery_id)
    if record is None:
        raise NotFound()
    if record.region:
        require_region(actor, record.region)
    if record.status != "waiting":
        raise Conflict()
    return record


def _hand_over(record: RecoveryRecord, now: datetime, *, accept: bool) -> None:
    """After the decision: the service is asked about the number, or whoever has the new phone is told on it."""
    if record.subject == "number":
        queues.send(settings().certification_queue_url, "certify", now, person_id=str(record.person_id))
    elif accept:
        queues.send(
            settings().messages_queue_url, "inbox", now, account_id=record.account_id, entry=_entry(record, now)
        )


def _entry(record: RecoveryRecord, now: datetime) -> str:
    return inbox.key(now, _RECOVERED, str(record.person_id))


def _notification_steps(record: RecoveryRecord, now: datetime) -> list[Step]:
    """The step that tells of the new phone, by a text message to it."""
    account, person_id = f"A#{record.account_id}", str(record.person_id)
    entry = MessageRecord(
        account, _entry(record, now), code=_RECOVERED, params={}, person_id=person_id, at=now, sms=True
    )
    return [Put(entry, ABSENT)]


def _binding(record: RecoveryRecord, now: datetime) -> list[Step]:
    account = accounts.find(record.account_id) if record.account_id else None
    if account is None:
        raise Conflict()
    phone = json.loads(vault.unseal(record.id, "content", record.content))["phone"]
    phone_hash = secrets.lookup_hash("phone", phone)
    if phone_hash == account.phone_hash:
        return []
    sealed = vault.seal(account.id, "phone", phone, now)
    holder_id = accounts.id_of_phone(phone_hash)
    if holder_id is None:
        return accounts.move_phone_steps(account, phone_hash, sealed)
    # Whoever tried the new number before staff decided has an account there, and nobody in it.
    return accounts.take_phone_steps(account, phone_hash, sealed, holder_id)
