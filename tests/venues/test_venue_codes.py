"""The code at the door: a screen that changes, posters that are revoked."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pypdfium2
import zxingcpp

from chalicelib.config import settings
from chalicelib.desk import audit
from tests.support.client import Client
from tests.support.resident_steps import NOON, log_in, log_in_staff
from tests.support.venue_steps import guard_of, opened, poster_of, registered, screen_of


def test_the_screen_changes_every_thirty_seconds():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/code"
    shown = [manager.get(path, at=NOON + timedelta(seconds=each)).body for each in (0, 29, 30)]
    assert [each["changes_at"] for each in shown] == [
        "2020-03-10T04:00:30+00:00",
        "2020-03-10T04:00:30+00:00",
        "2020-03-10T04:01:00+00:00",
    ]
    assert shown[0]["expires_at"] == "2020-03-10T04:02:00+00:00"
    assert shown[0]["venue_code"].startswith(f"{settings().public_url}/v#")


def test_only_who_works_there_has_the_code():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/code"
    assert guard.get(path, at=NOON).status == 200
    assert log_in_staff("gate", region="63").get(path, at=NOON).status == 200
    assert log_in_staff("gate", region="11").get(path, at=NOON).status == 403
    assert log_in(Client()).get(path, at=NOON).status == 403
    assert Client().get(path, at=NOON).status == 401
    assert guard.get(f"{path}?kind=tattoo", at=NOON).fields == {"kind": "not_allowed"}


def test_a_venue_that_is_not_approved_has_no_code():
    manager, venue = registered()
    answer = manager.get(f"/v1/venues/{venue['id']}/code", at=NOON)
    assert (answer.status, answer.body["code"]) == (409, "venue_not_open")


def test_the_poster_is_a_page_that_holds_the_code():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/poster.pdf"
    answer = manager.get(path, at=NOON, accept="application/pdf")
    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(BytesIO(b64decode(answer.raw)))
    assert len(document) == 1
    read = zxingcpp.read_barcodes(document[0].render(scale=1).to_pil())
    assert read[0].text.startswith(f"{settings().public_url}/v#")


def test_posters_are_revoked_by_managers():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/posters/revocation"
    assert guard.post(path, at=NOON).status == 403
    assert manager.post(path, at=NOON).body == {"serial": 2, "since": "2020-03-10T04:00:00+00:00"}
    assert poster_of(manager, venue["id"]) != screen_of(manager, venue["id"])


def test_posters_are_revoked_by_a_supervisor_of_the_region_on_record():
    _, venue = opened()
    path = f"/v1/venues/{venue['id']}/posters/revocation"
    assert log_in_staff("supervisor", region="11").post(path, at=NOON).status == 403
    assert log_in_staff("supervisor", region="63").post(path, at=NOON).body["serial"] == 2
    assert "posters.revoked" in [entry.action for entry in audit.of_subject(venue["id"], 5, None)]
