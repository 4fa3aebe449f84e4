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
from chalicelib.config import ACCESS_LIFETIME, PROOF_LIFETIME, REFRESH_GRACE
from chalicelib.desk import staff as staff_records
from chalicelib.desk.staff import StaffRecord
from chalicelib.errors import Unauthenticated
from chalicelib.features.login import session_records
from chalicelib.features.login.devices import UNKNOWN, Origin
from chalicelib.features.login.session_records import SessionRecord
from chalicelib.person import accounts, platforms
from chalicelib.person.accounts import AccountItem
from chalicelib.store import secrets
from chalicelib.store.transactions import Lost, Put


@dataclass(frozen=True)
class Owner:
    """Whom a session is for. `proved`: sms, password, staff, or the platform by which one was known."""

    account_id: str
    roles: frozenset[str] = frozenset({"resident"})
    region: str = ""
    proved: str = "sms"
    generation: int = 0
    """The account's: a session of an earlier one ends."""
    origin: Origin = UNKNOWN
    pending_phone: str | None = None
    """Of a claimant: the hash of the phone that is not yet in force."""


def begin(owner: Owner, now: datetime) -> tuple[SessionRecord, Put]:
    """A new session and the step that writes it."""
    record = session_records.make(
        f"{_term(owner)}{random.token_hex(12)}",
        owner.account_id,
        now,
        roles=set(owner.roles),
        region=owner.region,
        proved=owner.proved,
        generation=owner.generation,
        pending_phone=owner.pending_phone,
        device=owner.origin.device,
        place=owner.origin.place,
    )
    return record, session_records.put(record)


def _term(owner: Owner) -> str:
    """Which term the session has; a login that only guards has a shift's."""
    if owner.proved != "staff":
        return session_records.RESIDENT
    return session_records.GUARD if owner.roles == {"gate"} else session_records.STAFF


def issued(session: SessionRecord, now: datetime) -> dict[str, Any]:
    """The tokens of a session as the contract's answer."""
    expires_at = min(now + ACCESS_LIFETIME, session.ends_at)
    claims = {
        "sub": session.account_id,
        "sid": session.id,
        "rol": sorted(session.roles),
        "reg": session.region,
        "exp": instants.seconds(expires_at),
    }
    return {
        "access_token": jws.sign(claims, secrets.current("access")),
        "access_expires_at": expires_at.replace(microsecond=0),
        "refresh_token": _refresh_token(session.id, int(session.counter)),
        "session_id": session.id,
        "account": {"id": session.account_id, "roles": sorted(session.roles), "region": session.region},
    }


def proof_answer(proof: str, now: datetime) -> dict[str, Any]:
    """A proof that the person is there, as it is answered with its end (features/login/proofs.py)."""
    return {"proof": proof, "proof_expires_at": now + PROOF_LIFETIME}


def _refresh_token(session_id: str, counter: int) -> str:
    return _refresh_text(session_id, counter, secrets.keyed("refresh", session_id, str(counter)))


def _refresh_text(session_id: str, counter: int, tag: bytes) -> str:
    return f"{session_id}.{counter}.{tag.hex()}"


def _opened(token: str) -> tuple[str, int]:
    """Session id and counter of a refresh token. Raises Unauthenticated unless we made it."""
    session_id, _, rest = token.partition(".")
    counter = rest.partition(".")[0]
    if not counter.isascii() or not counter.isdigit() or len(counter) > 9:
        raise Unauthenticated()
    tags = secrets.keyed_by_each("refresh", session_id, str(int(counter)))
    ours = [_refresh_text(session_id, int(counter), tag) for tag in tags]
    if not any(compare_digest(each.encode(), token.encode()) for each in ours):
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
        idle = session_records.term_of(session_id).idle
        session = session_records.rotate(session_id, counter, key_hash, now, now + idle)
    except Lost:
        session = _repeated(session_id, counter, key_hash, now)
    _require_standing(session)
    return issued(session, now)


def _require_standing(session: SessionRecord) -> AccountItem | None:
    """The session's account; None for staff. One read, two for staff.

    Ends the session whose login was changed or switched off since, whose account is no more, one of whose account's
    credentials was changed in another session, or whose platform is bound no more. Raises Unauthenticated.
    """
    account = accounts.find(session.account_id) if session.proved != "staff" else None
    stands = _staff_stand(session) if session.proved == "staff" else account is not None and belongs(session, account)
    if not stands or not _claim_stands(session) or not _binding_stands(session):
        session_records.end(session.id)
        raise Unauthenticated()
    return account


def _claim_stands(session: SessionRecord) -> bool:
    """Whether a claimant's phone is still to be the account's. One read, for claimants only."""
    if session.pending_phone is None:
        return True
    pending = accounts.pending_phone(session.pending_phone)
    return pending is not None and pending.account_id == session.account_id


def _binding_stands(session: SessionRecord) -> bool:
    """Whether the platform by which somebody logged in is bound still; binding anew ends what was before as any changed
    credential does. One read, for those only."""
    by_platform = session.proved in platforms.PLATFORMS
    return not by_platform or platforms.find(session.account_id, session.proved) is not None


def belongs(session: SessionRecord, account: AccountItem) -> bool:
    """Whether the session began after the account's latest change of a credential, or is the one that made it."""
    return session.generation == account.generation or session.id == account.kept_session


def _staff_stand(session: SessionRecord) -> bool:
    """A session of the very instant of a change is told by its roles and region."""
    record = staff_records.by_id(session.account_id)
    return record is not None and record.active and not _is_of_before(session, record)


def standing(actor: Actor, now: datetime) -> tuple[SessionRecord, AccountItem | None]:
    """The actor's session and account as they stand, whatever the access token says; no account for staff.

    Two reads, three for staff. Raises Unauthenticated for a session that ended.
    """
    session = session_records.find(actor.session)
    if session is None or now > min(session.idle_until, session.ends_at):
        raise Unauthenticated()
    return session, _require_standing(session)


def _is_of_before(session: SessionRecord, record: StaffRecord) -> bool:
    earlier = record.valid_from is not None and session.started_at < record.valid_from
    return earlier or set(session.roles) != set(record.roles) or session.region != record.region


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
    """Tokens made anew for a session that an earlier request began.

    Raises Unauthenticated if it ended, or was refreshed: whoever did that had the first answer.
    """
    session = session_records.find(session_id)
    if session is None or session.counter or now > min(session.idle_until, session.ends_at):
        raise Unauthenticated()
    _require_standing(session)
    return issued(session, now)


def end(actor: Actor) -> None:
    """Logs out: the family ends; the access token runs out within 15 minutes."""
    session_records.end(actor.session)
