"""Sessions: one record a login; refresh tokens are derived from its counter, so none is stored."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute, UTCDateTimeAttribute

from chalicelib.config import REFRESH_IDLE, REFRESH_LIFETIME
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Put, conditional


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

    @property
    def id(self) -> str:
        return str(self.pk[2:])


def make(session_id: str, now: datetime, **content: Any) -> SessionRecord:
    """A session that begins at `now`, not yet written; `content`: whose it is and how they proved it."""
    return SessionRecord(
        f"S#{session_id}",
        "session",
        started_at=now,
        rotated_at=now,
        idle_until=now + REFRESH_IDLE,
        ends_at=now + REFRESH_LIFETIME,
        ttl=ttl(REFRESH_LIFETIME),
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


def end(session_id: str) -> None:
    """Ends the session and with it every token of its family. Safe to repeat."""
    SessionRecord(f"S#{session_id}", "session").delete()
