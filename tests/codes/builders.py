"""Keys, payloads and tokens with defaults; a test names only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from chalicelib.codes import keys, live, token
from chalicelib.codes.claims import Payload
from chalicelib.codes.keys import CodeKey, KeyRing

ISSUER = "kangma.example"
NOW = datetime(2020, 4, 8, 12, 30, 15, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
KEY = keys.new_key()
RING = KeyRing([KEY])
PHONE = keys.new_key()
PHONE_KEY = keys.device_key(keys.public_jwk(PHONE))

PAYLOAD = Payload("c0de1d0000000001", "domestic", "green", "certified", "张*", "002X", "1")


def a_payload(**changes: Any) -> Payload:
    return replace(PAYLOAD, **changes)


def a_token(payload: Payload = PAYLOAD, ring: KeyRing = RING, **changes: Any) -> str:
    life = {"issuer": ISSUER, "issued_at": NOW, "expires_at": NOW + DAY}
    return token.make(payload, keys=ring, **(life | changes))


def a_bound_token(**changes: Any) -> str:
    return a_token(**({"device": PHONE_KEY.thumbprint} | changes))


def shown(text: str, at: datetime = NOW, by: CodeKey = PHONE) -> str:
    """What the page of the phone `by` shows for the token `text`."""
    x_y = keys.public_bytes(by.public)
    return live.show(token.cose_of(text), int(at.timestamp()), x_y, by.sign)


def check(text: str, now: datetime = NOW, ring: KeyRing = RING, **options: Any) -> token.Checked:
    return token.check(text, ring, now, ISSUER, **options)


def reason(text: str, now: datetime = NOW, ring: KeyRing = RING, **options: Any) -> str | None:
    return check(text, now, ring, **options).reason
