"""What partners acknowledge of our messages: of each which of its records they took."""

from typing import Any

from pynamodb.attributes import NumberAttribute, UTCDateTimeAttribute

from chalicelib.desk.exchange_limits import JOURNAL_KEPT
from chalicelib.features.exchange.receiving import Message
from chalicelib.person.changing import Attempt
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Put


class AcknowledgementRecord(OperationRecord, discriminator="acknowledgement"):
    """`ACK#<partner>`/`<our message's id>`: what a partner took of a message of ours, as it said last."""

    accepted = NumberAttribute()
    rejected: LeanJSONAttribute = LeanJSONAttribute(default=list)
    at = UTCDateTimeAttribute()


def find(partner_id: str, message_id: str) -> AcknowledgementRecord | None:
    """One read."""
    record: AcknowledgementRecord | None = AcknowledgementRecord.find(f"ACK#{partner_id}", message_id)
    return record


def apply(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """Notes one."""
    rejected = [each.model_dump(mode="json") for each in item.rejected]
    record = AcknowledgementRecord(f"ACK#{message.partner.id}", item.message, accepted=item.accepted, at=message.at)
    record.rejected, record.ttl = rejected, ttl(JOURNAL_KEPT)
    attempt.write(Put(record))
    return "accepted"
