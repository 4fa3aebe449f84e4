"""Checks of a gate without a network: judged when they were made, counted once, whatever the delivery."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tests.support.client import Client
from tests.support.gate_steps import HOUR, LATER, MINUTE, a_person, an_item, colour_of, deliver, results
from tests.support.ready_venues import a_venue
from tests.support.resident_steps import NOON, declare, log_in, log_in_staff, refreshed
from tests.support.showing_phone import Phone, token_for


@pytest.fixture
def gate():
    return log_in_staff("gate", LATER)


def test_a_check_is_judged_when_it_was_made(gate):
    client, person_id, token = a_person()
    declare(client, person_id, NOON + 2 * HOUR, symptoms=["fever"])
    before, after = results(gate, an_item(token, NOON + HOUR), an_item(token, NOON + 3 * HOUR))
    assert (before["valid"], before["colour"], before["reason"]) == (True, "green", None)
    assert (after["valid"], after["colour"], after["reason"]) == (False, None, "revoked")
    assert before["checked_at"] == "2020-03-10T05:00:00+00:00"


def test_a_token_that_ran_out_since_was_good_then(gate):
    _, _, token = a_person()
    at = NOON + timedelta(hours=50)
    late = log_in_staff("gate", at)
    good, ended = results(late, an_item(token, NOON + 24 * HOUR), an_item(token, NOON + 25 * HOUR), at=at)
    assert (good["valid"], ended["reason"]) == (True, "expired")


@pytest.mark.parametrize(("behind", "reason"), [(30, None), (60, None), (61, "not_yet_valid")])
def test_a_code_made_just_now_is_valid_at_a_clock_that_is_a_little_behind(gate, behind, reason):
    _, _, token = a_person()
    (result,) = results(gate, an_item(token, NOON - timedelta(seconds=behind), temperature=38.2))
    assert (result["reason"], result["anomaly_kept"]) == (reason, reason is None)


def test_the_phones_proof_is_judged_by_the_instant_of_the_check(gate):
    client, person_id, _ = a_person()
    phone = Phone()
    phone.bind(refreshed(client, NOON), person_id, NOON)
    shown = phone.show(token_for(client, person_id, NOON, phone), NOON)
    fresh, old = results(gate, an_item(shown, NOON + MINUTE), an_item(shown, NOON + 2 * MINUTE))
    assert (fresh["presentation"], old["presentation"]) == ("device", "stale")


@pytest.mark.parametrize(
    ("offset", "status", "code"),
    [
        (timedelta(seconds=60), "accepted", None),
        (timedelta(seconds=61), "refused", "in_future"),
        (HOUR, "refused", "in_future"),
        (-72 * HOUR, "accepted", None),
        (-72 * HOUR - timedelta(seconds=1), "refused", "check_too_old"),
        (timedelta(days=-3650), "refused", "check_too_old"),
    ],
)
def test_a_check_is_at_most_72_hours_old_and_never_ahead(gate, offset, status, code):
    (result,) = results(gate, an_item(at=LATER + offset))
    assert (result["status"], result["code"]) == (status, code)
    assert result.get("checked_at", "") <= "2020-03-10T09:00:00+00:00"


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_edges_of_the_calendar_are_refused(gate, instant):
    (result,) = results(gate, an_item(checked_at=instant), sent_at=(LATER - HOUR).isoformat())
    assert result["status"] == "refused"


@pytest.mark.parametrize("wrong", [HOUR, -HOUR, 30 * HOUR])
def test_a_gate_whose_clock_is_wrong_is_put_right(gate, wrong):
    _, _, token = a_person()
    item = an_item(token, NOON + HOUR + wrong)
    (result,) = results(gate, item, sent_at=(LATER + wrong).isoformat())
    assert (result["valid"], result["checked_at"]) == (True, "2020-03-10T05:00:00+00:00")


def test_a_clock_that_is_days_wrong_is_refused(gate):
    answer = deliver(gate, an_item(), sent_at=(LATER - 73 * HOUR).isoformat())
    assert (answer.status, answer.fields) == (400, {"sent_at": "out_of_range"})


def test_an_anomaly_at_an_offline_gate_turns_the_person_yellow_when_it_arrives(gate):
    client, person_id, token = a_person()
    (result,) = results(gate, an_item(token, temperature=38.4))
    assert (result["colour"], result["anomaly_kept"]) == ("green", True)
    assert result["anomaly"]["queued"] is False
    assert colour_of(client, person_id) == "yellow"
    holds = client.get(f"/v1/people/{person_id}/code", at=LATER).body["holds"]
    assert [(hold["rule"], hold["since"]) for hold in holds] == [("gate.anomaly", "2020-03-10")]


def test_a_stale_picture_turns_nobody_yellow(gate):
    client, person_id, _ = a_person()
    phone = Phone()
    phone.bind(refreshed(client, NOON), person_id, NOON)
    shown = phone.show(token_for(client, person_id, NOON, phone), NOON)
    (result,) = results(gate, an_item(shown, NOON + HOUR, temperature=38.4))
    assert (result["presentation"], result["anomaly_kept"]) == ("stale", False)
    assert colour_of(client, person_id) == "green"


def test_the_gate_takes_back_what_it_delivered_by_mistake(gate):
    client, person_id, token = a_person()
    (result,) = results(gate, an_item(token, temperature=38.4))
    path, body = f"/v1/anomalies/{result['anomaly']['id']}/decision", {"outcome": "withdrawn", "reason": "mistyped"}
    assert gate.post(path, body, at=LATER).status == 200
    assert colour_of(client, person_id) == "green"


def test_a_late_anomaly_counts_for_the_day_it_was_measured():
    client, person_id, token = a_person()
    at = NOON + timedelta(days=2)
    declare(client, person_id, NOON + timedelta(days=1))
    (result,) = results(log_in_staff("gate", at), an_item(token, temperature=38.4), at=at)
    assert result["anomaly_kept"]
    (hold,) = refreshed(client, at).get(f"/v1/people/{person_id}/code", at=at).body["holds"]
    assert (hold["since"], hold["clears_on"], hold["checkins_done"]) == ("2020-03-10", "2020-03-17", 1)


def test_an_anomaly_finds_the_person_whose_code_has_changed_since(gate):
    client, person_id, token = a_person()
    phone = Phone()
    phone.bind(refreshed(client, NOON), person_id, NOON)
    path = f"/v1/people/{person_id}/devices/{phone.thumbprint}"
    assert client.call("DELETE", path, at=NOON + 2 * MINUTE).status == 204
    (result,) = results(gate, an_item(token, NOON + MINUTE, temperature=38.4))
    assert result["anomaly_kept"]
    assert colour_of(client, person_id) == "yellow"


def test_of_a_person_deleted_meanwhile_only_the_check_is_kept(gate):
    client, person_id, token = a_person()
    assert (
        refreshed(client, NOON + 2 * HOUR).call("DELETE", f"/v1/people/{person_id}", at=NOON + 2 * HOUR).status == 204
    )
    (result,) = results(gate, an_item(token, NOON + HOUR, temperature=38.4))
    assert (result["status"], result["valid"]) == ("accepted", True)


def test_two_anomalies_of_one_person_in_one_delivery_are_both_kept(gate):
    client, person_id, token = a_person()
    items = [an_item(token, NOON + HOUR, temperature=38.4), an_item(token, NOON + HOUR + MINUTE, temperature=38.6)]
    assert [each["anomaly_kept"] for each in results(gate, *items)] == [True, True]
    waiting = log_in_staff("reviewer", LATER).get("/v1/anomalies?limit=100", at=LATER).body["items"]
    assert [each["temperature"] for each in waiting if each["person_id"] == person_id] == [38.6]
    assert colour_of(client, person_id) == "yellow"


def test_the_same_delivery_twice_counts_once(gate):
    client, _, token = a_person()
    items = [an_item(token), an_item(token, temperature=38.4), an_item("HC1:X")]
    first, again = results(gate, *items), results(gate, *reversed(items), at=LATER + MINUTE)
    assert [each["status"] for each in first] == ["accepted"] * 3
    assert [each["status"] for each in again] == ["duplicate"] * 3
    kinds = [each["kind"] for each in refreshed(client, LATER).get("/v1/me/messages", at=LATER).body["items"]]
    assert kinds.count("anomaly") == 1


def test_an_id_twice_in_one_delivery_counts_once_and_another_check_under_it_is_refused(gate):
    item = an_item()
    statuses = [each["status"] for each in results(gate, item, item, item | {"temperature": 36.5})]
    assert statuses == ["accepted", "duplicate", "refused"]
    (other,) = results(gate, item | {"shown": "HC1:Y"})
    assert (other["status"], other["code"]) == ("refused", "id_taken")


def test_the_same_id_at_another_venue_is_another_check(gate):
    item = an_item()
    assert [each["status"] for each in results(gate, item, item | {"venue_id": "checkpoint-8"})] == ["accepted"] * 2


def test_deliveries_at_once_shuffled_and_repeated_count_each_check_once(gate):
    _, _, token = a_person()
    items = [an_item(token, NOON + HOUR + number * MINUTE) for number in range(40)]
    rounds = [random.Random(seed).sample(items, 30) for seed in range(4)] + [items]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda batch: deliver(gate, *batch), rounds))
    done = [answer.body["items"] for answer in answers if answer.status == 200]
    accepted = [each["id"] for batch in done for each in batch if each["status"] == "accepted"]
    assert len(accepted) == len(set(accepted))
    rest = [each["id"] for each in results(gate, *items) if each["status"] == "accepted"]
    assert sorted(accepted + rest) == sorted(item["id"] for item in items)


def test_one_bad_check_does_not_hold_up_the_others(gate):
    _, _, token = a_person()
    foreign = a_venue(region="420102")
    guard = log_in_staff("gate", LATER, region="63")
    items = [
        an_item(token),
        an_item(token, venue_id=foreign),
        an_item("https://example.org/"),
        an_item(at=LATER + HOUR),
    ]
    found = results(guard, *items)
    assert [(each["status"], each["code"], each.get("reason")) for each in found] == [
        ("accepted", None, None),
        ("refused", "not_your_venue", None),
        ("accepted", None, "not_a_health_code"),
        ("refused", "in_future", None),
    ]
    assert all(each["detail"] for each in found if each["code"])


def test_a_hundred_checks_fit_and_one_more_does_not(gate):
    client, person_id, _ = a_person()
    phone = Phone()
    phone.bind(refreshed(client, NOON), person_id, NOON)
    shown = phone.show(token_for(client, person_id, NOON, phone), NOON)
    items = [an_item(shown, anomaly=None, temperature=36.6) for _ in range(101)]
    assert {each["status"] for each in results(gate, *items[:100])} == {"accepted"}
    answer = deliver(gate, *items)
    assert (answer.status, answer.fields) == (400, {"items": "too_long"})


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": "a b"}, "id"),
        ({"id": "x" * 65}, "id"),
        ({"shown": ""}, "shown"),
        ({"shown": 5}, "shown"),
        ({"checked_at": "2020-03-10"}, "checked_at"),
        ({"checked_at": "2020-03-10T05:00:00"}, "checked_at"),
        ({"checked_at": 1583816400}, "checked_at"),
        ({"checked_at": None}, "checked_at"),
        ({"venue_id": None}, "venue_id"),
        ({"venue_id": "../x"}, "venue_id"),
        ({"temperature": 365}, "temperature"),
        ({"temperature": "36,5"}, "temperature"),
        ({"anomaly": "x" * 121}, "anomaly"),
        ({"colour": "green"}, "colour"),
    ],
)
def test_what_a_check_cannot_say_is_named(gate, changes, field):
    answer = deliver(gate, an_item(), an_item(**changes))
    assert (answer.status, list(answer.fields)) == (400, [f"items.1.{field}"])


def test_nothing_to_deliver_is_no_delivery(gate):
    assert deliver(gate).fields == {"items": "too_short"}


def test_residents_deliver_no_checks():
    assert deliver(log_in(Client(), at=LATER), an_item()).status == 403


@pytest.mark.parametrize("wrong", [HOUR, -HOUR])
def test_a_long_queue_twice_and_reordered_by_a_clock_an_hour_wrong_counts_each_once(wrong):
    token, foreign, guard = a_person()[2], a_venue(region="420102"), log_in_staff("gate", LATER, region="63")
    items = [an_item(token, NOON + HOUR + number * timedelta(seconds=20) + wrong) for number in range(250)]
    elsewhere = [an_item(token, NOON + HOUR + wrong, venue_id=foreign) for _ in range(5)]
    found = []
    for seed in (1, 2):
        queue = random.Random(seed).sample([*items, *elsewhere], 255)
        for start in range(0, 255, 100):
            found += results(guard, *queue[start : start + 100], sent_at=(LATER + wrong).isoformat())
    statuses = [each["status"] for each in found]
    assert [statuses.count(each) for each in ("accepted", "duplicate", "refused")] == [250, 250, 10]
    told = {each["id"]: each["checked_at"] for each in found if each["status"] == "accepted"}
    made = (NOON + HOUR + number * timedelta(seconds=20) for number in range(250))
    assert told == {item["id"]: at.isoformat() for item, at in zip(items, made, strict=True)}
    assert {each["code"] for each in found if each["status"] == "refused"} == {"not_your_venue"}
