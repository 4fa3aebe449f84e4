"""Profile `kangma-1`: HTTP Message Signatures (RFC 9421) over the digest (RFC 9530) of the body, ES256.

A request covers @method, @path, @query, content-digest and kangma-to; an answer covers @status, content-digest and
kangma-to, and repeats the request's nonce, so that it answers no other.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import http_sf
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier, HTTPSignatureKeyResolver
from http_message_signatures.algorithms import ECDSA_P256_SHA256
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from chalicelib import instants
from chalicelib.signatures.messages import FRESH, Answer, Request, Signed, Unsigned, require_fresh

LABEL = "kangma"
TAG, ANSWER_TAG = "kangma-exchange", "kangma-exchange-answer"
PARTS = ("@method", "@path", "@query", "content-digest", "kangma-to")
ANSWER_PARTS = ("@status", "content-digest", "kangma-to")
KeyOf = Callable[[str], ec.EllipticCurvePublicKey | None]
"""The key of an id, or None for one that is not believed."""
# The library needs a URL; of it only path and query are signed, so that gateways and stages do not count.
_BASE = "https://kangma.invalid"
_NONCE = (8, 128)
# What it says of a broken signature may repeat what was sent.
logging.getLogger("http_message_signatures").setLevel(logging.CRITICAL)


class Es256(ECDSA_P256_SHA256):
    """With RFC 6979's numbers: a container restored from a snapshot could repeat a random one."""

    def __init__(self, public_key: Any = None, private_key: Any = None, password: Any = None) -> None:
        super().__init__(public_key, private_key, password)
        self.signature_algorithm = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


class _Keys(HTTPSignatureKeyResolver):
    def __init__(self, key_of: KeyOf | None = None, private: ec.EllipticCurvePrivateKey | None = None) -> None:
        self._key_of, self._private = key_of, private

    def resolve_public_key(self, key_id: str) -> Any:
        return self._key_of(key_id) if self._key_of else None

    def resolve_private_key(self, key_id: str) -> Any:
        return self._private


class _Verifier(HTTPMessageVerifier):
    """The library's, without its clock: instants are compared with the request's now, afterwards."""

    def validate_created_and_expires(self, sig_input: Any, max_age: timedelta | None = None) -> None:
        return None


@dataclass
class _Message:
    """What the library reads and writes of a request."""

    method: str
    url: str
    headers: dict[str, str]


@dataclass
class _Response:
    status_code: int
    headers: dict[str, str]


def digest_field(body: bytes) -> str:
    """The Content-Digest of a body."""
    return str(http_sf.ser({"sha-256": (sha256(body).digest(), {})}))


def sign(
    request: Request, *, to: str, keyid: str, key: ec.EllipticCurvePrivateKey, nonce: str, now: datetime
) -> dict[str, str]:
    """The headers that make a request signed for the platform `to`."""
    message = _Message(request.method, _BASE + request.path, {"Content-Digest": digest_field(request.body)})
    message.headers["Kangma-To"] = to
    _signer(key).sign(message, key_id=keyid, covered_component_ids=PARTS, **_said(TAG, nonce, now))
    return message.headers


def sign_answer(
    answer: Answer, *, to: str, keyid: str, key: ec.EllipticCurvePrivateKey, nonce: str, now: datetime
) -> dict[str, str]:
    """The headers that make an answer signed, to the request that had this nonce."""
    message = _Response(answer.status, {"Content-Digest": digest_field(answer.body), "Kangma-To": to})
    _signer(key).sign(message, key_id=keyid, covered_component_ids=ANSWER_PARTS, **_said(ANSWER_TAG, nonce, now))
    return message.headers


def _signer(key: ec.EllipticCurvePrivateKey) -> HTTPMessageSigner:
    return HTTPMessageSigner(signature_algorithm=Es256, key_resolver=_Keys(private=key))


def _said(tag: str, nonce: str, now: datetime) -> dict[str, Any]:
    said: dict[str, Any] = {"tag": tag, "nonce": nonce, "created": now, "expires": now + FRESH}
    return said | {"label": LABEL, "use_existing_digest": True}


def keyid_of(headers: Mapping[str, str]) -> str | None:
    """Which key a request says that it is signed with; None where it says nothing. Nothing is verified."""
    try:
        fields: Any = http_sf.parse(headers.get("signature-input", "").encode(), tltype="dictionary")
        params = fields[LABEL][1]
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    found = params.get("keyid")
    return found if isinstance(found, str) else None


def verify(request: Request, *, to: str, key_of: KeyOf, now: datetime) -> Signed:
    """What the signature of a request to `to` says. Raises Unsigned."""
    if "signature" not in request.headers or "signature-input" not in request.headers:
        raise Unsigned("unsigned")
    message = _Message(request.method, _BASE + request.path, dict(request.headers))
    signed = _verified(message, PARTS, TAG, request.body, key_of, now)
    if request.headers.get("kangma-to") != to:
        raise Unsigned("bad_signature")
    return signed


def verify_answer(answer: Answer, *, to: str, key_of: KeyOf, nonce: str, now: datetime) -> Signed:
    """What the signature of an answer says, to our own request with this nonce. Raises Unsigned."""
    if "signature" not in answer.headers or "signature-input" not in answer.headers:
        raise Unsigned("unsigned")
    message = _Response(answer.status, dict(answer.headers))
    signed = _verified(message, ANSWER_PARTS, ANSWER_TAG, answer.body, key_of, now)
    if signed.nonce != nonce or answer.headers.get("kangma-to") != to:
        raise Unsigned("bad_signature")
    return signed


def _verified(message: Any, parts: tuple[str, ...], tag: str, body: bytes, key_of: KeyOf, now: datetime) -> Signed:
    verifier = _Verifier(signature_algorithm=Es256, key_resolver=_Keys(key_of))
    try:
        found = verifier.verify(
            message, max_age=None, expect_tag=tag, expect_label=LABEL, require_components=parts, body=body
        )
        said: Any = found[0].parameters
        created = instants.from_seconds(said["created"])
        expires = instants.from_seconds(said["expires"]) if "expires" in said else created + FRESH
        keyid, nonce = said["keyid"], said["nonce"]
    except (HTTPMessageSignaturesException, ValueError, KeyError, TypeError, OverflowError, AttributeError):
        raise Unsigned("bad_signature") from None
    if not (_NONCE[0] <= len(nonce) <= _NONCE[1]):
        raise Unsigned("bad_signature")
    require_fresh(created, now)
    if expires < now.replace(microsecond=0):
        raise Unsigned("stale_signature")
    return Signed(keyid, created, nonce, body)
