"""The local counterpart of browsers and their push services (chalicelib/notify/web_push.py).

python -m local.push_provider PORT

`POST /subscribe {"key": …}` gives a subscription as a browser does, bound to that key of a sender. What is pushed to
it is looked at as RFC 8030, 8291 and 8292 have it, decrypted by the browser's own key, and kept; `GET /taken` shows it.
`POST /behaviour {"mode": …}` switches faults on. It reads by `cryptography`'s HKDF, the service by its own few steps.
"""

import json
import os
import re
import sys
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from local.answering import Answering, bound

ANSWERS = {"gone": 410, "unknown": 404, "often": 429, "down": 503, "broken": 500, "refused": 400, "elsewhere": 307}
"""Modes in which it takes nothing, and how it answers then."""
MODES = {"normal", "slow", *ANSWERS}
_LONGEST_TOKEN = 24 * 3600


def raw(text: str) -> bytes:
    """Bytes of base64url without its padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def text_of(data: bytes) -> str:
    """The other way round."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class Device:
    """A browser with its subscription: `key` is the one sender who may push to it."""

    key: str
    private: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = field(default_factory=lambda: os.urandom(16))

    def read(self, body: bytes) -> dict[str, Any]:
        """What was sent to it. Raises InvalidTag or ValueError for what it cannot read."""
        salt, length, sender = body[:16], body[20], body[21 : 21 + body[20]]
        other = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.private.exchange(ec.ECDH(), other)
        both = b"WebPush: info\0" + _point(self.private.public_key()) + sender
        secret = _hkdf(self.auth, shared, both, 32)
        key = _hkdf(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
        nonce = _hkdf(salt, secret, b"Content-Encoding: nonce\0", 12)
        record = AESGCM(key).decrypt(nonce, body[21 + length :], None).rstrip(b"\0")
        if record[-1:] != b"\x02":
            raise ValueError("not the last record")
        return dict(json.loads(record[:-1]))


@dataclass
class Behaviour:
    """How it answers, its devices, and what they took as `(device, headers, content)`."""

    mode: str = "normal"
    seconds: float = 8.0
    devices: dict[str, Device] = field(default_factory=dict)
    taken: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    asked: int = 0

    def subscribe(self, key: str, origin: str) -> dict[str, str]:
        """A subscription as a browser gives it to its page."""
        name, device = text_of(os.urandom(16)), Device(key)
        self.devices[name] = device
        return {
            "endpoint": f"{origin}/push/{name}",
            "p256dh": text_of(_point(device.private.public_key())),
            "auth": text_of(device.auth),
            "key": key,
        }


def refusal_of(authorization: str, origin: str, key: str, now: float) -> str:
    """Why a sender is refused (RFC 8292, 2 and 4); nothing where it is not."""
    found = re.fullmatch(r"vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)", authorization)
    if not found or found[4] != key:
        return "not the sender of this subscription"
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw(found[4]))
    signature, signed = raw(found[3]), f"{found[1]}.{found[2]}".encode()
    parts = int.from_bytes(signature[:32]), int.from_bytes(signature[32:])
    try:
        public.verify(encode_dss_signature(*parts), signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return "signature"
    head, claims = json.loads(raw(found[1])), json.loads(raw(found[2]))
    if head != {"typ": "JWT", "alg": "ES256"} or claims["aud"] != origin:
        return "audience"
    in_time = now < claims["exp"] <= now + _LONGEST_TOKEN
    return "" if in_time and claims["sub"].startswith(("mailto:", "https://")) else "claims"


class Handler(Answering, BaseHTTPRequestHandler):
    """One call; `behaviour` is set on the class that `serve` makes."""

    behaviour = Behaviour()

    def do_GET(self) -> None:
        taken = [{"device": name, "content": content} for name, _, content in self.behaviour.taken]
        self._answer(200 if self.path == "/taken" else 404, taken)

    def do_POST(self) -> None:
        body = self.body()
        if self.path == "/subscribe":
            return self._answer(201, self.behaviour.subscribe(json.loads(body)["key"], self._origin()))
        if self.path == "/behaviour":
            return self._switch(json.loads(body))
        self.behaviour.asked += 1
        if self.behaviour.mode == "slow":
            time.sleep(self.behaviour.seconds)
        return self._answer(ANSWERS.get(self.behaviour.mode) or self._pushed(body))

    def _pushed(self, body: bytes) -> int:
        name = self.path.removeprefix("/push/")
        device = self.behaviour.devices.get(name)
        if device is None:
            return 410
        if refusal_of(self.headers.get("Authorization", ""), self._origin(), device.key, time.time()):
            return 403
        headers = {name.lower(): value for name, value in self.headers.items()}
        fits = headers.get("content-encoding") == "aes128gcm" and headers.get("ttl", "").isdigit()
        if not fits or not re.fullmatch(r"[\w-]{1,32}", headers.get("topic", "")) or len(body) > 4096:
            return 400
        try:
            self.behaviour.taken.append((name, headers, device.read(body)))
        except (InvalidTag, ValueError, IndexError):
            return 400
        return 201

    def _origin(self) -> str:
        return f"http://{self.headers['Host']}"

    def _switch(self, wanted: dict[str, Any]) -> None:
        if wanted.get("mode") not in MODES:
            return self._answer(400)
        self.behaviour.mode = wanted["mode"]
        return self._answer(200)

    def _answer(self, status: int, content: Any = None) -> None:
        body = json.dumps(content).encode()
        elsewhere = {"Location": f"{self._origin()}/taken"} if status == 307 else {}
        self.answer(status, body, {"Content-Type": "application/json", **elsewhere})


def serve(port: int) -> ThreadingHTTPServer:
    """A server of its own behaviour, bound and not yet running; port 0 takes a free one."""
    return bound(Handler, port, behaviour=Behaviour())


if __name__ == "__main__":
    serve(int(sys.argv[1])).serve_forever()
