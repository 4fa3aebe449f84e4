"""The photos job: only awaited uploads count, once, whatever arrives, however often, and wherever a run ends."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import boto3
import pytest

from chalicelib.config import settings
from chalicelib.errors import Conflict
from chalicelib.features.photos import job as photos_job
from chalicelib.features.photos import pictures
from chalicelib.features.photos import records as photos_records
from chalicelib.person import records as people
from chalicelib.store.transactions import transact
from tests.support.client import Client
from tests.support.drawn_photographs import EXE, HEIC, PDF, SVG, archive, drawn, encoded, opened, png_of, with_exif
from tests.support.photo_steps import a_traveller, ask, event, listed, send, uploaded
from tests.support.resident_steps import NOON, log_in_staff

MINUTE = timedelta(minutes=1)


def put_object(key: str, content: bytes) -> None:
    boto3.client("s3").put_object(Bucket=settings().photos_bucket, Key=key, Body=content)


def object_at(key: str) -> bytes | None:
    return pictures.uploaded(key, 10_000_000)


def objects(person_id: str) -> set[str]:
    s3 = boto3.client("s3")
    return {
        each["Key"]
        for folder in ("quarantine", "photos")
        for each in s3.list_objects_v2(Bucket=settings().photos_bucket, Prefix=f"{folder}/{person_id}/").get(
            "Contents", []
        )
    }


def awaited(kind: str = "passport", content: bytes = b"") -> tuple[Client, str, str]:
    """A traveller whose upload lies in quarantine, not yet dealt with: client, person and the upload's key."""
    client, person_id = a_traveller()
    content = content or encoded()
    upload = ask(client, person_id, kind, len(content)).body["upload"]
    assert send(upload, content) == 204
    return client, person_id, upload["fields"]["key"]


def _whole(person_id: str) -> list[Any]:
    """Everything the person's partition holds."""
    return sorted(str(record.serialize()) for record in people.partition(person_id))


def test_a_container_that_has_just_been_made_can_do_it(cold_start: Callable[[], None]) -> None:
    client, person_id, key = awaited()
    refusing, other, its_key = awaited(content=EXE)
    cold_start()
    assert photos_job.arrived(event(key)) == {"outcome": "received"}
    assert photos_job.arrived(event(its_key)) == {"outcome": "rejected"}
    assert listed(client, person_id)[0]["status"] == "received"
    assert listed(refusing, other)[0]["status"] == "rejected"


def test_only_a_fresh_copy_is_kept() -> None:
    _, person_id, key = awaited(content=with_exif(6))
    photos_job.arrived(event(key))
    kept = objects(person_id)
    assert len(kept) == 2
    for each in kept:
        assert each.startswith(f"photos/{person_id}/")
        assert b"SECRET" not in (object_at(each) or b"SECRET")
    assert opened(object_at(next(each for each in kept if "preview" not in each)) or b"").size == (300, 400)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (HEIC, "photo_heic"),
        (PDF, "photo_not_a_picture"),
        (SVG, "photo_not_a_picture"),
        (EXE, "photo_not_a_picture"),
        (b"\x00", "photo_not_a_picture"),
        (encoded()[:-100], "photo_damaged"),
        (encoded() + archive(), "photo_two_files"),
        (png_of(60_000, 60_000), "photo_too_many_pixels"),
    ],
    ids=["heic", "pdf", "svg", "exe", "byte", "cut", "two", "bomb"],
)
def test_what_is_no_photo_is_refused_and_deleted(content: bytes, reason: str) -> None:
    client, person_id, key = awaited(content=content)
    assert photos_job.arrived(event(key)) == {"outcome": "rejected"}
    assert (listed(client, person_id)[0]["status"], listed(client, person_id)[0]["reason_code"]) == ("rejected", reason)
    assert objects(person_id) == set()
    assert people.state(person_id).photos == "missing"


def test_an_empty_file_and_an_enormous_one_are_refused_though_no_form_lets_them_through() -> None:
    for content, reason in ((b"", "photo_empty"), (encoded() + b"\x00" * 2_000_000, "photo_too_many_bytes")):
        client, person_id = a_traveller()
        key = ask(client, person_id).body["upload"]["fields"]["key"]
        put_object(key, content)
        photos_job.arrived(event(key))
        assert listed(client, person_id)[0]["reason_code"] == reason


@pytest.mark.parametrize(
    "key",
    [
        "quarantine/nobody",
        f"quarantine/{'a' * 20}/1583812800000-{'b' * 12}",
        "quarantine/../photos/x",
        "quarantine/",
        f"quarantine/{'é' * 20}/x",
    ],
)
def test_an_upload_that_nobody_asked_for_is_deleted(key: str) -> None:
    put_object(key, encoded())
    assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    assert object_at(key) is None


def test_an_upload_under_another_name_of_the_photo_is_not_taken() -> None:
    client, person_id = a_traveller()
    key = ask(client, person_id).body["upload"]["fields"]["key"]
    flat = key.replace(f"{person_id}/", f"{person_id}-")
    put_object(flat, encoded())
    assert photos_job.arrived(event(flat)) == {"outcome": "ignored"}
    assert listed(client, person_id)[0]["status"] == "awaiting"


def test_an_event_without_its_object_changes_nothing() -> None:
    client, person_id = a_traveller()
    key = ask(client, person_id).body["upload"]["fields"]["key"]
    before = _whole(person_id)
    assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    assert _whole(person_id) == before


@pytest.mark.parametrize("content", [encoded(), EXE], ids=["photo", "no photo"])
def test_a_second_run_changes_nothing(content: bytes) -> None:
    _, person_id, key = awaited(content=content)
    photos_job.arrived(event(key))
    before, kept = _whole(person_id), objects(person_id)
    assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    assert (_whole(person_id), objects(person_id)) == (before, kept)


@pytest.mark.parametrize("content", [encoded(drawn(500, 500)), EXE], ids=["photo", "no photo"])
@pytest.mark.parametrize("decision", [None, True, False])
def test_the_form_used_again_afterwards_changes_nothing(content: bytes, decision: bool | None) -> None:
    client, person_id = a_traveller()
    first = encoded()
    first += b"\x00" * max(0, len(content) - len(first))
    content += b"\x00" * (len(first) - len(content))
    upload = ask(client, person_id, size=len(first)).body["upload"]
    assert send(upload, first) == 204
    photos_job.arrived(event(upload["fields"]["key"]))
    photo_id = listed(client, person_id)[0]["id"]
    if decision is not None:
        body = {"accept": decision, "reason": "不清楚"}
        log_in_staff("reviewer").post(f"/v1/photos/{photo_id}/decision", body, at=NOON)
    before, kept = _whole(person_id), objects(person_id)
    assert send(upload, content) == 204
    assert photos_job.arrived(event(upload["fields"]["key"])) == {"outcome": "ignored"}
    assert (_whole(person_id), objects(person_id)) == (before, kept)


def test_runs_at_once_receive_one_photo() -> None:
    client, person_id, key = awaited()
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda _: photos_job.arrived(event(key))["outcome"], range(8)))
    assert outcomes.count("received") == 1
    (photo,) = listed(client, person_id)
    record = photos_records.find(photo["id"])
    assert record is not None
    assert objects(person_id) == set(record.copy_keys)


def test_two_different_files_for_one_form_leave_one_copy() -> None:
    _, person_id, key = awaited(content=encoded(drawn(500, 400)))
    pool = ThreadPoolExecutor(4)
    try:
        running = [pool.submit(photos_job.arrived, event(key)) for _ in range(2)]
        put_object(key, encoded(drawn(600, 400)))
        running += [pool.submit(photos_job.arrived, event(key)) for _ in range(2)]
        outcomes = [each.result()["outcome"] for each in running]
    finally:
        pool.shutdown()
    assert outcomes.count("received") == 1
    assert len({each for each in objects(person_id) if each.startswith("photos/")}) == 2


@pytest.mark.parametrize("content", [encoded(), EXE], ids=["photo", "no photo"])
def test_a_run_that_was_overtaken_settles_nothing(content: bytes) -> None:
    client, person_id, key = awaited(content=content)
    overtaken = photos_records.find(listed(client, person_id)[0]["id"])
    assert overtaken is not None
    photos_job.arrived(event(key))
    before = _whole(person_id)
    for step in (
        photos_records.received(overtaken, "0" * 16, (400, 300), "", NOON),
        photos_records.refused(overtaken, "photo_damaged", NOON),
    ):
        with pytest.raises(Conflict):
            transact([step])
    assert _whole(person_id) == before


def test_both_kinds_at_once_are_complete() -> None:
    client, person_id = a_traveller()
    content, keys = encoded(), []
    for kind in ("passport", "holding"):
        upload = ask(client, person_id, kind, len(content)).body["upload"]
        send(upload, content)
        keys.append(upload["fields"]["key"])
    with ThreadPoolExecutor(2) as pool:
        assert [each["outcome"] for each in pool.map(lambda key: photos_job.arrived(event(key)), keys)] == [
            "received"
        ] * 2
    assert people.state(person_id).photos == "complete"


def test_a_newer_photo_takes_the_place_of_one_that_waits() -> None:
    client, person_id = a_traveller(residence="IS")
    first = uploaded(client, person_id, encoded(drawn(500, 400)))
    second = uploaded(client, person_id, encoded(drawn(600, 400)), at=NOON + MINUTE)
    newest, oldest = listed(client, person_id)
    assert (newest["id"], newest["status"]) == (second["id"], "received")
    assert (oldest["id"], oldest["status"], oldest["reason_code"]) == (first["id"], "rejected", "photo_replaced")
    assert len(objects(person_id)) == 2
    queue = log_in_staff("reviewer", region="IS").get("/v1/photos", at=NOON).body["items"]
    assert [each["id"] for each in queue] == [second["id"]]


def test_a_bad_newer_file_leaves_the_good_photo_standing() -> None:
    client, person_id = a_traveller()
    good = uploaded(client, person_id)
    uploaded(client, person_id, EXE, at=NOON + MINUTE)
    assert people.state(person_id).standing_photos["passport"]["id"] == good["id"]


def test_a_photo_that_arrives_after_one_of_its_kind_was_accepted_is_not_used() -> None:
    client, person_id, late = awaited()
    accepted = uploaded(client, person_id, encoded(drawn(600, 400)), at=NOON + MINUTE)
    log_in_staff("reviewer").post(f"/v1/photos/{accepted['id']}/decision", {"accept": True}, at=NOON)
    kept = objects(person_id) - {late}
    assert photos_job.arrived(event(late)) == {"outcome": "rejected"}
    assert {each["status"] for each in listed(client, person_id)} == {"accepted", "rejected"}
    assert listed(client, person_id)[1]["reason_code"] == "photo_accepted_before"
    assert objects(person_id) == kept


def test_an_upload_for_somebody_who_is_gone_leaves_nothing() -> None:
    client, person_id, key = awaited()
    assert client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status == 204
    put_object(key, encoded())
    assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    assert objects(person_id) == set()
