"""The local counterpart of WeChat's Official Accounts: web OAuth (chalicelib/features/login/wechat.py).

It speaks as developers.weixin.qq.com/doc/service has it: the authorize page takes its parameters in one order alone and
opens inside WeChat only; a code counts once and for five minutes; answers are 200 with an `errcode`. Who is at the page
is told by a cookie, as WeChat knows its own user. The account is made up: application `wx-local`, key `local`.
`python -m local.oauth_platforms` serves it.
"""

import json
import re
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

APPLICATION, KEY = "wx-local", "local"
CODE_LIVES = 300
SCOPES = ("snsapi_base", "snsapi_userinfo")
ERRORS = {"busy": (-1, "system error"), "limited": (45009, "reach max api daily quota limit")}
"""Modes in which the API answers with an error, whatever it is asked."""
MODES = {"normal", "snapshot", "slow", "down", "cut", *ERRORS}
_ORDER = re.compile(
    r"appid=(?P<appid>[^&]*)&redirect_uri=(?P<redirect>[^&]*)&response_type=code&scope=(?P<scope>[^&]*)"
    r"(?:&state=(?P<state>[A-Za-z0-9]{0,128}))?"
)


@dataclass(frozen=True)
class Reply:
    """An answer of a counterpart; `cut`: its connection breaks off in the middle of the body."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass
class _Code:
    openid: str
    until: float
    used: bool = False


@dataclass
class WeChat:
    """How it answers, and the codes that it gave. `hosts`: registered domains, to which alone it leads back."""

    mode: str = "normal"
    seconds: float = 8.0
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    clock: Callable[[], float] = time.time
    asked: int = 0
    codes: dict[str, _Code] = field(default_factory=dict)

    def authorize(self, query: str, agent: str, user: str) -> Reply:
        """The authorize page: back to the registered address with a code for `user`, at once."""
        if "MicroMessenger" not in agent:
            return Reply(200, "<!doctype html><meta charset=utf-8><p>请在微信客户端打开链接")
        found = _ORDER.fullmatch(query)
        if not found or found["scope"] not in SCOPES:
            return Reply(200, "<!doctype html><meta charset=utf-8><p>该链接无法访问")
        redirect = unquote(found["redirect"])
        if found["appid"] != APPLICATION or urlsplit(redirect).hostname not in self.hosts:
            return Reply(200, "<!doctype html><meta charset=utf-8><p>redirect_uri 参数错误")
        given = urlencode({"code": self.code_for(user), "state": found["state"] or ""})
        return Reply(302, headers={"Location": f"{redirect}{'&' if '?' in redirect else '?'}{given}"})

    def code_for(self, user: str) -> str:
        """A code that stands for this user, as the page gives it."""
        code = secrets.token_hex(16)
        self.codes[code] = _Code(openid_of(user), self.clock() + CODE_LIVES)
        return code

    def get(self, path: str, query: str) -> Reply:
        """`/sns/oauth2/access_token`: who a code stands for."""
        asked = dict(parse_qsl(query, keep_blank_values=True))
        if path != "/sns/oauth2/access_token":
            return Reply(404)
        return self._answered(lambda: self._exchanged(asked))

    def _answered(self, answer: Callable[[], dict[str, object]]) -> Reply:
        self.asked += 1
        if self.mode == "down":
            return Reply(503)
        if self.mode == "slow":
            time.sleep(self.seconds)
        if self.mode in ERRORS:
            code, words = ERRORS[self.mode]
            return _said({"errcode": code, "errmsg": words})
        return _said(answer(), cut=self.mode == "cut")

    def _exchanged(self, asked: Mapping[str, str]) -> dict[str, object]:
        wrong = self._wrong(asked)
        if wrong:
            return {"errcode": wrong[0], "errmsg": f"{wrong[1]}, rid: {secrets.token_hex(8)}"}
        code = self.codes[asked["code"]]
        code.used = True
        known: dict[str, object] = {"access_token": secrets.token_urlsafe(40), "expires_in": 7200}
        known |= {"refresh_token": secrets.token_urlsafe(40), "openid": code.openid, "scope": "snsapi_base"}
        # The page as a snapshot: whoever has not agreed yet is a made-up user who is another one each time.
        snapshot = {"is_snapshotuser": 1, "openid": openid_of(secrets.token_hex(8))}
        return known | (snapshot if self.mode == "snapshot" else {})

    def _wrong(self, asked: Mapping[str, str]) -> tuple[int, str] | None:
        """What speaks against an exchange, by its global return code."""
        code = self.codes.get(asked.get("code", ""))
        refusals = (
            (asked.get("appid") != APPLICATION, (40013, "invalid appid")),
            (asked.get("secret") != KEY, (40125, "invalid appsecret")),
            (asked.get("grant_type") != "authorization_code", (40002, "invalid grant_type")),
            (not asked.get("code"), (41008, "missing code")),
            (code is None, (40029, "invalid code")),
            (code is not None and code.used, (40163, "code been used")),
            (code is not None and self.clock() > code.until, (42003, "code expired")),
        )
        return next((refusal for applies, refusal in refusals if applies), None)


def openid_of(user: str) -> str:
    """The name under which this one application knows a user: 28 characters."""
    return f"o{sha256(f'{APPLICATION}/{user}'.encode()).hexdigest()[:27]}"


def _said(content: dict[str, object], cut: bool = False) -> Reply:
    return Reply(200, json.dumps(content), {"Content-Type": "text/plain"}, cut)
