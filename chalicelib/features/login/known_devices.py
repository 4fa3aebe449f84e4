"""Devices that logged in before: a signed token that keeps part of a phone's cap for its owner."""

import secrets as random
from hmac import compare_digest

from chalicelib.store import secrets


def token(phone_hash: str) -> str:
    """What a device keeps after logging in with this phone."""
    nonce = random.token_hex(8)
    return f"{nonce}.{_tag(nonce, phone_hash)}"


def knows(device_token: str | None, phone_hash: str) -> bool:
    """Whether the token was given to a device that logged in with this phone."""
    if not device_token:
        return False
    nonce, _, tag = device_token.partition(".")
    return compare_digest(tag.encode(), _tag(nonce, phone_hash).encode())


def _tag(nonce: str, phone_hash: str) -> str:
    return secrets.keyed("device", nonce, phone_hash).hex()[:32]
