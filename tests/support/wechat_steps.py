"""Steps at WeChat's page of one-time messages: going there, agreeing, coming back, and what WeChat delivered."""

import re
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from chalicelib.features.login.platform_states import challenge_of
from tests.support import platforms
from tests.support.client import Answer, Client
from tests.support.platform_steps import INSIDE_WECHAT, Browser, bound
from tests.support.traveller_steps import START, traveller

PATH = "/v1/me/wechat-agreements"


def bound_traveller() -> tuple[Client, str, Browser]:
    """Somebody whose WeChat is bound, in its browser."""
    client, person_id = traveller()
    return client, person_id, bound(client, at=START)


def start(client: Client, browser: Browser, at: datetime = START) -> Answer:
    return client.post(f"{PATH}/start", {"challenge": challenge_of(browser.verifier)}, at=at)


def back(client: Client, browser: Browser, tap: str = "confirm", at: datetime = START) -> dict[str, Any]:
    """What the browser comes back with from WeChat's page after a tap there."""
    answer = start(client, browser, at)
    assert answer.status == 200, answer.raw
    page = platforms.messages().page(urlsplit(answer.body["confirm_url"]).query, INSIDE_WECHAT, browser.user)
    taps = dict(re.findall(r'id=(\w+) href="\?([^"]*)"', page.body))
    reply = platforms.messages().page(unescape(taps[tap]), INSIDE_WECHAT, browser.user)
    assert reply.status == 302, reply.body
    return dict(parse_qsl(urlsplit(reply.headers["Location"]).query))


def kept(client: Client, browser: Browser, given: dict[str, Any], at: datetime = START, **changes: Any) -> Answer:
    body = {"openid": given["openid"], "scene": int(given["scene"]), "state": given["reserved"]}
    return client.post(PATH, body | {"verifier": browser.verifier} | changes, at=at)


def agreed(client: Client, browser: Browser, times: int = 1, at: datetime = START) -> None:
    """So many messages agreed to."""
    for _ in range(times):
        answer = kept(client, browser, back(client, browser, at=at), at)
        assert answer.status == 200, answer.raw
