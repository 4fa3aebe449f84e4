"""Steps that seeding takes through the API: a session by SMS code, a refreshed one, an answer that must be right."""

import re
import time
from base64 import b32decode
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from chalicelib import instants
from local.api import Answer, Api
from local.sms import fetch

SMS_SECONDS = 60.0


class NotSeeded(Exception):
    """The API did not do what seeding asked of it."""


def log_in(api: Api, phone: str, at: datetime) -> dict[str, Any]:
    """A session by SMS code, begun at `at`."""
    before = len(_texts(api, phone))
    wanted = {"phone": phone, "purpose": "login"}
    challenge = right(api.invoke("POST", "/v1/login/codes", wanted, at=at))
    code = _code_from_sms(api, phone, before)
    given = {"challenge_id": challenge["challenge_id"], "code": code}
    return dict(right(api.invoke("POST", "/v1/login/sessions", given, at=at)))


def _code_from_sms(api: Api, phone: str, before: int) -> str:
    end_at = time.monotonic() + SMS_SECONDS
    while time.monotonic() < end_at:
        texts = _texts(api, phone)
        found = re.search(r"(?<!\d)\d{6}(?!\d)", texts[-1]) if len(texts) > before else None
        if found:
            return found[0]
        time.sleep(0.1)
    raise NotSeeded(f"no login code was sent to {phone} within {SMS_SECONDS:.0f} s")


def _texts(api: Api, phone: str) -> list[str]:
    return [message["text"] for message in fetch(str(api.home.endpoint)) if message["to"] == phone]


def refreshed(api: Api, session: dict[str, Any], at: datetime) -> dict[str, Any]:
    """The session with an access token that is good at `at`."""
    given = {"refresh_token": session["refresh_token"]}
    return dict(right(api.invoke("POST", "/v1/login/sessions/refresh", given, at=at)))


def bearer(session: dict[str, Any]) -> dict[str, str]:
    """The header that says who is calling."""
    return {"Authorization": f"Bearer {session['access_token']}"}


def with_check_character(digits: str) -> str:
    """A resident ID number from its first 17 digits (GB 11643, ISO 7064 MOD 11-2)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return digits + "10X98765432"[sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11]


def right(answer: Answer) -> Any:
    """The body of an answer. Raises NotSeeded for a refusal."""
    if answer.status >= 400:
        raise NotSeeded(f"{answer.status} {answer.text}")
    return answer.json()


def one_time_code(secret: str, at: datetime) -> str:
    """What an authenticator app with this secret shows (RFC 6238)."""
    return TOTP(b32decode(secret), 6, SHA1(), 30).generate(instants.seconds(at)).decode()
