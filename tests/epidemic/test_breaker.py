"""The breaker by rate: what turns too many of a county worse in an hour is held until a supervisor releases it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import breaker_numbers
from chalicelib.features.breaker import gate, records, relay_job
from tests.epidemic.breaker_steps import (
    LIMIT,
    colour,
    contact,
    designated,
    held_there,
    open_ones,
    rates,
    release,
    resident,
    set_numbers,
    small,
    work_off,
)
from tests.epidemic.steps import inbox
from tests.proposals.steps import epidemiologist
from tests.support.aws_calls import calls_of
from tests.support.published import a_county
from tests.support.resident_steps import NOON, a_document, declare

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def _small():
    with small():
        yield


def test_the_first_take_effect_and_further_ones_are_held_until_they_are_released(cloud):
    """Check 21, with a limit of two."""
    county = a_county()
    everybody = [resident(county) for _ in range(LIMIT + 1)]
    for _, person, _ in everybody:
        designated(person)
    client, last, _ = everybody[-1]
    assert [colour(person) for _, person, _ in everybody] == ["red"] * LIMIT + ["green"]
    assert "designation_returnee" not in inbox(client)
    [opened] = open_ones(county)
    assert (opened["kind"], opened["held"], opened["late"]) == ("designation", 1, False)
    assert open_ones(county, NOON + DAY)[0]["late"]
    declare(client, last, NOON + MINUTE, temperature=38.5)
    assert colour(last) != "green"

    elsewhere = "11" if not county.startswith("11") else "12"
    assert release(county, "designation", NOON + HOUR, elsewhere).status == 404
    assert release(county, "case", NOON + HOUR).status == 404
    answer = release(county, "designation", NOON + HOUR)
    assert (answer.status, answer.body["released"]) == (200, 1), answer.raw
    assert open_ones(county) == []
    work_off(cloud, NOON + HOUR)
    work_off(cloud, NOON + HOUR)
    assert colour(last) == "red"
    assert inbox(client, NOON + HOUR + MINUTE).count("designation_returnee") == 1
    assert release(county, "designation", NOON + HOUR).body["released"] == 0
    assert relay_job.relay(NOON + 2 * HOUR) == 0


def test_a_supervisor_sees_who_is_held_why_and_by_whom_and_the_rate_of_two_days():
    county = a_county()
    everybody = [resident(county)[1] for _ in range(LIMIT + 2)]
    decided = [designated(person, NOON + number * MINUTE) for number, person in enumerate(everybody)]
    first = held_there(county, "designation", more="?limit=1").body
    second = held_there(county, "designation", more=f"?limit=1&cursor={first['next_cursor']}").body
    found = first["items"] + second["items"]
    assert ([each["subject"] for each in found], second["next_cursor"]) == (decided[LIMIT:], None)
    assert [each["held_at"] for each in found] == ["2020-03-10T04:02:00+00:00", "2020-03-10T04:03:00+00:00"]
    assert {each["ground"] for each in found} == {"returnee"}
    assert all(len(each["by"]) == 2 for each in found)
    assert set(first["logins"]) == set(found[0]["by"])
    assert held_there(county, "contact").body["items"] == []

    kinds = {each["kind"]: each for each in rates(county, NOON + HOUR).body["kinds"]}
    assert kinds["designation"] == {
        "kind": "designation",
        "limit": LIMIT,
        "is_held": True,
        "hours": [{"hour": "2020-03-10T04:00Z", "people": LIMIT}],
    }
    assert (kinds["case"]["is_held"], kinds["case"]["hours"]) == (False, [])
    late = {each["kind"]: each["hours"] for each in rates(county, NOON + 2 * DAY).body["kinds"]}
    assert late["designation"] == []

    elsewhere = "11" if not county.startswith("11") else "12"
    assert rates(county, NOON, elsewhere).status == held_there(county, "designation", region=elsewhere).status == 404
    assert rates("000000", NOON, "").status == held_there(county, "case").status == 404


def test_the_hour_is_counted_anew_from_a_release_on(cloud):
    county = a_county()
    everybody = [resident(county)[1] for _ in range(2 * LIMIT + 2)]
    for person in everybody[: LIMIT + 1]:
        designated(person)
    assert release(county, "designation", NOON + MINUTE).status == 200
    for person in everybody[LIMIT + 1 :]:
        designated(person, NOON + 2 * MINUTE)
    work_off(cloud, NOON + 2 * MINUTE)
    assert [colour(person) for person in everybody] == ["red"] * (2 * LIMIT + 1) + ["green"]


def test_an_hour_that_only_a_release_wrote_is_not_kept_for_good():
    county = a_county()
    for _ in range(LIMIT + 1):
        designated(resident(county)[1])
    assert release(county, "designation", NOON + HOUR).status == 200
    hours = [records.read(county, "designation", at)[2] for at in (NOON, NOON + HOUR)]
    assert all(each.ttl is not None for each in hours)


def test_contacts_are_held_by_themselves_and_one_taken_back_is_not_let_go(cloud):
    county = a_county()
    everybody = [resident(county) for _ in range(LIMIT + 3)]
    made = [contact(number, county) for _, _, number in everybody[:-1]]
    designated(everybody[-1][1])
    colours = [colour(person) for _, person, _ in everybody]
    assert (colours[LIMIT:-1], colours[-1]) == (["green", "green"], "red")
    assert "green" not in colours[:LIMIT]
    body = {"reason": "another name"}
    assert epidemiologist("").post(f"/v1/contacts/{made[LIMIT]}/withdrawal", body, at=NOON).status == 200
    assert release(county, "contact", NOON + MINUTE).body["released"] == 2
    work_off(cloud, NOON + MINUTE)
    assert [colour(person) == "green" for _, person, _ in everybody[LIMIT:-1]] == [True, False]


def test_cases_are_counted_and_never_held(capsys):
    county = a_county()
    for _ in range(LIMIT + 1):
        assert gate_of(gate.CASE, county)
    assert capsys.readouterr().out.count('"RecolouringRate":[1.0]') == 1


def gate_of(kind: str, county: str, at=NOON) -> bool:
    from chalicelib.person.changing import changing

    number = a_document()
    return changing(at, lambda attempt: gate.Passing(kind, number, number).passes(attempt, county))


def test_ten_times_the_usual_hour_is_not_too_much():
    county = a_county()
    set_numbers(replace(breaker_numbers.current(), held_times=3, median_days=1))
    for hour in range(1, 14):
        for _ in range(2 if hour < 13 else 1):
            assert gate_of(gate.CONTACT, county, NOON - hour * HOUR)
    # Thirteen of the twenty-four hours had somebody, so the median is between one and two: two of them, times three.
    assert records.median_hour(county, gate.CONTACT, 1, NOON) == 1.5
    assert [gate_of(gate.CONTACT, county) for _ in range(6)] == [True] * 4 + [False] * 2


def test_another_kind_county_and_hour_are_counted_by_themselves():
    county, other = a_county(), a_county()
    for _ in range(LIMIT):
        assert gate_of(gate.CONTACT, county)
    assert gate_of(gate.DESIGNATION, county)
    assert gate_of(gate.CONTACT, other)
    assert gate_of(gate.CONTACT, county, NOON + HOUR)
    assert not gate_of(gate.CONTACT, county)
    # Once it is open it stays so, in the next hour too.
    assert not gate_of(gate.CONTACT, county, NOON + HOUR)


def test_a_released_kind_is_let_go_by_the_next_minute_where_its_message_was_lost(cloud):
    county = a_county()
    everybody = [resident(county)[1] for _ in range(LIMIT + 1)]
    for person in everybody:
        designated(person)
    release(county, "designation", NOON + MINUTE)
    cloud.messages(settings().rescoring_queue_url)
    assert relay_job.relay(NOON + 2 * MINUTE) >= 1
    work_off(cloud, NOON + 2 * MINUTE)
    assert colour(everybody[-1]) == "red"
    assert list(records.all_held(records.find(county, "designation"))) == []


def test_a_release_that_is_asked_for_again_is_handed_over_again(cloud):
    county = a_county()
    everybody = [resident(county)[1] for _ in range(LIMIT + 1)]
    for person in everybody:
        designated(person)
    assert release(county, "designation", NOON + MINUTE).body["released"] == 1
    cloud.messages(settings().rescoring_queue_url)
    assert release(county, "designation", NOON + MINUTE).body["released"] == 0
    work_off(cloud, NOON + MINUTE)
    assert colour(everybody[-1]) == "red"
    release(county, "designation", NOON + MINUTE)
    assert "release" not in {each["kind"] for each in cloud.messages(settings().rescoring_queue_url)}


def test_a_fact_that_makes_worse_costs_a_batch_read_and_a_step_more():
    """The budget; the query of two weeks comes over the number alone."""
    county = a_county()
    for wanted in (["BatchGetItem", "TransactWriteItems"], ["BatchGetItem", "TransactWriteItems"]):
        with calls_of("dynamodb") as made:
            assert gate_of(gate.CONTACT, county)
        assert made == wanted
    with calls_of("dynamodb") as made:
        assert not gate_of(gate.CONTACT, county)
    assert made == ["BatchGetItem", "Query", "TransactWriteItems"]
