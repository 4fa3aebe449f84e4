"""Inbox entries: one for each reason and occasion, written before anything is sent for it."""

from datetime import datetime, timedelta
from typing import Any

from pynamodb.attributes import BooleanAttribute, JSONAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.errors import Unavailable
from chalicelib.instants import stamp
from chalicelib.store import leases, outboxes
from chalicelib.store.indexes import index
from chalicelib.store.leases import Leased
from chalicelib.store.outboxes import Outboxed
from chalicelib.store.tables import ABSENT, AccountRecord
from chalicelib.store.transactions import Lost, conditional

LEASE = timedelta(minutes=2)
BESIDE_SMS = ("push", "wechat", "email")
"""The other channels: what became of a message by each is kept under its name."""


class MessageRecord(Leased, Outboxed, AccountRecord, discriminator="message"):
    """`A#<account>`/`message#<instant>#<reason>#<occasion>`.

    In the outbox of its own where no person's state has it (person/outbox.py), and after a carrier's bad report.
    """

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
    """Of the push message, as of the e-mail."""
    wechat = UnicodeAttribute(null=True)
    """The same of the message by WeChat; failed too from when an agreement was taken for it until WeChat answered."""
    email = UnicodeAttribute(null=True)
    """Of the e-mail: sent, failed, uncertain, or left out because its reason had gone; absent where none was tried."""

    @property
    def account_id(self) -> str:
        return str(self.pk[2:])

    @property
    def queued(self) -> tuple[str, dict[str, str]]:
        kind = "second_way" if self.sent_as else "inbox"
        return kind, {"account_id": self.account_id, "entry": str(self.sk)}


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
    """Takes an unsent entry for two minutes, out of the outbox. None if it was sent or is no more. One write, and a
    read if that fails.

    Raises Unavailable while another worker has it: that one may die, so the queue is to try again.
    """
    record = MessageRecord(f"A#{account_id}", sk)
    unsent = MessageRecord.code.exists() & MessageRecord.sent_as.does_not_exist()
    if leases.hold(record, unsent, LEASE, *outboxes.LEAVE):
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
    outcomes = [(getattr(MessageRecord, way), getattr(record, way)) for way in BESIDE_SMS]
    return [attribute.set(outcome) for attribute, outcome in outcomes if outcome]


def arrived(record: MessageRecord) -> None:
    """Records the carrier's good report. One write."""
    record.update(actions=[MessageRecord.delivery.set("delivered")])


def did_not_arrive(record: MessageRecord, now: datetime) -> None:
    """Records the carrier's bad report, and that the ways after the text message are to be tried. One write."""
    record.update(actions=[MessageRecord.delivery.set("failed"), *outboxes.enter(record.account_id, now)])


def take_out(record: MessageRecord) -> None:
    """Takes an entry that was sent out of the outbox, for the worker that goes on with it. One write, or none."""
    if record.gsi2pk:
        record.update(actions=list(outboxes.LEAVE))


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
