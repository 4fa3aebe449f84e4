"""Agreeing to a message by WeChat, and one that goes out by it; what WeChat itself takes costs AWS nothing."""

from dataclasses import replace
from unittest.mock import patch
from urllib.parse import parse_qs, urlsplit

from bench.offices import Work
from bench.requests import NOON, Request, post
from bench.residents import Resident, token_of

VERIFIER, OPENID = "v" * 43, "o-bench"


def begin() -> Request:
    """Where the page goes."""
    return _start(_bound())


def agree() -> Request:
    """The page comes back."""
    return _agreement(_bound())


def message() -> Work:
    """The last one that somebody agreed to."""
    from chalicelib.features.messages import sending, wechat_tokens
    from chalicelib.notify import wechat
    from chalicelib.person import inbox

    resident = _bound()
    _agreement(resident).send()
    key = inbox.key(NOON, "inbox_looked_up", resident.person_id)
    about = {"code": "inbox_looked_up", "person_id": resident.person_id, "at": NOON}
    inbox.write(inbox.MessageRecord(f"A#{resident.account_id}", key, **about))
    with patch.object(wechat, "new_token", lambda secret: wechat.Token("bench", 7200)):
        wechat_tokens.token()

    def send() -> None:
        with patch.object(wechat, "send", lambda each, token: None):
            sending.inbox_entry(resident.account_id, key, NOON)

    return send


def _bound() -> Resident:
    """Somebody whose WeChat is bound."""
    from chalicelib.config import settings
    from chalicelib.person import platforms
    from chalicelib.store import secrets

    resident = Resident.applied(NOON)
    identity = secrets.lookup_hash("wechat", f"{settings().wechat_app}/{OPENID}")
    platforms.made(resident.account_id, "wechat", identity, generation=1, at=NOON).save()
    return resident


def _start(resident: Resident) -> Request:
    from chalicelib.features.login.platform_states import challenge_of

    asked = post("/v1/me/wechat-agreements/start", {"challenge": challenge_of(VERIFIER)})
    return replace(asked, token=token_of(resident.account_id, "resident", NOON))


def _agreement(resident: Resident) -> Request:
    asked = _start(resident)
    given = parse_qs(urlsplit(asked.send()["confirm_url"]).query)
    came = {"openid": OPENID, "scene": int(given["scene"][0]), "state": given["reserved"][0], "verifier": VERIFIER}
    return replace(post("/v1/me/wechat-agreements", came), token=asked.token)
