"""What is to be sent to partners: one record a message, in the order in which it arose, until it is acknowledged.

A change writes its message here in its own transaction; whoever sends takes them from here. The partner's shard of a
person keeps what is said of one person in order. The sending itself, its waits and acknowledgements, stand beside.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from zlib import crc32

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.instants import stamp
from chalicelib.store import vault
from chalicelib.store.set_aside import first
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Change, Lost, Put, transact

SHARDS = 8
"""Partitions of what waits for one partner. Never changed while anything waits."""


class Postponed:
    """The attribute of what waits and could not be told: the others go on, and it is tried again after an hour."""

    aside_until = UTCDateTimeAttribute(null=True)


class OutgoingRecord(Postponed, OperationRecord, discriminator="outgoing"):
    """`OUT#<partner>#<shard>`/`<instant>#<id>`: a message that waits to be sent, its payload sealed."""

    path = UnicodeAttribute()
    payload = UnicodeAttribute()
    replaces = UnicodeAttribute(null=True)
    in_reply_to = UnicodeAttribute(null=True)
    at = UTCDateTimeAttribute()
    version = VersionAttribute()

    @property
    def partner_id(self) -> str:
        return str(self.pk.split("#")[1])

    @property
    def id(self) -> str:
        return str(self.sk.partition("#")[2])

    @property
    def content(self) -> dict[str, Any]:
        """What the message's payload is."""
        return dict(json.loads(vault.unseal(self.pk, "payload", self.payload)))


def shard_of(about: str) -> int:
    """The shard of whom or what a message is about: a document's hash, a person's id."""
    return crc32(about.encode()) % SHARDS


def put(
    partner_id: str, message_id: str, path: str, payload: Mapping[str, Any], *, about: str, now: datetime, **more: str
) -> Put:
    """The step that has a message wait, once. `path`: as `corrections`; `more`: `replaces`, `in_reply_to`."""
    pk = f"OUT#{partner_id}#{shard_of(about)}"
    record = OutgoingRecord(pk, f"{stamp(now)}#{message_id}", path=path, at=now)
    record.replaces, record.in_reply_to = more.get("replaces"), more.get("in_reply_to")
    record.payload = vault.seal(pk, "payload", json.dumps(payload, ensure_ascii=False), now, "exchange")
    return Put(record, ABSENT)


def waiting(partner_id: str, shard: int, limit: int, now: datetime | None = None) -> list[OutgoingRecord]:
    """What waits in a shard, the earliest first; with `now` without what is set aside then. One query."""
    return first_of(OutgoingRecord, f"OUT#{partner_id}#{shard}", limit, now)


def first_of[R: OperationRecord](model: type[R], partition: str, limit: int, now: datetime | None) -> list[R]:
    """The first of a partition that can be read, those alone that are not set aside at `now`. One query."""
    aside = Postponed.aside_until
    only = aside.does_not_exist() | (aside <= now) if now is not None else None
    return first(model.query(partition, None, only, page_size=limit, consistent_read=True), limit)


def set_aside(record: OperationRecord, until: datetime) -> None:
    """Lets what waits be passed over until then. A write; nothing where it waits no more."""
    with suppress(Lost):
        transact([Change(record, (Postponed.aside_until.set(until),), type(record).pk.exists())])
