"""Questions to the real-name service: capped by account and by address, and put to it by a queue.

What is asked ends certified or refused, and so tells whether a name and a number belong together: nobody may ask
often. A number that is known here is asked about as every other, so that the answer does not tell of it.
"""

from datetime import datetime, timedelta

from chalicelib import config
from chalicelib.observability import aws_code, logger
from chalicelib.person import outbox
from chalicelib.person.person import Person
from chalicelib.person.records import StateRecord
from chalicelib.store.failures import AWS_FAILURES
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Step


def count_steps(account_id: str, address: str, now: datetime) -> list[Step]:
    """The steps that take one of the account's questions of the day, and one of the address's of the hour."""
    by_account = Window("questions", account_id, config.QUESTIONS_PER_ACCOUNT_DAY, timedelta(days=1))
    by_address = Window("questions-address", address, config.QUESTIONS_PER_ADDRESS_HOUR)
    return [by_account.step(now), by_address.step(now)]


def ask(person: Person) -> None:
    """Notes the question in the change that leads to it; `put` after the change puts it."""
    if is_asked_about(person.state):
        person.await_word()


def put(state: StateRecord, now: datetime) -> None:
    """Has the service asked about somebody who waits for its word. Safe to repeat."""
    if is_asked_about(state):
        put_about(state.person_id, now)


def put_about(person_id: str, now: datetime) -> None:
    """The same by the person's id; the worker asks about nobody who waits no more.

    Where the queue does not answer the question stays in the state's outbox (person/outbox.py), and the sweep puts it.
    """
    try:
        outbox.put_question(person_id, now)
    except AWS_FAILURES as error:
        logger.warning("question left to the outbox", cause=aws_code(error))


def is_asked_about(state: StateRecord) -> bool:
    """Whether the service's word is waited for: not for whom it was given, nor where staff decide."""
    return state.certification == "pending" and state.correcting != "staff"
