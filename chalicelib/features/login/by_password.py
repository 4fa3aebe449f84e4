"""Passwords (argon2id) and logging in with one: optional beside the SMS code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import Unauthenticated, invalid
from chalicelib.features.login import guesses, known_devices, session_records, sessions
from chalicelib.features.login.devices import Origin
from chalicelib.features.login.guesses import Guesser
from chalicelib.features.login.sessions import Owner
from chalicelib.identity import passwords
from chalicelib.identity.documents import check_document
from chalicelib.identity.phone import normalise
from chalicelib.person import accounts
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day
from chalicelib.store import secrets


@cache
def _hasher() -> Any:
    """argon2id with RFC 9106's second recommended choice, within a function's memory. Loaded when needed."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)


def hashed(password: str, own_words: Iterable[str] = ()) -> str:
    """What is stored of a password. Raises Invalid `weak_password` for one that `own_words` or a dictionary tell."""
    if not passwords.is_strong(password, own_words):
        raise invalid("password", "weak_password", least=passwords.LEAST)
    return str(_hasher().hash(password))


@cache
def _nobody() -> str:
    """A hash that no password has, checked where there is no account, so that the time is the same."""
    return str(_hasher().hash("nobody has this password"))


def matches(stored: str | None, password: str) -> bool:
    """Whether `password` is the stored one; takes as long when nothing is stored."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(stored or _nobody(), password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@dataclass(frozen=True)
class Attempted:
    """A password as it was tried, where from and on what."""

    password: str
    guesser: Guesser
    origin: Origin


def log_in_by_phone(phone: str, tried: Attempted, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session by phone and password. Raises Unauthenticated `wrong_login`, TooMany."""
    phone_hash = secrets.lookup_hash("phone", normalise(phone).e164)
    account_id = accounts.id_of_phone(phone_hash)
    return _begin(phone_hash, accounts.find(account_id) if account_id else None, tried, key, now)


def log_in_by_document(kind: str, number: str, tried: Attempted, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session by document and password, for whoever no longer has the phone at hand."""
    document = check_document(kind, number, on=policy_day(now, POLICY_ZONE))
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    claim = people.claim_of(document_hash)
    return _begin(document_hash, accounts.find(claim.account_id) if claim else None, tried, key, now)


def _begin(name: str, account: AccountItem | None, tried: Attempted, key: Once | None, now: datetime) -> dict[str, Any]:
    """The session of the account, if the password is its: counted first, for known and unknown alike."""
    target, phone_hash = (account.id, account.phone_hash) if account else (name, None)
    guesses.take("password", name, target, tried.guesser, phone_hash, now)
    if not matches(account.password_hash if account else None, tried.password) or account is None:
        raise Unauthenticated("wrong_login")
    owner = Owner(account.id, proved="password", generation=int(account.generation), origin=tried.origin)
    session, step = sessions.begin(owner, now)
    proof = session_records.prove(session, now)
    # Whoever changed the password meanwhile ended this log-in too.
    stands = accounts.unchanged_check(account, Unauthenticated("wrong_login"))

    def write(attempt: Attempt) -> None:
        attempt.write(step, session_records.list_put(session), stands)
        attempt.once(key, session.id)

    changing(now, write)
    answer = sessions.issued(session, now) | sessions.proof_answer(proof, now)
    return answer | {"device_token": known_devices.token(account.phone_hash)}
