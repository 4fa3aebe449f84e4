"""Access and refresh tokens. The access token is stateless; the refresh tokens of a session are a family."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from chalicelib import instants
from chalicelib.access.actor import Actor
from chalicelib.codes import jws
from chalicelib.config import ACCESS_LIFETIME, REFRESH_GRACE, REFRESH_IDLE
from chalicelib.errors import Unauthenticated
from chalicelib.features.login import session_records, staff_records
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.store import secrets
from chalicelib.store.transactions import Lost, Put


@dataclass(frozen=True)
class Owner:
    """Whom a session is for. `proved`: sms, password or staff."""

    account_id: str
    roles: frozenset[str] = frozenset({"resident"})
    region: str = ""
    proved: str = "sms"


def begin(owner: Owner, now: datetime) -> tuple[SessionRecord, Put]:
    """A new session and the step that writes it."""
    record = session_records.make(
        random.token_hex(12),
        now,
        account_id=owner.account_id,
        roles=set(owner.roles),
        region=owner.region,
        proved=owner.proved,
    )
    return record, session_records.put(record)


def issued(session: SessionRecord, now: datetime) -> dict[str, Any]:
    """The tokens of a session as the contract's answer."""
    expires_at = now + ACCESS_LIFETIME
    claims = {
        "sub": session.account_id,
        "sid": session.id,
        "rol": sorted(session.roles),
        "reg": session.region,
        "exp": instants.seconds(expires_at),
    }
    return {
        "access_token": jws.sign(claims, secrets.service()["access"].encode()),
        "access_expires_at": expires_at.replace(microsecond=0),
        "refresh_token": _refresh_token(session.id, int(session.counter)),
        "session_id": session.id,
        "account": {"id": session.account_id, "roles": sorted(session.roles)},
    }


def _refresh_token(session_id: str, counter: int) -> str:
    tag = secrets.keyed("refresh", session_id, str(counter)).hex()
    return f"{session_id}.{counter}.{tag}"


def _opened(token: str) -> tuple[str, int]:
    """Session id and counter of a refresh token. Raises Unauthenticated unless we made it."""
    session_id, _, rest = token.partition(".")
    counter = rest.partition(".")[0]
    if not counter.isascii() or not counter.isdigit() or len(counter) > 9:
        raise Unauthenticated()
    if not compare_digest(_refresh_token(session_id, int(counter)).encode(), token.encode()):
        raise Unauthenticated()
    return session_id, int(counter)


def refresh(token: str, key: str | None, now: datetime) -> dict[str, Any]:
    """The next tokens of a session. One write.

    A refresh token works once. The same `key` within 60 s gives the same successor again (a lost answer
    logs nobody out); any other reuse ends the whole family. Raises Unauthenticated.
    """
    session_id, counter = _opened(token)
    key_hash = sha256(key.encode()).hexdigest() if key else None
    try:
        session = session_records.rotate(session_id, counter, key_hash, now, now + REFRESH_IDLE)
    except Lost:
        session = _repeated(session_id, counter, key_hash, now)
    _require_standing(session)
    return issued(session, now)


def _require_standing(session: SessionRecord) -> None:
    """Ends the session of staff whose login was changed or switched off since. Two reads, for staff only."""
    if session.proved != "staff":
        return
    record = staff_records.by_id(session.account_id)
    if record is None or not record.active or (record.valid_from and session.started_at < record.valid_from):
        session_records.end(session.id)
        raise Unauthenticated()


def _repeated(session_id: str, counter: int, key_hash: str | None, now: datetime) -> SessionRecord:
    session = session_records.find(session_id)
    if session is None or now > min(session.idle_until, session.ends_at):
        raise Unauthenticated()
    in_grace = now <= session.rotated_at + REFRESH_GRACE
    same_request = key_hash is not None and session.rotated_key == key_hash
    if session.counter == counter + 1 and in_grace and same_request:
        return session
    session_records.end(session_id)
    raise Unauthenticated()


def reissue(session_id: str, now: datetime) -> dict[str, Any]:
    """Tokens made anew for a session that an earlier request began. Raises Unauthenticated if it ended."""
    session = session_records.find(session_id)
    if session is None or now > min(session.idle_until, session.ends_at):
        raise Unauthenticated()
    return issued(session, now)


def end(actor: Actor) -> None:
    """Logs out: the family ends; the access token runs out within 15 minutes."""
    session_records.end(actor.session)
