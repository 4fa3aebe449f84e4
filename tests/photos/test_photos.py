"""Photos from outside: who may ask, send, look and decide, and what the person learns of it."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.desk import audit
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.drawn_photographs import HEIC, drawn, encoded, opened, with_exif
from tests.support.photo_steps import a_traveller, ask, listed, send, uploaded
from tests.support.resident_steps import NOON, applied, log_in, log_in_staff, refreshed

HOUR = timedelta(hours=1)


def _decide(reviewer: Client, photo_id: str, accept: bool = True, reason: str | None = None):
    body = {"accept": accept} | ({"reason": reason} if reason else {})
    return reviewer.post(f"/v1/photos/{photo_id}/decision", body, at=NOON)


def _inbox(client: Client) -> list[dict]:
    """What the person was told about photos; risks to the trip are told by themselves."""
    found = refreshed(client, NOON).get("/v1/me/messages", at=NOON).body["items"]
    return [each for each in found if each["kind"].startswith("photo_")]


def _objects(cloud, person_id: str) -> list[str]:
    s3 = cloud.home.client("s3")
    return sorted(
        each["Key"]
        for folder in ("quarantine", "photos")
        for each in s3.list_objects_v2(Bucket=settings().photos_bucket, Prefix=f"{folder}/{person_id}/").get(
            "Contents", []
        )
    )


def test_a_photo_is_asked_for_sent_and_received(cloud):
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, with_exif(6))
    assert (photo["kind"], photo["status"], photo["reason"]) == ("passport", "received", None)
    assert (photo["width"], photo["height"]) == (300, 400)
    assert all(key.startswith("photos/") for key in _objects(cloud, person_id))


def test_the_form_is_bound_to_the_record_and_lives_fifteen_minutes():
    client, person_id = a_traveller()
    answer = ask(client, person_id)
    assert answer.body["photo"]["status"] == "awaiting"
    upload = answer.body["upload"]
    assert upload["expires_at"] == "2020-03-10T04:15:00+00:00"
    assert upload["fields"]["key"].startswith(f"quarantine/{person_id}/")


@pytest.mark.parametrize(
    ("changes", "content"),
    [
        ({}, b"x" * 999),
        ({}, b"x" * 1001),
        ({}, b""),
        ({"key": "quarantine/other"}, b"x" * 1000),
        ({"key": "photos/other"}, b"x" * 1000),
        ({"Content-Type": "text/html"}, b"x" * 1000),
        ({"x-amz-signature": "0" * 64}, b"x" * 1000),
    ],
)
def test_the_form_takes_nothing_but_what_was_asked_for(cloud, changes, content):
    client, person_id = a_traveller()
    upload = ask(client, person_id, size=1000).body["upload"]
    assert 400 <= send(upload, content, **changes) < 500
    assert _objects(cloud, person_id) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "selfie"}, "kind"),
        ({"content_type": "image/heic"}, "content_type"),
        ({"content_type": "image/svg+xml"}, "content_type"),
        ({"size": 0}, "size"),
        ({"size": 1_500_001}, "size"),
        ({"size": "1000"}, "size"),
        ({"name": "p.jpg"}, "name"),
    ],
)
def test_a_wrong_request_names_its_field(change, field):
    client, person_id = a_traveller()
    body = {"kind": "passport", "content_type": "image/png", "size": 1000} | change
    answer = client.post(f"/v1/people/{person_id}/photos", body, at=NOON)
    assert (answer.status, list(answer.fields)) == (400, [field])


def test_the_same_request_again_is_the_same_photo_with_a_new_form():
    client, person_id = a_traveller()
    first = ask(client, person_id, idempotency_key="a")
    again = ask(client, person_id, at=NOON + HOUR, idempotency_key="a")
    assert (again.status, again.body["photo"]) == (201, first.body["photo"])
    assert again.body["upload"]["expires_at"] == "2020-03-10T05:15:00+00:00"
    assert len(listed(client, person_id)) == 1
    other = ask(client, person_id, size=999, idempotency_key="a")
    assert (other.status, other.body["code"]) == (409, "idempotency_conflict")


def test_another_accounts_photos_are_not_found():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    stranger = log_in(Client())
    assert ask(stranger, person_id).status == 404
    assert stranger.get(f"/v1/people/{person_id}/photos", at=NOON).status == 404
    assert stranger.get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 404


def test_residents_neither_review_nor_see_the_queue():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    assert client.get("/v1/photos", at=NOON).status == 403
    assert _decide(client, photo["id"]).status == 403
    assert log_in_staff("gate").get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 403


@pytest.mark.parametrize("photo_id", ["none", "a" * 20, f"{'a' * 20}-1583812800000-{'b' * 12}", "P%23x"])
def test_an_unknown_photo_is_not_found(photo_id):
    reviewer = log_in_staff("reviewer")
    assert reviewer.get(f"/v1/photos/{photo_id}/view", at=NOON).status == 404
    assert _decide(reviewer, photo_id).status == 404


def test_twenty_photos_a_day_and_no_more():
    client, person_id = a_traveller()
    answers = [ask(client, person_id) for _ in range(21)]
    assert [each.status for each in answers] == [201] * 20 + [429], answers[-1].raw
    assert ask(client, person_id, at=NOON + 24 * HOUR).status == 201


def test_photos_come_in_pages_newest_first():
    client, person_id = a_traveller()
    ids = [ask(client, person_id, at=NOON + minute * timedelta(minutes=1)).body["photo"]["id"] for minute in range(5)]
    seen, cursor = [], ""
    while True:
        page = client.get(f"/v1/people/{person_id}/photos?limit=2{cursor}", at=NOON).body
        seen += [each["id"] for each in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == ids[::-1]
    assert client.get(f"/v1/people/{person_id}/photos?cursor=x", at=NOON).fields == {"cursor": "bad_cursor"}


def test_boarding_reads_in_the_state_what_is_missing():
    client, person_id = a_traveller()
    seen = [people.state(person_id).photos]
    uploaded(client, person_id, kind="passport")
    seen.append(people.state(person_id).photos)
    holding = uploaded(client, person_id, kind="holding")
    seen.append(people.state(person_id).photos)
    _decide(log_in_staff("reviewer"), holding["id"], accept=False, reason="看不清")
    seen.append(people.state(person_id).photos)
    assert seen == ["missing", "missing", "complete", "missing"]


def test_the_id_card_entry_needs_no_photos():
    client, person = applied(Client())
    uploaded(client, person["id"])
    assert people.state(person["id"]).photos == "not_needed"


def test_the_person_is_told_why_a_file_is_no_photo():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, HEIC)
    assert (photo["status"], photo["reason_code"]) == ("rejected", "photo_heic")
    assert "HEIC" in photo["reason"]
    assert [each["kind"] for each in _inbox(client)] == ["photo_passport_unusable"]


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
    assert reviewer.get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 403
    assert _decide(reviewer, photo["id"]).status == 403


def test_a_decided_photo_leaves_the_queue():
    client, person_id = a_traveller(residence="FI")
    photo = uploaded(client, person_id)
    reviewer = log_in_staff("reviewer", region="FI")
    assert [each["id"] for each in reviewer.get("/v1/photos", at=NOON).body["items"]] == [photo["id"]]
    _decide(reviewer, photo["id"])
    assert reviewer.get("/v1/photos", at=NOON).body["items"] == []


def test_an_accepted_passport_fixes_the_number_and_the_person_is_told():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    assert not people.profile(person_id).photo_accepted
    assert _decide(log_in_staff("reviewer"), photo["id"]).body["status"] == "accepted"
    assert people.profile(person_id).photo_accepted
    assert listed(client, person_id)[0]["status"] == "accepted"
    assert [each["kind"] for each in _inbox(client)] == ["photo_passport_accepted"]


def test_an_accepted_holding_photo_fixes_nothing():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, kind="holding")
    _decide(log_in_staff("reviewer"), photo["id"])
    assert not people.profile(person_id).photo_accepted


def test_a_rejection_reaches_the_person_with_its_reason():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    _decide(log_in_staff("reviewer"), photo["id"], accept=False, reason="反光，看不清号码")
    seen = listed(client, person_id)[0]
    assert (seen["status"], seen["reason"]) == ("rejected", "反光，看不清号码")
    (message,) = _inbox(client)
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
    assert _decide(reviewer, photo["id"]).status == 200
    assert _decide(reviewer, photo["id"]).status == 200
    other = _decide(reviewer, photo["id"], accept=False, reason="不清楚")
    assert (other.status, other.body["code"]) == (409, "photo_not_waiting")
    assert len(_inbox(client)) == 1


def test_an_awaited_photo_cannot_be_decided_or_seen():
    client, person_id = a_traveller()
    photo_id = ask(client, person_id).body["photo"]["id"]
    assert _decide(log_in_staff("reviewer"), photo_id).status == 409
    assert client.get(f"/v1/photos/{photo_id}/view", at=NOON).status == 404


def test_of_many_decisions_at_once_one_counts():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    reviewers = [log_in_staff("reviewer", region=region) for region in ("", "I")]
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(
                lambda n: _decide(reviewers[n % 2], photo["id"], n % 2 == 0, None if n % 2 == 0 else "不清楚"), range(8)
            )
        )
    status = listed(client, person_id)[0]["status"]
    assert {each.status for each in answers} <= {200, 409}
    assert {each.body["status"] for each in answers if each.status == 200} == {status}
    assert people.profile(person_id).photo_accepted == (status == "accepted")
    assert len(_inbox(client)) == 1


def test_an_accepted_kind_takes_no_other_photo():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    _decide(log_in_staff("reviewer"), photo["id"])
    answer = ask(client, person_id)
    assert (answer.status, answer.body["code"]) == (409, "photo_accepted")
    assert ask(client, person_id, "holding").status == 201


def test_after_a_rejection_another_photo_is_taken():
    client, person_id = a_traveller()
    _decide(log_in_staff("reviewer"), uploaded(client, person_id)["id"], accept=False, reason="不清楚")
    assert uploaded(client, person_id, at=NOON + HOUR)["status"] == "received"


def test_the_link_shows_the_copy_and_only_for_a_while():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, with_exif(quality=95))
    view = client.get(f"/v1/photos/{photo['id']}/view", at=NOON).body
    with urllib.request.urlopen(view["url"]) as answer:
        seen = answer.read()
        assert answer.headers["Content-Type"] == "image/jpeg"
    assert b"SECRET" not in seen
    assert opened(seen).size == (400, 300)
    with urllib.request.urlopen(view["preview_url"]) as answer:
        assert max(opened(answer.read()).size) <= 320
    assert "X-Amz-Expires=120" in view["url"]
    assert view["expires_at"] == "2020-03-10T04:02:00+00:00"
    assert view["compare"] is None


def test_without_its_signature_the_picture_is_not_given_out():
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    url = client.get(f"/v1/photos/{photo['id']}/view", at=NOON).body["url"]
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(url.replace("X-Amz-Signature=", "X-Amz-Signature=0"))


def test_a_reviewer_sees_what_to_compare_and_each_look_is_recorded():
    client, person_id = a_traveller()
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
    _decide(log_in_staff("reviewer"), photo["id"])
    assert "photo.accepted" in [each.action for each in audit.of_subject(person_id, 10, None)]


def test_pictures_are_encrypted_with_the_photos_own_key(cloud):
    client, person_id = a_traveller()
    uploaded(client, person_id)
    content = encoded()
    send(ask(client, person_id, "holding", len(content)).body["upload"], content)
    s3, keys = cloud.home.client("s3"), _objects(cloud, person_id)
    assert len(keys) == 3
    for key in keys:
        found = s3.head_object(Bucket=settings().photos_bucket, Key=key)
        assert (found["ServerSideEncryption"], found["SSEKMSKeyId"]) == ("aws:kms", settings().photos_key)


def test_the_pictures_go_with_the_person(cloud):
    client, person_id = a_traveller()
    content = encoded(drawn(500, 400))
    photo = uploaded(client, person_id, content)
    send(ask(client, person_id, "holding", len(content)).body["upload"], content)
    assert len(_objects(cloud, person_id)) == 3
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    assert _objects(cloud, person_id) == []
    assert log_in_staff("reviewer").get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 404
