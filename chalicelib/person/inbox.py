"""Inbox entries: one for each reason and occasion, written before anything is sent for it."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.errors import Unavailable
from chalicelib.instants import stamp
from chalicelib.store import leases
from chalicelib.store.indexes import index
from chalicelib.store.leases import Leased
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Lost, conditional

LEASE = timedelta(minutes=2)


class MessageRecord(Leased, AccountRecord, discriminator="message"):
    """`A#<account>`/`message#<instant>#<reason>#<occasion>`."""

    sent_index = index("gsi1")
    """What was sent, by the carrier's id."""
    code = UnicodeAttribute()
    """Which sentence: a key of the texts."""
    params: JSONAttribute = JSONAttribute(default=dict)
    person_id = UnicodeAttribute()
    at = UTCDateTimeAttribute()
    sms = BooleanAttribute(default=False)
    insists = BooleanAttribute(default=False)
    """Goes out by text message and by e-mail, whatever the person chose to be told of."""
    to_phone = UnicodeAttribute(null=True)
    """Another phone than the account's, sealed for the account as that is."""
    sent_as = UnicodeAttribute(null=True)
    """The provider's id of what was sent, or why nothing was."""
    delivery = UnicodeAttribute(null=True)
    """Of the text message: sent, delivered, failed, left out, or uncertain; absent while none was sent."""
    push = UnicodeAttribute(null=True)
    """Of the push message: sent or failed; absent where none was tried."""
    email = UnicodeAttribute(null=True)
    """Of the e-mail that took its place: sent, failed, or left out because its reason had gone."""

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


def by_provider_id(provider_id: str) -> MessageRecord | None:
    """The entry that was sent under this id. One read of the index."""
    found = list(MessageRecord.sent_index.query(f"SENT#{provider_id}", MessageRecord.gsi1sk == "message", limit=1))
    return found[0] if found else None


def find(account_id: str, sk: str) -> MessageRecord | None:
    """One read."""
    record: MessageRecord | None = MessageRecord.find(f"A#{account_id}", sk)
    return record


def lease(account_id: str, sk: str) -> MessageRecord | None:
    """Takes an unsent entry for two minutes. None if it was sent or is no more. One write, and a read if that fails.

    Raises Unavailable while another worker has it: that one may die, so the queue is to try again.
    """
    record = MessageRecord(f"A#{account_id}", sk)
    if leases.hold(record, MessageRecord.code.exists() & MessageRecord.sent_as.does_not_exist(), LEASE):
        return record
    _wait_for_other(account_id, sk)
    return None


def give_back(record: MessageRecord) -> None:
    """Ends the lease on an entry that was not sent, so that another worker may send it. One write."""
    leases.release(record)


def _wait_for_other(account_id: str, sk: str) -> None:
    found = find(account_id, sk)
    if found is not None and found.sent_as is None:
        raise Unavailable(retry_after=int(LEASE.total_seconds()))


def sent(record: MessageRecord, provider_id: str) -> None:
    """Records what the carrier answered; its report finds the entry by the id. One write."""
    actions: list[Any] = [
        *_tried(record),
        MessageRecord.sent_as.set(provider_id),
        MessageRecord.delivery.set("sent"),
        MessageRecord.gsi1pk.set(f"SENT#{provider_id}"),
        MessageRecord.gsi1sk.set("message"),
    ]
    record.update(actions=actions)


def closed(record: MessageRecord, delivery: str) -> None:
    """Records that no text message goes out: `failed`, or `left_out`; and what became of other ways. One write."""
    ended: list[Any] = [MessageRecord.sent_as.set(delivery), MessageRecord.delivery.set(delivery)]
    record.update(actions=[*_tried(record), *ended])


def told_otherwise(record: MessageRecord) -> None:
    """Records what became of the ways beside the text message, as the record in memory says. One write, or none."""
    if tried := _tried(record):
        record.update(actions=tried)


def _tried(record: MessageRecord) -> list[Any]:
    outcomes = (MessageRecord.email, record.email), (MessageRecord.push, record.push)
    return [attribute.set(outcome) for attribute, outcome in outcomes if outcome]


def reported(record: MessageRecord, delivery: str) -> None:
    """Records the carrier's report. One write."""
    record.update(actions=[MessageRecord.delivery.set(delivery)])


def of_person(account_id: str, person_id: str, limit: int, until: str) -> list[MessageRecord]:
    """Newest first, those about one of the account's people, up to the place `until`. One query, more where they are
    far apart."""
    keys = MessageRecord.sk.between("message#", until)
    only = MessageRecord.person_id == person_id
    query = MessageRecord.query(f"A#{account_id}", keys, only, scan_index_forward=False, limit=limit, page_size=100)
    return list(query)


def page(account_id: str, limit: int, before: str | None) -> list[MessageRecord]:
    """Newest first, older than the entry `before`. One query."""
    keys = MessageRecord.sk.between("message#", before) if before else MessageRecord.sk.startswith("message#")
    query = MessageRecord.query(f"A#{account_id}", keys, scan_index_forward=False, limit=limit + (1 if before else 0))
    return [record for record in query if record.sk != before][:limit]
