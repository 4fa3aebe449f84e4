"""What waits for partners, what is on its way, and what they have acknowledged, by ids; only a message that is on its
way has a body, sealed, until it is acknowledged.

`REPORT#<partner>#<shard>` waits, `FLIGHT#<partner>` is on its way, one message a shard, `LINE#<partner>` says how
it goes with a partner. `SENTOF#<partner>#<person>` and `SENT#<partner>#<day>` are the journal, kept for a year.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute, VersionAttribute

from chalicelib.desk.exchange_limits import JOURNAL_KEPT
from chalicelib.features.exchange import outbox
from chalicelib.features.exchange.outbox import shard_of
from chalicelib.instants import from_millis, stamp
from chalicelib.store import vault
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.tables import OperationRecord, ttl
from chalicelib.store.transactions import Change, Drop, Put

HEALTH, TRIP, STRUCK, ERASED, CREDIT = "health", "trip", "struck", "erased", "credit"
"""What a waiting record is of: a declaration, an official stay, either of them taken back, a person gone, a message
to the credit register."""
CASE, CONTACT, CONTACTS = "case", "contact", "contacts"
"""A case or a contact as it stands by now; all contacts of a case that fell or stands again, to be looked at."""
LISTED = {
    HEALTH: "health-declarations",
    TRIP: "trip-declarations",
    CASE: "feeds/cases",
    CONTACT: "feeds/contacts",
}
"""What is told many at once, by which path."""


class PendingRecord(outbox.Postponed, OperationRecord, discriminator="report_pending"):
    """`REPORT#<partner>#<shard>`/`<instant>#<what>#<about>#<ref>`: the ids of something that is to be told."""

    what = UnicodeAttribute()
    about = UnicodeAttribute()
    """The person's id, or the violation's."""
    ref = UnicodeAttribute(default="")
    """Which record of theirs."""
    at = UTCDateTimeAttribute()


class FlightRecord(OperationRecord, discriminator="report_flight"):
    """`FLIGHT#<partner>`/`<shard>`: the one message of a shard that is on its way."""

    message_id = UnicodeAttribute()
    path = UnicodeAttribute()
    body = UnicodeAttribute()
    """What is signed and sent again and again, the same bytes each time: packed and sealed."""
    carries: LeanJSONAttribute = LeanJSONAttribute(default=list)
    """Of each of its records `[what, about, ref, place in the queue]`, in their order."""
    acknowledged = NumberAttribute(default=0)
    """How many of them the partner has acknowledged so far, from the first."""
    at = UTCDateTimeAttribute()
    tries = NumberAttribute(default=0)
    next_at = UTCDateTimeAttribute()
    fault = UnicodeAttribute(null=True)
    """What came of the last try."""
    version = VersionAttribute()

    @property
    def partner_id(self) -> str:
        return str(self.pk[7:])

    @property
    def arose(self) -> datetime:
        """The instant of the first change that it tells: a place in the queue begins with it."""
        places = [str(each[3]).partition("#")[0] for each in self.carries]
        return min([from_millis(int(each)) for each in places if each], default=self.at)

    @property
    def shard(self) -> int:
        return int(self.sk)

    @property
    def content(self) -> bytes:
        """The body that is sent."""
        packed = vault.unseal(f"{self.pk}#{self.message_id}", "body", self.body)
        return zlib.decompress(base64.b64decode(packed))


class LineRecord(OperationRecord, discriminator="report_line"):
    """`LINE#<partner>`/`line`: how it goes with a partner. `tries` and `next_at` while it does not answer."""

    numbers: LeanJSONAttribute = LeanJSONAttribute(default=dict)
    """The last number of our messages to it, by path."""
    tries = NumberAttribute(default=0)
    next_at = UTCDateTimeAttribute(null=True)
    silent_since = UTCDateTimeAttribute(null=True)
    fault = UnicodeAttribute(null=True)
    answered_at = UTCDateTimeAttribute(null=True)
    reconciled = UnicodeAttribute(null=True)
    """The last policy day that was compared."""
    version = VersionAttribute()

    @property
    def partner_id(self) -> str:
        return str(self.pk[5:])


class SentOfRecord(OperationRecord, discriminator="report_sent_of"):
    """`SENTOF#<partner>#<person>`/`<what>#<ref>`: in which message a partner has a record of a person."""

    message_id = UnicodeAttribute()
    index = NumberAttribute()
    at = UTCDateTimeAttribute(null=True)
    """When it was acknowledged."""

    @property
    def what(self) -> str:
        return str(self.sk.partition("#")[0])

    @property
    def ref(self) -> str:
        return str(self.sk.partition("#")[2])

    @property
    def about(self) -> str:
        return str(self.pk.split("#")[2])


class SentRecord(OperationRecord, discriminator="report_sent"):
    """`SENT#<partner>#<policy day>`/`<message id>`: an acknowledged message, by the day on which it was made."""

    path = UnicodeAttribute()
    records = NumberAttribute()
    rejected: LeanJSONAttribute = LeanJSONAttribute(default=list)
    """Of each record that was refused `[what, about, ref, code]`."""
    at = UTCDateTimeAttribute()

    @property
    def message_id(self) -> str:
        return str(self.sk)


def pending(partner_id: str, what: str, about: str, ref: str, at: datetime) -> PendingRecord:
    """A record that is to wait for a partner, not yet written."""
    pk, sk = f"REPORT#{partner_id}#{shard_of(about)}", f"{stamp(at)}#{what}#{about}#{ref}"
    return PendingRecord(pk, sk, what=what, about=about, ref=ref, at=at)


def waiting(partner_id: str, shard: int, limit: int, now: datetime | None = None) -> list[PendingRecord]:
    """What waits in a shard, the earliest first; with `now` without what is set aside then. One query."""
    return outbox.first_of(PendingRecord, f"REPORT#{partner_id}#{shard}", limit, now)


def flights(partner_id: str) -> dict[int, FlightRecord]:
    """What is on its way to a partner, by shard. One query."""
    return {each.shard: each for each in FlightRecord.query(f"FLIGHT#{partner_id}", consistent_read=True)}


def packed(partner_id: str, message_id: str, content: Mapping[str, Any], now: datetime) -> str:
    """A message's body as its record holds it."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    owner = f"FLIGHT#{partner_id}#{message_id}"
    return vault.seal(owner, "body", base64.b64encode(zlib.compress(body, 6)).decode(), now, "exchange")


def line(partner_id: str) -> LineRecord:
    """How it goes with a partner. One read."""
    record: LineRecord | None = LineRecord.find(f"LINE#{partner_id}", "line")
    return record or LineRecord(f"LINE#{partner_id}", "line", numbers={})


def sent_of(partner_id: str, person_id: str, what: str, ref: str) -> SentOfRecord | None:
    """In which message a partner has a record. One read."""
    record: SentOfRecord | None = SentOfRecord.find(f"SENTOF#{partner_id}#{person_id}", f"{what}#{ref}")
    return record


def last_sent_of(partner_id: str, about: str, what: str) -> SentOfRecord | None:
    """What a partner has last of a fact that is told by revisions. One query."""
    keys = SentOfRecord.sk.startswith(f"{what}#")
    found = SentOfRecord.query(f"SENTOF#{partner_id}#{about}", keys, limit=1, scan_index_forward=False)
    return next(iter(found), None)


def first_sent_of(partner_id: str, person_id: str) -> SentOfRecord | None:
    """A record of a person that a partner has. One query."""
    return next(iter(SentOfRecord.query(f"SENTOF#{partner_id}#{person_id}", limit=1, consistent_read=True)), None)


def place_of(partner_id: str, about: str, place: str) -> PendingRecord:
    """What waits at a place in the queue, as a key to delete."""
    return PendingRecord(f"REPORT#{partner_id}#{shard_of(about)}", place)


def sent_of_record(partner_id: str, carried: Iterable[str], message_id: str, index: int, at: datetime) -> SentOfRecord:
    """The entry of the journal that a partner has a record, not yet written."""
    what, about, ref, *_ = carried
    place = f"SENTOF#{partner_id}#{about}", f"{what}#{ref}"
    return SentOfRecord(*place, message_id=message_id, index=index, at=at, ttl=ttl(JOURNAL_KEPT))


def sent_on(partner_id: str, day: str) -> list[SentRecord]:
    """The messages of a policy day that a partner has acknowledged. One query."""
    return list(SentRecord.query(f"SENT#{partner_id}#{day}", consistent_read=True))


def landed(flight: FlightRecord, day: str, rejected: list[list[str]], now: datetime) -> tuple[Drop, Put]:
    """The steps by which a message is acknowledged: it is on its way no more, and in the journal."""
    record = SentRecord(f"SENT#{flight.partner_id}#{day}", flight.message_id, path=flight.path, at=now)
    record.records, record.rejected, record.ttl = max(len(flight.carries), 1), rejected, ttl(JOURNAL_KEPT)
    return Drop(flight), Put(record)


def line_put(record: LineRecord) -> Put:
    """The step that writes how it goes with a partner."""
    return Put(record)


def sent_put(record: SentRecord) -> Put:
    """The step that writes a message of the journal again, where it still is."""
    return Put(record, SentRecord.pk.exists())


def flight_put(record: FlightRecord) -> Put:
    """The step that writes a message that is on its way, as it was read."""
    return Put(record)


def put_off(flight: FlightRecord, fault: str, next_at: datetime) -> Change:
    """The step by which a message waits for its next try."""
    actions = (
        FlightRecord.tries.set(int(flight.tries) + 1),
        FlightRecord.fault.set(fault),
        FlightRecord.next_at.set(next_at),
        FlightRecord.acknowledged.set(int(flight.acknowledged)),
    )
    return Change(flight, actions)
