"""Profile `gateway-sm`: the headers of the national gateways, and the whole body sealed by SM4 and signed by SM2.

    {"data": {"data": {"encData": base64(IV ‖ SM4-CBC(plain))}, "appCode": who sends, "version": "1.0.0",
              "encType": "SM4", "signType": "SM2", "timestamp": seconds, "signData": base64(SM2)}}

`signData` covers the RFC 8785 form of the envelope without it. The headers are sent and checked, and never believed by
themselves: they do not cover the body.
"""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from chalicelib import instants
from chalicelib.signatures import sm
from chalicelib.signatures.canonical import canonical
from chalicelib.signatures.messages import Request, Signed, Unsigned, require_fresh
from chalicelib.signatures.sm import Form, Sm2Pair

VERSION, PASS_ID = "1.0.0", "x-tif-paasid"
STAMP, NONCE, SIGNATURE = "x-tif-timestamp", "x-tif-nonce", "x-tif-signature"


@dataclass(frozen=True)
class Shared:
    """What two platforms share: the SM4 key of 16 bytes, the headers' secret."""

    sm4_key: bytes
    secret: str


@dataclass(frozen=True)
class Sealing:
    """What is chosen for one message: its nonce, 16 random bytes for SM4, and now."""

    nonce: str
    iv: bytes
    now: datetime


def header_signature(secret: str, nonce: str, timestamp: str) -> str:
    """SHA-256 of timestamp, secret, nonce, timestamp, in hex: as the national open interfaces have it."""
    return sha256(f"{timestamp}{secret}{nonce}{timestamp}".encode()).hexdigest()


def seal(
    plain: bytes, *, sender: str, shared: Shared, pair: Sm2Pair, sealing: Sealing, form: Form = "der"
) -> tuple[dict[str, str], bytes]:
    """The headers and the body that carry a plain body."""
    stamp = instants.seconds(sealing.now)
    envelope: dict[str, Any] = {
        "data": {"encData": _text(sm.encrypt(shared.sm4_key, plain, sealing.iv))},
        "appCode": sender,
        "version": VERSION,
        "encType": "SM4",
        "signType": "SM2",
        "timestamp": stamp,
    }
    body = {"data": envelope | {"signData": _text(sm.sign(pair, _signed(envelope), form))}}
    headers = {PASS_ID: sender, STAMP: str(stamp), NONCE: sealing.nonce}
    headers[SIGNATURE] = header_signature(shared.secret, sealing.nonce, str(stamp))
    return headers, canonical(body)


def sender_of(headers: Mapping[str, str]) -> str | None:
    """Who a message says that it is of. Nothing is verified."""
    return headers.get(PASS_ID)


def open_sealed(request: Request, *, sender: str, shared: Shared, public: bytes, now: datetime) -> Signed:
    """What a message of `sender` says, opened. Raises Unsigned, `undecipherable` where the SM4 key is another."""
    envelope = _envelope(request.body)
    _check_headers(request.headers, sender, shared, now)
    signature = envelope.pop("signData", None)
    if not isinstance(signature, str) or not signature:
        raise Unsigned("unsigned")
    if envelope.get("appCode") != sender or not sm.verify(public, _signed(envelope), _bytes(signature)):
        raise Unsigned("bad_signature")
    created = _instant(envelope.get("timestamp"))
    require_fresh(created, now)
    return Signed(sender, created, request.headers[NONCE], _opened(envelope, shared))


def _envelope(body: bytes) -> dict[str, Any]:
    try:
        envelope = json.loads(body)["data"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unsigned("unsigned") from None
    if not isinstance(envelope, dict):
        raise Unsigned("unsigned")
    return dict(envelope)


def _check_headers(headers: Mapping[str, str], sender: str, shared: Shared, now: datetime) -> None:
    stamp, nonce, said = (headers.get(name, "") for name in (STAMP, NONCE, SIGNATURE))
    if headers.get(PASS_ID) != sender or not (8 <= len(nonce) <= 128) or not said:
        raise Unsigned("unsigned")
    expected = header_signature(shared.secret, nonce, stamp)
    if not compare_digest(expected.encode(), said.lower().encode()):
        raise Unsigned("bad_signature")
    require_fresh(_instant(stamp), now)


def _instant(stamp: Any) -> datetime:
    try:
        if isinstance(stamp, bool) or not isinstance(stamp, int | str):
            raise ValueError(stamp)
        return instants.from_seconds(int(stamp))
    except (ValueError, OverflowError):
        raise Unsigned("bad_signature") from None


def _opened(envelope: Mapping[str, Any], shared: Shared) -> bytes:
    try:
        return sm.decrypt(shared.sm4_key, base64.b64decode(envelope["data"]["encData"], validate=True))
    except (ValueError, KeyError, TypeError, binascii.Error):
        raise Unsigned("undecipherable") from None


def _signed(envelope: Mapping[str, Any]) -> bytes:
    """The bytes under the signature: the body without `signData`."""
    try:
        return canonical({"data": dict(envelope)})
    except (ValueError, RecursionError):
        raise Unsigned("bad_signature") from None


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        raise Unsigned("bad_signature") from None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
