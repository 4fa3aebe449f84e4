"""Messages by WeChat on the deployed stack: WeChat is bound, its page agreed to, and a message delivered there."""

import json
import re
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from html import unescape
from secrets import token_urlsafe
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalicelib.features.login.platform_states import challenge_of
from local.wechat_provider import openid_of
from tests.e2e.test_journey import DAY, START, Resident
from tests.support.deployed_stack import Deployed
from tests.support.platform_steps import INSIDE_WECHAT
from tests.support.resident_steps import a_document, declaration, person_form

PHONE = "+8613700000031"
VERIFIER = token_urlsafe(32)


class _Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


OPENER = urllib.request.build_opener(_Stays)


def _asked(url: str, user: str = "") -> tuple[str, str]:
    """Where a page inside WeChat leads, and what it shows."""
    headers = {"User-Agent": INSIDE_WECHAT, "Cookie": f"platform_user={user}"}
    try:
        with OPENER.open(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return "", answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.headers["Location"], ""


def _came_back(location: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(location).query))


def _bind(resident: Resident, user: str) -> None:
    body = {"purpose": "bind", "challenge": challenge_of(VERIFIER)}
    begun = resident.call("POST", "/v1/login/platforms/wechat/start", body, at=START).json()
    given = _came_back(_asked(begun["authorize_url"].partition("#")[0], user)[0])
    body = {"auth_code": given["code"], "state": given["state"], "verifier": VERIFIER}
    made = resident.call("POST", "/v1/login/platforms/wechat/sessions", body, at=START).json()
    ticket = {"ticket": made["binding"]["ticket"], "verifier": VERIFIER}
    answer = resident.call("PUT", "/v1/me/platforms/wechat", ticket, at=START)
    assert answer.status == 204, answer.text


def _agree(resident: Resident, user: str) -> int:
    body = {"challenge": challenge_of(VERIFIER)}
    begun = resident.call("POST", "/v1/me/wechat-agreements/start", body, at=START).json()
    url = begun["confirm_url"].partition("#")[0]
    (tap,) = re.findall(r'id=confirm href="([^"]*)"', _asked(url, user)[1])
    given = _came_back(_asked(url.partition("?")[0] + unescape(tap), user)[0])
    assert (given["action"], given["template_id"]) == ("confirm", "wx-local-template")
    body = {"openid": given["openid"], "scene": int(given["scene"]), "state": given["reserved"], "verifier": VERIFIER}
    answer = resident.call("POST", "/v1/me/wechat-agreements", body, at=START)
    assert answer.status == 200, answer.text
    return int(answer.json()["wechat_left"])


def _delivered(stage: Deployed, user: str, seconds: float = 60) -> list[dict[str, Any]]:
    """What WeChat delivered to its user, once there is something."""
    end_at = time.monotonic() + seconds
    while True:
        _, shown = _asked(f"{stage.running.platforms_url}/wechat/messages/sent")
        found = [each for each in json.loads(shown) if each["touser"] == openid_of(user)]
        if found or time.monotonic() > end_at:
            return found
        time.sleep(0.2)


def _noted(resident: Resident, at: datetime, seconds: float = 60) -> dict[str, Any]:
    """The latest message, once it is noted what became of it."""
    end_at = time.monotonic() + seconds
    while True:
        latest = resident.call("GET", "/v1/me/messages", at=at).json()["items"][0]
        if latest["delivery"] or time.monotonic() > end_at:
            return dict(latest)
        time.sleep(0.2)


def test_an_agreement_brings_the_next_message(deployed: Deployed) -> None:
    """Yellow for a week: that the code is green again is told there, and the agreement is used up."""
    resident, user = Resident(deployed, PHONE, START), f"user-{PHONE[-4:]}"
    person_id = resident.call("POST", "/v1/people", person_form(number=a_document()), at=START).json()["id"]
    _bind(resident, user)
    assert _agree(resident, user) == 1
    contact = {"contact": {"kind": "suspected", "on": "2020-03-05"}}
    for day in range(7):
        path = f"/v1/people/{person_id}/declarations"
        assert resident.call("POST", path, declaration(**contact), at=START + day * DAY).status == 201
    midnight = datetime(2020, 3, 11, 16, tzinfo=UTC)
    deployed.run_job("expiry", midnight)
    (sent,) = _delivered(deployed, user)
    assert sent["data"]["content"]["value"] == "您有一条新消息，点开查看。"
    shown = _noted(resident, midnight)
    assert (shown["kind"], shown["wechat"], shown["delivery"]) == ("green", "sent", "left_out")
    assert resident.call("GET", "/v1/me/preferences", at=midnight).json()["wechat_left"] == 0
