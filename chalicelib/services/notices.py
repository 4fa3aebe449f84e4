"""Telling a person that something was done to their record: an inbox entry in the same transaction."""

from datetime import datetime
from typing import Any

from chalicelib.config import settings
from chalicelib.store import inbox, queues
from chalicelib.store.inbox import MessageRecord
from chalicelib.store.people import StateRecord
from chalicelib.store.tables import Put


def step(state: StateRecord, code: str, now: datetime, *, sms: bool = False, **params: Any) -> Put:
    """The step that writes the entry `code` for a person at `now`. One that was sent is not written over."""
    entry = MessageRecord(
        f"A#{state.account_id}",
        inbox.key(now, code, state.person_id),
        code=code,
        params=params,
        person_id=state.person_id,
        at=now,
        sms=sms,
    )
    return Put(entry, MessageRecord.sent_as.does_not_exist())


def hand_over(state: StateRecord, code: str, now: datetime) -> None:
    """Queues the SMS of an entry that `step` wrote. Safe to repeat: an entry is sent once."""
    entry = inbox.key(now, code, state.person_id)
    queues.send(settings().messages_queue_url, "inbox", now, account_id=state.account_id, entry=entry)
