"""Inbox entries: one for each reason and occasion, written before anything is sent for it."""

from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.store.tables import ABSENT, AccountRecord, Lost, conditional, stamp

LEASE = timedelta(minutes=2)


class MessageRecord(AccountRecord, discriminator="message"):
    """`A#<account>`/`message#<instant>#<reason>#<occasion>`."""

    code = UnicodeAttribute()
    """Which sentence: a key of the texts."""
    params: JSONAttribute = JSONAttribute(default=dict)
    person_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    sms = BooleanAttribute(default=False)
    leased_until = UTCDateTimeAttribute(null=True)
    sent_as = UnicodeAttribute(null=True)
    """The provider's id of what was sent, or why nothing was."""
    delivery = UnicodeAttribute(null=True)
    """Of the text message: sent, delivered, failed, or left out; absent while none was sent."""
    email = UnicodeAttribute(null=True)
    """Of the e-mail that took its place: sent or failed."""

    @property
    def account_id(self) -> str:
        return str(self.pk[2:])


def write(record: MessageRecord) -> bool:
    """Writes the entry if it is new; says whether it was."""
    try:
        with conditional():
            record.save(condition=ABSENT)
    except Lost:
        return False
    return True


def key(occasion: datetime, reason: str, person_id: str) -> str:
    """The sort key of the entry for a reason and the instant it is about: one whoever writes it."""
    return f"message#{stamp(occasion)}#{reason}#{person_id}"


def find(account_id: str, sk: str) -> MessageRecord | None:
    """One read."""
    record: MessageRecord | None = MessageRecord.find(f"A#{account_id}", sk)
    return record


def lease(account_id: str, sk: str, now: datetime) -> MessageRecord | None:
    """Takes an unsent entry for two minutes. None if it is sent or another worker has it. One write."""
    record = MessageRecord(f"A#{account_id}", sk)
    free = MessageRecord.leased_until.does_not_exist() | (MessageRecord.leased_until < now)
    unsent = MessageRecord.code.exists() & MessageRecord.sent_as.does_not_exist() & free
    try:
        with conditional():
            record.update(actions=[MessageRecord.leased_until.set(now + LEASE)], condition=unsent)
    except Lost:
        return None
    return record


def sent(record: MessageRecord, provider_id: str) -> None:
    """Records what the provider answered."""
    record.update(actions=[MessageRecord.sent_as.set(provider_id)])


def page(account_id: str, limit: int, before: str | None) -> list[MessageRecord]:
    """Newest first, older than the entry `before`. One query."""
    keys = MessageRecord.sk.between("message#", before) if before else MessageRecord.sk.startswith("message#")
    query = MessageRecord.query(f"A#{account_id}", keys, scan_index_forward=False, limit=limit + (1 if before else 0))
    return [record for record in query if record.sk != before][:limit]
