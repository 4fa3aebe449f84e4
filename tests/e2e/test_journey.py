"""The main job on the deployed stack: log in, apply, declare for thirty days, show, verify, clear by itself."""

import re
import time
from base64 import b32decode
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.api import Answer
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, declaration, person_form

START = datetime(2020, 3, 5, 2, 0, tzinfo=UTC)
"""Ten in the morning in Shanghai."""
DAY = timedelta(days=1)


class Resident:
    """Somebody with a phone, who comes back on other days."""

    def __init__(self, stage: Deployed, phone: str, at: datetime) -> None:
        self.stage, self.phone, self.texts = stage, phone, 0
        self.token = ""
        self.log_in(at)

    def log_in(self, at: datetime) -> None:
        asked = self.stage.invoke_api("POST", "/v1/login/codes", {"phone": self.phone, "purpose": "login"}, at=at)
        assert asked.status == 202
        self.texts += 1
        code = re.findall(r"\d{6}", self.stage.sms(self.phone, self.texts)[-1])[0]
        body = {"challenge_id": asked.json()["challenge_id"], "code": code}
        session = self.stage.invoke_api("POST", "/v1/login/sessions", body, at=at)
        assert session.status == 201
        self.token, self.refresh_token = session.json()["access_token"], session.json()["refresh_token"]
        self.session_id = session.json()["session_id"]

    def call(self, method: str, path: str, body: Any = None, *, at: datetime) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}", "Accept-Language": "en"}
        answer = self.stage.invoke_api(method, path, body, headers=headers, at=at)
        if answer.status == 401:
            self._refresh(at)
            headers["Authorization"] = f"Bearer {self.token}"
            answer = self.stage.invoke_api(method, path, body, headers=headers, at=at)
        return answer

    def _refresh(self, at: datetime) -> None:
        body = {"refresh_token": self.refresh_token}
        session = self.stage.invoke_api("POST", "/v1/login/sessions/refresh", body, at=at).json()
        self.token, self.refresh_token = session["access_token"], session["refresh_token"]


def _gate(stage: Deployed, at: datetime) -> str:
    """A guard's access token."""
    from chalicelib.features.login.by_staff import totp

    login = next(each for each in stage.staff if each["roles"] == ["gate"])
    code = totp(b32decode(login["totp_secret"]), int(at.timestamp()) // 30)
    body = {"login": login["login"], "password": login["password"], "totp": code}
    answer = stage.invoke_api("POST", "/v1/login/sessions", body, at=at)
    assert answer.status == 201
    return str(answer.json()["access_token"])


def _verify(stage: Deployed, token: str, at: datetime) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {_gate(stage, at)}"}
    answer = stage.invoke_api("POST", "/v1/codes/verify", {"token": token}, headers=headers, at=at)
    assert answer.status == 200
    return dict(answer.json())


@pytest.fixture(scope="module")
def journey(deployed: Deployed) -> tuple[Resident, str]:
    resident = Resident(deployed, "+8613700000001", START)
    person = resident.call("POST", "/v1/people", person_form(number=a_document(), name="测试旅人"), at=START)
    assert person.status == 201, person.text
    person_id = str(person.json()["id"])
    _wait_until_certified(resident, person_id)
    return resident, person_id


def _wait_until_certified(resident: Resident, person_id: str, seconds: float = 60) -> None:
    """A queue and a job lie between, whose first container takes a while to start."""
    end_at = time.monotonic() + seconds
    while resident.call("GET", f"/v1/people/{person_id}", at=START).json()["certification"] != "certified":
        assert time.monotonic() < end_at, "the person was never certified"
        time.sleep(0.5)


def test_thirty_days(deployed: Deployed, journey: tuple[Resident, str]) -> None:
    """Well, ill on day 3, yellow for a week, reminded, green again with the seventh normal check-in."""
    resident, person_id = journey
    colours = []
    for day in range(30):
        at = START + day * DAY
        symptoms = ["dry_cough"] if day == 3 else []
        code = _declare(resident, person_id, at, symptoms)
        colours.append(code["colour"])
    assert colours == ["green"] * 3 + ["yellow"] * 7 + ["green"] * 20
    verdict = _verify(deployed, code["token"], START + 29 * DAY + timedelta(minutes=1))
    assert (verdict["valid"], verdict["colour"], verdict["live"]) == (True, "green", True)
    assert verdict["certification"] == "certified"


def _declare(resident: Resident, person_id: str, at: datetime, symptoms: list[str]) -> dict[str, Any]:
    body = declaration(symptoms=symptoms)
    answer = resident.call("POST", f"/v1/people/{person_id}/declarations", body, at=at)
    assert answer.status == 201, answer.text
    return dict(answer.json()["code"])


def test_a_hold_clears_at_midnight_with_nobody_asking(deployed: Deployed) -> None:
    resident = Resident(deployed, "+8613700000002", START)
    person_id = resident.call("POST", "/v1/people", person_form(number=a_document()), at=START).json()["id"]
    contact = {"contact": {"kind": "suspected", "on": "2020-03-05"}}
    for day in range(7):
        path = f"/v1/people/{person_id}/declarations"
        answer = resident.call("POST", path, declaration(**contact), at=START + day * DAY)
        assert answer.json()["code"]["colour"] == "yellow"
    midnight = datetime(2020, 3, 11, 16, tzinfo=UTC)
    deployed.run_job("expiry", midnight)
    messages = resident.call("GET", "/v1/me/messages", at=midnight).json()["items"]
    assert messages[0]["kind"] == "green"
    code = resident.call("GET", f"/v1/people/{person_id}/code", at=midnight).json()
    assert (code["colour"], code["holds"]) == ("green", [])


def test_the_picture_comes_through_the_gateway(deployed: Deployed, journey: tuple[Resident, str]) -> None:
    resident, person_id = journey
    resident.log_in(datetime.now(UTC))
    headers = {"Authorization": f"Bearer {resident.token}", "Accept": "image/png"}
    answer = deployed.http("GET", f"/v1/people/{person_id}/code.png", headers=headers)
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/png"
    assert answer.raw[:8] == b"\x89PNG\r\n\x1a\n"
