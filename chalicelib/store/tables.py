"""The five tables and the one way to write several records at once.

Every record has `pk` and `sk` and names its kind; one query over a partition gives records of
several kinds. `ttl` only cleans up: logic compares `expires_at` with now.
"""

import random
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pynamodb.attributes import DiscriminatorAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.config import settings
from chalicelib.errors import Unavailable
from chalicelib.store.dynamodb import ConnectedModel, connection
from chalicelib.store.indexes import index

_PAUSES = (0.02, 0.05, 0.1, 0.2)
"""Seconds between the tries of a contended transaction."""


class Record(ConnectedModel):
    """The shape that all tables share."""

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    ttl = NumberAttribute(null=True)
    gsi1 = index("gsi1")
    gsi2 = index("gsi2")
    gsi3 = index("gsi3")

    @classmethod
    def find(cls, pk: str, sk: str, *, consistent: bool = True) -> Any:
        """The record of this kind, or None. One read."""
        try:
            return cls.get(pk, sk, consistent_read=consistent)
        except DoesNotExist:
            return None


def _meta(table: str) -> Any:
    return type("Meta", (), {"table_name": getattr(settings(), table)})


class PersonRecord(Record):
    """A person's partition, `P#<id>`, and what leads to it: `DOC#<hash>`."""

    Meta = _meta("people_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)


class AccountRecord(Record):
    """Accounts, sessions, challenges, caps, staff."""

    Meta = _meta("accounts_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


class EpidemicRecord(Record):
    """Cases, contacts, ratings and rule sets."""

    Meta = _meta("epidemic_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


class VenueRecord(Record):
    """Venues, their members, visits and where people are."""

    Meta = _meta("venues_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)
    gsi2pk = UnicodeAttribute(null=True)
    gsi2sk = UnicodeAttribute(null=True)


class OperationRecord(Record):
    """Idempotency, data keys, revocations, counters, audit."""

    Meta = _meta("operations_table")
    kind = DiscriminatorAttribute()
    gsi1pk = UnicodeAttribute(null=True)
    gsi1sk = UnicodeAttribute(null=True)


ABSENT = Record.pk.does_not_exist()
"""The condition of a record that is made once."""


def ttl(lifetime: timedelta) -> int:
    """When the reaper may take a record: the wall clock plus its lifetime plus a day (design: Data)."""
    return int((datetime.now(UTC) + lifetime + timedelta(days=1)).timestamp())


def stamp(at: datetime) -> str:
    """An instant as a sort key: 13 digits of milliseconds, so that text order is time order."""
    return f"{int(at.timestamp() * 1000):013d}"


class Lost(Exception):
    """A conditional write found another state than the one it was decided on."""

    def __init__(self, failed: tuple[int, ...] = ()) -> None:
        self.failed = failed
        super().__init__(f"conditions failed: {failed}")


class Contended(Unavailable):
    """Another transaction was writing the same record; nothing was written."""


@dataclass(frozen=True)
class Put:
    """Write `record` if `condition` holds of what stands there."""

    record: Record
    condition: Condition | None = None


@dataclass(frozen=True)
class Change:
    """Apply `actions` to `record` if `condition` holds."""

    record: Record
    actions: tuple[Any, ...]
    condition: Condition | None = None


@dataclass(frozen=True)
class Drop:
    """Delete `record` if `condition` holds."""

    record: Record
    condition: Condition | None = None


@dataclass(frozen=True)
class Check:
    """Only require that `condition` holds of `record`."""

    record: Record
    condition: Condition


Step = Put | Change | Drop | Check


def read_together(keys: Iterable[tuple[type[Record], str, str]]) -> list[Any]:
    """The records at these keys of any tables, None where there is none. One consistent batch read.

    At most 100 keys, each once. Raises Unavailable if DynamoDB leaves some unread five times.
    """
    places = [(_kind_of(model), pk, sk) for model, pk, sk in keys]
    kinds = {kind.Meta.table_name: kind for kind, _, _ in places}
    wanted: dict[str, Any] = {name: {"ConsistentRead": True, "Keys": []} for name in kinds}
    for kind, pk, sk in places:
        wanted[kind.Meta.table_name]["Keys"].append({"pk": {"S": pk}, "sk": {"S": sk}})
    found = {(type_, record.pk, record.sk): record for type_, record in _read_all(kinds, wanted)}
    return [found.get(place) for place in places]


def _read_all(kinds: dict[str, type[Any]], wanted: dict[str, Any]) -> Iterator[tuple[type[Any], Any]]:
    """Each record with its table's own class."""
    for pause in (*_PAUSES, 0.0) if wanted else ():
        answer = connection().dispatch("BatchGetItem", {"RequestItems": wanted})
        for name, items in answer["Responses"].items():
            yield from ((kinds[name], kinds[name].from_raw_data(item)) for item in items)
        wanted = answer.get("UnprocessedKeys") or {}
        if not wanted:
            return
        time.sleep(random.uniform(pause / 2, pause))  # noqa: S311  (spreads retries, protects nothing)
    if wanted:
        raise Unavailable(retry_after=1)


def _kind_of(model: type[Record]) -> type[Any]:
    """The table's own class: it reads records of every kind."""
    return next(each for each in model.__mro__ if Record in each.__bases__)


def transact(steps: Iterable[Step]) -> None:
    """All of `steps` or none, in one transaction. Raises Lost with the positions whose condition failed.

    Where another transaction holds a record at that moment nothing was written, so it is tried again.
    """
    steps = list(steps)
    for pause in _PAUSES:
        try:
            return _transact_once(steps)
        except Contended:
            time.sleep(random.uniform(pause / 2, pause))  # noqa: S311  (spreads retries, protects nothing)
    return _transact_once(steps)


def _transact_once(steps: list[Step]) -> None:
    try:
        with TransactWrite(connection=connection()) as transaction:
            for step in steps:
                _add(transaction, step)
    except TransactWriteError as error:
        lost = _lost(error, steps)
        if lost is None:
            raise
        raise lost from error


def _add(transaction: TransactWrite, step: Step) -> None:
    match step:
        case Put(record, condition):
            transaction.save(record, condition=condition)
        case Change(record, actions, condition):
            transaction.update(record, actions=list(actions), condition=condition)
        case Drop(record, condition):
            transaction.delete(record, condition=condition)
        case Check(record, condition):
            transaction.condition_check(type(record), record.pk, record.sk, condition=condition)


# PynamoDB sends a transaction's items grouped in this order, and DynamoDB answers by the place in what was sent.
_SENT_FIRST = (Check, Drop, Put, Change)


def _lost(error: TransactWriteError, steps: list[Step]) -> Exception | None:
    reasons = [reason.code if reason else None for reason in error.cancellation_reasons]
    sent = sorted(range(len(steps)), key=lambda position: _SENT_FIRST.index(type(steps[position])))
    failed = [position for position, code in zip(sent, reasons, strict=False) if code == "ConditionalCheckFailed"]
    if failed:
        return Lost(tuple(sorted(failed)))
    if "TransactionConflict" in reasons or error.cause_response_code == "TransactionConflictException":
        return Contended(retry_after=1)
    return None


@contextmanager
def conditional() -> Iterator[None]:
    """Turns the failed condition of a single write inside into Lost."""
    try:
        yield
    except (PutError, UpdateError, DeleteError) as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            raise Lost((0,)) from error
        raise
