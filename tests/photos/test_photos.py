"""Photos from outside: who may ask, send, look and decide, and what the person learns of it."""

import urllib.request
from datetime import timedelta

import pytest

from chalicelib.config import settings
from chalicelib.person import records as people
from tests.photos.steps import HOUR, decide, inbox_of, objects_of
from tests.support.client import Client
from tests.support.drawn_photographs import HEIC, drawn, encoded, opened, with_exif
from tests.support.photo_steps import a_traveller, ask, listed, send, uploaded
from tests.support.resident_steps import NOON, applied, log_in, log_in_staff


def test_a_photo_is_asked_for_sent_and_received(cloud):
    client, person_id = a_traveller()
    photo = uploaded(client, person_id, with_exif(6))
    assert (photo["kind"], photo["status"], photo["reason"]) == ("passport", "received", None)
    assert (photo["width"], photo["height"]) == (300, 400)
    assert all(key.startswith("photos/") for key in objects_of(cloud, person_id))


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
    assert objects_of(cloud, person_id) == []


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
    assert decide(client, photo["id"]).status == 403
    assert log_in_staff("gate").get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 403


@pytest.mark.parametrize("photo_id", ["none", "a" * 20, f"{'a' * 20}-1583812800000-{'b' * 12}", "P%23x"])
def test_an_unknown_photo_is_not_found(photo_id):
    reviewer = log_in_staff("reviewer")
    assert reviewer.get(f"/v1/photos/{photo_id}/view", at=NOON).status == 404
    assert decide(reviewer, photo_id).status == 404


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
    decide(log_in_staff("reviewer"), holding["id"], accept=False, reason="看不清")
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
    assert [each["kind"] for each in inbox_of(client)] == ["photo_passport_unusable"]


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


def test_pictures_are_encrypted_with_the_photos_own_key(cloud):
    client, person_id = a_traveller()
    uploaded(client, person_id)
    content = encoded()
    send(ask(client, person_id, "holding", len(content)).body["upload"], content)
    s3, keys = cloud.home.client("s3"), objects_of(cloud, person_id)
    assert len(keys) == 3
    for key in keys:
        found = s3.head_object(Bucket=settings().photos_bucket, Key=key)
        assert (found["ServerSideEncryption"], found["SSEKMSKeyId"]) == ("aws:kms", settings().photos_key)


def test_the_pictures_go_with_the_person(cloud):
    client, person_id = a_traveller()
    content = encoded(drawn(500, 400))
    photo = uploaded(client, person_id, content)
    send(ask(client, person_id, "holding", len(content)).body["upload"], content)
    assert len(objects_of(cloud, person_id)) == 3
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    assert objects_of(cloud, person_id) == []
    assert log_in_staff("reviewer").get(f"/v1/photos/{photo['id']}/view", at=NOON).status == 404
