"""The decision that settling made is the one that is shown, as long as it rests on the same facts."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.person import colour
from chalicelib.person import records as people
from chalicelib.person.colour import decision, load_state, settle
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare

HOUR = timedelta(hours=1)
TRIP = {"departs_at": (NOON + timedelta(days=3)).isoformat(), "from_country": "FR", "transit": []}


@pytest.fixture
def record() -> Any:
    """An international code, declared at noon."""
    client, person = applied(Client(), scheme="international")
    declare(client, person["id"], NOON)
    return people.state(person["id"])


def afresh(record: Any, now: Any) -> Any:
    """The decision of a copy that nobody has settled."""
    record = type(record).from_raw_data(record.serialize())
    assert record.decided is None
    return decision(record, None, now)


def test_what_was_settled_is_not_decided_again(record):
    settle(record, load_state(record), NOON + HOUR)
    shown = decision(record, None, NOON + HOUR)
    assert shown == afresh(record, NOON + HOUR)
    assert shown is decision(record, None, NOON + HOUR)


@pytest.mark.parametrize("later", [timedelta(seconds=1), timedelta(days=2)])
def test_another_instant_is_decided_anew(record, later):
    settle(record, load_state(record), NOON)
    assert decision(record, None, NOON + later) == afresh(record, NOON + later)
    assert decision(record, None, NOON + timedelta(days=2)).expired


def test_another_trip_is_decided_anew(record):
    late = NOON + timedelta(days=6)
    settle(record, load_state(record), late)
    record.trip = TRIP
    assert decision(record, None, late).closed
    assert decision(record, None, late) == afresh(record, late)


def test_another_fact_is_decided_anew(record):
    settle(record, load_state(record), NOON)
    before, record.scoring = decision(record, None, NOON), None
    assert before.colour is not None
    assert decision(record, None, NOON).colour is None


def test_no_two_records_share_a_decision(record):
    settle(record, load_state(record), NOON)
    other = people.state(record.person_id)
    assert other is not None
    assert other.decided is None
    assert colour.decision(other, None, NOON) == decision(record, None, NOON)
