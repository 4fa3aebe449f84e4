"""Reviews of requests about lost phones and document numbers: what waits, what the record says beside it, decisions."""

from datetime import datetime
from typing import Any

from chalicelib.access.actor import Actor, require_region
from chalicelib.config import RECOVERY_WAIT
from chalicelib.desk import offices, requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict, FieldError, Forbidden, NotFound, invalid
from chalicelib.features.people import number_cases, questions, renaming
from chalicelib.features.recoveries import comparing
from chalicelib.features.recoveries.requesting import claims_of
from chalicelib.identity.names import mask_phone
from chalicelib.person import accounts
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.person.ownership import require_others_account
from chalicelib.store import secrets, vault
from chalicelib.store.listing import Listing

_OPEN = ("waiting", "contested")
_OF_CERTIFICATION = ("number", "name")
"""Subjects that are decided at once, and certified anew."""
_NONE: dict[str, Any] = {"before": None, "taken": False, "expires_on": None, "old_phone": None, "residence": None}


def waiting(actor: Actor, limit: int, cursor: str | None, now: datetime) -> dict[str, Any]:
    """A page of the requests that wait for the actor's region, oldest first, with what a reviewer needs to decide.

    Those about nobody's document wait for everybody, behind the others. Raises Invalid for a cursor of another list.
    """
    listing = Listing("recoveries", actor.region)
    after = listing.behind(cursor)
    found = requests.waiting(actor.region, limit + 1, after[0] if after else None)
    shown, more = listing.page(found, limit, lambda record: (str(record.gsi3sk),))
    return {"items": [_view(record, now) for record in shown], "next_cursor": more}


def _view(record: RecoveryRecord, now: datetime) -> dict[str, Any]:
    first, *others = claims_of(record)
    return (
        _NONE
        | first
        | {
            "id": record.id,
            "status": record.status,
            "subject": record.subject,
            "requested_at": record.requested_at,
            "known": record.person_id is not None,
            "claims": 1 + len(others) + int(record.more_claims),
            "objected": record.objected_at is not None,
            "due_at": record.due_at,
            "escalated": _is_late(record, now),
        }
    )


def one(actor: Actor, recovery_id: str, now: datetime) -> dict[str, Any]:
    """A request with every claim beside what the record says of it. The look is in the audit before it is answered."""

    def look(attempt: Attempt) -> RecoveryRecord:
        record = _reached(actor, recovery_id)
        subject = str(record.person_id or recovery_id)
        ids = {"recovery": recovery_id, **offices.looking(actor)}
        attempt.audit(actor, "recovery.looked_at", subject, region=actor.region, **ids)
        return record

    record = changing(now, look)
    objection = vault.unseal(record.id, "objection", record.objection) if record.objection else None
    return _view(record, now) | {
        "compared": [comparing.compared(record, claim) for claim in claims_of(record)],
        "photos": comparing.photos(record, now),
        "objection": objection,
    }


def _reached(actor: Actor, recovery_id: str) -> RecoveryRecord:
    record = requests.find(recovery_id)
    if record is None:
        raise NotFound()
    if record.region:
        require_region(actor, record.region)
    require_others_account(actor, record.account_id)
    return record


def decide(
    actor: Actor, recovery_id: str, *, accept: bool, reason: str, now: datetime, claim: int = 0
) -> dict[str, Any]:
    """A reviewer's decision, in the audit; of a number at once, of a phone in 24 hours. One transaction.

    `claim` is which of several claims is accepted. Raises NotFound, Forbidden `own_record` and, after an objection,
    `same_person`; Conflict if it was decided before, is a supervisor's, or the phone is another account's.
    """

    def change(attempt: Attempt) -> tuple[RecoveryRecord, str]:
        record = _undecided(actor, recovery_id, now)
        if record.subject in _OF_CERTIFICATION:
            status = _decide_identity(attempt, actor, record, accept=accept, reason=reason)
        elif accept:
            status = _accept(attempt, actor, record, claim, reason)
        else:
            status = _refuse(attempt, actor, record, reason)
        subject, action = str(record.person_id or recovery_id), f"{record.subject}.{status}"
        attempt.audit(actor, action, subject, region=actor.region, reason=reason, recovery=recovery_id)
        return record, status

    record, status = changing(now, change)
    if record.subject in _OF_CERTIFICATION:
        questions.put_about(str(record.person_id), now)
    return {"id": recovery_id, "status": status}


def _undecided(actor: Actor, recovery_id: str, now: datetime) -> RecoveryRecord:
    record = _reached(actor, recovery_id)
    if record.status not in _OPEN:
        raise Conflict()
    if record.status == "contested" and record.decided_by == actor.account_id:
        raise Forbidden("same_person")
    if _is_late(record, now) and not actor.is_one_of({"supervisor"}):
        raise Conflict("recovery_escalated")
    return record


def _is_late(record: RecoveryRecord, now: datetime) -> bool:
    return record.status == "contested" and record.due_at is not None and now > record.due_at


def _decide_identity(attempt: Attempt, actor: Actor, record: RecoveryRecord, *, accept: bool, reason: str) -> str:
    status = "accepted" if accept else "refused"
    attempt.write(requests.decision(record, status, actor.account_id, reason, attempt.now))
    decided = number_cases.decide if record.subject == "number" else renaming.decide
    decided(attempt, record, accept=accept, reason=reason)
    return status


def _accept(attempt: Attempt, actor: Actor, record: RecoveryRecord, claim: int, reason: str) -> str:
    """Accepted, it takes effect in 24 hours; objected to before, a second reviewer decides first."""
    account = accounts.find(record.account_id) if record.account_id else None
    if account is None:
        raise Conflict()
    phone, who = _phone_of(record, claim), requests.by_whom(actor.account_id, attempt.now, reason)
    chosen = RecoveryRecord.content.set([record.content, *(record.joined or [])][claim])
    if record.status == "waiting" and record.objected_at is not None:
        attempt.write(requests.contest(record, attempt.now + RECOVERY_WAIT, *who, chosen))
        return "contested"
    phone_hash = secrets.lookup_hash("phone", phone)
    _require_free(phone_hash, account)
    effective_at = max(attempt.now, record.effective_at or attempt.now + RECOVERY_WAIT)
    attempt.write(requests.accept(record, effective_at, phone_hash, chosen, *who))
    taken = Conflict(None, FieldError("phone", "phone_taken"))
    attempt.write(accounts.pending_put(phone_hash, account.id, record.id, taken))
    if record.phone_hash not in (None, phone_hash):
        attempt.write(accounts.pending_drop(str(record.phone_hash)))
    _tell_accepted(attempt, record, account, phone, effective_at)
    return "accepted"


def _phone_of(record: RecoveryRecord, claim: int) -> str:
    claims = claims_of(record)
    if claim >= len(claims):
        raise invalid("claim", "out_of_range")
    return str(claims[claim]["phone"])


def _require_free(phone_hash: str, account: AccountItem) -> None:
    """Raises Conflict where somebody has registered themselves with the new phone."""
    holder_id = accounts.id_of_phone(phone_hash)
    if holder_id not in (None, account.id) and accounts.self_link(str(holder_id)) is not None:
        raise Conflict(None, FieldError("phone", "phone_taken"))


def _tell_accepted(
    attempt: Attempt, record: RecoveryRecord, account: AccountItem, phone: str, effective_at: datetime
) -> None:
    person = attempt.person(str(record.person_id))
    when = {"due_at": effective_at.isoformat()}
    person.warn("inbox_recovery_accepted", phone=mask_phone(phone), **when)
    sealed = vault.seal(account.id, "phone", phone, attempt.now)
    person.warn("inbox_recovery_claimant", to_phone=sealed, **when)


def _refuse(attempt: Attempt, actor: Actor, record: RecoveryRecord, reason: str) -> str:
    """Refused, whoever logs in with the new phone is nobody's claimant any more."""
    attempt.write(requests.settle(record, "refused", *requests.by_whom(actor.account_id, attempt.now, reason)))
    attempt.write(*requests.settle_steps(record))
    if record.phone_hash is not None:
        attempt.write(accounts.pending_drop(record.phone_hash))
    if record.person_id is not None:
        attempt.person(record.person_id).warn("inbox_recovery_refused")
    return "refused"
