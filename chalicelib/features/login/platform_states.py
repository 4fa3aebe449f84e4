"""What a log-in at WeChat or Alipay is bound to while the browser is away: nothing of it is stored here.

The page makes a random `verifier` and keeps it; we see its SHA-256, the `challenge`, before the page leaves. The state
that travels through the platform is a tag over that challenge, so that the answer counts only in the browser that
asked, for what it asked, within ten minutes. A ticket holds an identity on its way to being bound, sealed for that same
browser.
"""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest

from cryptography.exceptions import InvalidTag

from chalicelib import instants
from chalicelib.errors import Unauthenticated, refused
from chalicelib.store import secrets, vault

LIFETIME = timedelta(minutes=10)
"""How long a log-in at WeChat or Alipay may take, and then how long its identity may be bound."""
_PURPOSES = {"login": "l", "bind": "b", "message": "m"}


@dataclass(frozen=True)
class Returned:
    """What a browser brings back from a platform, with the verifier that it kept."""

    platform: str
    code: str
    state: str
    verifier: str


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a platform: the keyed hash of its name for them at our one application."""

    platform: str
    hash: str


def challenge_of(verifier: str) -> str:
    """base64url of SHA-256, without its padding (RFC 7636, S256)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def begun(platform: str, purpose: str, challenge: str, now: datetime, *also: str) -> str:
    """The state of a log-in that begins: 49 letters and digits, all that WeChat takes. It counts with `also` alone."""
    until = f"{instants.seconds(now + LIFETIME):08x}"
    tag = secrets.keyed("otp", "platform", platform, purpose, challenge, until, *also)
    return f"{_PURPOSES[purpose]}{until}{tag.hex()[:40]}"


def purpose_of(given: Returned, now: datetime, *also: str) -> str:
    """What the log-in began for. Raises Unauthenticated `platform_denied` unless it began in this browser, lately, with
    `also`."""
    purpose = next((name for name, sign in _PURPOSES.items() if given.state[:1] == sign), "")
    until = given.state[1:9]
    parts = ("platform", given.platform, purpose, challenge_of(given.verifier), until, *also)
    tags = secrets.keyed_by_each("otp", *parts)
    ours = any(compare_digest(tag.hex()[:40].encode(), given.state[9:].encode()) for tag in tags)
    if not purpose or not ours or instants.seconds(now) > int(until, 16):
        raise Unauthenticated("platform_denied")
    return purpose


def ticket(identity: Identity, verifier: str, now: datetime) -> str:
    """The identity, sealed for the browser that has the verifier."""
    content = {"hash": identity.hash, "until": instants.seconds(now) + _seconds()}
    return vault.seal(_owner(identity.platform, verifier), "ticket", json.dumps(content), now)


def opened(platform: str, sealed: str, verifier: str, now: datetime) -> Identity:
    """The identity of a ticket. Raises Refused `platform_ticket_over` for another browser's, and an old one."""
    over = refused("platform_ticket_over", "ticket", "platform_ticket_over")
    # Nobody has us ask KMS for other keys than those that a ticket may have.
    if not sealed.startswith(tuple(f"person#{at:%Y-%m}:" for at in (now, now - LIFETIME))):
        raise over
    try:
        content = json.loads(vault.unseal(_owner(platform, verifier), "ticket", sealed))
    except (InvalidTag, ValueError):
        raise over from None
    if instants.seconds(now) > content["until"]:
        raise over
    return Identity(platform, content["hash"])


def _seconds() -> int:
    return int(LIFETIME.total_seconds())


def _owner(platform: str, verifier: str) -> str:
    return f"{platform}/{challenge_of(verifier)}"
