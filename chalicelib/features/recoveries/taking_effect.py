"""Effect of an accepted request, 24 hours later: the new phone logs in, sessions and password of before are over."""

from datetime import datetime

from chalicelib.access.actor import Actor
from chalicelib.desk import requests
from chalicelib.desk.requests import RecoveryRecord
from chalicelib.errors import Conflict, NotFound
from chalicelib.features.login import undo_records
from chalicelib.features.recoveries.requesting import claims_of
from chalicelib.observability import failure
from chalicelib.person import accounts, platforms
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault
from chalicelib.store.transactions import Step

_AT_ONCE = 200
_BY = Actor("service", frozenset())


def run(now: datetime) -> int:
    """Does what is due. One that fails is found again by the next run and keeps no other waiting. Returns how many."""
    return sum(_one(record.id, now) for record in requests.due(now, _AT_ONCE))


def _one(recovery_id: str, now: datetime) -> bool:
    try:
        changing(now, lambda attempt: _effect(attempt, recovery_id))
    except (Conflict, NotFound):
        changing(now, lambda attempt: _void(attempt, recovery_id))
    except Exception as error:
        failure("recovery not put in force", error, recovery=recovery_id)
        return False
    return True


def _effect(attempt: Attempt, recovery_id: str) -> None:
    record = _accepted(recovery_id, attempt.now)
    account = accounts.find(str(record.account_id)) if record else None
    if record is None or account is None:
        return
    attempt.write(*_moved(record, account, attempt.now), *_ended(record))
    attempt.write(requests.settle(record, "done"), *requests.settle_steps(record))
    # What the old phone could still take back goes: it is not its owner's any more.
    attempt.write(*(undo_records.drop(each) for each in undo_records.since(account.id, 0)))
    # So do WeChat and Alipay on it.
    attempt.write(*platforms.all_end_steps(account.id))
    attempt.person(str(record.person_id)).warn("inbox_phone_recovered")
    _audit(attempt, record, "phone.recovered")


def _accepted(recovery_id: str, now: datetime) -> RecoveryRecord | None:
    record = requests.find(recovery_id)
    due = record is not None and record.status == "accepted" and record.effective_at is not None
    return record if record is not None and due and record.effective_at <= now else None


def _moved(record: RecoveryRecord, account: AccountItem, now: datetime) -> list[Step]:
    phone_hash, forgotten = str(record.phone_hash), (accounts.without_password(),)
    if phone_hash == account.phone_hash:
        return [accounts.credential_step(account, None, *forgotten)]
    sealed = vault.seal(account.id, "phone", claims_of(record)[0]["phone"], now)
    holder_id = accounts.id_of_phone(phone_hash)
    if holder_id is None:
        return accounts.move_phone_steps(account, phone_hash, sealed, also=forgotten)
    # Whoever tried the new number before staff decided has an account there, and nobody in it.
    return accounts.take_phone_steps(account, phone_hash, sealed, holder_id, also=forgotten)


def _ended(record: RecoveryRecord) -> list[Step]:
    return [accounts.pending_drop(str(record.phone_hash))]


def _void(attempt: Attempt, recovery_id: str) -> None:
    """Somebody has registered with the new phone meanwhile, or the person is gone: it has come to nothing."""
    record = _accepted(recovery_id, attempt.now)
    if record is None:
        return
    attempt.write(requests.settle(record, "refused"), *requests.settle_steps(record), *_ended(record))
    state = people.state(str(record.person_id))
    if state is not None:
        attempt.person(state).warn("inbox_recovery_refused")
    _audit(attempt, record, "phone.void")


def _audit(attempt: Attempt, record: RecoveryRecord, action: str) -> None:
    attempt.audit(_BY, action, str(record.person_id), region=record.region, recovery=record.id)
