"""Sending what waits: of each partner one message a shard is on its way, and partners take turns by the time they took.

A partner that does not answer is left alone for 1, 2, 4 … 30 minutes, and so is a message that one refuses: the others
of its partner go on. Nothing is ever dropped.
"""

import secrets as random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import settings
from chalicelib.desk import partners
from chalicelib.desk.exchange_limits import MESSAGES_PER_MINUTE
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import outbox
from chalicelib.features.exchange.outbox import SHARDS
from chalicelib.features.reports import acknowledging, composing, looking, records, sending
from chalicelib.features.reports.composing import OUT, Parcel
from chalicelib.features.reports.records import FlightRecord, LineRecord
from chalicelib.features.reports.sending import Silent
from chalicelib.observability import failure, logger, measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.store.failures import passes
from chalicelib.store.tables import Record
from chalicelib.store.transactions import Put

_ASIDE = timedelta(hours=1)
Clock = Callable[[], float]
"""Seconds that only ever grow: how long a partner took."""
SECONDS = 40.0
"""After which a run begins nothing more; the next one goes on."""


@dataclass
class Turn:
    """A partner in one run: the shards that may still have something, how long it took so far, how much it got."""

    partner: PartnerRecord
    line: LineRecord
    flights: dict[int, FlightRecord]
    shards: list[int] = field(default_factory=lambda: list(range(SHARDS)))
    spent: float = 0.0
    sent: int = 0

    @property
    def most(self) -> int:
        """Messages that it takes in a minute, by the agreement over what is sent there."""
        limits = dict(self.partner["limits"] or {})
        return min([MESSAGES_PER_MINUTE, *(int(limits[name]) for name in self.partner["sends"] if name in limits)])


@dataclass
class Run:
    """What a run did: messages that were acknowledged, records in them, and partners that did not answer."""

    messages: int = 0
    records: int = 0
    silent: int = 0


def run(now: datetime, clock: Clock) -> Run:
    """Sends to all partners in turn until nothing is left that may be sent now, or the run's time is over."""
    turns, done, begun = _turns(now), Run(), clock()
    while (left := [each for each in turns if each.shards]) and clock() - begun < SECONDS:
        turn, at = min(left, key=lambda each: each.spent), clock()
        try:
            _serve(turn, now, done)
        except Exception as error:
            # What is wrong with one partner, or one message of it, keeps no other waiting.
            failure("report not sent", error, partner=turn.partner.id)
            turn.shards.pop(0)
        turn.spent += clock() - at
    measure("ReportsUnacknowledged", "Count", sum(_is_late(each, now) for each in turns))
    return done


def _is_late(turn: Turn, now: datetime) -> bool:
    return any(looking.is_late(each, now) for each in turn.flights.values())


def _turns(now: datetime) -> list[Turn]:
    """Every partner's; one with whom it cannot even begin keeps no other waiting."""
    found = list[Turn]()
    for partner in partners.every_readable():
        try:
            found.append(_turn(partner, now))
        except Exception as error:
            failure("report not sent", error, partner=partner.id)
    return found


def _turn(partner: PartnerRecord, now: datetime) -> Turn:
    line = records.line(partner.id)
    turn = Turn(partner, line, records.flights(partner.id))
    if line.next_at is not None and line.next_at > now:
        turn.shards = []
    return turn


def _serve(turn: Turn, now: datetime, done: Run) -> None:
    """One message of one shard. The shard is done for this run where nothing may be sent; else it is the last again."""
    shard = turn.shards[0]
    flight = turn.flights.get(shard)
    if flight is not None and int(flight.tries) and flight.next_at > now:
        turn.shards.pop(0)
        return
    flight = flight or _departed(turn, shard, now)
    if flight is None:
        turn.shards.pop(0)
        return
    turn.flights[shard] = flight
    _sent(turn, flight, now, done)
    turn.sent += 1
    if turn.sent >= turn.most:
        turn.shards = []


def _departed(turn: Turn, shard: int, now: datetime) -> FlightRecord | None:
    """The next message of a shard, on its way from here on; None where nothing waits."""
    while True:
        try:
            flight, idle = changing(now, lambda attempt: _depart(attempt, turn.partner, shard))
        except Exception as error:
            if passes(error) or not _set_aside(turn.partner, shard, now):
                raise
            continue
        acknowledging.forget(idle)
        if flight is not None or not idle:
            return flight


def _set_aside(partner: PartnerRecord, shard: int, now: datetime) -> bool:
    """Has what cannot be told wait for an hour, and those behind it go on; whether there was any."""
    found = composing.stuck(partner, shard, now)
    for record, error in found:
        failure("a report cannot be told", error, partner=partner.id, report=record.sk)
        measure("RecordsUnreadable", "Count", 1)
        outbox.set_aside(record, now + _ASIDE)
    return bool(found)


def _depart(attempt: Attempt, partner: PartnerRecord, shard: int) -> tuple[FlightRecord | None, list[Record]]:
    """The next message of a shard, and what of it is not to be told after all."""
    partner_id, parcel = partner.id, composing.next_of(partner, shard, attempt.now)
    if not parcel.carries:
        return None, parcel.idle
    line, now = records.line(partner_id), attempt.now
    number = int(line.numbers.get(parcel.path, 0)) + 1
    line.numbers = dict(line.numbers) | {parcel.path: number}
    message_id = _message_id(parcel)
    content = {"message": _head(parcel, message_id, number, partner_id, now), "payload": parcel.payload}
    flight = FlightRecord(f"FLIGHT#{partner_id}", str(shard), message_id=message_id, path=parcel.path, at=now)
    flight.body, flight.next_at = records.packed(partner_id, message_id, content, now), now
    flight.carries = parcel.carries
    attempt.write(Put(flight), records.line_put(line), *parcel.steps)
    return flight, parcel.idle


def _message_id(parcel: Parcel) -> str:
    """A message that a change had wait has its id already."""
    what, place = parcel.carries[0][0], parcel.carries[0][3]
    return place.partition("#")[2] if what == OUT else random.token_hex(10)


def _head(parcel: Parcel, message_id: str, number: int, partner_id: str, now: datetime) -> dict[str, Any]:
    head = {"id": message_id, "sequence": number, "at": now.isoformat(), "from": settings().exchange_id}
    return head | {"to": partner_id} | parcel.head


def _sent(turn: Turn, flight: FlightRecord, now: datetime, done: Run) -> None:
    """One try of a message, and what follows of it; none where the partner has acknowledged it by itself since."""
    try:
        answer = acknowledging.since(flight) or sending.post(turn.partner, flight.path, flight.content, now)
    except Silent as silent:
        _silent(turn, flight, silent.fault, now, done)
        return
    _answered(turn, now)
    carried = len(flight.carries)
    if acknowledging.acknowledged(turn.partner, flight, answer, now):
        done.messages, done.records = done.messages + 1, done.records + carried
        measure("ReportAcknowledged", "Seconds", (now - flight.arose).total_seconds())
        del turn.flights[int(flight.shard)]
        turn.shards.append(turn.shards.pop(0))
    else:
        turn.shards.pop(0)


def _silent(turn: Turn, flight: FlightRecord, fault: str, now: datetime, done: Run) -> None:
    """The partner answered nothing that counts: all that is for it waits, longer each time."""
    logger.warning("partner did not answer", partner=turn.partner.id, fault=fault)
    done.silent += 1
    turn.shards = []

    def change(attempt: Attempt) -> None:
        line = records.line(turn.partner.id)
        line.tries, line.fault = int(line.tries) + 1, fault
        line.silent_since = line.silent_since or now
        line.next_at = now + acknowledging.wait(int(line.tries))
        attempt.write(records.line_put(line))

    changing(now, change)
    changing(now, lambda attempt: attempt.write(records.put_off(flight, fault, now)))


def _answered(turn: Turn, now: datetime) -> None:
    """The partner answers: what was noted of its silence goes. A write where there was any."""
    if not turn.line.tries:
        return

    def change(attempt: Attempt) -> None:
        line = records.line(turn.partner.id)
        line.tries, line.fault, line.silent_since, line.next_at, line.answered_at = 0, None, None, None, now
        attempt.write(records.line_put(line))
        turn.line = line

    changing(now, change)
