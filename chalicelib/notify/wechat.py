"""WeChat's one-time subscription messages (一次性订阅消息): each agreement of a person lets us send them one.

developers.weixin.qq.com/doc/service: 一次性订阅消息, getStableAccessToken, templateSubscribe. Answers are 200 with an
`errcode`; a message names the agreement that it uses up by its scene, so that one cannot be used twice.
"""

import json
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

import urllib3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable

_SECONDS: Final = 3.0
TITLE, CONTENT = 15, 200
"""Characters that WeChat takes."""
_TOKEN_ENDED: Final = frozenset({40001, 40014, 42001})
"""Not the latest one, none, expired."""
_AGREEMENT_ENDED: Final = frozenset({40003, 43101})
"""No user of ours, and no agreement: never given, or used up."""
_LATER: Final = frozenset({-1, 45009, 45011})
"""Busy, over the day's quota, over the minute's."""


class TokenEnded(Exception):
    """WeChat does not take this access token any more; nothing was sent."""


class Gone(Undeliverable):
    """The agreement is no more, at WeChat; nothing was sent."""


@dataclass(frozen=True)
class Message:
    """To whom, by which agreement, and what is shown: a title, and one paragraph that opens `url`."""

    openid: str = field(repr=False)
    scene: int
    title: str
    content: str
    url: str


@dataclass(frozen=True)
class Token:
    """An access token, and for how many seconds it counts."""

    text: str = field(repr=False)
    seconds: int


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=1, retries=False)


def confirm_url(redirect: str, scene: int, reserved: str) -> str:
    """Where the page inside WeChat goes so that the person agrees to one message; `reserved` comes back with them."""
    asked = f"action=get_confirm&appid={settings().wechat_app}&scene={scene}&template_id={settings().wechat_template}"
    back = f"redirect_url={quote(redirect, safe='')}&reserved={reserved}"
    return f"{settings().wechat_confirm_page}?{asked}&{back}#wechat_redirect"


def new_token(secret: str) -> Token:
    """The access token of the moment. Asked as often as one likes it is the same one until shortly before its end.

    Raises NotTaken.
    """
    account = {"grant_type": "client_credential", "appid": settings().wechat_app, "secret": secret}
    try:
        said = _asked("/cgi-bin/stable_token", account)
    except Unanswered as error:
        raise NotTaken(str(error)) from None
    text, seconds = said.get("access_token"), said.get("expires_in")
    if not isinstance(text, str) or not isinstance(seconds, int):
        raise NotTaken(str(said.get("errcode"))[:10])
    return Token(text, seconds)


def send(message: Message, token: str) -> None:
    """Hands one message over, once.

    Raises TokenEnded and Gone, Undeliverable where WeChat takes no message of ours like this, NotTaken and Unanswered.
    """
    content = {
        "touser": message.openid,
        "template_id": settings().wechat_template,
        "url": message.url,
        "scene": str(message.scene),
        "title": message.title[:TITLE],
        "data": {"content": {"value": message.content[:CONTENT]}},
    }
    _judge(_asked(f"/cgi-bin/message/template/subscribe?access_token={quote(token, safe='')}", content).get("errcode"))


def _judge(code: Any) -> None:
    if code == 0:
        return
    if code in _TOKEN_ENDED:
        raise TokenEnded
    if code in _AGREEMENT_ENDED:
        raise Gone(str(code))
    raise (NotTaken if code in _LATER else Undeliverable)(str(code)[:10])


def _asked(path: str, content: dict[str, Any]) -> dict[str, Any]:
    """What it answered. The errors have the address in them, and that has the token: nothing of them goes on."""
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json"}
    try:
        answer = _pool().request("POST", f"{settings().wechat_url}{path}", body=body, headers=headers, timeout=_SECONDS)
        if answer.status in (429, 503):
            raise NotTaken(str(answer.status))
        said = json.loads(answer.data) if answer.status == 200 else None
    except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError):
        raise NotTaken("not reached") from None
    except (urllib3.exceptions.HTTPError, ValueError):
        raise Unanswered("no answer") from None
    if not isinstance(said, dict):
        raise Unanswered(str(answer.status))
    return said
