"""Transactions: which steps stood in the way, whatever their kind and place, and what each says of it."""

from itertools import permutations

import pytest

from chalicelib.errors import Conflict, KangmaError, NotFound
from chalicelib.store.limits import WindowRecord
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Change, Check, Contended, Drop, Lost, Put, Step, transact
from tests.store.answers import answered, cancelled

KINDS = ("put", "change", "drop", "check")


def step(kind: str, name: str, holds: bool, otherwise: KangmaError | None = None) -> Step:
    """A step of that kind upon a record that is not there."""
    record = WindowRecord(f"STEP#{name}", "window")
    condition = ABSENT if holds else WindowRecord.used > 5
    match kind:
        case "put":
            return Put(record, condition, otherwise)
        case "change":
            return Change(record, (WindowRecord.used.add(1),), condition, otherwise)
        case "drop":
            return Drop(record, condition, otherwise)
    return Check(record, condition, otherwise)


@pytest.mark.parametrize("kinds", list(permutations(KINDS)), ids="-".join)
def test_the_step_that_failed_is_found_whatever_the_order(kinds):
    """PynamoDB sends checks, then deletions, puts and updates, and DynamoDB answers by the place in what was sent."""
    for wrong in range(len(kinds)):
        name = f"{'-'.join(kinds)}-{wrong}"
        steps = [step(kind, f"{name}-{place}", place != wrong) for place, kind in enumerate(kinds)]
        with pytest.raises(Lost) as lost:
            transact(steps)
        assert lost.value.steps == (steps[wrong],)


def test_steps_are_sent_by_kind(cloud):
    """What the order above rests on, seen in the request itself."""
    with answered() as sent:
        transact([step(kind, f"sent-{kind}", True) for kind in ("change", "put", "drop", "check")])
    kinds = [kind for item in sent[0]["TransactItems"] for kind in item]
    assert kinds == ["ConditionCheck", "Delete", "Put", "Update"]


def test_all_that_failed_are_named():
    steps = [step(kind, f"all-{place}", kind == "put") for place, kind in enumerate(KINDS)]
    with pytest.raises(Lost) as lost:
        transact(steps)
    assert lost.value.steps == tuple(steps[1:])


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_says_itself_what_its_failure_means(kind):
    taken = Conflict("taken")
    others = [step(other, f"says-{kind}-{other}", True, NotFound()) for other in KINDS]
    with pytest.raises(Conflict) as refused:
        transact([*others, step(kind, f"says-{kind}", False, taken)])
    assert refused.value is taken


def test_of_several_that_say_something_the_first_is_heard():
    """In the order in which they were given, and not in that of sending."""
    first = [step("change", "first", False, Conflict("first")), step("check", "second", False, Conflict("second"))]
    for steps, code in ((first, "first"), (first[::-1], "second")):
        with pytest.raises(Conflict) as refused:
            transact(steps)
        assert refused.value.code == code


@pytest.mark.parametrize("plain", KINDS)
def test_where_somebody_was_quicker_nothing_is_said_yet(plain):
    """The decision rested on a state that is no more: read again, the other step says the same if it is true."""
    says, silent = step("put", f"says-{plain}", False, Conflict("taken")), step(plain, f"silent-{plain}", False)
    for steps in ([says, silent], [silent, says]):
        with pytest.raises(Lost) as lost:
            transact(steps)
        assert set(lost.value.steps) == {says, silent}


def test_nothing_is_written_of_what_is_refused():
    with pytest.raises(Conflict):
        transact([step("put", "half", True), step("check", "other-half", False, Conflict("no"))])
    assert WindowRecord.find("STEP#half", "window") is None


@pytest.mark.parametrize(
    "codes", [("TransactionConflict", "None"), ("None", "TransactionConflict"), ("ThrottlingError", "None")]
)
def test_what_another_transaction_holds_is_tried_again(cloud, codes):
    steps = [step("put", f"held-{codes[0]}", True), step("change", f"beside-{codes[0]}", True)]
    with answered(cancelled(*codes), cancelled(*codes)) as sent:
        transact(steps)
    assert len(sent) == 3
    assert WindowRecord.find(f"STEP#held-{codes[0]}", "window") is not None


def test_what_stays_held_is_contended_and_not_written(cloud):
    with answered(*[cancelled("TransactionConflict")] * 5) as sent, pytest.raises(Contended):
        transact([step("put", "stays-held", True)])
    assert len(sent) == 5
    assert WindowRecord.find("STEP#stays-held", "window") is None


def test_a_condition_that_failed_counts_more_than_what_is_held(cloud):
    steps = [step("put", "failed", True, Conflict("taken")), step("change", "held", True)]
    with answered(cancelled("ConditionalCheckFailed", "TransactionConflict")) as sent, pytest.raises(Conflict):
        transact(steps)
    assert len(sent) == 1
