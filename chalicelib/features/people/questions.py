"""Questions to the real-name service: capped by account and by address, and put to it by a queue.

What is asked ends certified or refused, and so tells whether a name and a number belong together: nobody may ask
often. A number that is known here is asked about as every other, so that the answer does not tell of it.
"""

from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.config import settings
from chalicelib.person.records import StateRecord
from chalicelib.store import queues
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Step


def count_steps(account_id: str, address: str, now: datetime) -> list[Step]:
    """The steps that take one of the account's questions of the day, and one of the address's of the hour."""
    by_account = Window("questions", account_id, config.QUESTIONS_PER_ACCOUNT_DAY, timedelta(days=1))
    by_address = Window("questions-address", address, config.QUESTIONS_PER_ADDRESS_HOUR)
    return [by_account.step(now), by_address.step(now)]


def put(state: StateRecord, now: datetime) -> None:
    """Has the service asked about somebody who waits for its word. Safe to repeat."""
    if is_asked_about(state):
        queues.send(settings().certification_queue_url, "certify", now, person_id=state.person_id)


def is_asked_about(state: StateRecord) -> bool:
    """Whether the service's word is waited for: not for whom it was given, nor where staff decide."""
    return state.certification == "pending" and state.correcting != "staff"
