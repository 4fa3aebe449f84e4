"""Steps at WeChat and Alipay: going there and coming back with a code, binding, logging in."""

import secrets
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from chalicelib.features.login.platform_states import challenge_of
from tests.support import platforms
from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON

PLATFORMS = ("wechat", "alipay")
INSIDE_WECHAT = "Mozilla/5.0 (Linux; Android 13) Mobile Safari/537.36 MicroMessenger/8.0.50 Language/zh_CN"


class Browser:
    """A browser inside a platform, in which one `user` of it is logged in; it keeps its verifier."""

    def __init__(self, platform: str = "wechat", user: str = "") -> None:
        self.counterpart, self.platform = platforms.counterpart(platform), platform
        self.user, self.verifier = user or secrets.token_hex(8), secrets.token_urlsafe(32)

    def start(self, purpose: str = "login", at: datetime = NOON) -> str:
        """The authorize page that our page goes to."""
        body = {"purpose": purpose, "challenge": challenge_of(self.verifier)}
        answer = Client().post(f"/v1/login/platforms/{self.platform}/start", body, at=at)
        assert answer.status == 200, answer.raw
        return str(answer.body["authorize_url"])

    def back(self, purpose: str = "login", at: datetime = NOON) -> dict[str, str]:
        """What it comes back with from the platform, and the verifier."""
        query = urlsplit(self.start(purpose, at)).query
        reply = self.counterpart.authorize(query, INSIDE_WECHAT, self.user)
        assert reply.status == 302, reply.body
        given = dict(parse_qsl(urlsplit(reply.headers["Location"]).query))
        code = given.get("code") or given["auth_code"]
        return {"auth_code": code, "state": given["state"], "verifier": self.verifier}

    def send(self, given: dict[str, str], at: datetime = NOON, client: Client | None = None, **headers: str) -> Answer:
        path = f"/v1/login/platforms/{self.platform}/sessions"
        return (client or Client()).post(path, given, at=at, **headers)

    def log_in(self, purpose: str = "login", at: datetime = NOON) -> Answer:
        return self.send(self.back(purpose, at), at)

    def bind(self, client: Client, at: datetime = NOON) -> Answer:
        """Binds the user to the account that the client is logged in to."""
        answer = self.log_in("bind", at)
        assert answer.status == 201, answer.raw
        ticket = {"ticket": answer.body["binding"]["ticket"], "verifier": self.verifier}
        return client.call("PUT", f"/v1/me/platforms/{self.platform}", ticket, at=at)

    def session(self, at: datetime = NOON) -> Client:
        """A client that this browser's user logged in."""
        answer = self.log_in(at=at)
        assert answer.status == 201, answer.raw
        session = answer.body["session"]
        client = Client()
        client.token, client.account_id = session["access_token"], session["account"]["id"]
        return client


def bound(client: Client, platform: str = "wechat", at: datetime = NOON) -> Browser:
    """A browser whose user is bound to the client's account."""
    browser = Browser(platform)
    answer = browser.bind(client, at)
    assert answer.status == 204, answer.raw
    return browser
