"""What a partner answered to a message, record by record: journalled and forgotten, or tried again with the same bytes.

The ids go first and the message last, so that whoever dies between sends the same message again, which its partner
knows: no record is lost, and none comes under two ids.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import acknowledging as exchange_acknowledging
from chalicelib.features.exchange.outbox import OutgoingRecord
from chalicelib.features.reports import credit_messages, records
from chalicelib.features.reports.composing import OUT
from chalicelib.features.reports.records import CREDIT, LISTED, STRUCK, FlightRecord, SentOfRecord
from chalicelib.features.reports.sending import Answered
from chalicelib.features.statistics import records as counted
from chalicelib.features.statistics.counting import figures_of
from chalicelib.features.statistics.records import Count
from chalicelib.observability import logger, measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day
from chalicelib.store.tables import OperationRecord, Record
from chalicelib.store.transactions import Drop, Step

_LONGEST = timedelta(minutes=30)
Rejected = dict[int, str]


def wait(tries: int) -> timedelta:
    """How long after so many tries the next one is: 1, 2, 4 … 30 minutes."""
    return min(timedelta(minutes=2 ** min(tries - 1, 10)), _LONGEST)


def forget(idle: Iterable[Record]) -> None:
    """Takes away what waits and is not to be told after all. Batches of 25 writes."""
    with OperationRecord.batch_write() as batch:
        for each in idle:
            batch.delete(each)


def since(flight: FlightRecord) -> Answered | None:
    """What a partner acknowledged by a message of its own of one that it did not answer. One read after a try."""
    if not int(flight.tries):
        return None
    said = exchange_acknowledging.find(flight.partner_id, str(flight.message_id))
    return Answered(200, {"accepted": int(said.accepted), "rejected": list(said.rejected)}) if said else None


def acknowledged(partner: PartnerRecord, flight: FlightRecord, answer: Answered, now: datetime) -> bool:
    """Notes what was acknowledged of a message; whether that is all of it. If not, it waits for its next try."""
    if answer.status >= 400:
        return _refused(flight, str(answer.body.get("code", f"http_{answer.status}")), now)
    rejected = _rejected(answer.body)
    done = _done(flight, answer.body, rejected)
    before = int(flight.acknowledged)
    _journal(flight, before, done, rejected, now)
    if done < len(flight.carries):
        flight.acknowledged, flight.tries = done, 0 if done > before else int(flight.tries)
        return _refused(flight, "partly", now)
    _count(partner, flight, rejected, now)
    changing(now, lambda attempt: _land(attempt, flight, rejected))
    return True


def _refused(flight: FlightRecord, fault: str, now: datetime) -> bool:
    logger.warning("message not taken", partner=flight.partner_id, fault=fault, report=flight.message_id)
    next_at = now + wait(int(flight.tries) + 1)
    changing(now, lambda attempt: attempt.write(records.put_off(flight, fault, next_at)))
    return False


def _rejected(body: Mapping[str, Any]) -> Rejected:
    listed = body.get("rejected")
    entries = listed if isinstance(listed, list) else []
    return {int(each["index"]): str(each.get("code", "")) for each in entries if isinstance(each, dict)}


def _done(flight: FlightRecord, body: Mapping[str, Any], rejected: Rejected) -> int:
    """How many of its records were answered for, from the first; what is no list is answered for as a whole."""
    many, accepted = len(flight.carries), body.get("accepted")
    if flight.carries[0][0] not in LISTED or not isinstance(accepted, int):
        return many
    return max(int(flight.acknowledged), min(accepted + len(rejected), many))


def _journal(flight: FlightRecord, first: int, last: int, rejected: Rejected, now: datetime) -> None:
    """Of each record that the partner has now the message in which it came; what waited waits no more."""
    partner_id = flight.partner_id
    with OperationRecord.batch_write() as batch:
        for index in range(first, last):
            what, about, ref, place, *_ = flight.carries[index]
            if what in LISTED and index not in rejected:
                batch.save(records.sent_of_record(partner_id, flight.carries[index], flight.message_id, index, now))
            if what == STRUCK:
                batch.delete(SentOfRecord(f"SENTOF#{partner_id}#{about}", ref))
            if place and what != OUT:
                batch.delete(records.place_of(partner_id, about, place))


def _count(partner: PartnerRecord, flight: FlightRecord, rejected: Rejected, now: datetime) -> None:
    """Records reported upward, to a platform of the whole country, by the county of whom they are about."""
    told = [each for index, each in enumerate(flight.carries) if index not in rejected and each[0] in LISTED]
    if rejected:
        measure("ReportsRejected", "Count", len(rejected))
    if partner.region:
        return
    by_county = Counter(each[4] for each in told)
    counted.add(
        Count(f"reported#{partner.id}#{flight.message_id}#{county}", figures_of(county, now, reported=many))
        for county, many in by_county.items()
    )


def _land(attempt: Attempt, flight: FlightRecord, rejected: Rejected) -> None:
    day = policy_day(flight.at, POLICY_ZONE).isoformat()
    listed = [[*flight.carries[index][:3], code] for index, code in sorted(rejected.items())]
    attempt.write(*records.landed(flight, day, listed, attempt.now), *_ends(flight))


def _ends(flight: FlightRecord) -> Iterable[Step]:
    """What else ends with a message: what a change had wait, and what the credit register has now."""
    what, about, ref, place, *_ = flight.carries[0]
    if what == OUT:
        waiting = OutgoingRecord.find(about, place)
        return [Drop(waiting)] if waiting is not None else []
    if what == CREDIT:
        step = credit_messages.acknowledged(about, ref)
        return [step] if step is not None else []
    return []
