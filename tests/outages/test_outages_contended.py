"""Outages and credits that two members of staff record at the same moment: both stand, each counts once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.person import shelf
from chalicelib.person.outages import OutagesRecord
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import applied, declare, log_in_staff

START = datetime(2021, 9, 1, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_recorded(cloud) -> Iterator[None]:
    yield
    OutagesRecord("OUTAGES", "outages").delete(add_version_condition=False)
    shelf.current(fresh=True)


def record(start: datetime, end: datetime) -> Answer:
    body = {"from": start.isoformat(), "until": end.isoformat(), "reason": "网络中断"}
    return log_in_staff("supervisor", end).post("/v1/outages", body, at=end)


def withdraw(outage_id: str, at: datetime) -> Answer:
    return log_in_staff("supervisor", at).post(f"/v1/outages/{outage_id}/withdrawal", {"reason": "记错"}, at=at)


def listed() -> list[dict]:
    return log_in_staff("auditor", START).get("/v1/outages", at=START).body["items"]


@pytest.mark.parametrize("others", [0, 1], ids=["the first", "a later one"])
def test_of_two_outages_recorded_at_once_none_is_lost(others: int):
    for number in range(others):
        record(START + number * HOUR, START + (number + 1) * HOUR)
    with meanwhile(lambda: record(START + 5 * HOUR, START + 6 * HOUR)) as tried:
        assert record(START + 7 * HOUR, START + 8 * HOUR).status == 201
    assert tried == [1, 2]
    starts = [datetime.fromisoformat(each["from"]) - START for each in listed()]
    assert starts[:2] == [7 * HOUR, 5 * HOUR]
    assert len(starts) == 2 + others


def test_an_outage_is_withdrawn_once():
    outage = record(START, START + HOUR).body["id"]
    with meanwhile(lambda: withdraw(outage, START + HOUR)):
        answer = withdraw(outage, START + HOUR)
    assert (answer.status, answer.body["code"]) == (409, "outage_withdrawn")
    assert [each["withdrawn"] for each in listed()] == [True]
    assert sorted(each.action for each in audit.of_subject(outage, 9, None)) == ["outage.record", "outage.withdraw"]


def test_a_day_is_credited_once():
    client, person = applied(Client(), START)
    declare(client, person["id"], START)

    def credit() -> Answer:
        body = {"on": "2021-09-01", "reason": "核实"}
        return log_in_staff("reviewer", START).post(f"/v1/people/{person['id']}/credits", body, at=START)

    with meanwhile(credit):
        answer = credit()
    assert (answer.status, answer.body["code"]) == (409, "credited_already")
    assert [each.action for each in audit.of_subject(person["id"], 9, None)].count("day.credit") == 1
