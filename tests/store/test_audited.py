"""Changes with an audit entry: its place may be taken meanwhile, which is no failure of the change."""

from datetime import datetime

import pytest

from chalicelib.desk import audit
from chalicelib.errors import Conflict
from chalicelib.store.limits import WindowRecord
from chalicelib.store.tables import ABSENT
from chalicelib.store.transactions import Check, Lost, Put, Step
from tests.store.answers import answered, cancelled
from tests.support.resident_steps import NOON

TAKEN = "ConditionalCheckFailed"


def record(name: str) -> WindowRecord:
    return WindowRecord(f"AUDITED#{name}", "window", used=1)


def written(step: Step, now: datetime = NOON) -> None:
    audit.audited([step], "actor", "thing.done", "subject", now)


def test_an_entry_whose_place_was_taken_finds_another():
    with answered(None, cancelled("None", TAKEN)):
        written(Put(record("again"), ABSENT))
    assert WindowRecord.find("AUDITED#again", "window") is not None


def test_a_change_that_somebody_else_made_first_is_lost():
    step = Put(record("lost"), WindowRecord.used == 1)
    with pytest.raises(Lost) as lost:
        written(step)
    assert lost.value.steps == (step,)


def test_what_a_change_says_of_its_failure_is_heard_beside_a_lost_entry():
    with answered(None, cancelled(TAKEN, TAKEN)), pytest.raises(Conflict):
        written(Check(record("says"), WindowRecord.used == 1, Conflict("decided")))
