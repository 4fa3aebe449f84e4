"""A photo on the deployed stack: the form, S3, EventBridge, the job with its own policy, review, the link."""

import time
import urllib.request
from base64 import b32decode
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.drawn_photographs import EXE, encoded, opened, with_exif
from tests.support.photo_steps import send

AT = datetime(2020, 4, 10, 4, 0, tzinfo=UTC)
PASSPORT = {
    "entry": "passport",
    "scheme": "international",
    "relation": "self",
    "name": "ANNA ERIKSSON",
    "document": {"type": "passport", "number": "L898902C3", "country": "IT", "expires_on": "2027-04-15"},
    "birth_date": "1984-08-12",
    "sex": "female",
    "nationality": "IT",
    "residence": "IT",
}


@pytest.fixture(scope="module")
def traveller(deployed: Deployed) -> tuple[Resident, str]:
    resident = Resident(deployed, "+393471234567", AT)
    person = resident.call("POST", "/v1/people", PASSPORT, at=AT)
    assert person.status == 201, person.text
    return resident, str(person.json()["id"])


def _reviewer(stage: Deployed) -> dict[str, str]:
    from chalicelib.features.login.by_staff import totp

    login = next(each for each in stage.staff if each["roles"] == ["reviewer"])
    code = totp(b32decode(login["totp_secret"]), int(AT.timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = stage.invoke_api("POST", "/v1/login/sessions", body, at=AT)
    assert answer.status == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def _upload(traveller: tuple[Resident, str], kind: str, content: bytes) -> dict[str, Any]:
    """Asks, sends, and waits for what S3, EventBridge and the job make of it."""
    resident, person_id = traveller
    path = f"/v1/people/{person_id}/photos"
    asked = resident.call("POST", path, {"kind": kind, "content_type": "image/jpeg", "size": len(content)}, at=AT)
    assert asked.status == 201, asked.text
    assert send(asked.json()["upload"], content) == 204
    end_at = time.monotonic() + 90
    while time.monotonic() < end_at:
        found = resident.call("GET", path, at=AT).json()["items"]
        photo = next(each for each in found if each["id"] == asked.json()["photo"]["id"])
        if photo["status"] != "awaiting":
            return dict(photo)
        time.sleep(0.2)
    raise AssertionError("the upload was not dealt with within 90 seconds")


def test_an_upload_is_developed_reviewed_and_seen(deployed: Deployed, traveller: tuple[Resident, str]) -> None:
    photo = _upload(traveller, "passport", with_exif(6))
    assert (photo["status"], photo["width"], photo["height"]) == ("received", 300, 400)
    reviewer = _reviewer(deployed)
    queue = deployed.invoke_api("GET", "/v1/photos", headers=reviewer, at=AT).json()["items"]
    assert photo["id"] in {each["id"] for each in queue}
    view = deployed.invoke_api("GET", f"/v1/photos/{photo['id']}/view", headers=reviewer, at=AT).json()
    with urllib.request.urlopen(view["url"]) as answer:
        picture = answer.read()
    assert b"SECRET" not in picture
    assert opened(picture).size == (300, 400)
    path = f"/v1/photos/{photo['id']}/decision"
    assert deployed.invoke_api("POST", path, {"accept": True}, headers=reviewer, at=AT).status == 200
    assert _upload(traveller, "holding", encoded())["status"] == "received"


def test_a_file_that_is_no_photo_is_refused(traveller: tuple[Resident, str]) -> None:
    photo = _upload(traveller, "holding", EXE)
    assert (photo["status"], photo["reason_code"]) == ("rejected", "photo_not_a_picture")


def test_the_pictures_go_with_the_person(deployed: Deployed) -> None:
    resident = Resident(deployed, "+393471234568", AT)
    document = PASSPORT["document"] | {"number": "L898902C4"}
    person_id = resident.call("POST", "/v1/people", PASSPORT | {"document": document}, at=AT).json()["id"]
    assert _upload((resident, person_id), "passport", encoded())["status"] == "received"
    assert resident.call("DELETE", f"/v1/people/{person_id}", at=AT).status == 204
    home = deployed.running.home
    bucket = home.settings()["PHOTOS_BUCKET"]
    assert not home.client("s3").list_objects_v2(Bucket=bucket, Prefix=f"photos/{person_id}/").get("Contents")
