"""Credentials as they were before a change, kept as long as the change can be undone."""

import secrets as random
from contextlib import suppress
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.attributes import UTCDateTimeAttribute as Instant

from chalicelib.config import UNDO_LIFETIME
from chalicelib.errors import NotFound
from chalicelib.person.accounts import AccountItem
from chalicelib.store import leases, outboxes, vault
from chalicelib.store.leases import LEASE, Leased
from chalicelib.store.outboxes import Outboxed
from chalicelib.store.tables import ABSENT, AccountRecord, ttl
from chalicelib.store.transactions import Drop, Lost, Put, conditional


class UndoRecord(Leased, Outboxed, AccountRecord, discriminator="undo"):
    """`A#<account>`/`undo#<generation>`: what stood before the change that ended this generation.

    It stays in the outbox until everybody was told.
    """

    changed = UnicodeAttribute()
    """password, phone or email."""
    phone_hash = UnicodeAttribute()
    phone = UnicodeAttribute()
    email = UnicodeAttribute(null=True)
    password_hash = UnicodeAttribute(null=True)
    new_phone = UnicodeAttribute(null=True)
    new_email = UnicodeAttribute(null=True)
    """What took its place. Phones and addresses are sealed for the account."""
    secret = UnicodeAttribute()
    """Sealed for the account; the old phone and address get it in a link."""
    generation = NumberAttribute()
    language = UnicodeAttribute()
    at = Instant()
    expires_at = Instant()
    told = UnicodeSetAttribute(null=True)
    """Who was told already: before_phone, before_email, new_phone, new_email."""

    @property
    def account_id(self) -> str:
        return str(self.pk[2:])

    @property
    def queued(self) -> tuple[str, dict[str, str]]:
        return "credential_changed", {"account_id": self.account_id, "generation": str(int(self.generation))}

    @property
    def token(self) -> str:
        """What undoes the change: account, generation and secret."""
        secret = vault.unseal(self.account_id, "undo", self.secret)
        return f"{self.account_id}.{int(self.generation)}.{secret}"


def _key(generation: int) -> str:
    return f"undo#{generation:08d}"


def make(
    account: AccountItem, changed: str, now: datetime, *, new_phone: str | None = None, new_email: str | None = None
) -> UndoRecord:
    """The account's credentials as they are before a change, not yet written."""
    return UndoRecord(
        account.pk,
        _key(int(account.generation)),
        changed=changed,
        phone_hash=account.phone_hash,
        phone=account.phone,
        email=account.email,
        password_hash=account.password_hash,
        new_phone=new_phone,
        new_email=new_email,
        secret=vault.seal(account.id, "undo", random.token_urlsafe(16), now),
        generation=int(account.generation),
        language=account.language,
        at=now,
        expires_at=now + UNDO_LIFETIME,
        ttl=ttl(UNDO_LIFETIME),
        **outboxes.place(account.id, now),
    )


def close(record: UndoRecord) -> None:
    """Takes a change from the outbox of which everybody was told. One write; nothing for one that was undone."""
    with suppress(Lost), conditional():
        record.update(actions=list(outboxes.LEAVE), condition=UndoRecord.secret.exists())


def put(record: UndoRecord) -> Put:
    """The step that keeps it; who was quicker has changed another credential."""
    return Put(record, ABSENT)


def since(account_id: str, generation: int) -> list[UndoRecord]:
    """What was kept from this change on, oldest first. One query."""
    keys = UndoRecord.sk.between(_key(generation), "undo#~")
    return list(UndoRecord.query(f"A#{account_id}", keys, consistent_read=True))


def find(account_id: str, generation: int) -> UndoRecord | None:
    """One read."""
    record: UndoRecord | None = UndoRecord.find(f"A#{account_id}", _key(generation))
    return record


def drop(record: UndoRecord) -> Drop:
    """The step by which it can be used no more; NotFound `undo_over` where it was."""
    return Drop(record, UndoRecord.secret == record.secret, NotFound("undo_over"))


def hold(record: UndoRecord) -> bool:
    """Takes the turn of telling of it; False while another worker has it. One write."""
    return leases.hold(record, UndoRecord.secret.exists(), LEASE)


def note_told(record: UndoRecord, whom: str) -> None:
    """Records that one of those concerned was told. One write."""
    record.update(actions=[UndoRecord.told.add({whom})], condition=UndoRecord.secret.exists())
