"""Health declarations that residents made elsewhere: kept as inbound records, and put before the person.

They colour nobody: what the person declared elsewhere was not declared here. Their stays are official records.
"""

import json
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.exchange_limits import BODIES_KEPT
from chalicelib.errors import invalid
from chalicelib.features.exchange import stays, subjects
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.exchange.stays import Stayed, Taken
from chalicelib.features.exchange.subjects import Subject
from chalicelib.instants import stamp
from chalicelib.person.changing import Attempt
from chalicelib.store import vault
from chalicelib.store.tables import ABSENT, PersonRecord, ttl
from chalicelib.store.transactions import Put


class InboundRecord(PersonRecord, discriminator="inbound"):
    """`DOC#<hash>`/`inbound#<instant>#<partner>#<message>#<number>`: what somebody declared elsewhere, sealed."""

    partner_id = UnicodeAttribute()
    content = UnicodeAttribute()
    at = UTCDateTimeAttribute()


def apply(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """Keeps one declaration, takes its stays in, and asks the person about symptoms."""
    if item.filed_at > message.now:
        raise invalid("filed_at", "in_future")
    subject = subjects.of(item.subject, message.now)
    attempt.write(_kept(message, number, subject, item))
    reference = f"{message.record.id}/{number}"
    stayed = [
        Stayed(each.region, each.from_, each.until, f"{reference}/{index}") for index, each in enumerate(item.stays)
    ]
    taken = stays.take(attempt, message, number, subject, stayed)
    if _says_something(item):
        _ask(attempt, message, subject, taken)
    return "accepted"


def _kept(message: Message, number: int, subject: Subject, item: Any) -> Put:
    pk = f"DOC#{subject.hash}"
    sk = f"inbound#{stamp(message.at)}#{message.partner.id}#{message.record.id}#{number:05d}"
    told = item.model_dump(mode="json", exclude={"subject"}, warnings=False)
    sealed = vault.seal(pk, "inbound", json.dumps(told, ensure_ascii=False), message.at, "exchange")
    content: dict[str, Any] = {
        "partner_id": message.partner.id,
        "content": sealed,
        "at": message.at,
        "ttl": ttl(BODIES_KEPT),
    }
    return Put(InboundRecord(pk, sk, **content), ABSENT)


def _says_something(item: Any) -> bool:
    ill = bool(item.symptoms) or (item.temperature is not None and item.temperature >= 37.3)
    contact, test = item.contact, item.test
    return ill or (contact is not None and contact.kind != "none") or (test is not None and test.result == "positive")


def _ask(attempt: Attempt, message: Message, subject: Subject, taken: Taken) -> None:
    """Tells whoever has the document what to confirm; nobody who is not here."""
    state = taken.arrived.person.state if taken.arrived is not None else subjects.holder(subject)
    if state is not None:
        attempt.person(state).notify("inbox_declared_elsewhere", partner=message.partner["name"])
