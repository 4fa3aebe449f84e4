"""Receiving a message of a partner: signed, fresh, once, of whom it says; answered with a signature of ours.

Refused as a whole it leaves nothing. What has effects by record marks each of them, so that a message whose answer was
lost goes on where it stopped, with the instant at which it came first.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import BaseModel

from chalicelib.config import settings
from chalicelib.desk import exchange_limits
from chalicelib.desk.partners import PartnerRecord
from chalicelib.errors import Forbidden, KangmaError, Refused, TooMany, Unauthenticated, Unavailable
from chalicelib.features.exchange import journal, wires
from chalicelib.features.exchange.journal import MessageRecord, Named
from chalicelib.features.exchange.wires import Inbound
from chalicelib.http.answers import reply
from chalicelib.http.calls import Call
from chalicelib.http.problems import answer_to
from chalicelib.person.changing import Attempt, changing
from chalicelib.signatures.messages import Request
from chalicelib.store.limits import Window
from chalicelib.store.transactions import Lost

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_PREFIX = "/v1/exchange/"
_ALWAYS = frozenset({"reconciliations", "acknowledgements", "corrections", "keys", "mapping-tests"})
"""What every partner may say."""
_SAID = frozenset({"known", "no_effect", "proposed", "withdrawn"})
Handled = Mapping[str, Any]


@dataclass
class Message:
    """A message as the interfaces see it. `at`: when it came first, from when on is known what it says."""

    partner: PartnerRecord
    record: MessageRecord
    head: Any
    payload: Any
    at: datetime
    now: datetime
    language: str
    status: int = 200
    accepted: int = 1
    rejected: int = 0

    @property
    def actor_id(self) -> str:
        """Who acts, as the audit names it."""
        return f"partner:{self.partner.id}"


Handle = Callable[[Message], Handled]


def receive(call: Call, method: str, shape: type[BaseModel], handle: Handle) -> Any:
    """The signed answer to a message, or to the same message again. Raises what says that it is of no partner."""
    inbound = _opened(call, method)
    try:
        status, content = _received(call, inbound, shape, handle)
        found = reply(content, status)
    except Exception as error:
        found = answer_to(error, call.language)
    return _signed(call, inbound, found)


def ask(call: Call, method: str, answer: Callable[[PartnerRecord, datetime], Handled]) -> Any:
    """The signed answer to a partner's question that says nothing and changes nothing."""
    inbound = _opened(call, method)
    try:
        _take_place(inbound.partner, call.target, call.now)
        found = reply(answer(inbound.partner, call.now))
    except Exception as error:
        found = answer_to(error, call.language)
    return _signed(call, inbound, found)


def _opened(call: Call, method: str) -> Inbound:
    headers = {str(name).lower(): str(value) for name, value in call.headers.items()}
    inbound = wires.opened(Request(method, call.target, call.raw, headers), call.now)
    journal.spend(inbound, call.now)
    return inbound


def _signed(call: Call, inbound: Inbound, found: Any) -> Any:
    headers, body = wires.answered(inbound, found.status_code, found.body.encode(), call.now)
    found.headers.update(headers)
    found.body = body.decode()
    return found


def _received(call: Call, inbound: Inbound, shape: type[BaseModel], handle: Handle) -> tuple[int, Handled]:
    partner, path = inbound.partner, call.target
    _take_place(partner, path, call.now)
    sent: Any = shape.model_validate_json(inbound.body)
    head = sent.message
    if head.from_ != partner.id or head.to != settings().exchange_id:
        raise Unauthenticated("bad_signature")
    interface = _interface(path)
    if interface not in _ALWAYS.union(partner["receives"]):
        raise Forbidden("not_agreed")
    named = Named(head.id, head.sequence, interface, head.at)
    record = journal.begun(inbound, named, call.now)
    before = record.answered
    if before is not None:
        return before["status"], before["answer"] | {"repeated": True}
    message = Message(partner, record, head, sent.payload, record.at, call.now, call.language)
    return _handled(message, inbound, handle)


def _handled(message: Message, inbound: Inbound, handle: Handle) -> tuple[int, Handled]:
    try:
        answer = dict(handle(message)) | {"repeated": False}
    except Unavailable:
        raise
    except KangmaError:
        journal.forget(message.record)
        raise
    kept = {"status": message.status, "answer": json.loads(reply(answer).body)}

    message.record.records = message.accepted + message.rejected

    def note(attempt: Attempt) -> None:
        sequence = journal.sequence_of(message.partner.id, message.record.path)
        attempt.write(*journal.answered_steps(message.record, inbound.body, kept, message.now))
        attempt.write(_counted(message, sequence, inbound))

    return _noted(message, note, kept, answer)


def _noted(
    message: Message, note: Callable[[Attempt], None], kept: Mapping[str, Any], answer: Handled
) -> tuple[int, Handled]:
    """Writes the answer once; of two that work on one message the first one's answer counts."""
    try:
        changing(message.now, note)
    except (Lost, Unavailable):
        found = journal.find(message.partner.id, message.record.id)
        before = found.answered if found is not None else None
        if before is None:
            raise
        return before["status"], before["answer"] | {"repeated": True}
    return message.status, answer


def _counted(message: Message, sequence: journal.SequenceRecord, inbound: Inbound) -> Any:
    skew = int((inbound.signed.created - message.now).total_seconds())
    number = int(message.record.sequence)
    return journal.counted(sequence, number, message.accepted, message.rejected, message.now, skew)


def _take_place(partner: PartnerRecord, path: str, now: datetime) -> None:
    """One of the partner's messages a minute by this interface. One write. Raises TooMany."""
    name = _interface(path)
    most = int((partner["limits"] or {}).get(name, exchange_limits.MESSAGES_PER_MINUTE))
    _take(Window(f"exchange-{name}", partner.id, most, _MINUTE), now)
    if name == "health-queries":
        _take(Window("exchange-queries-day", partner.id, exchange_limits.HEALTH_QUERIES_PER_DAY, _DAY), now)


def _interface(path: str) -> str:
    """What an agreement calls the interface of a path: what is behind /v1/exchange/, or /v1/."""
    return path.removeprefix(_PREFIX).removeprefix("/v1/")


def _take(window: Window, now: datetime) -> None:
    try:
        window.take(now)
    except Lost:
        raise TooMany(retry_after=window.left_seconds(now)) from None


def first_time(attempt: Attempt, message: Message) -> bool:
    """Whether a message that is one thing has not had its effect yet; with this change it has. One read."""
    if journal.mark_of(message.record, 0) is not None:
        return False
    attempt.write(journal.mark_put(message.record, 0, "done"))
    return True


def by_record(message: Message, items: list[Any], apply: Callable[[Attempt, Message, int, Any], str]) -> dict[str, Any]:
    """Puts records in force one by one, each once, and answers for each. One that cannot be keeps no other waiting.

    `apply` returns what became of it, or raises KangmaError: it is rejected with that code.
    """
    outcomes, rejected = [], []
    for number, item in enumerate(items):
        try:
            outcomes.append(_told(_one(message, number, item, apply)))
        except Unavailable:
            raise
        except KangmaError as error:
            rejected.append(_rejection(number, error))
    message.accepted, message.rejected = len(outcomes), len(rejected)
    if not outcomes and {each["code"] for each in rejected} == {"not_yours_to_say"}:
        raise Refused("not_yours_to_say")
    return {"accepted": len(outcomes), "rejected": rejected, "outcomes": outcomes}


def _told(outcome: str) -> str:
    """What the partner hears: whether somebody is known here, or has another name, is not for it to learn."""
    return outcome if outcome in _SAID else "accepted"


def _one(message: Message, number: int, item: Any, apply: Callable[[Attempt, Message, int, Any], str]) -> str:
    def change(attempt: Attempt) -> str:
        mark = journal.mark_of(message.record, number)
        if mark is not None:
            return str(mark.outcome)
        outcome = apply(attempt, message, number, item)
        attempt.write(journal.mark_put(message.record, number, outcome))
        return outcome

    return changing(message.at, change)


def _rejection(number: int, error: KangmaError) -> dict[str, Any]:
    named = error.fields[0] if error.fields else None
    code = named.code if named is not None and error.status == 400 else error.code
    return {"index": number, "code": code, "field": named.field if named is not None else ""}
