"""Transactions: which step stood in the way, whatever its kind and place."""

from itertools import permutations

import pytest

from chalicelib.store.limits import WindowRecord
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Change, Check, Drop, Lost, Put, Step, transact

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
