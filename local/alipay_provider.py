"""The local counterpart of Alipay's open platform: user authorization (chalicelib/features/login/alipay.py).

It speaks as opendocs.alipay.com has it: `publicAppAuthorize.htm` with the scope `auth_base`, and
`alipay.system.oauth.token` at the gateway, whose requests and answers are signed by RSA2 (SHA256withRSA). A code counts
once, and for a day. `python -m local.oauth_platforms` serves it; the application is made up.
"""

import json
import secrets
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from local.wechat_provider import Reply

APPLICATION = "2021000000000000"
CODE_LIVES = 86_400
METHOD = "alipay.system.oauth.token"
_ZONE = ZoneInfo("Asia/Shanghai")
_CLOCKS_APART = 900
ERRORS = {
    "busy": ("20000", "Service Currently Unavailable", "isp.unknow-error"),
    "limited": ("40005", "Call Limited", "isv.app-call-limited"),
}
"""Modes in which the gateway answers with an error, whatever it is asked."""
MODES = {"normal", "forged", "slow", "down", "cut", *ERRORS}


@dataclass
class _Code:
    openid: str
    until: float
    used: bool = False


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@dataclass
class Alipay:
    """How it answers, the codes that it gave, its own key and that of the application (base64 of DER)."""

    mode: str = "normal"
    seconds: float = 8.0
    back_to: tuple[str, ...] = ("http://localhost:", "http://127.0.0.1:")
    """Registered addresses to which it leads back: what begins so."""
    application_key: str = ""
    key: rsa.RSAPrivateKey = field(default_factory=_new_key)
    clock: Callable[[], float] = time.time
    asked: int = 0
    codes: dict[str, _Code] = field(default_factory=dict)

    def authorize(self, query: str, agent: str, user: str) -> Reply:
        """The authorize page, of any browser: back to the registered address with a code for `user`, unasked."""
        asked = dict(parse_qsl(query))
        redirect = asked.get("redirect_uri", "")
        if asked.get("app_id") != APPLICATION or not redirect.startswith(self.back_to):
            return Reply(200, "<!doctype html><meta charset=utf-8><p>回调地址不匹配")
        if asked.get("scope") != "auth_base" or len(asked.get("state", "")) > 100:
            return Reply(200, "<!doctype html><meta charset=utf-8><p>参数错误")
        given = {"app_id": APPLICATION, "source": "alipay_wallet", "scope": "auth_base"}
        given |= {"auth_code": self.code_for(user), "state": asked.get("state", "")}
        return Reply(302, headers={"Location": f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(given)}"})

    def code_for(self, user: str) -> str:
        """A code that stands for this user, as the page gives it."""
        code = secrets.token_hex(16)
        self.codes[code] = _Code(openid_of(user), self.clock() + CODE_LIVES)
        return code

    def post(self, query: str, body: str) -> Reply:
        """The gateway: parameters of the query and of the form are signed together."""
        self.asked += 1
        if self.mode == "down":
            return Reply(502)
        if self.mode == "slow":
            time.sleep(self.seconds)
        asked = dict(parse_qsl(query)) | dict(parse_qsl(body))
        if self.mode in ERRORS:
            return self._signed("error_response", _error(*ERRORS[self.mode]))
        wrong = self._wrong(asked)
        if wrong:
            return self._signed("error_response", _error("40002", "Invalid Arguments", wrong))
        return self._signed(f"{METHOD.replace('.', '_')}_response", self._exchanged(asked["code"]))

    def _wrong(self, asked: Mapping[str, str]) -> str:
        """What speaks against a call, by its sub_code; nothing where nothing does."""
        code = self.codes.get(asked.get("code", ""))
        refusals = (
            (asked.get("app_id") != APPLICATION, "isv.invalid-app-id"),
            (asked.get("method") != METHOD, "isv.invalid-method"),
            (asked.get("sign_type") != "RSA2", "isv.invalid-signature-type"),
            (not self._in_time(asked.get("timestamp", "")), "isv.invalid-timestamp"),
            (not self._holds(asked), "isv.invalid-signature"),
            (asked.get("grant_type") != "authorization_code", "isv.grant-type-invalid"),
            (code is None or code.used or self.clock() > code.until, "isv.code-invalid"),
        )
        return next((refusal for applies, refusal in refusals if applies), "")

    def _in_time(self, timestamp: str) -> bool:
        try:
            at = datetime.strptime(timestamp, "%Y-%m-%d %H:%M:%S").replace(tzinfo=_ZONE)
        except ValueError:
            return False
        return abs(at.timestamp() - self.clock()) < _CLOCKS_APART

    def _holds(self, asked: Mapping[str, str]) -> bool:
        """Whether the application's key signed all parameters but `sign`, in the order of their names."""
        text = "&".join(f"{name}={asked[name]}" for name in sorted(asked) if name != "sign" and asked[name])
        key = load_der_public_key(b64decode(self.application_key))
        assert isinstance(key, rsa.RSAPublicKey)
        try:
            key.verify(b64decode(asked.get("sign", "")), text.encode(), padding.PKCS1v15(), SHA256())
        except (InvalidSignature, ValueError):
            return False
        return True

    def _exchanged(self, code: str) -> dict[str, object]:
        self.codes[code].used = True
        known: dict[str, object] = {"access_token": secrets.token_hex(20), "auth_start": _now_of(self.clock())}
        known |= {"expires_in": 1_296_000, "refresh_token": secrets.token_hex(20), "re_expires_in": 2_592_000}
        return known | {"open_id": self.codes[code].openid}

    def _signed(self, name: str, content: Mapping[str, object]) -> Reply:
        """What is signed is the text of the answer's own node, as it stands there."""
        node = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        key = _new_key() if self.mode == "forged" else self.key
        sign = b64encode(key.sign(node.encode(), padding.PKCS1v15(), SHA256())).decode()
        body = f'{{"{name}":{node},"sign":"{sign}"}}'
        return Reply(200, body, {"Content-Type": "text/html;charset=utf-8"}, self.mode == "cut")


def openid_of(user: str) -> str:
    """The name under which this one application knows a user."""
    return sha256(f"{APPLICATION}/{user}".encode()).hexdigest()[:40]


def _now_of(clock: float) -> str:
    return f"{datetime.fromtimestamp(clock, _ZONE):%Y-%m-%d %H:%M:%S}"


def _error(code: str, words: str, sub_code: str) -> dict[str, object]:
    return {"code": code, "msg": words, "sub_code": sub_code, "sub_msg": words}
