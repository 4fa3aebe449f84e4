"""Every night both sides compare the day: what each partner acknowledged here with what it says that it has.

A difference that is still there a day later is an alarm. What was under way at the time explains itself.
"""

import json
import secrets as random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pynamodb.attributes import BooleanAttribute, UnicodeAttribute, UTCDateTimeAttribute

from chalicelib.config import POLICY_ZONE, settings
from chalicelib.desk import partners
from chalicelib.desk.exchange_limits import JOURNAL_KEPT
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import journal
from chalicelib.features.exchange.receiving import Message
from chalicelib.features.reports import comparing, records, sending
from chalicelib.features.reports.comparing import QUESTIONS, Counted
from chalicelib.features.reports.sending import Silent
from chalicelib.observability import failure, measure
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import day_start, policy_day
from chalicelib.store.json_attribute import LeanJSONAttribute
from chalicelib.store.tables import OperationRecord, ttl

AT = timedelta(hours=2)
"""How long after a day's end it is compared: at 02:00."""
_PATH, _DAY = "reconciliations", timedelta(days=1)


class ReconciliationRecord(OperationRecord, discriminator="reconciliation"):
    """`RECON#<partner>`/`<policy day>`: how a day was compared the last time."""

    ours: LeanJSONAttribute = LeanJSONAttribute(default=list)
    theirs: LeanJSONAttribute = LeanJSONAttribute(default=list)
    missing_there: LeanJSONAttribute = LeanJSONAttribute(default=list)
    unknown_here: LeanJSONAttribute = LeanJSONAttribute(default=list)
    uneven: LeanJSONAttribute = LeanJSONAttribute(default=list)
    under_way: LeanJSONAttribute = LeanJSONAttribute(default=list)
    equal = BooleanAttribute(default=False)
    fault = UnicodeAttribute(null=True)
    """Why it could not be compared."""
    at = UTCDateTimeAttribute()

    @property
    def day(self) -> str:
        return str(self.sk)


def find(partner_id: str, day: str) -> ReconciliationRecord | None:
    """One read."""
    record: ReconciliationRecord | None = ReconciliationRecord.find(f"RECON#{partner_id}", day)
    return record


def last_day(now: datetime) -> date:
    """The last policy day that both sides were to compare: yesterday, up to 02:00 the day before."""
    return policy_day(now - AT, POLICY_ZONE) - _DAY


def run(now: datetime) -> int:
    """Compares yesterday with every partner that has not been asked about it yet. Returns how many were."""
    yesterday = last_day(now)
    asked = [each for each in partners.every_readable() if each["sends"] and _is_due(each.id, yesterday, now)]
    return sum(_reconciled(each, yesterday, now) for each in asked)


def _is_due(partner_id: str, yesterday: date, now: datetime) -> bool:
    line = records.line(partner_id)
    silent = line.next_at is not None and line.next_at > now
    return not silent and (line.reconciled is None or line.reconciled < yesterday.isoformat())


def _reconciled(partner: PartnerRecord, yesterday: date, now: datetime) -> bool:
    """Yesterday, and the day before where it was not equal. A partner with whom it fails keeps no other waiting."""
    try:
        before = find(partner.id, (yesterday - _DAY).isoformat())
        late = [before.day] if before is not None and not before.equal else []
        for day in (yesterday.isoformat(), *late):
            record = compared(partner, day, now)
            if day in late and not record.equal:
                measure("ReportsUnexplained", "Count", 1)
        changing(now, lambda attempt: _note(attempt, partner.id, yesterday.isoformat()))
    except Silent:
        return False
    except Exception as error:
        failure("day not reconciled", error, partner=partner.id)
        return False
    return True


def _note(attempt: Attempt, partner_id: str, day: str) -> None:
    line = records.line(partner_id)
    line.reconciled = day
    attempt.write(records.line_put(line))


def compared(partner: PartnerRecord, day: str, now: datetime) -> ReconciliationRecord:
    """Asks a partner what it has of a day, and notes how that compares. Raises Silent."""
    sent = comparing.counted(
        (each.path, each.message_id, int(each.records)) for each in records.sent_on(partner.id, day)
    )
    flights = [each for each in records.flights(partner.id).values() if _day_of(each.at) == day]
    record = ReconciliationRecord(f"RECON#{partner.id}", day, at=now, ours=comparing.rows(sent), ttl=ttl(JOURNAL_KEPT))
    record.under_way = sorted(str(each.message_id) for each in flights)
    answer = _asked(partner, day, record.ours, now)
    if answer.status == 200:
        _take(record, sent, answer.body)
    else:
        record.fault = str(answer.body.get("code", answer.status))
    record.save()
    return record


def _take(record: ReconciliationRecord, sent: Counted, body: Mapping[str, Any]) -> None:
    found = comparing.differences(sent, body["differing"], record.under_way)
    record.theirs, record.missing_there = list(body["paths"]), found.missing_there
    record.unknown_here, record.uneven, record.equal = found.unknown_here, found.uneven, found.none


def _asked(partner: PartnerRecord, day: str, rows: list[dict[str, Any]], now: datetime) -> sending.Answered:
    number = changing(now, lambda attempt: _number(attempt, partner.id))
    head = {"id": random.token_hex(10), "sequence": number, "at": now.isoformat()}
    head |= {"from": settings().exchange_id, "to": partner.id}
    content = {"message": head, "payload": {"day": day, "paths": rows}}
    return sending.post(partner, _PATH, json.dumps(content).encode(), now)


def _number(attempt: Attempt, partner_id: str) -> int:
    line = records.line(partner_id)
    number = int(line.numbers.get(_PATH, 0)) + 1
    line.numbers = dict(line.numbers) | {_PATH: number}
    attempt.write(records.line_put(line))
    return number


def _day_of(at: datetime) -> str:
    return policy_day(at, POLICY_ZONE).isoformat()


def answered(message: Message) -> dict[str, Any]:
    """What we have of a partner's day, for its own comparison. A query over what came since that day began."""
    day: date = message.payload.day
    begun = day_start(day, POLICY_ZONE) - AT
    came = journal.since(message.partner.id, begun, _MOST)
    held = comparing.counted(
        (each.path, each.id, int(each.records))
        for each in came
        if each.records is not None and each.path not in QUESTIONS and _is_of(each.said_at, day)
    )
    claimed = [each.model_dump() for each in message.payload.paths]
    return comparing.answer(day.isoformat(), held, claimed)


_MOST = 100_000
"""Messages that are looked through for one day's comparison: more than a partner's limit lets in in two days."""


def _is_of(said_at: datetime | None, day: date) -> bool:
    return said_at is not None and policy_day(said_at, POLICY_ZONE) == day
