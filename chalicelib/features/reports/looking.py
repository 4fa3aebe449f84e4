"""How it goes with partners, for staff who look after exchange: by ids and numbers, nothing of anybody."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from chalicelib.access.actor import Actor
from chalicelib.config import POLICY_ZONE
from chalicelib.desk import partners
from chalicelib.desk.partners import PartnerRecord
from chalicelib.errors import NotFound
from chalicelib.features.exchange import outbox, states
from chalicelib.features.exchange.outbox import SHARDS
from chalicelib.features.reports import reconciling, records
from chalicelib.features.reports.reconciling import ReconciliationRecord
from chalicelib.features.reports.records import FlightRecord, LineRecord, SentRecord
from chalicelib.person.changing import Attempt, changing
from chalicelib.scoring.days import policy_day

COUNTED = 125
"""Records of one shard that are counted; of more it says that there are."""
LATE = timedelta(hours=1)
"""After which a message that is not acknowledged is an alarm."""
_DAY, _AT_ONCE = timedelta(days=1), 50


def listed(now: datetime) -> dict[str, Any]:
    """Every partner with its state. Of each a read, three queries and one or two a shard."""
    return {"items": [_partner(each, now) for each in partners.every()]}


def _partner(partner: PartnerRecord, now: datetime) -> dict[str, Any]:
    line, flights = records.line(partner.id), records.flights(partner.id)
    named = {name: partner[name] for name in ("name", "region", "profile", "mode")}
    came = states.of_partner(partner, now)
    yesterday = reconciling.find(partner.id, reconciling.last_day(now).isoformat())
    return {
        "id": partner.id,
        **named,
        "state": _state(partner, line),
        "late": any(is_late(each, now) for each in flights.values()),
        "silent_since": line.silent_since,
        "next_at": line.next_at,
        "fault": line.fault,
        "values_silent": came["silent"],
        **_waiting(partner.id),
        "under_way": len(flights),
        "sent": [{"path": path, "last": int(last)} for path, last in sorted(dict(line.numbers).items())],
        "received": came["paths"],
        "yesterday": _compared(yesterday) if yesterday is not None else None,
    }


def is_late(flight: FlightRecord, now: datetime) -> bool:
    """Whether a message has been on its way for so long that somebody should look."""
    return bool(flight.at <= now - LATE)


def _state(partner: PartnerRecord, line: LineRecord) -> str:
    if not partner["sends"]:
        return "receives_only"
    return "not_answering" if line.silent_since is not None else "answering"


def _waiting(partner_id: str) -> dict[str, Any]:
    """How many records wait, as far as they are counted, and since when the first of them does."""
    found: list[list[Any]] = [records.waiting(partner_id, shard, COUNTED) for shard in range(SHARDS)]
    found += [outbox.waiting(partner_id, shard, COUNTED) for shard in range(SHARDS)]
    oldest = [each[0].at for each in found if each]
    return {
        "waiting": sum(len(each) for each in found),
        "more": any(len(each) == COUNTED for each in found),
        "oldest_at": min(oldest, default=None),
    }


def _yesterday(now: datetime) -> str:
    return (policy_day(now, POLICY_ZONE) - _DAY).isoformat()


def unacknowledged(partner_id: str, now: datetime) -> dict[str, Any]:
    """What is on its way to a partner, and what it refused of yesterday and today. Raises NotFound."""
    _reached(partner_id)
    flights = sorted(records.flights(partner_id).values(), key=lambda each: each.at)
    days = (policy_day(now, POLICY_ZONE).isoformat(), _yesterday(now))
    sent = [each for day in days for each in records.sent_on(partner_id, day)]
    return {"items": [_flight(each, now) for each in flights], "refused": [*_refused(sent)]}


def _flight(flight: FlightRecord, now: datetime) -> dict[str, Any]:
    shown = {name: getattr(flight, name) for name in ("path", "at", "next_at", "fault")}
    counted = {"records": len(flight.carries), "acknowledged": int(flight.acknowledged), "tries": int(flight.tries)}
    return {"message": flight.message_id, **shown, **counted, "late": is_late(flight, now)}


def _refused(sent: Iterable[SentRecord]) -> Iterable[dict[str, Any]]:
    for each in sent:
        for what, about, ref, code in each.rejected:
            yield {
                "message": each.message_id,
                "path": each.path,
                "what": what,
                "about": about,
                "ref": ref,
                "code": code,
            }


def day(partner_id: str, wanted: str | None, now: datetime) -> dict[str, Any]:
    """How a policy day was compared, the last one if none is named. Raises NotFound for one that was not."""
    _reached(partner_id)
    record = reconciling.find(partner_id, wanted or reconciling.last_day(now).isoformat())
    if record is None:
        raise NotFound()
    names = ("ours", "theirs", "missing_there", "unknown_here", "uneven", "under_way")
    return _compared(record) | {name: list(getattr(record, name)) for name in names}


def _compared(record: ReconciliationRecord) -> dict[str, Any]:
    return {"day": record.day, "equal": record.equal, "fault": record.fault, "at": record.at}


def _reached(partner_id: str) -> PartnerRecord:
    partner = partners.find(partner_id)
    if partner is None:
        raise NotFound()
    return partner


def resend(actor: Actor, partner_id: str, reason: str, now: datetime) -> dict[str, Any]:
    """Has all that is on its way tried again with the next run, and what was refused wait again; audited.

    Sent again it changes nothing more: what is due is due, and a record waits once. Raises NotFound.
    """
    _reached(partner_id)
    refused = _refused_of(partner_id, now)
    again = [_again(partner_id, sent, each) for sent in refused for each in sent.rejected]
    with records.PendingRecord.batch_write() as batch:
        for each in again:
            batch.save(each)
    flights = changing(now, lambda attempt: _due(attempt, actor, partner_id, reason))
    return {"messages": flights, "records": len(again)}


def _refused_of(partner_id: str, now: datetime) -> list[SentRecord]:
    """Messages of yesterday and today of which records were refused, as many as one change can note."""
    days = (policy_day(now, POLICY_ZONE).isoformat(), _yesterday(now))
    sent = [each for name in days for each in records.sent_on(partner_id, name) if each.rejected]
    return sent[:_AT_ONCE]


def _again(partner_id: str, sent: SentRecord, refused: list[str]) -> records.PendingRecord:
    """Where it waits again: at the instant of the message that was refused, so that two requests make one of it."""
    what, about, ref, _ = refused
    return records.pending(partner_id, what, about, ref, sent.at)


def _due(attempt: Attempt, actor: Actor, partner_id: str, reason: str) -> int:
    for sent in _refused_of(partner_id, attempt.now):
        sent.rejected = []
        attempt.write(records.sent_put(sent))
    line, flights = records.line(partner_id), list(records.flights(partner_id).values())
    if line.next_at is not None:
        line.next_at = None
        attempt.write(records.line_put(line))
    for each in flights:
        if int(each.tries):
            each.tries, each.next_at = 0, attempt.now
            attempt.write(records.flight_put(each))
    attempt.audit(actor, "exchange.resent", partner_id, reason=reason)
    return len(flights)
