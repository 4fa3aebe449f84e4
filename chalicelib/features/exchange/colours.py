"""Bare colours of partners: they colour nobody. Gates are told, the person is told, our epidemiologists look at it."""

from datetime import datetime
from typing import Any

from pynamodb.attributes import UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.desk.exchange_limits import BARE_COLOUR_NOTE
from chalicelib.desk.waiting import Queue, Waiting
from chalicelib.features.exchange import mapping, subjects
from chalicelib.features.exchange.receiving import Message
from chalicelib.instants import stamp
from chalicelib.person.changing import Attempt
from chalicelib.person.person import Person
from chalicelib.store import vault
from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Put

QUEUE = Queue("partners")
_TOLD = ("yellow", "red", "unknown")


class BareColourRecord(Waiting, OperationRecord, discriminator="bare_colour"):
    """`BARE#<id>`/`colour`: what a partner's platform says of somebody without a fact; waits until it has lapsed."""

    partner_id = UnicodeAttribute()
    person_id = UnicodeAttribute()
    says = UnicodeAttribute()
    raw = UnicodeAttribute()
    """The value as it was sent, sealed."""
    at = UTCDateTimeAttribute()
    until = UTCDateTimeAttribute()

    @property
    def id(self) -> str:
        return str(self.pk[5:])


def apply(attempt: Attempt, message: Message, number: int, item: Any) -> str:
    """One record of the feed of colours. Raises Conflict `partner_silent`, Refused for no document."""
    subject = subjects.of(item.subject, message.now)
    says = mapping.read(message.partner, item.value, message.now)
    state = subjects.holder(subject)
    if state is None:
        return "accepted"
    person = attempt.person(state)
    if says not in _TOLD:
        person.forget_partner_note(message.partner.id)
        return "accepted"
    until = message.at + BARE_COLOUR_NOTE
    person.note_partner(message.partner.id, says, until)
    named: dict[str, Any] = {"partner": str(message.partner["name"]), "until": until.isoformat()}
    person.notify(f"inbox_partner_says_{says}", **named)
    attempt.write(_waits(message, number, person, item.value, says, until))
    return "accepted"


def _waits(message: Message, number: int, person: Person, raw: str, says: str, until: datetime) -> Put:
    pk = f"BARE#{message.partner.id}-{stamp(message.at)}-{message.record.id[:20]}-{number}"
    sealed = vault.seal(pk, "raw", raw, message.at, "exchange")
    content: dict[str, Any] = {"partner_id": message.partner.id, "person_id": person.id, "says": says, "raw": sealed}
    content |= {"at": message.at, "until": until, "region": person.state.county or "", "ttl": ttl(BARE_COLOUR_NOTE)}
    record = BareColourRecord(pk, "colour", **content)
    QUEUE.place(record, until)
    return Put(record)
