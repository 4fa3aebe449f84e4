"""Passwords (argon2id) and logging in with one: optional beside the SMS code."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from chalicelib import config
from chalicelib.access.actor import Actor
from chalicelib.access.idempotency import Once
from chalicelib.config import POLICY_ZONE
from chalicelib.errors import TooMany, Unauthenticated, invalid
from chalicelib.features.login import known_devices, session_records, sessions
from chalicelib.features.login.sessions import Owner
from chalicelib.identity.documents import check_document
from chalicelib.identity.phone import normalise
from chalicelib.person import accounts
from chalicelib.person import records as people
from chalicelib.person.accounts import AccountItem
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day
from chalicelib.store import secrets
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

MIN_LENGTH = 10
_FRESH_PROOF = timedelta(minutes=10)


@cache
def _hasher() -> Any:
    """argon2id with RFC 9106's second recommended choice, within a function's memory. Loaded when needed."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=2)


def hashed(password: str) -> str:
    """What is stored of a password. Raises Invalid `weak_password`."""
    if len(password) < MIN_LENGTH or len(set(password)) < 3:
        raise invalid("password", "weak_password")
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


def log_in_by_phone(phone: str, password: str, address: str, key: Once | None, now: datetime) -> dict[str, Any]:
    """A session by phone and password. Raises Unauthenticated `wrong_login`, TooMany."""
    phone_hash = secrets.lookup_hash("phone", normalise(phone).e164)
    _take_guess(phone_hash, address, now)
    account_id = accounts.id_of_phone(phone_hash)
    return _begin(accounts.find(account_id) if account_id else None, password, key, now)


def log_in_by_document(
    kind: str, number: str, password: str, address: str, key: Once | None, now: datetime
) -> dict[str, Any]:
    """A session by document and password, for whoever no longer has the phone at hand."""
    document = check_document(kind, number, on=policy_day(now, POLICY_ZONE))
    document_hash = secrets.lookup_hash("document", f"{document.type}:{document.number}")
    _take_guess(document_hash, address, now)
    claim = people.claim_of(document_hash)
    return _begin(accounts.find(claim.account_id) if claim else None, password, key, now)


def _take_guess(name: str, address: str, now: datetime) -> None:
    """Guesses are counted by what is guessed at together with where from, so no stranger locks anyone out."""
    window = Window("password", f"{name}#{address}", config.PASSWORD_GUESSES_PER_HOUR)
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None


def _begin(account: AccountItem | None, password: str, key: Once | None, now: datetime) -> dict[str, Any]:
    if not matches(account.password_hash if account else None, password) or account is None:
        raise Unauthenticated("wrong_login")
    session, step = sessions.begin(Owner(account.id, proved="password"), now)

    def write(attempt: Attempt) -> None:
        attempt.write(step)
        attempt.once(key, session.id)

    changing(now, write)
    return sessions.issued(session, now) | {"device_token": known_devices.token(account.phone_hash)}


def set_password(actor: Actor, password: str, current: str | None, now: datetime) -> None:
    """Sets or changes the password.

    Needs the current one, if there is one, unless the person proved the phone within the last ten minutes
    (the way for whoever forgot it). Raises Invalid `weak_password`, Unauthenticated `wrong_login`.
    """
    new = hashed(password)

    def change(attempt: Attempt) -> None:
        account = accounts.find(actor.account_id)
        if account is None:
            raise Unauthenticated()
        old = account.password_hash
        if old and not _proved_phone(actor, now) and not matches(old, current or ""):
            raise Unauthenticated("wrong_login")
        attempt.write(accounts.password_step(account, new))

    changing(now, change)


def _proved_phone(actor: Actor, now: datetime) -> bool:
    session = session_records.find(actor.session)
    return session is not None and session.proved == "sms" and now - session.started_at <= _FRESH_PROOF
