"""Web push (RFC 8030): a message for one browser on one device, by the push service of that browser's maker.

Who asks is said by a signed token (VAPID, RFC 8292) at the process's clock, which the push service compares with its
own and which decides nothing about a person. Only push services that the stage names are reached: a subscription comes
from a browser, and without that anybody could have the service ask any address.
"""

import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Final
from urllib.parse import urlsplit

import urllib3
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.notify.delivery import NotTaken, Unanswered, Undeliverable
from chalicelib.notify.push_content import Keys, encrypted

_SECONDS: Final = 3.0
_KEPT: Final = 12 * 3600
"""Seconds for which a push service keeps what a device that is off did not fetch."""
_TOKEN_LIVES: Final = 12 * 3600
LONGEST: Final = 1024
"""Characters of a subscription's address."""


class Gone(Undeliverable):
    """The subscription is no more: the browser or the person ended it."""


@dataclass(frozen=True)
class Subscription:
    """Where a device's messages go, and for which keys; `sender`: our public key, the only one that may send there."""

    endpoint: str
    keys: Keys = field(repr=False)
    sender: str


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(num_pools=8, retries=False)


def is_registered(endpoint: str) -> bool:
    """Whether it is an address of a push service that the stage names, over TLS and on no other port.

    A name that begins with `http://` is the origin of a counterpart on a laptop.
    """
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or set(endpoint) & set(" \\"):
        return False
    try:
        asked, port = urlsplit(endpoint), urlsplit(endpoint).port
    except ValueError:
        return False
    if "@" in asked.netloc or asked.fragment:
        return False
    named = [name for name in settings().push_hosts.split(",") if name]
    if asked.scheme == "http":
        return settings().local and f"http://{asked.netloc}" in named
    host = asked.hostname or ""
    return asked.scheme == "https" and port in (None, 443) and any(fnmatchcase(host, name) for name in named)


def public_key(own: ec.EllipticCurvePrivateKey) -> str:
    """Our key as a browser takes it when it subscribes."""
    return _unpadded(own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def send(to: Subscription, content: bytes, topic: str, own: ec.EllipticCurvePrivateKey) -> None:
    """Hands one message over, once. One of the same `topic` that was not fetched yet is replaced by it.

    Raises Gone where the subscription ended, Undeliverable where it takes nothing, NotTaken and Unanswered.
    """
    if not is_registered(to.endpoint):
        raise Undeliverable("not a push service of this stage")
    headers = {
        "Authorization": f"vapid t={_token(to.endpoint, own)}, k={public_key(own)}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(_KEPT),
        "Urgency": "high",
        "Topic": topic,
    }
    _judge(_asked(to.endpoint, encrypted(content, to.keys), headers))


def _asked(endpoint: str, body: bytes, headers: dict[str, str]) -> int:
    try:
        answer = _pool().request("POST", endpoint, body=body, headers=headers, timeout=_SECONDS, redirect=False)
    except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as error:
        raise NotTaken(type(error).__name__) from error
    except urllib3.exceptions.HTTPError as error:
        raise Unanswered(type(error).__name__) from error
    return int(answer.status)


def _judge(status: int) -> None:
    if status in (200, 201, 202, 204):
        return
    if status in (404, 410):
        raise Gone(str(status))
    if status in (500, 502, 504):
        raise Unanswered(str(status))
    raise (NotTaken if status in (429, 503) else Undeliverable)(str(status))


def _token(endpoint: str, own: ec.EllipticCurvePrivateKey) -> str:
    """For this push service alone, and for half a day."""
    asked = urlsplit(endpoint)
    claims = {
        "aud": f"{asked.scheme}://{asked.netloc}",
        "exp": int(time.time()) + _TOKEN_LIVES,
        "sub": f"mailto:{settings().mail_from}" if settings().mail_from else settings().public_url,
    }
    text = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
    r, s = decode_dss_signature(own.sign(text.encode(), ec.ECDSA(hashes.SHA256(), deterministic_signing=True)))
    return f"{text}.{_unpadded(r.to_bytes(32) + s.to_bytes(32))}"


def _json(content: dict[str, Any]) -> str:
    return _unpadded(json.dumps(content, separators=(",", ":")).encode())


def _unpadded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
