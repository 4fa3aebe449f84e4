"""What gates carry is published every quarter of an hour: complete, signed, and found through the API."""

import base64
from datetime import timedelta
from itertools import pairwise

import pytest

from chalicelib.codes import revocations as lists
from chalicelib.features.gates import revocation_lists, revocations_job, verification
from chalicelib.person import revocations, signing
from chalicelib.store.transactions import transact
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, declare

QUARTER, DAY = timedelta(minutes=15), timedelta(days=1)
_DAYS = iter(range(1, 1_000))


@pytest.fixture
def start():
    """A noon of its own for each test, long before everything else: lists are shared by the whole stage."""
    return NOON - timedelta(days=10 * next(_DAYS))


def ended_code(at):
    """The id of a code that ended at `at`."""
    client, person = applied(Client(), at=at - QUARTER)
    token = declare(client, person["id"], at - QUARTER).body["code"]["token"]
    declare(client, person["id"], at, symptoms=["fever"])
    payload = verification.check_token(token, at).payload
    assert payload is not None
    return payload.code_id


def carried(at):
    """A gate's lists at `at`, each checked against its statement, with what they say they cover."""
    found = []
    for each in Client().get("/v1/revocations", at=at).body["lists"]:
        body = codes_body(each["id"], at)
        statement = base64.urlsafe_b64decode(each["statement"] + "==")
        found.append((each, lists.check(statement, body, signing.ring(), "QH")))
    return found


def codes_body(list_id, at):
    answer = Client().call("GET", f"/v1/revocations/{list_id}", at=at, accept="application/octet-stream")
    assert answer.status == 200
    return base64.b64decode(answer.raw)


def test_the_first_list_is_a_base_of_a_day_and_deltas_follow(start):
    old, recent = ended_code(start - timedelta(hours=20)), ended_code(start - QUARTER)
    revocations_job.publish(start)
    fresh = ended_code(start + timedelta(minutes=5))
    revocations_job.publish(start + QUARTER)
    (base, (said, in_base)), (delta, (_, in_delta)) = carried(start + QUARTER)
    assert (base["kind"], delta["kind"], said.kind) == ("base", "delta", "base")
    assert (old in in_base, recent in in_base, fresh in in_base) == (True, True, False)
    assert (old in in_delta, fresh in in_delta) == (False, True)
    assert (base["one_false_in"], delta["one_false_in"]) == (65_536, 16_777_216)


def test_lists_follow_one_another_without_a_gap_even_when_nothing_ended(start):
    for turn in range(4):
        revocations_job.publish(start + turn * QUARTER)
    found = [statement for _, (statement, _) in carried(start + 4 * QUARTER)]
    assert len(found) == 4
    assert all(after.since <= before.until for before, after in pairwise(found))
    assert all(before.until < after.until for before, after in pairwise(found))


def test_an_ending_that_a_worker_records_late_is_in_the_next_list(start):
    revocations_job.publish(start)
    revocations_job.publish(start + QUARTER)
    transact([revocations.put(f"late-{start:%m%d}", "somebody", start + QUARTER / 3)])
    revocations_job.publish(start + 2 * QUARTER)
    assert any(f"late-{start:%m%d}" in revoked for _, (_, revoked) in carried(start + 2 * QUARTER))


def test_a_missed_run_is_made_up_for(start):
    revocations_job.publish(start)
    ended = ended_code(start + QUARTER)
    revocations_job.publish(start + 9 * QUARTER)
    assert any(ended in revoked for _, (_, revoked) in carried(start + 9 * QUARTER))


def test_after_a_day_a_new_base_takes_the_place_of_all(start):
    revocations_job.publish(start)
    revocations_job.publish(start + QUARTER)
    ended = ended_code(start + timedelta(hours=12))
    revocations_job.publish(start + DAY)
    ((only, (_, revoked)),) = carried(start + DAY)
    assert only["kind"] == "base"
    assert ended in revoked


def test_running_twice_changes_nothing_for_a_gate(start):
    ended = ended_code(start - QUARTER)
    revocations_job.publish(start)
    revocations_job.publish(start)
    assert ended in carried(start)[0][1][1]
    assert [each["kind"] for each, _ in carried(start)].count("base") == 1


def test_before_anything_was_published_there_are_single_ids(start):
    ended = ended_code(start)
    answer = Client().get("/v1/revocations", at=start + QUARTER).body
    assert answer["lists"] == []
    assert [each["code_id"] for each in answer["items"]] == [ended]
    assert Client().get(f"/v1/revocations?since={answer['until'][:19]}Z", at=start + QUARTER).body["items"] == []


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(hours=1), DAY, timedelta(days=3650)])
def test_a_since_ahead_of_now_is_answered_with_nothing(start, ahead):
    since = (start + ahead).isoformat().replace("+00:00", "Z")
    answer = Client().get(f"/v1/revocations?since={since}", at=start)
    assert (answer.status, answer.body["items"], answer.body["until"]) == (200, [], start.isoformat())


def test_pages_leave_none_out_that_ended_in_one_instant(start, monkeypatch):
    monkeypatch.setattr(revocation_lists, "_MOST", 3)
    wave = [f"wave-{start:%m%d}-{number}" for number in range(8)]
    instants = [start - 9 * QUARTER / 10, *[start - QUARTER / 2] * 6, start]
    for code_id, at in zip(wave, instants, strict=True):
        transact([revocations.put(code_id, "somebody", at)])
    first = Client().get(f"/v1/revocations?since={start - QUARTER:%Y-%m-%dT%H:%M:%SZ}", at=start).body
    second = Client().get(f"/v1/revocations?since={first['until'].replace('+00:00', 'Z')}", at=start).body
    assert [len(page["items"]) for page in (first, second)] == [7, 1]
    assert {each["code_id"] for page in (first, second) for each in page["items"]} == set(wave)


def test_an_unknown_list_is_not_found(start):
    assert Client().get("/v1/revocations/base-nothing", at=start).status == 404


@pytest.mark.parametrize("since", ["yesterday", "2020-03-10", "2020-03-10T04:00:00", "9" * 50, "%00"])
def test_a_since_that_is_no_instant_is_named(start, since):
    answer = Client().get(f"/v1/revocations?since={since}", at=start)
    assert (answer.status, answer.fields) == (400, {"since": "bad_instant"})
