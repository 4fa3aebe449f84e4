"""Review of photos: the queue of a region, decisions, what a reviewer sees."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.person import records as people
from tests.photos.steps import HOUR, decide, inbox_of
from tests.support.photo_steps import a_traveller, ask, listed, uploaded
from tests.support.resident_steps import NOON, log_in_staff


def test_a_reviewer_sees_the_queue_of_the_region_longest_waiting_first():
    ids = []
    for minute in range(3):
        client, person_id = a_traveller(residence="HU")
        ids.append(uploaded(client, person_id, at=NOON + minute * timedelta(minutes=1))["id"])
    other, elsewhere = a_traveller(residence="NO")
    uploaded(other, elsewhere)
    reviewer, seen, cursor = log_in_staff("reviewer", region="HU"), [], ""
    while True:
        page = reviewer.get(f"/v1/photos?limit=2{cursor}", at=NOON).body
        seen += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert [each["id"] for each in seen] == ids
    assert {each["region"] for each in seen} == {"HU"}
    assert reviewer.get("/v1/photos?cursor=x", at=NOON).fields == {"cursor": "bad_cursor"}


def test_a_reviewer_of_another_region_may_not():
    client, person_id = a_traveller(residence="HU")
    photo = uploaded(client, person_id)
    reviewer = log_in_staff("reviewer", region="63")
    assert reviewer.get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 404
    assert decide(reviewer, photo["id"]).status == 404


def test_a_decided_photo_leaves_the_queue():
    client, person_id = a_traveller(residence="FI")
    photo = uploaded(client, person_id)
    reviewer = log_in_staff("reviewer", region="FI")
    assert [each["id"] for each in reviewer.get("/v1/photos", at=NOON).body["items"]] == [photo["id"]]
    decide(reviewer, photo["id"])
    assert reviewer.get("/v1/photos", at=NOON).body["items"] == []


def test_an_accepted_passport_fixes_the_number_and_the_person_is_told():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    assert not people.profile(person_id).photo_accepted
    assert decide(log_in_staff("reviewer"), photo["id"]).body["status"] == "accepted"
    assert people.profile(person_id).photo_accepted
    assert listed(client, person_id)[0]["status"] == "accepted"
    assert [each["kind"] for each in inbox_of(client)] == ["photo_passport_accepted"]


def test_an_accepted_holding_photo_fixes_nothing():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, kind="holding")
    decide(log_in_staff("reviewer"), photo["id"])
    assert not people.profile(person_id).photo_accepted


def test_a_rejection_reaches_the_person_with_its_reason():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    decide(log_in_staff("reviewer"), photo["id"], accept=False, reason="反光，看不清号码")
    seen = listed(client, person_id)[0]
    assert (seen["status"], seen["reason"]) == ("rejected", "反光，看不清号码")
    (message,) = inbox_of(client)
    assert "反光，看不清号码" in message["text"]
    assert any("inbox_photo_passport_rejected" in entry for entry, _ in people.state(person_id).outbox)


@pytest.mark.parametrize(
    "body", [{"accept": False}, {"accept": False, "reason": " "}, {"accept": False, "reason": "x" * 201}]
)
def test_a_rejection_needs_a_reason_that_fits_a_message(body):
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    answer = log_in_staff("reviewer").post(f"/v1/photos/{photo['id']}/decision", body, at=NOON)
    assert (answer.status, list(answer.fields)) == (400, ["reason"])


def test_a_photo_is_decided_once():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    reviewer = log_in_staff("reviewer")
    assert decide(reviewer, photo["id"]).status == 200
    assert decide(reviewer, photo["id"]).status == 200
    other = decide(reviewer, photo["id"], accept=False, reason="不清楚")
    assert (other.status, other.body["code"]) == (409, "photo_not_waiting")
    assert len(inbox_of(client)) == 1


def test_an_awaited_photo_cannot_be_decided_or_seen():
    client, person_id = a_traveller()
    photo_id = ask(client, person_id).body["photo"]["id"]
    assert decide(log_in_staff("reviewer"), photo_id).status == 409
    assert client.get(f"/v1/photos/{photo_id}/view", at=NOON).status == 404


def test_of_many_decisions_at_once_one_counts():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    reviewers = [log_in_staff("reviewer", region=region) for region in ("", "I")]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda n: decide(reviewers[n % 2], photo["id"], n % 2 == 0, None if n % 2 == 0 else "不清楚"), range(8)
            )
        )
    status = listed(client, person_id)[0]["status"]
    assert {each.status for each in answers} <= {200, 409}
    assert {each.body["status"] for each in answers if each.status == 200} == {status}
    assert people.profile(person_id).photo_accepted == (status == "accepted")
    assert len(inbox_of(client)) == 1


def test_an_accepted_kind_takes_no_other_photo():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    decide(log_in_staff("reviewer"), photo["id"])
    answer = ask(client, person_id)
    assert (answer.status, answer.body["code"]) == (409, "photo_accepted")
    assert ask(client, person_id, "holding").status == 201


def test_after_a_rejection_another_photo_is_taken():
    client, person_id = a_traveller()
    decide(log_in_staff("reviewer"), uploaded(client, person_id)["id"], accept=False, reason="不清楚")
    assert uploaded(client, person_id, at=NOON + HOUR)["status"] == "received"


def test_a_reviewer_sees_what_to_compare_and_each_look_is_recorded():
    client, person_id = a_traveller(name="ANNA ERIKSSON")
    photo = uploaded(client, person_id)
    reviewer = log_in_staff("reviewer")
    view = reviewer.get(f"/v1/photos/{photo['id']}/view", at=NOON).body
    assert view["compare"]["name"] == "ANNA ERIKSSON"
    assert view["compare"]["document_number"].startswith("L")
    client.get(f"/v1/photos/{photo['id']}/view", at=NOON)
    looks = [each for each in audit.of_subject(person_id, 10, None) if each.action == "photo.looked_at"]
    assert len(looks) == 2
    assert {each.actor_id for each in looks} >= {client.account_id}
    assert {each.ids["photo"] for each in looks} == {photo["id"]}


def test_a_decision_is_in_the_audit():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    decide(log_in_staff("reviewer"), photo["id"])
    assert "photo.accepted" in [each.action for each in audit.of_subject(person_id, 10, None)]


def test_a_look_says_of_which_kind_it_is_and_whether_it_still_waits():
    client, person_id = a_traveller()
    photo, reviewer = uploaded(client, person_id, kind="holding"), log_in_staff("reviewer")
    seen = reviewer.get(f"/v1/photos/{photo['id']}/view", at=NOON).body
    assert (seen["kind"], seen["status"]) == ("holding", "received")
    assert seen["received_at"] is not None
    decide(reviewer, photo["id"])
    assert reviewer.get(f"/v1/photos/{photo['id']}/view", at=NOON).body["status"] == "accepted"
