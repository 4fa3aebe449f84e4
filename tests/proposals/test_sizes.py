"""The breaker by size: the more people a proposal touches, the more it needs. The numbers are small ones."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.desk import breaker_numbers, staff
from chalicelib.desk.breaker_numbers import Numbers
from chalicelib.features.proposals import kinds, records, relay_job
from chalicelib.features.proposals.content import Touched
from chalicelib.features.statistics import records as statistics
from chalicelib.store.transactions import transact
from tests.proposals.steps import NOTICE, at_work, decide, epidemiologist, needs_of, proposed, seen, withdraw
from tests.support.published import a_county
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)
SMALL = Numbers(counted=10, county_least=4, simulated=20, cooled=30, dry_run_hours=6, cooling_minutes=30)


@pytest.fixture(autouse=True)
def _small():
    """Numbers that need no crowds; what stood before comes back."""
    before = breaker_numbers.current()
    set_numbers(SMALL)
    yield
    set_numbers(before)


def set_numbers(numbers: Numbers) -> None:
    transact([breaker_numbers.put(breaker_numbers.find(), numbers, "a test", NOON)])


def supervisor(region: str = "63", **more):
    return log_in_staff("supervisor", NOON, region, **more)


def lived_in(county: str, people: int) -> None:
    transact(statistics._additions([statistics.Count("none", {(county, "2020-03-10"): {"people": people}})]))


def test_up_to_its_number_a_second_person_is_enough(board):
    board.touched = Touched(10)
    made = proposed(epidemiologist())
    assert seen(epidemiologist(), made)["needs"] == ["second_person"]
    assert decide(epidemiologist(), made).status == 200


def test_over_it_a_supervisor_agrees_with_the_number_typed(board):
    board.touched = Touched(11)
    made, second = proposed(epidemiologist()), supervisor()
    assert seen(second, made)["needs"] == ["second_person", "count", "supervisor"]
    assert needs_of(decide(epidemiologist(), made)) == {"count", "supervisor"}
    assert needs_of(decide(epidemiologist(), made, count=11)) == {"supervisor"}
    assert needs_of(decide(second, made)) == {"count"}
    assert needs_of(decide(second, made, count=9)) == {"count"}
    assert decide(second, made, count=12).body["status"] == "in_force"
    [approved] = board.applied
    assert approved.counted


def test_a_kind_that_epidemiologists_approve_is_a_supervisors_where_it_is_large(board, monkeypatch):
    kind = replace(kinds.named(NOTICE), approvers=frozenset({"epidemiologist"}))
    monkeypatch.setitem(kinds._KINDS, NOTICE, kind)
    few, second = proposed(epidemiologist()), supervisor()
    assert decide(second, few).status == 403
    board.touched = Touched(11)
    many = proposed(epidemiologist())
    assert decide(second, many, count=11).status == 200


def test_half_a_percent_of_a_county_is_much_where_it_is_not_few(board):
    county = a_county()
    lived_in(county, 1_000)
    for people, needs in ((3, 1), (5, 1), (6, 3)):
        board.touched = Touched(people)
        assert len(seen(epidemiologist(""), proposed(epidemiologist(""), region=county))["needs"]) == needs
    lived_in(county, 9_000)
    assert len(seen(epidemiologist(""), proposed(epidemiologist(""), region=county))["needs"]) == 1


def dry_run_at(monkeypatch, at) -> None:
    kind = replace(kinds.named(NOTICE), dry_run=lambda content, oldest: at is not None and at >= oldest)
    monkeypatch.setitem(kinds._KINDS, NOTICE, kind)


def test_many_need_a_dry_run_and_two_supervisors(board, monkeypatch):
    board.touched = Touched(21)
    made, first, second = proposed(epidemiologist()), supervisor(document="one"), supervisor()
    assert seen(first, made)["needs"] == ["second_person", "count", "simulation", "supervisor", "third_person"]
    assert needs_of(decide(first, made, count=21)) == {"simulation"}
    dry_run_at(monkeypatch, NOON - timedelta(hours=6, minutes=1))
    assert needs_of(decide(first, made, count=21)) == {"simulation"}
    dry_run_at(monkeypatch, NOON - timedelta(hours=6))
    assert needs_of(decide(epidemiologist(), made, count=21)) == {"supervisor"}
    agreed = decide(first, made, count=21)
    assert (agreed.status, agreed.body["status"], agreed.body["agreed_by"]) == (200, "proposed", first.account_id)
    assert "second_person" not in agreed.body["needs"]
    assert board.applied == []
    assert decide(first, made, count=21).body["code"] == "same_person"
    twin = supervisor()
    record = staff.by_id(twin.account_id)
    record.document_hash = "one"
    record.save()
    assert decide(twin, made, count=21).body["code"] == "same_person"
    assert decide(second, made, count=21, version=1, content_hash=seen(second, made)["content_hash"]).status == 409
    assert decide(second, made, count=21).body["status"] == "in_force"
    assert len(board.applied) == 1


def test_whoever_agreed_first_still_stands_for_it(board, monkeypatch):
    board.touched = Touched(21)
    dry_run_at(monkeypatch, NOON)
    made, first = proposed(epidemiologist()), supervisor()
    assert decide(first, made, count=21).status == 200
    record = staff.by_id(first.account_id)
    record.roles = {"epidemiologist"}
    record.save()
    assert decide(supervisor(), made, count=21).fields == {"first_agreed": "proposer_removed"}
    assert board.applied == []


def test_very_many_wait_half_an_hour_and_any_supervisor_stops_them(board, monkeypatch):
    board.touched = Touched(31)
    dry_run_at(monkeypatch, NOON)
    made = [proposed(epidemiologist()) for _ in range(2)]
    first, second = supervisor(), supervisor()
    for each in made:
        assert "cooling" in seen(first, each)["needs"]
        assert decide(first, each, count=31).status == 200
    assert needs_of(decide(second, made[0], at=NOON + 29 * MINUTE, count=31)) == {"cooling"}
    auditor = log_in_staff("auditor", NOON, "63")
    listed = at_work(auditor, NOON + 29 * MINUTE).get("/v1/proposals?limit=100", at=NOON + 29 * MINUTE).body["items"]
    assert set(made) <= {each["id"] for each in listed}
    assert {"cooling" in each["needs"] for each in listed} == {True}
    assert withdraw(auditor, made[1], NOON + 29 * MINUTE).body["status"] == "withdrawn"
    assert decide(second, made[0], at=NOON + 30 * MINUTE, count=31).body["status"] == "in_force"
    assert records.find(made[1]).status == "withdrawn"


def test_the_age_of_the_oldest_proposal_is_measured(board, capsys):
    board.touched = Touched(1)
    proposed(epidemiologist(), NOON)
    relay_job.measure_waiting(NOON + timedelta(hours=20, minutes=2))
    ages = re.findall(r'"ProposalsWaitAge":\[([0-9.]+)\]', capsys.readouterr().out)
    # Others of this day may be older, none of them is younger.
    assert [float(age) >= 20 * 3600 for age in ages] == [True]
