"""The journal of what partners sent: nonces spent once, messages once, their records once, and their order.

Ids are kept for a year, bodies for thirty days, sealed under a key of the exchange's own class.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.desk.exchange_limits import BODIES_KEPT, JOURNAL_KEPT, NONCE_KEPT
from chalicelib.errors import Conflict, Unauthenticated
from chalicelib.features.exchange.wires import Inbound
from chalicelib.instants import stamp
from chalicelib.store import vault
from chalicelib.store.indexes import index
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.tables import ABSENT, OperationRecord, ttl
from chalicelib.store.transactions import Lost, Put, Step, conditional

QUESTIONS_OF_GATES = "code-verifications"
"""Their numbers are instants, so that no gate waits for another: none of them is missing."""
GAPS_KEPT = 100
"""Numbers that a partner has left out and that are asked for; of more the earliest are forgotten."""


class NonceRecord(OperationRecord, discriminator="nonce"):
    """`NONCE#<key>#<hash of the nonce>`/`nonce`: a nonce that was used, with the digest of its message."""

    digest = UnicodeAttribute()
    at = UTCDateTimeAttribute()


class MessageRecord(OperationRecord, discriminator="partner_message"):
    """`MSG#<partner>#<id>`/`in`. `answer`, sealed, is absent while it is being worked on."""

    by_partner = index("gsi1")
    """Messages of a partner, by instant."""
    digest = UnicodeAttribute()
    path = UnicodeAttribute()
    keyid = UnicodeAttribute()
    sequence = NumberAttribute()
    at = UTCDateTimeAttribute()
    """When it came first: from then on is known what it says."""
    said_at = UTCDateTimeAttribute(null=True)
    """When its sender made it, as it says."""
    records = NumberAttribute(null=True)
    """How many records of it were answered for; absent like the answer."""
    answer = UnicodeAttribute(null=True)
    version = VersionAttribute()

    @property
    def partner_id(self) -> str:
        return str(self.pk.split("#")[1])

    @property
    def id(self) -> str:
        return str(self.pk.split("#", 2)[2])

    @property
    def answered(self) -> dict[str, Any] | None:
        """The first answer."""
        return dict(json.loads(vault.unseal(self.pk, "answer", self.answer))) if self.answer else None


class BodyRecord(OperationRecord, discriminator="partner_body"):
    """`MSG#<partner>#<id>`/`body`: what a message said, sealed, for thirty days."""

    body = UnicodeAttribute()


class ItemRecord(OperationRecord, discriminator="partner_item"):
    """`MSG#<partner>#<id>`/`item#<number>`: that one record of a message took effect, and what became of it."""

    outcome = UnicodeAttribute()


class SequenceRecord(OperationRecord, discriminator="partner_sequence"):
    """`SEQ#<partner>`/`<path>`: the last number of a partner by one path, those left out, and how much came."""

    last = NumberAttribute(default=0)
    gaps: LeanJSONAttribute = LeanJSONAttribute(default=list)
    messages = NumberAttribute(default=0)
    accepted = NumberAttribute(default=0)
    rejected = NumberAttribute(default=0)
    at = UTCDateTimeAttribute(null=True)
    skew = NumberAttribute(default=0)
    """Seconds by which its clock was ahead of ours in its last message."""
    version = VersionAttribute()


@dataclass(frozen=True)
class Named:
    """What a message calls itself: its id, its number among those of its partner by one path, when it was made."""

    id: str
    sequence: int
    path: str
    at: datetime


def spend(inbound: Inbound, now: datetime) -> None:
    """Spends a message's nonce: the same message may use it again while it is fresh. One write, a read if it fails.

    Raises Unauthenticated `replayed` where another one had it.
    """
    name = sha256(inbound.signed.nonce.encode()).hexdigest()[:40]
    record = NonceRecord(f"NONCE#{inbound.signed.keyid}#{name}", "nonce", digest=inbound.digest, at=now)
    record.ttl = ttl(NONCE_KEPT)
    try:
        with conditional():
            record.save(condition=ABSENT | (NonceRecord.at < now - NONCE_KEPT))
    except Lost:
        found: NonceRecord | None = NonceRecord.find(record.pk, "nonce")
        if found is None or found.digest != inbound.digest:
            raise Unauthenticated("replayed") from None


def find(partner_id: str, message_id: str) -> MessageRecord | None:
    """One read."""
    record: MessageRecord | None = MessageRecord.find(f"MSG#{partner_id}#{message_id}", "in")
    return record


def begun(inbound: Inbound, named: Named, now: datetime) -> MessageRecord:
    """The message's record: as it was begun before, or from now on. A read, and a write for a new one.

    Raises Conflict `idempotency_conflict` where the id stands for another body.
    """
    record = find(inbound.partner.id, named.id) or _begin(inbound, named, now)
    if record.digest != inbound.digest:
        raise Conflict("idempotency_conflict")
    return record


def _begin(inbound: Inbound, named: Named, now: datetime) -> MessageRecord:
    pk = f"MSG#{inbound.partner.id}#{named.id}"
    record = MessageRecord(pk, "in", digest=inbound.digest, path=named.path, sequence=named.sequence, at=now)
    record.said_at = named.at
    record.keyid, record.ttl = inbound.signed.keyid, ttl(JOURNAL_KEPT)
    record.gsi1pk, record.gsi1sk = f"MSGS#{inbound.partner.id}", f"{stamp(now)}#{named.id}"
    try:
        with conditional():
            record.save(condition=ABSENT)
    except Lost:
        found = find(inbound.partner.id, named.id)
        if found is not None:
            return found
        raise
    return record


def forget(record: MessageRecord) -> None:
    """Takes back the record of a message that was refused as a whole; one that was answered meanwhile stays."""
    try:
        with conditional():
            record.delete(condition=MessageRecord.answer.does_not_exist())
    except Lost:
        return


def answered_steps(record: MessageRecord, body: bytes, answer: Mapping[str, Any], now: datetime) -> list[Step]:
    """The steps that note the answer to a message, and keep its body."""
    record.answer = vault.seal(record.pk, "answer", json.dumps(answer, ensure_ascii=False), now, "exchange")
    text = vault.seal(record.pk, "body", body.decode(), now, "exchange")
    return [Put(record), Put(BodyRecord(record.pk, "body", body=text, ttl=ttl(BODIES_KEPT)))]


def sequence_of(partner_id: str, path: str) -> SequenceRecord:
    """How far a partner is by one path. One read."""
    record: SequenceRecord | None = SequenceRecord.find(f"SEQ#{partner_id}", path)
    return record or SequenceRecord(f"SEQ#{partner_id}", path)


def counted(record: SequenceRecord, sequence: int, accepted: int, rejected: int, now: datetime, skew: int) -> Put:
    """The step that counts a message and notes the numbers that were left out before it."""
    last = int(record.last)
    numbered = sequence > last and record.sk != QUESTIONS_OF_GATES
    missing = range(max(last + 1, sequence - GAPS_KEPT), sequence) if numbered else ()
    gaps = [each for each in (*record.gaps, *missing) if each != sequence]
    record.gaps, record.last = gaps[-GAPS_KEPT:], max(last, sequence)
    record.messages = int(record.messages) + 1
    record.accepted, record.rejected = int(record.accepted) + accepted, int(record.rejected) + rejected
    record.at, record.skew = now, skew
    return Put(record)


def sequences(partner_id: str) -> list[SequenceRecord]:
    """How far a partner is by each path. One query."""
    return list(SequenceRecord.query(f"SEQ#{partner_id}", consistent_read=True))


def mark_of(record: MessageRecord, number: int) -> ItemRecord | None:
    """What became of one record of a message; None while it has had no effect. One read."""
    mark: ItemRecord | None = ItemRecord.find(record.pk, f"item#{number:05d}")
    return mark


def mark_put(record: MessageRecord, number: int, outcome: str) -> Put:
    """The step by which one record of a message takes effect, once."""
    mark = ItemRecord(record.pk, f"item#{number:05d}", outcome=outcome, ttl=ttl(BODIES_KEPT))
    return Put(mark, ABSENT)


def since(partner_id: str, at: datetime, limit: int, after: str | None = None) -> list[MessageRecord]:
    """What a partner said from an instant on, the earliest first. One query."""
    first = f"{after}\x00" if after else stamp(at)
    keys = MessageRecord.gsi1sk >= first
    return list(MessageRecord.by_partner.query(f"MSGS#{partner_id}", keys, limit=limit))
