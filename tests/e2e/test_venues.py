"""A venue on the deployed stack: registered, approved, its poster printed, scanned, counted from the streams."""

import time
from base64 import b32decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form
from tests.support.venue_steps import venue_form

START = datetime(2020, 4, 14, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
VISITS = 12


def _staff(stage: Deployed, role: str, at: datetime, region: str) -> dict[str, str]:
    """The headers of a member of staff of a region."""
    from chalicelib.features.login.by_staff import totp

    login = next(each for each in stage.staff if each["roles"] == [role] and region.startswith(each["region"]))
    code = totp(b32decode(login["totp_secret"]), int(at.timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = stage.invoke_api("POST", "/v1/login/sessions", body, at=at)
    assert answer.status == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def opened(stage: Deployed, phone: str, at: datetime, region: str) -> tuple[Resident, dict[str, Any]]:
    """A manager and an approved venue."""
    manager = Resident(stage, phone, at)
    made = manager.call("POST", "/v1/venues", venue_form(region=region), at=at)
    assert made.status == 201, made.text
    path, approved = f"/v1/venues/{made.json()['id']}", {"status": "approved"}
    answer = stage.invoke_api("PATCH", path, approved, headers=_staff(stage, "supervisor", at, region), at=at)
    assert answer.status == 200, answer.text
    return manager, answer.json()


@pytest.fixture(scope="module")
def venue(deployed: Deployed) -> tuple[Resident, dict[str, Any]]:
    return opened(deployed, "+8613700000101", START, "540102")


def test_the_poster_comes_through_the_gateway(deployed: Deployed, venue: tuple[Resident, dict[str, Any]]) -> None:
    manager, place = venue
    headers = {"Authorization": f"Bearer {manager.token}", "Accept": "application/pdf"}
    answer = deployed.invoke_api("GET", f"/v1/venues/{place['id']}/poster.pdf", headers=headers, at=START)
    assert answer.status == 200, answer.text[:300]
    assert answer.headers["content-type"] == "application/pdf"


def test_each_visit_is_counted_once(deployed: Deployed, venue: tuple[Resident, dict[str, Any]]) -> None:
    manager, place = venue
    code = manager.call("GET", f"/v1/venues/{place['id']}/code?kind=poster", at=START).json()["venue_code"]
    visitor = Resident(deployed, "+8613700000102", START)
    person = visitor.call("POST", "/v1/people", person_form(number=a_document(), residence="540102"), at=START).json()
    visitor.call("POST", f"/v1/people/{person['id']}/declarations", declaration(), at=START)
    for number in range(VISITS):
        body = {"person_id": person["id"], "venue_code": code, "direction": "in"}
        assert visitor.call("POST", "/v1/visits", body, at=START + 5 * number * HOUR).status == 201
    assert _counted(deployed, START + 61 * HOUR) == VISITS


def _counted(deployed: Deployed, at: datetime) -> int | None:
    """The visits of the county, once the stream has told of them all."""
    headers, end = _staff(deployed, "auditor", at, "540102"), time.monotonic() + 120
    while True:
        answer = deployed.invoke_api("GET", "/v1/statistics?region=540102", headers=headers, at=at)
        assert answer.status == 200, answer.text
        visits: int | None = answer.json()["totals"]["visits"]
        if visits == VISITS or time.monotonic() > end:
            return visits
        time.sleep(0.5)
