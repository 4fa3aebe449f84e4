"""The local counterpart of an Official Account's one-time subscription messages (一次性订阅消息).

developers.weixin.qq.com/doc/service: the confirm page (opens inside WeChat only, leads back to a registered host), the
stable access token, the message. An agreement counts once; two of one person under one scene count as one. Answers are
200 with an `errcode`. The account is the log-in's, `local/wechat_provider.py`.
"""

import html
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from local.wechat_provider import APPLICATION, KEY, Reply, WeChat, openid_of

TEMPLATE = "wx-local-template"
LIVES, RENEWED_BEFORE, FORCED_EVERY, FORCED_A_DAY = 7200, 300, 30, 20
"""Seconds of a token; before its end a new one is given; between two that are forced; and how many are."""
TITLE, CONTENT = 15, 200
ERRORS = {
    "busy": (-1, "system error"),
    "limited": (45009, "reach max api daily quota limit"),
    "often": (45011, "api minute-quota reach limit, must slower, retry next minute"),
    "void": (43101, "user refuse to accept the msg"),
    "unknown": (40003, "invalid openid"),
    "template": (40037, "invalid template_id"),
    "unauthorized": (48001, "api unauthorized"),
}
"""Modes in which a message is answered with an error, whatever it is."""
MODES = {"normal", "slow", "down", "broken", "cut", "revoked", "no_token", *ERRORS}
_ASKED = re.compile(
    r"action=(?P<action>get_confirm|confirm|cancel)&appid=(?P<appid>[^&]*)&scene=(?P<scene>\d{1,5})"
    r"&template_id=(?P<template>[^&]*)&redirect_url=(?P<redirect>[^&]*)(?:&reserved=(?P<reserved>[A-Za-z0-9]{0,128}))?"
)
_Said = dict[str, Any]


@dataclass
class Messages:
    """How it answers, what was agreed to, and what it delivered."""

    wechat: WeChat
    mode: str = "normal"
    seconds: float = 8.0
    clock: Callable[[], float] = time.time
    agreed: set[tuple[str, str]] = field(default_factory=set)
    """Who lets us send one message, under which scene."""
    sent: list[_Said] = field(default_factory=list)
    asked: int = 0
    """Messages that came, taken or not."""
    tokens_asked: int = 0
    _tokens: dict[str, float] = field(default_factory=dict)
    _forced: list[float] = field(default_factory=list)

    def page(self, query: str, agent: str, user: str) -> Reply:
        """The confirm page, and what becomes of a tap on it: back with `openid`, `action` and what was asked."""
        found = _ASKED.fullmatch(query)
        if "MicroMessenger" not in agent:
            return _words("请在微信客户端打开链接")
        if not found or found["appid"] != APPLICATION or found["template"] != TEMPLATE or int(found["scene"]) > 10000:
            return _words("参数错误")
        if urlsplit(unquote(found["redirect"])).hostname not in self.wechat.hosts:
            return _words("redirect_url 域名与后台配置不一致")
        return _choice(query) if found["action"] == "get_confirm" else self._decided(found, openid_of(user))

    def _decided(self, found: re.Match[str], openid: str) -> Reply:
        if found["action"] == "confirm":
            self.agreed.add((openid, found["scene"]))
        redirect = unquote(found["redirect"])
        back = {"openid": openid, "template_id": TEMPLATE, "action": found["action"], "scene": found["scene"]}
        given = urlencode(back | {"reserved": found["reserved"] or ""})
        return Reply(302, headers={"Location": f"{redirect}{'&' if '?' in redirect else '?'}{given}"})

    def post(self, path: str, query: str, body: str) -> Reply:
        """`/cgi-bin/stable_token` and `/cgi-bin/message/template/subscribe`."""
        if path == "/cgi-bin/stable_token":
            return self._answered(body, self._token, failing=("no_token",))
        if path == "/cgi-bin/message/template/subscribe":
            token = dict(parse_qsl(query)).get("access_token", "")
            self.asked += 1
            return self._answered(body, lambda wanted: self._message(token, wanted), failing=("down", "broken"))
        return Reply(404)

    def _answered(self, body: str, answer: Callable[[_Said], _Said], *, failing: tuple[str, ...]) -> Reply:
        if self.mode in failing:
            return Reply(502 if self.mode == "broken" else 503)
        if self.mode == "slow":
            time.sleep(self.seconds)
        try:
            wanted = json.loads(body)
        except ValueError:
            wanted = None
        said = answer(wanted) if isinstance(wanted, dict) else _error(47001, "data format error")
        return Reply(200, json.dumps(said), {"Content-Type": "application/json"}, self.mode == "cut")

    def revoke(self) -> None:
        """What a refresh that somebody else forced does: no token that was given counts any more."""
        self._tokens.clear()

    def _token(self, wanted: _Said) -> _Said:
        self.tokens_asked += 1
        refusals = (
            (wanted.get("appid") != APPLICATION, (40013, "invalid appid")),
            (wanted.get("secret") != KEY, (40125, "invalid appsecret")),
            (wanted.get("grant_type") != "client_credential", (40002, "invalid grant_type")),
        )
        for applies, refusal in refusals:
            if applies:
                return _error(*refusal)
        if wanted.get("force_refresh") and self._may_force():
            self.revoke()
        return self._current()

    def _may_force(self) -> bool:
        now = self.clock()
        today = [at for at in self._forced if at > now - 86400]
        if len(today) >= FORCED_A_DAY or any(at > now - FORCED_EVERY for at in today):
            return False
        self._forced = [*today, now]
        return True

    def _current(self) -> _Said:
        """The token that is given to everybody until shortly before its end; the one of before counts until its own."""
        now = self.clock()
        token = next((each for each, until in self._tokens.items() if until - now >= RENEWED_BEFORE), None)
        if token is None:
            token = secrets.token_urlsafe(100)
            self._tokens[token] = now + LIVES
        return {"access_token": token, "expires_in": int(self._tokens[token] - now)}

    def _message(self, token: str, wanted: _Said) -> _Said:
        if self.mode == "revoked":
            self.mode = "normal"
            self.revoke()
        wrong = self._wrong_token(token) or ERRORS.get(self.mode) or self._wrong(wanted)
        if wrong:
            return _error(*wrong)
        self.agreed.remove((wanted["touser"], wanted["scene"]))
        self.sent.append(wanted)
        return {"errcode": 0, "errmsg": "ok"}

    def _wrong_token(self, token: str) -> tuple[int, str] | None:
        if not token:
            return 41001, "access_token missing"
        if token not in self._tokens:
            return 40001, "invalid credential, access_token is invalid or not latest"
        return (42001, "access_token expired") if self.clock() > self._tokens[token] else None

    def _wrong(self, wanted: _Said) -> tuple[int, str] | None:
        content = (wanted.get("data") or {}).get("content") or {}
        title, value = wanted.get("title"), content.get("value", "")
        fits = isinstance(title, str) and 0 < len(title) <= TITLE and isinstance(value, str) and len(value) <= CONTENT
        refusals = (
            (not wanted.get("touser"), (40003, "invalid openid")),
            (wanted.get("template_id") != TEMPLATE, (40037, "invalid template_id")),
            (not fits, (47003, "argument invalid")),
            ((wanted.get("touser"), wanted.get("scene")) not in self.agreed, (43101, "user refuse to accept the msg")),
        )
        return next((refusal for applies, refusal in refusals if applies), None)


def _choice(query: str) -> Reply:
    """The page with its two buttons."""
    taps = {name: html.escape(query.replace("action=get_confirm", f"action={name}")) for name in ("confirm", "cancel")}
    words = f'<p>康码 申请向你发送一次消息<p><a id=confirm href="?{taps["confirm"]}">同意</a> '
    return _words(f'{words}<a id=cancel href="?{taps["cancel"]}">取消</a>')


def _words(words: str) -> Reply:
    return Reply(200, f"<!doctype html><meta charset=utf-8>{words}")


def _error(code: int, words: str) -> _Said:
    return {"errcode": code, "errmsg": f"{words} rid: {secrets.token_hex(8)}"}
