"""The token in the QR code: `HC1:` + Base45 of zlib of a COSE_Sign1 (ES256) over CWT claims.

The form is that of the EU certificates with a private sub-claim, so that existing readers decode it.
Why it is put together by hand: docs/decisions/004-token.md.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from chalicelib.codes import base45, cbor, claims, live
from chalicelib.codes.claims import Claims, Payload
from chalicelib.codes.keys import ES256, CodeKey, KeyRing

Reason = Literal[
    "malformed",
    "bad_signature",
    "unknown_key",
    "expired",
    "not_yet_valid",
    "wrong_issuer",
    "not_a_health_code",
]
Presentation = Literal["device", "copy", "stale"]

PREFIX: Final = "HC1:"
LIVE_PREFIX: Final = "HC1L:"
# Twice what a QR code can hold, and far more than any certificate inflates to.
MAX_TEXT: Final = 9_000
MAX_INFLATED: Final = 16_384

_SIGNATURE_FRAME: Final = b"\x84\x6aSignature1"
_STORED_HEAD: Final = b"\x78\x01\x01"


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer about a shown text; `reason` is None for a valid one.

    Everything else is filled as soon as the issuer's signature held, so that an expired code still says
    whose it was. `presentation`: device (the phone holds the bound key and showed it just now), stale
    (a picture of such a screen), copy (the token alone). `revoked` is decided by the caller's look-up.
    """

    reason: Reason | None
    payload: Payload | None = None
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    presentation: Presentation | None = None
    device: bytes | None = None
    kid: bytes | None = None

    @property
    def valid(self) -> bool:
        """Whether nothing speaks against it."""
        return self.reason is None


@dataclass(frozen=True, slots=True)
class _Cose:
    """A COSE_Sign1 taken apart. `ours` tells whether the framing is exactly that of `make`."""

    protected: bytes
    payload: bytes
    signature: bytes
    ours: bool


def make(
    payload: Payload,
    *,
    keys: KeyRing,
    issuer: str,
    issued_at: datetime,
    expires_at: datetime,
    device: bytes | None = None,
) -> str:
    """The token for `payload`, valid from `issued_at` through `expires_at`, both cut to whole seconds.

    `device` binds it to the phone whose key has that COSE thumbprint.
    Raises LookupError if no key covers that life, KeyError for a colour that is none.
    """
    key = keys.signer(issued_at, expires_at)
    body = _bytes_head(claims.encode(payload, issuer, issued_at, expires_at, device))
    protected = _bytes_head(key.protected)
    signature = key.sign(_signed_bytes(protected, body))
    cose = b"".join((b"\xd2\x84", protected, b"\xa0", body, b"\x58\x40", signature))
    return PREFIX + base45.encode(_stored(cose))


def cose_of(text: str) -> bytes:
    """The COSE_Sign1 bytes within an `HC1:` token. Raises ValueError if there are none."""
    if not text.startswith(PREFIX) or len(text) > MAX_TEXT:
        raise ValueError("no HC1 text")
    return _inflate(base45.decode(text[len(PREFIX) :]))


def check(text: str, keys: KeyRing, now: datetime, issuer: str, *, fresh_for: int = 60) -> Checked:
    """What the shown `text` is worth at `now`; never raises, whatever the text.

    A token is valid through its last second, inclusive. `fresh_for`: seconds that a live presentation may
    be old, or ahead of `now` where the phone's clock is; beyond that it is stale.
    """
    shown = text.strip()
    is_live = shown.startswith(LIVE_PREFIX)
    if not is_live and not shown.startswith(PREFIX):
        # A token that lost its capitals on the way is broken, not foreign.
        return Checked("malformed" if shown.upper().startswith(PREFIX) else "not_a_health_code")
    try:
        proof = _open_live(shown) if is_live else None
        cose = _open_cose(proof.cose if proof else cose_of(shown))
        content = cbor.read(cose.payload)
    except (ValueError, zlib.error):
        return Checked("malformed")
    return _judge(cose, content, proof, keys, now, issuer, fresh_for)


def _judge(
    cose: _Cose,
    content: Any,
    proof: live.Proof | None,
    keys: KeyRing,
    now: datetime,
    issuer: str,
    fresh_for: int,
) -> Checked:
    """First whether it is one of ours, then who signed it, and only then what it says."""
    if not claims.is_health_code(content):
        return Checked("not_a_health_code")
    try:
        kid, algorithm = _named_key(cose)
        said = claims.decode(content)
    except ValueError:
        return Checked("malformed")
    key = keys.find(kid)
    if key is None or not key.covers(said.issued_at, said.expires_at):
        return Checked("unknown_key")
    if algorithm != ES256 or not _is_signed(cose, key):
        return Checked("bad_signature")
    if proof and not proof.holds_for(said.device):
        return Checked("bad_signature")
    presentation: Presentation = proof.age_at(now, fresh_for) if proof else "copy"
    reason = _reason(said, now, issuer)
    return Checked(reason, said.payload, said.issued_at, said.expires_at, presentation, said.device, kid)


def _reason(said: Claims, now: datetime, issuer: str) -> Reason | None:
    if said.issuer != issuer:
        return "wrong_issuer"
    second = now.replace(microsecond=0)
    if second < said.issued_at:
        return "not_yet_valid"
    return "expired" if second > said.expires_at else None


def _named_key(cose: _Cose) -> tuple[bytes, Any]:
    """Key identifier and algorithm. Raises ValueError unless both are protected in our framing."""
    header = cbor.read(cose.protected) if cose.ours else None
    kid = header.get(4) if isinstance(header, dict) else None
    if not isinstance(header, dict) or type(kid) is not bytes:
        raise ValueError("no protected key identifier")
    return kid, header.get(1)


def _is_signed(cose: _Cose, key: CodeKey) -> bool:
    return key.verify(_signed_bytes(_bytes_head(cose.protected), _bytes_head(cose.payload)), cose.signature)


def _open_live(shown: str) -> live.Proof:
    if len(shown) > MAX_TEXT:
        raise ValueError("longer than any QR code")
    return live.read(base45.decode(shown[len(LIVE_PREFIX) :]))


def _open_cose(data: bytes) -> _Cose:
    """Raises ValueError for what is no COSE_Sign1; others' framings are read too, to tell what they are."""
    item = cbor.read(data)
    tags = []
    while isinstance(item, cbor.Tagged):
        tags.append(item.tag)
        item = item.content
    if not (isinstance(item, list) and len(item) == 4 and set(tags) <= {18, 61}):
        raise ValueError("no COSE_Sign1")
    protected, unprotected, payload, signature = item
    if not all(type(part) is bytes for part in (protected, payload, signature)):
        raise ValueError("no COSE_Sign1")
    return _Cose(protected, payload, signature, ours=tags == [18] and unprotected == {})


def _signed_bytes(protected: bytes, body: bytes) -> bytes:
    """The Sig_structure of RFC 9052, section 4.4, of two strings that have their heads."""
    return b"".join((_SIGNATURE_FRAME, protected, b"\x40", body))


def _bytes_head(content: bytes) -> bytes:
    """`content` as a CBOR byte string."""
    length = len(content)
    if length < 24:
        return bytes((0x40 + length,)) + content
    return (bytes((0x58, length)) if length < 256 else b"\x59" + length.to_bytes(2)) + content


def _stored(data: bytes) -> bytes:
    """A zlib stream that holds `data` uncompressed: half of it is a signature, deflating gains nothing."""
    length = len(data)
    head = length.to_bytes(2, "little") + (length ^ 0xFFFF).to_bytes(2, "little")
    return b"".join((_STORED_HEAD, head, data, zlib.adler32(data).to_bytes(4)))


def _inflate(data: bytes) -> bytes:
    """Raises ValueError or zlib.error for a stream that is broken, goes on, or grows beyond MAX_INFLATED."""
    stream = zlib.decompressobj()
    plain = stream.decompress(data, MAX_INFLATED)
    if not stream.eof or stream.unused_data:
        raise ValueError("not one whole zlib stream")
    return plain
