"""Notices in the inbox alone, that something was done to their record, in the same transaction."""

from datetime import datetime
from typing import Any

from chalicelib.person import inbox
from chalicelib.person.inbox import MessageRecord
from chalicelib.person.records import StateRecord
from chalicelib.store.transactions import Put


def step(state: StateRecord, code: str, now: datetime, **params: Any) -> Put:
    """The step that writes the entry `code` for a person at `now`. What goes out by SMS too is the outbox's."""
    sk = inbox.key(now, code, state.person_id)
    return Put(MessageRecord(f"A#{state.account_id}", sk, code=code, params=params, person_id=state.person_id, at=now))
