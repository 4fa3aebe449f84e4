"""Sessions: one record a login; refresh tokens are derived from its counter, so none is stored."""

import secrets as random
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute, UTCDateTimeAttribute

from chalicelib import instants
from chalicelib.config import (
    GUARD_IDLE,
    GUARD_LIFETIME,
    PROOF_LIFETIME,
    REFRESH_IDLE,
    REFRESH_LIFETIME,
    STAFF_IDLE,
    STAFF_LIFETIME,
)
from chalicelib.instants import stamp
from chalicelib.store.reading import read_together
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Change, Lost, Put, conditional


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
    """How the person logged in: sms, password, staff, wechat or alipay."""
    started_at = UTCDateTimeAttribute()
    idle_until = UTCDateTimeAttribute()
    ends_at = UTCDateTimeAttribute()
    generation = NumberAttribute(default=0)
    """The account's generation when it began: a credential that was changed ends what is older."""
    pending_phone = UnicodeAttribute(null=True)
    """Hash of the phone of a claimant: the session ends with the claim."""
    device = UnicodeAttribute(null=True)
    """What it began on, as people call it."""
    place = UnicodeAttribute(null=True)
    """The city of the network, where the edge knows it."""
    push = UnicodeAttribute(null=True)
    """Where push messages to its device go, sealed for the session."""
    proof = UnicodeAttribute(null=True)
    """Hash of the latest proof that the person is there, good until `proved_until`."""
    proved_until = UTCDateTimeAttribute(null=True)

    @property
    def id(self) -> str:
        return str(self.pk[2:])


class SessionPointer(AccountRecord, discriminator="session_pointer"):
    """`A#<account>`/`session#<instant>#<id>`: that the account has this session, written once, for the list of them.

    An index of the sessions themselves would be written with every refresh.
    """

    session_id = UnicodeAttribute()


_LISTED = 50
"""As many of an account's sessions are listed, the latest begun."""


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


def list_put(record: SessionRecord) -> Put:
    """The step that lists a new session with its account."""
    place = f"session#{stamp(record.started_at)}#{record.id}"
    return Put(SessionPointer(f"A#{record.account_id}", place, session_id=record.id, ttl=ttl(REFRESH_LIFETIME)), ABSENT)


def of_account(account_id: str) -> list[SessionRecord]:
    """The account's latest sessions that were not ended by themselves. One query and one batch read."""
    keys = SessionPointer.sk.startswith("session#")
    query = SessionPointer.query(f"A#{account_id}", keys, scan_index_forward=False, limit=_LISTED, consistent_read=True)
    places = [(SessionRecord, f"S#{pointer.session_id}", "session") for pointer in query]
    return [record for record in read_together(places) if record is not None]


def last_begun(account_id: str) -> datetime | None:
    """When the account's latest session began, ended or not; None for none in 90 days. One query."""
    keys = SessionPointer.sk.startswith("session#")
    found = SessionPointer.query(f"A#{account_id}", keys, scan_index_forward=False, limit=1)
    return next((instants.from_millis(int(str(each.sk).split("#")[1])) for each in found), None)


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


def push_step(session: SessionRecord, sealed: str) -> Change:
    """The step by which push messages come to the session's device, if the session stands."""
    return Change(session, (SessionRecord.push.set(sealed),), SessionRecord.account_id == session.account_id)


def drop_push(session_id: str) -> None:
    """Ends that, where the session stands. Safe to repeat. One write."""
    record = SessionRecord(f"S#{session_id}", "session")
    with suppress(Lost), conditional():
        record.update(actions=[SessionRecord.push.remove()], condition=SessionRecord.account_id.exists())


def end(session_id: str) -> None:
    """Ends the session and with it every token of its family. Safe to repeat."""
    SessionRecord(f"S#{session_id}", "session").delete()
