"""Staff: password and a time-based code (RFC 6238), each code once."""

import os
import secrets as random
from base64 import b32decode, b32encode
from collections.abc import Iterable
from datetime import datetime
from hmac import compare_digest
from typing import Any

from chalicelib import config, instants
from chalicelib.errors import TooMany, Unauthenticated
from chalicelib.features.login import by_password, sessions, staff_records
from chalicelib.features.login.sessions import Owner
from chalicelib.features.login.staff_records import StaffRecord
from chalicelib.store import vault
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost, transact

_STEP = 30


def create(login: str, password: str, roles: Iterable[str], region: str, now: datetime) -> dict[str, Any]:
    """A new staff login, made by the operator. Returns its id and `totp_secret` (base32), shown this once.

    Raises Conflict `login_taken`.
    """
    record, secret = made(login, password, roles, region, now)
    transact(staff_records.create_steps(record))
    return {"id": record.account_id, "login": login, "totp_secret": secret}


def made(login: str, password: str, roles: Iterable[str], region: str, now: datetime) -> tuple[StaffRecord, str]:
    """A login not yet written, and its secret. Raises Invalid `weak_password`."""
    account_id, secret = f"staff-{random.token_hex(8)}", new_secret()
    record = staff_records.make(
        login,
        account_id,
        password_hash=by_password.hashed(password),
        totp=vault.seal(account_id, "totp", secret, now),
        roles=set(roles),
        region=region,
    )
    return record, secret


def new_secret() -> str:
    """160 bits for an authenticator app, base32."""
    return b32encode(os.urandom(20)).decode()


def log_in(login: str, password: str, code: str, address: str, now: datetime) -> dict[str, Any]:
    """A staff session. Raises Unauthenticated `wrong_login` for any part that is wrong, TooMany."""
    _take_guess(login, address, now)
    record = staff_records.find(login)
    right = by_password.matches(record.password_hash if record else None, password)
    if record is None or not right or not record.active:
        raise Unauthenticated("wrong_login")
    _use_code(record, code, now)
    session, step = sessions.begin(
        Owner(record.account_id, frozenset(record.roles), record.region, proved="staff"), now
    )
    transact([step])
    return sessions.issued(session, now)


def _take_guess(login: str, address: str, now: datetime) -> None:
    window = Window("staff", f"{login}#{address}", config.PASSWORD_GUESSES_PER_HOUR)
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None


def _use_code(record: StaffRecord, code: str, now: datetime) -> None:
    """Accepts the code of this step or a neighbour's, once. An earlier instant is not refused for being earlier."""
    secret = b32decode(vault.unseal(record.account_id, "totp", record.totp))
    counter = _matching(secret, code, now)
    if counter is None:
        raise Unauthenticated("wrong_login")
    try:
        staff_records.use_totp(record.login, counter)
    except Lost:
        raise Unauthenticated("wrong_login") from None


def _matching(secret: bytes, code: str, now: datetime) -> int | None:
    current = instants.seconds(now) // _STEP
    for counter in (current, current - 1, current + 1):
        if compare_digest(totp(secret, counter).encode(), code.encode()):
            return counter
    return None


def totp(secret: bytes, counter: int) -> str:
    """The six digits of a time step."""
    from cryptography.hazmat.primitives.hashes import SHA1
    from cryptography.hazmat.primitives.twofactor.hotp import HOTP

    # SHA-1 is what RFC 6238 and every authenticator app use; HMAC does not rest on collisions.
    return HOTP(secret, 6, SHA1()).generate(counter).decode()  # noqa: S303
