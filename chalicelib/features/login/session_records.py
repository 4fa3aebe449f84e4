"""Sessions: one record a login; refresh tokens are derived from its counter, so none is stored."""

import secrets as random
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute, UTCDateTimeAttribute

from chalicelib.config import (
    GUARD_IDLE,
    GUARD_LIFETIME,
    PROOF_LIFETIME,
    REFRESH_IDLE,
    REFRESH_LIFETIME,
    STAFF_IDLE,
    STAFF_LIFETIME,
)
from chalicelib.store.indexes import index
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Change, Put, conditional


class SessionRecord(AccountRecord, discriminator="session"):
    """`S#<id>`: whose it is, which refresh token is next, until when."""

    account_id = UnicodeAttribute()
    roles = UnicodeSetAttribute()
    region = UnicodeAttribute(default="")
    counter = NumberAttribute(default=0)
    rotated_at = UTCDateTimeAttribute()
    rotated_key = UnicodeAttribute(null=True)
    """Hash of the Idempotency-Key of the latest refresh: a lost answer is given again for it."""
    proved = UnicodeAttribute()
    """How the person logged in: sms, password or staff."""
    started_at = UTCDateTimeAttribute()
    idle_until = UTCDateTimeAttribute()
    ends_at = UTCDateTimeAttribute()
    account_index = index("gsi1")
    """The sessions of an account."""
    generation = NumberAttribute(default=0)
    """The account's generation when it began: a credential that was changed ends what is older."""
    device = UnicodeAttribute(null=True)
    """What it began on, as people call it."""
    place = UnicodeAttribute(null=True)
    """The city of the network, where the edge knows it."""
    proof = UnicodeAttribute(null=True)
    """Hash of the latest proof that the person is there, good until `proved_until`."""
    proved_until = UTCDateTimeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[2:])


@dataclass(frozen=True)
class Term:
    """How long a session may lie idle, and how long it lasts at most."""

    idle: timedelta
    lifetime: timedelta


RESIDENT, STAFF, GUARD = "", "s-", "g-"
_TERMS = {
    STAFF: Term(STAFF_IDLE, STAFF_LIFETIME),
    GUARD: Term(GUARD_IDLE, GUARD_LIFETIME),
}


def term_of(session_id: str) -> Term:
    """The term of a session, which its id begins with: refreshing needs it before anything is read."""
    return _TERMS.get(session_id[:2], Term(REFRESH_IDLE, REFRESH_LIFETIME))


def make(session_id: str, account_id: str, now: datetime, **content: Any) -> SessionRecord:
    """A session that begins at `now`, not yet written; `content`: whose it is and how they proved it."""
    return SessionRecord(
        f"S#{session_id}",
        "session",
        account_id=account_id,
        gsi1pk=f"SESSIONS#{account_id}",
        gsi1sk=session_id,
        started_at=now,
        rotated_at=now,
        idle_until=now + term_of(session_id).idle,
        ends_at=now + term_of(session_id).lifetime,
        ttl=ttl(term_of(session_id).lifetime),
        **content,
    )


def put(record: SessionRecord) -> Put:
    """The step that starts a session."""
    return Put(record, ABSENT)


def find(session_id: str) -> SessionRecord | None:
    """One read."""
    record: SessionRecord | None = SessionRecord.find(f"S#{session_id}", "session")
    return record


def rotate(session_id: str, counter: int, key_hash: str | None, now: datetime, idle_until: datetime) -> SessionRecord:
    """Moves the counter on, if it stands at `counter` and the session lives. One write; raises Lost."""
    record = SessionRecord(f"S#{session_id}", "session")
    actions: list[Any] = [
        SessionRecord.counter.set(counter + 1),
        SessionRecord.rotated_at.set(now),
        SessionRecord.idle_until.set(idle_until),
        SessionRecord.rotated_key.set(key_hash) if key_hash else SessionRecord.rotated_key.remove(),
    ]
    condition = (SessionRecord.counter == counter) & (SessionRecord.idle_until >= now) & (SessionRecord.ends_at >= now)
    with conditional():
        record.update(actions=actions, condition=condition)
    return record


def of_account(account_id: str) -> list[SessionRecord]:
    """Every session of the account that was not ended by itself. One query of the index."""
    return list(SessionRecord.account_index.query(f"SESSIONS#{account_id}"))


def prove(session: SessionRecord, now: datetime) -> str:
    """A proof that the person is there now, kept on the session, still to be written, as a hash. Returns the proof."""
    proof = random.token_urlsafe(24)
    session.proof, session.proved_until = proof_hash(proof), now + PROOF_LIFETIME
    return proof


def proof_hash(proof: str) -> str:
    """What is kept of a proof."""
    return sha256(proof.encode()).hexdigest()


def prove_step(session: SessionRecord) -> Change:
    """The step that writes a session's proof, if the session stands."""
    actions = (SessionRecord.proof.set(session.proof), SessionRecord.proved_until.set(session.proved_until))
    return Change(session, actions, SessionRecord.account_id == session.account_id)


def end(session_id: str) -> None:
    """Ends the session and with it every token of its family. Safe to repeat."""
    SessionRecord(f"S#{session_id}", "session").delete()
