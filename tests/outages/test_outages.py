"""Outages and credited days: a gap that was nobody's fault costs nobody the streak or the way back to green."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.features.sweep import expiry_job
from chalicelib.person import colour, shelf
from chalicelib.person import records as people
from chalicelib.person.outages import OutagesRecord
from chalicelib.scoring.facts import StayKnown
from chalicelib.scoring.order import RANKS
from tests.support.client import Answer, Client
from tests.support.resident_steps import applied, declare, log_in_staff
from tests.support.traveller_steps import DAY, abroad, code, told, traveller

START = datetime(2021, 6, 1, 4, 0, tzinfo=UTC)
"""A year in which no other test lives: an outage concerns everybody."""
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_recorded(cloud) -> Iterator[None]:
    yield
    OutagesRecord("OUTAGES", "outages").delete(add_version_condition=False)
    shelf.current(fresh=True)


def _record(start: datetime, end: datetime, at: datetime, region: str = "", **headers: str) -> Answer:
    body = {"from": start.isoformat(), "until": end.isoformat(), "reason": "网络中断"}
    return log_in_staff("supervisor", at, region).post("/v1/outages", body, at=at, **headers)


def _withdraw(outage_id: str, at: datetime) -> Answer:
    return log_in_staff("supervisor", at).post(f"/v1/outages/{outage_id}/withdrawal", {"reason": "记错"}, at=at)


def _require_chain_from_start(person_id: str) -> None:
    """The stored state is that of all facts, and its chain was never parted."""
    stored = people.state(person_id)
    assert stored.scoring == colour.rebuild(person_id, ()).to_json()
    assert colour.load_state(stored).chain.first_at == START


def _credit(person_id: str, on: str, at: datetime, **changes: Any) -> Answer:
    staff = log_in_staff(changes.pop("role", "reviewer"), at, changes.pop("region", ""))
    return staff.post(f"/v1/people/{person_id}/credits", {"on": on, "reason": "核实"} | changes, at=at)


def test_a_deadline_in_an_outage_is_two_hours_after_its_end():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    end = START + 27 * HOUR
    assert _record(START + 23 * HOUR, end, end).status == 201
    shown = code(client, person_id, end + HOUR)
    assert (shown["expired"], shown["streak"]["days"]) == (False, 1)
    assert datetime.fromisoformat(shown["valid_until"]) == end + 2 * HOUR
    abroad(client, person_id, end + 2 * HOUR)
    assert code(client, person_id, end + 2 * HOUR)["streak"]["days"] == 2


def test_a_chain_that_an_outage_broke_is_joined_when_the_outage_is_recorded_later():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    back = START + 28 * HOUR
    abroad(client, person_id, back)
    assert code(client, person_id, back)["streak"]["days"] == 1
    _record(START + 23 * HOUR, START + 27 * HOUR, back + HOUR)
    assert code(client, person_id, back + HOUR)["streak"]["days"] == 2
    abroad(client, person_id, back + 2 * HOUR)
    _require_chain_from_start(person_id)


def test_who_declared_later_than_the_grace_has_a_new_chain():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    back = START + 30 * HOUR
    abroad(client, person_id, back)
    _record(START + 23 * HOUR, START + 27 * HOUR, back + HOUR)
    assert code(client, person_id, back + HOUR)["streak"]["days"] == 1


def test_a_check_in_day_in_an_outage_can_be_made_up_after_it():
    """The system is away from 23:00 of 2 June to 00:30 of the 4th (Shanghai); at 01:00 the 3rd is made up for."""
    client, person = applied(Client(), START)
    declare(client, person["id"], START, symptoms=["fever"])
    june = [datetime(2021, 6, day, 4, tzinfo=UTC) for day in (2, 4, 5, 6, 7, 8)]
    for at in sorted([*june, datetime(2021, 6, 3, 17, tzinfo=UTC)]):
        declare(client, person["id"], at)
    now = june[-1] + HOUR
    before = code(client, person["id"], now)
    _record(datetime(2021, 6, 2, 15, tzinfo=UTC), datetime(2021, 6, 3, 16, 30, tzinfo=UTC), now)
    after = code(client, person["id"], now)
    assert (before["colour"], after["colour"]) == ("yellow", "green")


def test_a_recorded_outage_that_is_withdrawn_counts_no_more():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    end = START + 27 * HOUR
    outage = _record(START + 23 * HOUR, end, end).body
    assert _withdraw(outage["id"], end).body["withdrawn"] is True
    assert _withdraw(outage["id"], end).body["code"] == "outage_withdrawn"
    assert code(client, person_id, end + HOUR)["expired"] is True
    by = log_in_staff("supervisor", end)
    found = by.get("/v1/outages", at=end).body
    [listed] = found["items"]
    assert (listed["withdrawn"], listed["reason"]) == (True, "记错")
    assert listed["by"] in found["logins"]


def test_the_sweep_turns_nobody_red_before_the_extended_deadline():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    end = START + 50 * HOUR
    _record(START + 47 * HOUR, end, end)
    expiry_job.sweep(end + HOUR)
    assert people.state(person_id).severity == {"international": "green"}
    expiry_job.sweep(end + 2 * HOUR + timedelta(seconds=1))
    assert people.state(person_id).severity == {"international": "red"}


def test_a_chain_that_an_outage_joined_stays_joined_after_its_withdrawal():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    end, back = START + 27 * HOUR, START + 28 * HOUR
    outage = _record(START + 23 * HOUR, end, end).body
    abroad(client, person_id, back)
    withdrawn = back + HOUR
    _withdraw(outage["id"], withdrawn)
    assert code(client, person_id, withdrawn)["streak"]["days"] == 2
    abroad(client, person_id, back + 2 * HOUR)
    _require_chain_from_start(person_id)


def test_a_chain_continued_only_after_the_withdrawal_is_not_joined():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    end = START + 27 * HOUR
    outage = _record(START + 23 * HOUR, end, end).body
    _withdraw(outage["id"], end + HOUR)
    abroad(client, person_id, end + HOUR)
    assert code(client, person_id, end + HOUR)["streak"]["days"] == 1


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        (0, -1, "until_before_from"),
        (0, 0, "until_before_from"),
        (0, 25, "outage_not_over"),
        (-400, 0, "outage_too_long"),
    ],
)
def test_what_cannot_be_an_outage(start: int, end: int, wrong: str):
    answer = _record(START + start * HOUR, START + end * HOUR, START + 24 * HOUR)
    assert (answer.status, answer.fields) == (400, {"until": wrong})


def test_only_a_supervisor_of_the_whole_country_records_one():
    assert _record(START, START + HOUR, START + 2 * HOUR, region="63").status == 403
    reviewer = log_in_staff("reviewer", START)
    assert reviewer.post("/v1/outages", {}, at=START).status == 403


def test_the_same_key_records_once():
    end = START + HOUR
    body = {"from": START.isoformat(), "until": end.isoformat(), "reason": "网络中断"}
    staff = log_in_staff("supervisor", end)
    first, again = (staff.post("/v1/outages", body, at=end, idempotency_key="once") for _ in range(2))
    assert (first.status, first.body) == (again.status, again.body)
    assert len(staff.get("/v1/outages", at=end).body["items"]) == 1


def test_a_credited_day_joins_the_chain():
    client, person_id = traveller(START)
    abroad(client, person_id, START)
    back = START + 2 * DAY
    abroad(client, person_id, back)
    assert _credit(person_id, "2021-06-02", back + HOUR).status == 201
    assert code(client, person_id, back + HOUR)["streak"]["days"] == 3
    assert [each["person_id"] for each in told(client, back + HOUR, "credited")] == [person_id]


def test_a_credited_day_keeps_the_run():
    client, person = applied(Client(), START)
    for day in (0, 1, 2, 4, 5, 6):
        declare(client, person["id"], START + day * DAY, contact={"kind": "confirmed", "on": "2021-06-01"})
    now = START + 7 * DAY
    declare(client, person["id"], now)
    assert code(client, person["id"], now)["colour"] == "yellow"
    assert _credit(person["id"], "2021-06-04", now, region="63").body["colours"] == {"domestic": "green"}


def test_a_day_is_credited_once_and_only_by_staff_of_the_region():
    client, person = applied(Client(), START)
    declare(client, person["id"], START)
    assert _credit(person["id"], "2021-06-01", START, region="34").status == 404
    assert _credit(person["id"], "2021-06-01", START, role="auditor").status == 403
    assert _credit(person["id"], "2021-06-01", START).status == 201
    assert _credit(person["id"], "2021-06-01", START).body["code"] == "credited_already"
    assert _credit(person["id"], "2021-06-02", START).fields == {"on": "in_future"}
    assert _credit(person["id"], "2019-06-02", START).fields == {"on": "too_early"}
    assert _credit("0" * 20, "2021-06-01", START).status == 404


def test_a_day_made_up_after_an_outage_counts_though_the_chain_broke_again_since():
    """Away from 23:00 of 2 June to 01:00 of the 3rd (Shanghai); at 01:30 the 2nd is made up for. Nothing on the 4th."""
    client, person = applied(Client(), START)
    for at in (START, datetime(2021, 6, 2, 17, 30, tzinfo=UTC), datetime(2021, 6, 5, 4, tzinfo=UTC)):
        declare(client, person["id"], at)
    _record(
        datetime(2021, 6, 2, 15, tzinfo=UTC), datetime(2021, 6, 2, 17, tzinfo=UTC), datetime(2021, 6, 5, 5, tzinfo=UTC)
    )
    declare(client, person["id"], datetime(2021, 6, 5, 6, tzinfo=UTC))
    stored = people.state(person["id"])
    assert stored.scoring == colour.rebuild(person["id"], ()).to_json()


def test_a_state_is_not_believed_under_a_list_that_it_was_not_opened_with(monkeypatch):
    class Meanwhile(StayKnown):
        """A stay; when its region is first asked for, another container records an outage."""

        @property
        def region(self) -> str:
            if not shelf.current().outages.version:
                _record(START - 9 * HOUR, START - 8 * HOUR, START)
            return "630102"

    monkeypatch.setitem(RANKS, Meanwhile, RANKS[StayKnown])
    client, person = applied(Client(), START)
    declare(client, person["id"], START)
    record = people.state(person["id"])
    stay = object.__new__(Meanwhile)
    for name, value in {"id": "s", "at": START + HOUR, "first": START.date(), "last": START.date()}.items():
        object.__setattr__(stay, name, value)
    colour.apply_facts(record, [stay], START + HOUR)
    assert shelf.current().outages.version == 1
    assert int(record.outages) == 0
