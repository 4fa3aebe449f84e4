"""Transactions: which step stood in the way, whatever its kind and place."""

from itertools import permutations

import pytest
from pynamodb.attributes import AttributeContainer
from pynamodb.exceptions import AttributeNullError

from chalicelib.person.records import StateRecord
from chalicelib.store.limits import WindowRecord
from chalicelib.store.tables import ABSENT, Change, Check, Drop, Lost, Put, Step, transact
from tests.support.resident_steps import NOON

_KINDS = ("put", "change", "drop", "check")


def _step(kind: str, name: str, holds: bool) -> Step:
    record = WindowRecord(f"STEP#{name}", "window")
    condition = ABSENT if holds else WindowRecord.used > 5
    match kind:
        case "put":
            return Put(record, condition)
        case "change":
            return Change(record, (WindowRecord.used.add(1),), condition)
        case "drop":
            return Drop(record, condition)
    return Check(record, condition)


@pytest.mark.parametrize("kinds", list(permutations(_KINDS)), ids="-".join)
def test_the_steps_that_failed_are_named_by_their_place(kinds: tuple[str, ...]) -> None:
    for wrong in range(len(kinds)):
        name = f"{'-'.join(kinds)}-{wrong}"
        steps = [_step(kind, f"{name}-{place}", place != wrong) for place, kind in enumerate(kinds)]
        with pytest.raises(Lost) as lost:
            transact(steps)
        assert lost.value.failed == (wrong,)


def test_all_that_failed_are_named() -> None:
    steps = [_step(kind, f"all-{place}", kind == "put") for place, kind in enumerate(_KINDS)]
    with pytest.raises(Lost) as lost:
        transact(steps)
    assert lost.value.failed == (1, 2, 3)


def _state(**changes: object) -> StateRecord:
    content = {"account_id": "a", "schemes": {"domestic"}, "name_masked": "x", "last4": "1", "code_id": "c"}
    return StateRecord(
        "P#1", "state", **(content | {"code_since": NOON, "updated_at": NOON, "trip": {"a": [1]}} | changes)
    )


@pytest.mark.parametrize("changes", [{}, {"schemes": set()}, {"scoring": "x", "outbox": [["k", "v"]], "version": 7}])
def test_records_are_written_and_read_as_pynamodb_does(changes: dict[str, object]) -> None:
    record = _state(**changes)
    written = record._container_serialize(null_check=False)
    assert written == AttributeContainer._container_serialize(record, null_check=False)
    read = StateRecord.from_raw_data(written)
    assert read.attribute_values == AttributeContainer._instantiate.__func__(StateRecord, written).attribute_values


def test_what_must_be_there_is_asked_for() -> None:
    with pytest.raises(AttributeNullError):
        _state(code_id=None)._container_serialize()
