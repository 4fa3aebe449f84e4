"""Messages that are written with the change they tell of, and handed to the queue by the sweep.

An inbox entry stands in the same transaction as the state that it follows from, and so does its place in
the state's outbox. The sweep hands it to the queue and only then takes it out: a worker that crashes in between leaves
the entry in the outbox, and the worker that sends takes each entry once.

The question to the real-name service stands there too. It is put right after its change (people/questions.py): the
sweep finds only one that nobody answered in an hour, and puts it once more.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
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

_QUESTION = "certify"
"""What stands for the question in the place of an entry's key."""
PUT_AGAIN = timedelta(hours=1)
"""When a question that nobody answered is put again, once: as long as its alarm waits (infra/objectives.yaml). Where
the service is only late it costs each person who waits a sweep."""


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
        _wait(record, sk, at)
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


def _wait(record: StateRecord, what: str, at: datetime) -> None:
    record.outbox = [*_beside(record, what), [what, at.astimezone(UTC).isoformat()]]


def _beside(record: StateRecord, what: str) -> list[list[str]]:
    return [each for each in record.outbox or () if each[0] != what]


def ask(record: StateRecord, now: datetime) -> None:
    """Notes that the real-name service is asked about the record's person at `now`."""
    _wait(record, _QUESTION, now + PUT_AGAIN)


def answered(record: StateRecord) -> bool:
    """Notes that nobody waits for the service's word any more; whether somebody did."""
    before, record.outbox = record.outbox or [], _beside(record, _QUESTION)
    return len(before) > len(record.outbox)


def next_at(record: StateRecord) -> datetime | None:
    """When the first waiting message may go out."""
    return min((datetime.fromisoformat(at) for _, at in record.outbox or ()), default=None)


def hand_over(record: StateRecord, now: datetime) -> None:
    """Hands to their queues what may go out by `now`, and takes it from the record, still to be written."""
    waiting = []
    for what, at in record.outbox or ():
        if datetime.fromisoformat(at) <= now:
            _send(record, what, now)
        else:
            waiting.append([what, at])
    record.outbox = waiting


def _send(record: StateRecord, what: str, now: datetime) -> None:
    if what == _QUESTION:
        put_question(record.person_id, now)
    else:
        queues.send(settings().messages_queue_url, "inbox", now, account_id=record.account_id, entry=what)


def put_question(person_id: str, now: datetime) -> None:
    """Has the real-name service asked about a person. Safe to repeat. Raises botocore's errors."""
    queues.send(settings().certification_queue_url, "certify", now, person_id=person_id)
