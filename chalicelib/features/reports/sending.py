"""Messages to partners over the network: to the host that was registered for them and nowhere else.

TLS 1.2 or newer, but for the counterpart beside a stage on a laptop; five seconds; no redirect is followed. An answer
counts only with the partner's signature over it, as the answer to this very request.
"""

import json
import secrets as random
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

import urllib3

from chalicelib.config import settings
from chalicelib.container import client_per_container
from chalicelib.desk.partners import PartnerRecord
from chalicelib.features.exchange import wires
from chalicelib.signatures.messages import Unsigned

SECONDS = 5.0
_MOST, _CHUNK = 1024 * 1024, 64 * 1024
"""Bytes of an answer."""
_PREFIX = "/v1/exchange/"


@dataclass(frozen=True)
class Answered:
    """What a partner answered, its signature being right."""

    status: int
    body: Mapping[str, Any]


class Silent(Exception):
    """No answer that could be believed; `fault` says why: not_allowed, unreachable, http_503, bad_signature, …"""

    def __init__(self, fault: str) -> None:
        self.fault = fault
        super().__init__(fault)


@client_per_container(close=urllib3.PoolManager.clear)
def _pool() -> urllib3.PoolManager:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return urllib3.PoolManager(num_pools=40, retries=False, ssl_context=context)


def post(partner: PartnerRecord, path: str, body: bytes, now: datetime) -> Answered:
    """Sends a message and returns the answer. Raises Silent."""
    target, nonce = _PREFIX + path, random.token_hex(12)
    url = allowed(str(partner["base_url"] or "")) + target
    headers, wire = wires.sent(partner, "POST", target, body, nonce, now)
    status, said, raw = _exchanged(url, dict(headers), wire)
    try:
        plain = wires.opened_answer(partner, status, said, raw, nonce, now)
        content = json.loads(plain)
    except Unsigned as unsigned:
        raise Silent(unsigned.fault if status < 400 else f"http_{status}") from None
    except ValueError:
        raise Silent("unreadable") from None
    if not isinstance(content, dict):
        raise Silent("unreadable")
    return Answered(status, content)


def allowed(base_url: str) -> str:
    """The address as it was registered, without a slash at its end. Raises Silent for one that nothing is sent to."""
    address = urlsplit(base_url)
    host = address.hostname or ""
    if not host or address.username is not None or address.query or address.fragment:
        raise Silent("not_allowed")
    if not settings().local and (address.scheme != "https" or _is_number(host) or "." not in host):
        raise Silent("not_allowed")
    if address.scheme not in ("http", "https"):
        raise Silent("not_allowed")
    return base_url.rstrip("/")


def _is_number(host: str) -> bool:
    """Whether a host is an address: partners have names, and what answers by number is our own cloud."""
    try:
        ip_address(host)
    except ValueError:
        return host.isdigit()
    return True


def _exchanged(url: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
    given = headers | {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}
    # One connection a message: what somebody answers twice is then no answer to the next.
    given |= {"Accept-Encoding": "identity", "Connection": "close"}
    try:
        answer: Any = _pool().request(
            "POST", url, body=body, headers=given, timeout=SECONDS, redirect=False, retries=False, preload_content=False
        )
        try:
            raw = _read(answer)
        finally:
            answer.close()
    except urllib3.exceptions.HTTPError:
        raise Silent("unreachable") from None
    if 300 <= answer.status < 400:
        raise Silent("redirected")
    return answer.status, {str(name).lower(): str(value) for name, value in answer.headers.items()}, raw


def _read(answer: Any) -> bytes:
    """The whole answer. Raises Silent for one that is too long, or trickles."""
    end, read = time.monotonic() + SECONDS, bytearray()
    while chunk := answer.read1(_CHUNK):
        read += chunk
        if len(read) > _MOST or time.monotonic() > end:
            raise Silent("unreadable" if len(read) > _MOST else "unreachable")
    return bytes(read)
