"""Lost phones: a request with evidence that waits for staff; and what staff decide about these and about numbers."""

import json
import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.errors import Conflict, NotFound, TooMany
from chalicelib.identity.documents import check_document
from chalicelib.identity.names import check_name
from chalicelib.identity.phone import normalise
from chalicelib.scoring.days import policy_day
from chalicelib.services import number_cases, once
from chalicelib.services.access import Actor, require_region
from chalicelib.services.once import Once
from chalicelib.store import accounts, audit, inbox, people, queues, secrets, vault
from chalicelib.store import recoveries as records
from chalicelib.store.caps import Window
from chalicelib.store.inbox import MessageRecord
from chalicelib.store.listing import Listing
from chalicelib.store.recoveries import RecoveryRecord
from chalicelib.store.tables import ABSENT, Lost, Put, Step, transact

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
    record = records.make(
        recovery_id,
        state.county if state else "",
        now,
        account_id=claim.account_id if claim else None,
        person_id=claim.person_id if claim else None,
        content=vault.seal(recovery_id, "content", json.dumps(content, ensure_ascii=False), now),
    )
    window = Window("recoveries", address, _PER_DAY, timedelta(days=1))
    try:
        transact([window.step(now), Put(record, ABSENT), *once.steps(key, recovery_id, now)])
    except Lost as lost:
        if 0 in lost.failed:
            raise TooMany(retry_after=window.left_seconds(now)) from None
        raise Conflict() from None
    return {"id": recovery_id, "status": "waiting"}


def answer(recovery_id: str) -> dict[str, Any]:
    """The first answer again."""
    return {"id": recovery_id, "status": "waiting"}


def waiting(actor: Actor, limit: int, cursor: str | None) -> dict[str, Any]:
    """A page of the requests that wait for the actor's region, oldest first, with what a reviewer needs to decide.

    Those that have no region wait for everybody. Raises Invalid for a cursor of another list.
    """
    listing = Listing("recoveries", actor.region)
    after = listing.behind(cursor)
    found = records.waiting(actor.region, limit + 1, after[0] if after else None)
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
    record = records.find(recovery_id)
    if record is None:
        raise NotFound()
    if record.region:
        require_region(actor, record.region)
    if record.status != "waiting":
        raise Conflict()
    status = "accepted" if accept else "refused"
    steps: list[Step] = [records.decision(record, status, actor.account_id, reason, now)]
    if record.subject == "number":
        steps += number_cases.decided(record, accept=accept, reason=reason, now=now)
    elif accept:
        steps += [*_binding(record, now), *_told(record, now)]
    subject, action = str(record.person_id or recovery_id), f"{record.subject}.{status}"
    try:
        audit.audited(
            steps, actor.account_id, action, subject, now, region=actor.region, reason=reason, recovery=recovery_id
        )
    except Lost:
        raise Conflict() from None
    if record.subject == "number":
        queues.send(settings().certification_queue_url, "certify", now, person_id=str(record.person_id))
    elif accept:
        queues.send(
            settings().messages_queue_url, "inbox", now, account_id=record.account_id, entry=_entry(record, now)
        )
    return {"id": recovery_id, "status": status}


def _entry(record: RecoveryRecord, now: datetime) -> str:
    return inbox.key(now, _RECOVERED, str(record.person_id))


def _told(record: RecoveryRecord, now: datetime) -> list[Step]:
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
