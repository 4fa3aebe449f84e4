"""Messages that are written with the change they tell of, and handed to the queue by the sweep.

An inbox entry stands in the same transaction as the state that it follows from, and so does its place in
the state's outbox. The sweep hands it to the queue and only then takes it out: a worker that crashes in between leaves
the entry in the outbox, and the worker that sends takes each entry once.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from chalicelib.config import settings
from chalicelib.person import inbox, shelf
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord
from chalicelib.scoring.quiet import Quiet
from chalicelib.scoring.quiet_hours import QuietHours
from chalicelib.store import queues
from chalicelib.store.transactions import Put


def quiet_of(record: StateRecord) -> QuietHours:
    """The hours in which the person wants no messages: their own, or those of the rules, where they depart from."""
    book, away = shelf.current().book, (record.trip or {}).get("timezone")
    return QuietHours(book, _own(record.quiet), ZoneInfo(away) if away else book.zone)


def _own(hours: Mapping[str, str] | None) -> Quiet | None:
    if not hours:
        return None
    return Quiet(time.fromisoformat(hours["from"]), time.fromisoformat(hours["until"]), ZoneInfo(hours["timezone"]))


def entry(
    record: StateRecord,
    code: str,
    params: dict[str, Any],
    occasion: datetime,
    now: datetime,
    *,
    sms: bool = True,
    urgent: bool = False,
    insists: bool = False,
    to_phone: str | None = None,
) -> list[Put]:
    """The step that writes an inbox entry about the record's person; `code` names its sentence.

    With `sms` it is noted in the record's outbox as well, for after the quiet hours unless it is `urgent`:
    reminders are, because they were moved before the quiet hours, and late is better than never. What `insists` goes
    out by every way; `to_phone` is a sealed phone in the place of the account's.
    """
    sk = inbox.key(occasion, code, record.person_id)
    if sms:
        at = now if urgent else quiet_of(record).after(now)
        others = [each for each in record.outbox or () if each[0] != sk]
        record.outbox = [*others, [sk, at.astimezone(UTC).isoformat()]]
    message = MessageRecord(
        f"A#{record.account_id}",
        sk,
        code=code,
        params=params,
        person_id=record.person_id,
        at=now,
        sms=sms,
        insists=insists,
        to_phone=to_phone,
    )
    return [Put(message)]


def next_at(record: StateRecord) -> datetime | None:
    """When the first waiting message may go out."""
    return min((datetime.fromisoformat(at) for _, at in record.outbox or ()), default=None)


def hand_over(record: StateRecord, now: datetime) -> None:
    """Hands to the queue what may go out by `now`, and takes it from the record, still to be written."""
    waiting = []
    for sk, at in record.outbox or ():
        if datetime.fromisoformat(at) <= now:
            queues.send(settings().messages_queue_url, "inbox", now, account_id=record.account_id, entry=sk)
        else:
            waiting.append([sk, at])
    record.outbox = waiting
