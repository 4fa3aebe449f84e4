"""Transactions: steps upon several records, written all or not at all, each saying itself what its failure means.

A step whose condition fails with `otherwise` raises that error. Without, it means that somebody was quicker: what
was decided rests on a state that is no more, so it is to be read and decided again (Lost).

A record with a `VersionAttribute` is written as it was read: PynamoDB asks for the version, and raises it. A new one
has none yet, and must not be there. A Check names the version itself. tests/store/test_versions.py has it all.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from pynamodb.attributes import VersionAttribute
from pynamodb.exceptions import DeleteError, PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from chalicelib.errors import KangmaError, Unavailable
from chalicelib.store.backoff import tries
from chalicelib.store.dynamodb import connection
from chalicelib.store.tables import Record


@dataclass(frozen=True, eq=False)
class Put:
    """Write `record` if `condition` holds of what stands there."""

    record: Record
    condition: Condition | None = None
    otherwise: KangmaError | None = None


@dataclass(frozen=True, eq=False)
class Change:
    """Apply `actions` to `record` if `condition` holds. The one in memory is spent: only its version goes along.

    `any_version`: also where others wrote the record since, or it was not read at all; its version is raised.
    """

    record: Record
    actions: tuple[Any, ...]
    condition: Condition | None = None
    otherwise: KangmaError | None = None
    any_version: bool = False


@dataclass(frozen=True, eq=False)
class Drop:
    """Delete `record` if `condition` holds."""

    record: Record
    condition: Condition | None = None
    otherwise: KangmaError | None = None


@dataclass(frozen=True, eq=False)
class Check:
    """Only require that `condition` holds of `record`."""

    record: Record
    condition: Condition
    otherwise: KangmaError | None = None


Step = Put | Change | Drop | Check


class Lost(Exception):
    """A conditional write found another state than the one it was decided on. `steps` are those that failed."""

    def __init__(self, *steps: Step) -> None:
        self.steps = steps
        super().__init__(f"conditions failed: {', '.join(type(each.record).__name__ for each in steps)}")


class Contended(Unavailable):
    """Another transaction was writing the same record; nothing was written."""


def transact(steps: Iterable[Step]) -> None:
    """All of `steps` or none, in one transaction.

    Where another transaction holds a record at that moment nothing was written, so it is tried again. Raises what
    the first of the failed steps says, or Lost if one of them says nothing; Contended after five tries; ValueError
    for what DynamoDB would never accept: a versioned record that was not read, an attribute changed twice.
    """
    steps = list(steps)
    for left in tries():
        try:
            _transact_once(steps)
        except Contended:
            if not left:
                raise
        else:
            return


def _transact_once(steps: list[Step]) -> None:
    try:
        with TransactWrite(connection=connection()) as transaction:
            for step in steps:
                _add(transaction, step)
    except TransactWriteError as error:
        refusal = _refusal(error, steps)
        if refusal is None:
            raise
        raise refusal from error


def _add(transaction: TransactWrite, step: Step) -> None:
    match step:
        case Put(record, condition):
            transaction.save(record, condition=condition)
        case Change(record, actions, condition, _, any_version):
            _require_version(record, any_version)
            _require_distinct(record, actions)
            transaction.update(record, list(actions), condition, add_version_condition=not any_version)
        case Drop(record, condition):
            _require_version(record)
            transaction.delete(record, condition)
        case Check(record, condition):
            transaction.condition_check(type(record), record.pk, record.sk, condition=condition)


def _require_version(record: Record, any_version: bool = False) -> None:
    """Of a record that was not read PynamoDB takes it that there is none, so it would lose every time."""
    name = _version_name(type(record))
    if name is None or getattr(record, name) is not None:
        return
    if not any_version:
        raise ValueError(f"{type(record).__name__} has a version and was not read")
    # PynamoDB would set the version to 1, a number that an older reader may hold: from 0 it is raised instead.
    setattr(record, name, 0)


def _require_distinct(record: Record, actions: tuple[Any, ...]) -> None:
    """DynamoDB refuses an attribute that is changed twice, which the local cloud lets pass; the version is one."""
    version = _version_name(type(record))
    changed = [action.values[0].path[0] for action in actions] + ([version] if version else [])
    if len(set(changed)) < len(changed):
        raise ValueError(f"{type(record).__name__}: changed twice in {changed}")


@cache
def _version_name(model: type[Record]) -> str | None:
    attributes = model.get_attributes().items()
    return next((name for name, attribute in attributes if isinstance(attribute, VersionAttribute)), None)


_PASSING = frozenset({"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
"""Reasons that say nothing of the steps: another transaction holds a record, or too much was asked at once."""


def _refusal(error: TransactWriteError, steps: list[Step]) -> Exception | None:
    """What DynamoDB's answer means for the caller; None for a fault that no step answers for."""
    failed = _failed(error, steps)
    if any(step.otherwise is None for step in failed):
        # A decision upon a state that is no more: what else failed with it is looked at once it was read again.
        return Lost(*failed)
    if failed:
        return failed[0].otherwise
    if (
        any(reason is not None and reason.code in _PASSING for reason in error.cancellation_reasons)
        or error.cause_response_code == "TransactionConflictException"
    ):
        return Contended(retry_after=1)
    return None


# PynamoDB sends a transaction's items grouped in this order, and DynamoDB answers by the place in what was sent.
_SENT_FIRST = (Check, Drop, Put, Change)


def _failed(error: TransactWriteError, steps: list[Step]) -> list[Step]:
    """The steps whose conditions failed, in the caller's order. Nothing else knows the order of sending."""
    sent = sorted(range(len(steps)), key=lambda position: _SENT_FIRST.index(type(steps[position])))
    answered = zip(sent, error.cancellation_reasons, strict=False)
    places = sorted(place for place, reason in answered if reason and reason.code == "ConditionalCheckFailed")
    return [steps[place] for place in places]


@contextmanager
def conditional() -> Iterator[None]:
    """Turns the failed condition of a single write inside into Lost."""
    try:
        yield
    except (PutError, UpdateError, DeleteError) as error:
        if error.cause_response_code == "ConditionalCheckFailedException":
            raise Lost() from error
        raise
