"""Serves the local counterparts of WeChat and Alipay, each under its own beginning of the path.

python -m local.oauth_platforms PORT

The first line of standard input is `{"application_key", "alipay_key"}`: our public key and Alipay's own private one,
base64 of DER. `POST /wechat/behaviour {"mode": …}`, `/wechat/messages/behaviour` and `/alipay/behaviour` switch faults
on; `GET /wechat/messages/sent` has the messages that WeChat delivered.
"""

import json
import secrets
import sys
from base64 import b64decode, b64encode
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from local import alipay_provider, wechat_messages, wechat_provider
from local.alipay_provider import Alipay
from local.answering import Answering, bound
from local.wechat_messages import Messages
from local.wechat_provider import Reply, WeChat

_WHO = "platform_user"
"""The cookie by which the counterparts know a browser's user again, as the apps know theirs."""


class Handler(Answering, BaseHTTPRequestHandler):
    """One call; the counterparts are set on the class that `serve` makes."""

    wechat = WeChat()
    alipay = Alipay()
    messages = Messages(wechat)

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        pages: dict[str, WeChat | Alipay]
        pages = {"/wechat/connect/oauth2/authorize": self.wechat, "/alipay/oauth2/publicAppAuthorize.htm": self.alipay}
        if path in pages:
            user = self._user()
            self._answer(pages[path].authorize(query, self.headers.get("User-Agent", ""), user), user)
        elif path == "/wechat/mp/subscribemsg":
            user = self._user()
            self._answer(self.messages.page(query, self.headers.get("User-Agent", ""), user), user)
        elif path == "/wechat/messages/sent":
            self._answer(Reply(200, json.dumps(self.messages.sent), {"Content-Type": "application/json"}))
        else:
            self._answer(self.wechat.get(path.removeprefix("/wechat"), query))

    def do_POST(self) -> None:
        body = self.body().decode()
        path, _, query = self.path.partition("?")
        if path == "/alipay/gateway.do":
            self._answer(self.alipay.post(query, body))
        elif path.startswith("/wechat/cgi-bin/"):
            self._answer(self.messages.post(path.removeprefix("/wechat"), query, body))
        elif path == "/wechat/messages/behaviour":
            self._answer(_switched(self.messages, wechat_messages.MODES, json.loads(body)))
        elif path == "/wechat/behaviour":
            self._answer(_switched(self.wechat, wechat_provider.MODES, json.loads(body)))
        elif path == "/alipay/behaviour":
            self._answer(_switched(self.alipay, alipay_provider.MODES, json.loads(body)))
        else:
            self._answer(Reply(404))

    def _user(self) -> str:
        known = SimpleCookie(self.headers.get("Cookie", "")).get(_WHO)
        return known.value if known else secrets.token_hex(8)

    def _answer(self, reply: Reply, user: str = "") -> None:
        cookie = {"Set-Cookie": f"{_WHO}={user}; Path=/"} if user else {}
        headers = {"Content-Type": "text/html", **reply.headers, **cookie}
        self.answer(reply.status, reply.body.encode(), headers, cut=reply.cut)


def _switched(platform: WeChat | Alipay | Messages, modes: set[str], wanted: dict[str, Any]) -> Reply:
    if wanted.get("mode") not in modes:
        return Reply(400)
    platform.mode, platform.seconds = wanted["mode"], float(wanted.get("seconds", 8))
    return Reply(200)


def serve(port: int, wechat: WeChat, alipay: Alipay, messages: Messages | None = None) -> ThreadingHTTPServer:
    """A server of these, bound and not yet running; port 0 takes a free one."""
    return bound(Handler, port, wechat=wechat, alipay=alipay, messages=messages or Messages(wechat))


def new_keys() -> tuple[dict[str, str], dict[str, str]]:
    """What the counterparts are told, and what the service has of them among its values."""
    ours, alipays = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    told = {"application_key": public_text(ours), "alipay_key": private_text(alipays)}
    kept = {"wechat_key": wechat_provider.KEY, "alipay_key": private_text(ours), "alipay_public": public_text(alipays)}
    return told, kept


def private_text(key: rsa.RSAPrivateKey) -> str:
    """base64 of PKCS#8 in DER, as Alipay's own tool writes it."""
    return b64encode(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())).decode()


def public_text(key: rsa.RSAPrivateKey) -> str:
    """The same of its public half."""
    return b64encode(key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


def alipay_of(told: dict[str, str]) -> Alipay:
    """Alipay with the keys that it was told."""
    key = load_der_private_key(b64decode(told["alipay_key"]), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return Alipay(application_key=told["application_key"], key=key)


if __name__ == "__main__":
    told = sys.stdin.buffer.readline().strip()
    # An empty line means that whoever started this has gone.
    if told:
        serve(int(sys.argv[1]), WeChat(), alipay_of(json.loads(told))).serve_forever()
