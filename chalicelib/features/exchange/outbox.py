"""What is to be sent to partners: one record a message, in the order in which it arose, until it is acknowledged.

A change writes its message here in its own transaction; whoever sends takes them from here. The partner's shard of a
person keeps what is said of one person in order. The sending itself, its waits and acknowledgements, stand beside.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zlib import crc32

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.instants import stamp
from chalicelib.store import vault
from chalicelib.store.tables import ABSENT, OperationRecord
from chalicelib.store.transactions import Put

SHARDS = 8
"""Partitions of what waits for one partner. Never changed while anything waits."""


class OutgoingRecord(OperationRecord, discriminator="outgoing"):
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


def waiting(partner_id: str, shard: int, limit: int) -> list[OutgoingRecord]:
    """What waits in a shard, the earliest first. One query."""
    return list(OutgoingRecord.query(f"OUT#{partner_id}#{shard}", limit=limit, consistent_read=True))
