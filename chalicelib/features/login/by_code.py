"""Log-in by SMS code. The code is derived, never stored; what an attacker uses up is the challenge."""

import secrets as random
from datetime import datetime
from hmac import compare_digest
from typing import Any

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.errors import Conflict, FieldError, TooMany, Unauthenticated
from chalicelib.features.login import challenges, known_devices, sessions
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.features.login.sessions import Owner
from chalicelib.person import accounts
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.places import adoption
from chalicelib.store import secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost


def code_of(challenge_id: str) -> str:
    """The six digits of a challenge, derived where it is sent."""
    return _digits(secrets.keyed("otp", challenge_id))


def _digits(tag: bytes) -> str:
    return f"{int.from_bytes(tag[:8], 'big') % 1_000_000:06d}"


def _is_code_of(challenge_id: str, code: str) -> bool:
    """Whether these are its digits, also those sent before the secret was turned."""
    sent = (_digits(tag) for tag in secrets.keyed_by_each("otp", challenge_id))
    return any(compare_digest(each.encode(), code.encode()) for each in sent)


def verify(challenge_id: str, code: str, purposes: tuple[str, ...], address: str, now: datetime) -> ChallengeRecord:
    """The challenge if `code` is its code. One write, a second for a wrong guess.

    Raises Unauthenticated `invalid_code` or `code_expired`, TooMany `attempts_exhausted`.
    """
    try:
        record = challenges.try_once(challenge_id)
    except Lost:
        raise _unusable(challenge_id) from None
    right = _is_code_of(challenge_id, code)
    if not right or record.purpose not in purposes:
        _count_guess(address, now)
        raise Unauthenticated("invalid_code")
    if now > record.expires_at:
        raise Unauthenticated("code_expired")
    return record


def _unusable(challenge_id: str) -> Exception:
    record = challenges.find(challenge_id)
    if record and not record.used and record.attempts >= config.CODE_GUESSES:
        return TooMany("attempts_exhausted", retry_after=int(config.CODE_RESEND.total_seconds()))
    return Unauthenticated("invalid_code")


def _count_guess(address: str, now: datetime) -> None:
    window = Window("guesses", address, config.GUESSES_PER_ADDRESS_HOUR)
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None


def log_in(challenge_id: str, code: str, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session for the challenge's phone; its account is made if there is none. Two writes."""
    record = verify(challenge_id, code, ("login", "reset_password"), address, now)
    session, is_new = changing(now, lambda attempt: _begin(attempt, record, key))
    if is_new:
        adoption.adopt(session.account_id, record.phone_hash)
    return sessions.issued(session, now) | {"device_token": known_devices.token(record.phone_hash)}


def _begin(attempt: Attempt, record: ChallengeRecord, key: Once | None) -> tuple[SessionRecord, bool]:
    """The session, and whether its account is made with it; one that another request made meanwhile is found."""
    known_id = accounts.id_of_phone(record.phone_hash)
    account_id = known_id or random.token_hex(10)
    session, step = sessions.begin(Owner(account_id), attempt.now)
    attempt.write(challenges.use_step(record), step)
    if known_id is None:
        attempt.write(*accounts.create_steps(_new_account(account_id, record, attempt.now)))
    attempt.once(key, session.id)
    return session, known_id is None


def _new_account(account_id: str, record: ChallengeRecord, now: datetime) -> AccountItem:
    phone = vault.unseal(record.challenge_id, "phone", record.phone)
    sealed = vault.seal(account_id, "phone", phone, now)
    return accounts.created(account_id, record.phone_hash, sealed, record.language, now)


def change_phone(actor: Actor, challenge_id: str, code: str, address: str, now: datetime) -> None:
    """Binds the phone that the code was sent to. Two writes.

    Raises Unauthenticated, TooMany, and Conflict `phone_taken` if the phone is another account's: whoever holds
    the phone may know.
    """
    record = verify(challenge_id, code, ("change_phone",), address, now)
    phone = vault.unseal(record.challenge_id, "phone", record.phone)

    def change(attempt: Attempt) -> None:
        account = accounts.find(actor.account_id)
        if account is None:
            raise Unauthenticated()
        if account.phone_hash == record.phone_hash:
            return
        sealed, taken = vault.seal(account.id, "phone", phone, now), Conflict(None, FieldError("phone", "phone_taken"))
        attempt.write(challenges.use_step(record))
        attempt.write(*accounts.move_phone_steps(account, record.phone_hash, sealed, taken))

    changing(now, change)
