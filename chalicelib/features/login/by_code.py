"""Log-in by SMS code. The code is derived, never stored; what an attacker uses up is the challenge."""

import secrets as random
from dataclasses import dataclass, replace
from datetime import datetime
from hmac import compare_digest
from typing import Any

from chalicelib import config
from chalicelib.access.idempotency import Once
from chalicelib.errors import TooMany, Unauthenticated
from chalicelib.features.login import challenges, known_devices, session_records, sessions
from chalicelib.features.login.challenges import ChallengeRecord
from chalicelib.features.login.devices import Origin
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.features.login.sessions import Owner
from chalicelib.person import accounts
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.places import adoption
from chalicelib.store import secrets, vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost, transact


def code_of(challenge_id: str) -> str:
    """The six digits of a challenge: derived where it is asked for and where it is sent."""
    return f"{int.from_bytes(secrets.keyed('otp', challenge_id)[:8], 'big') % 1_000_000:06d}"


def verify(challenge_id: str, code: str, purposes: tuple[str, ...], address: str, now: datetime) -> ChallengeRecord:
    """The challenge if `code` is its code. One read; one transaction that counts the guess, before it is compared.

    A phone's guesses are capped by its codes: five for each, and so many codes an hour (002-login-codes). Raises
    Unauthenticated `invalid_code` or `code_expired`, TooMany.
    """
    record = challenges.find(challenge_id)
    if record is None or record.used or record.attempts >= config.CODE_GUESSES:
        raise _unusable(record)
    window = Window("guesses", address, config.GUESSES_PER_ADDRESS_HOUR)
    try:
        transact([challenges.try_step(record), window.step(now)])
    except Lost:
        raise _unusable(challenges.find(challenge_id)) from None
    right = compare_digest(code_of(challenge_id).encode(), code.encode())
    if not right or record.purpose not in purposes:
        raise Unauthenticated("invalid_code")
    if now > record.expires_at:
        raise Unauthenticated("code_expired")
    return record


def _unusable(record: ChallengeRecord | None) -> Exception:
    if record and not record.used and record.attempts >= config.CODE_GUESSES:
        return TooMany("attempts_exhausted", retry_after=int(config.CODE_RESEND.total_seconds()))
    return Unauthenticated("invalid_code")


def log_in(
    challenge_id: str, code: str, address: str, origin: Origin, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A session for the challenge's phone; its account is made if there is none. Two transactions."""
    record = verify(challenge_id, code, ("login", "reset_password"), address, now)
    begun = changing(now, lambda attempt: _begin(attempt, record, origin, key))
    if begun.is_new:
        adoption.adopt(begun.session.account_id, record.phone_hash)
    answer = sessions.issued(begun.session, now) | sessions.proof_answer(begun.proof, now)
    return answer | {"device_token": known_devices.token(record.phone_hash)}


@dataclass(frozen=True)
class Begun:
    """A session, the proof that it began with, and whether its account was made with it."""

    session: SessionRecord
    proof: str
    is_new: bool


def _begin(attempt: Attempt, record: ChallengeRecord, origin: Origin, key: Once | None) -> Begun:
    """The session of the phone's account; one that another request made meanwhile is found.

    A phone that staff accepted and that is not yet in force logs in to its account as a claimant.
    """
    holder_id, pending = accounts.behind_phone(record.phone_hash)
    known_id = pending.account_id if pending else holder_id
    known = accounts.find(known_id) if known_id else None
    account_id = known_id or random.token_hex(10)
    owner = Owner(account_id, generation=int(known.generation) if known else 0, origin=origin)
    if pending:
        owner = replace(owner, roles=frozenset({"claimant"}), pending_phone=record.phone_hash)
    session, step = sessions.begin(owner, attempt.now)
    proof = session_records.prove(session, attempt.now)
    attempt.write(challenges.use_step(record), step, session_records.list_put(session))
    if known is not None:
        attempt.write(accounts.unchanged_check(known))
    elif known_id is None:
        attempt.write(*accounts.create_steps(_new_account(account_id, record, attempt.now)))
    attempt.once(key, session.id)
    return Begun(session, proof, known_id is None)


def _new_account(account_id: str, record: ChallengeRecord, now: datetime) -> AccountItem:
    phone = vault.unseal(record.challenge_id, "phone", record.phone)
    sealed = vault.seal(account_id, "phone", phone, now)
    return accounts.created(account_id, record.phone_hash, sealed, record.language, now)
