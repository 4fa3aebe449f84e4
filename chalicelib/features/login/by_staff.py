"""Log-in of staff: a password and a time-based code (RFC 6238), each code once; or a passkey. All on record."""

import os
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import quote

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.desk import audit, staff
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Unauthenticated
from chalicelib.features.login import by_password, guesses, known_devices, passkeys, session_records, sessions
from chalicelib.features.login.by_password import Attempted
from chalicelib.features.login.devices import Origin
from chalicelib.features.login.guesses import Guesser
from chalicelib.features.login.sessions import Owner
from chalicelib.person.changing import Attempt, changing
from chalicelib.store import vault
from chalicelib.store.transactions import Lost, Step

_STEP = 30


def new_secret() -> str:
    """160 bits for an authenticator app, base32."""
    return b32encode(os.urandom(20)).decode()


def secret_uri(login: str, secret: str) -> str:
    """The secret as an authenticator app takes it from a picture."""
    return f"otpauth://totp/{quote(f'Kangma:{login}')}?secret={secret}&issuer=Kangma"


def log_in(login: str, tried: Attempted, code: str, now: datetime) -> dict[str, Any]:
    """A staff session. Raises Unauthenticated `wrong_login` for any part that is wrong, TooMany."""
    guesses.take("staff", login, login, tried.guesser, _known_as(login), now)
    record = staff.find(login)
    right = by_password.matches(record.password_hash if record else None, tried.password)
    if record is None:
        raise Unauthenticated("wrong_login")
    if not right or not record.active or not record.totp:
        raise _failed(record, "password" if not right else "off", now)
    if not _use_code(record, code, now):
        raise _failed(record, "code", now)
    return _begun(record, [], tried.origin, now)


@dataclass(frozen=True)
class Signed:
    """A passkey's answer as it came, where from and on what."""

    answer: passkeys.Answer
    guesser: Guesser
    origin: Origin


def log_in_with_passkey(login: str, signed: Signed, now: datetime) -> dict[str, Any]:
    """A staff session by a passkey. Raises Unauthenticated `wrong_login` for whatever is wrong, TooMany."""
    guesses.take("staff", login, login, signed.guesser, _known_as(login), now)
    answer = signed.answer
    challenge = passkeys.signed_challenge(answer, login, now)
    record = staff.find(login)
    if record is None:
        raise Unauthenticated("wrong_login")
    passkey = next((each for each in record.passkeys if each["id"] == answer.get("id")), None)
    if passkey is None or not record.active:
        raise _failed(record, "passkey" if passkey is None else "off", now)
    try:
        count = passkeys.proved(answer, challenge, passkey, record.account_id)
        staff.use_challenge(challenge.hex())
    except (Unauthenticated, Lost):
        raise _failed(record, "passkey", now) from None
    counted = [each | {"sign_count": count} if each is passkey else each for each in record.passkeys]
    return _begun(record, _counted(record, counted), signed.origin, now)


def _counted(record: StaffRecord, counted: list[dict[str, Any]]) -> list[Step]:
    """The step that keeps the authenticator's count; most passkeys are in several places and have none."""
    if counted == list(record.passkeys):
        return []
    record.passkeys = counted
    return [staff.write(record)]


def _begun(record: StaffRecord, steps: list[Step], origin: Origin, now: datetime) -> dict[str, Any]:
    """A session, with its entry in the audit."""
    owner = Owner(record.account_id, frozenset(record.roles), record.region, proved="staff", origin=origin)
    session, step = sessions.begin(owner, now)
    steps = [step, session_records.list_put(session), *steps]
    audit.audited(steps, record.account_id, "staff.log_in", record.account_id, now, region=record.region)
    return sessions.issued(session, now) | {"device_token": known_devices.token(_known_as(record.login))}


def _known_as(login: str) -> str:
    """What a device is known by that this login was used on: it keeps its own guesses, whoever tries elsewhere."""
    return f"staff:{login}"


def _failed(record: StaffRecord, why: str, now: datetime) -> Unauthenticated:
    """What somebody is answered who failed at a login that is there, once it stands in the audit."""
    ids = {"region": record.region, "reason": why}
    audit.audited([], record.account_id, "staff.log_in_failed", record.account_id, now, **ids)
    return Unauthenticated("wrong_login")


def set_password(actor: Actor, password: str, current: str, now: datetime) -> None:
    """Another password of one's own login, by its current one; every session ends.

    Raises Unauthenticated `wrong_login`, Invalid `weak_password`, TooMany.
    """
    guesses.take_within(actor.session, actor.account_id, now)
    known = staff.by_id(actor.account_id)
    new = by_password.hashed(password, [known.login] if known else [])

    def change(attempt: Attempt) -> None:
        record = staff.by_id(actor.account_id)
        if record is None or not by_password.matches(record.password_hash, current):
            raise Unauthenticated("wrong_login")
        record.password_hash, record.valid_from = new, now
        attempt.write(staff.write(record))
        attempt.audit(Actor(actor.account_id, actor.roles), "staff.password", actor.account_id, region=record.region)

    changing(now, change)


def _use_code(record: StaffRecord, code: str, now: datetime) -> bool:
    """Accepts the code of this step or a neighbour's, once. An earlier instant is not refused for being earlier."""
    counter = matching_step(b32decode(vault.unseal(record.account_id, "totp", str(record.totp))), code, now)
    if counter is None:
        return False
    try:
        staff.use_totp(record.login, counter)
    except Lost:
        return False
    return True


def matching_step(secret: bytes, code: str, now: datetime) -> int | None:
    """The time step whose code this is, now's or a neighbour's; None for a wrong code."""
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
