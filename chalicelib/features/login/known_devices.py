"""Devices that logged in before: a signed token that keeps part of a phone's cap for its owner."""

import secrets as random
from hmac import compare_digest

from chalicelib.store import secrets


def token(phone_hash: str) -> str:
    """What a device keeps after logging in with this phone."""
    nonce = random.token_hex(8)
    return f"{nonce}.{_text(secrets.keyed('device', nonce, phone_hash))}"


def knows(device_token: str | None, phone_hash: str) -> bool:
    """Whether the token was given to a device that logged in with this phone."""
    if not device_token:
        return False
    nonce, _, tag = device_token.partition(".")
    ours = (_text(each) for each in secrets.keyed_by_each("device", nonce, phone_hash))
    return any(compare_digest(tag.encode(), each.encode()) for each in ours)


def device_of(device_token: str | None, phone_hash: str) -> str | None:
    """What tells this device from others that logged in with the phone; None for one that never did."""
    return device_token.partition(".")[0] if device_token and knows(device_token, phone_hash) else None


def _text(tag: bytes) -> str:
    return tag.hex()[:32]
