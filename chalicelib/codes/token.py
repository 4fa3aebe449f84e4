"""The token in the QR code: `HC1:` + Base45 of zlib of a COSE_Sign1 (ES256) over CWT claims.

The form is that of the EU certificates with a private sub-claim, so that existing readers decode it.
Why it is put together by hand: docs/decisions/004-token.md.
"""

import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

import cbor2

from chalicelib.codes import base45, cbor, claims, cose, live
from chalicelib.codes.claims import Claims, Payload
from chalicelib.codes.keys import CodeKey, KeyRing

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
    signed = cose.sign(claims.encode(payload, issuer, issued_at, expires_at, device), key)
    return PREFIX + base45.encode(_stored(signed))


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
        return Checked("malformed" if shown[:5].upper().startswith((PREFIX, LIVE_PREFIX)) else "not_a_health_code")
    try:
        proof = _open_live(shown) if is_live else None
        message = cose.take_apart(proof.cose if proof else cose_of(shown))
    except (ValueError, zlib.error):
        return Checked("malformed")
    key = keys.find(message.kid)
    if key is None or not cose.is_signed(message, key):
        return Checked(_why_not_signed(message, key))
    return _judge(message.payload, key, proof, now, issuer, fresh_for)


def claimed_issuer(text: str) -> str | None:
    """Whose code a text says that it is, with nothing verified; None for no text of this format. Never raises."""
    shown = text.strip()
    try:
        signed = _open_live(shown).cose if shown.startswith(LIVE_PREFIX) else cose_of(shown)
        content = cbor.read(cose.take_apart(signed).payload)
        return claims.decode(content).issuer if claims.is_health_code(content) else None
    except (ValueError, zlib.error, cbor2.CBORError):
        return None


def _judge(
    payload: bytes, key: CodeKey, proof: live.Proof | None, now: datetime, issuer: str, fresh_for: int
) -> Checked:
    """What a payload says that `key` has signed."""
    try:
        content = cbor2.loads(payload)
        if not claims.is_health_code(content):
            return Checked("not_a_health_code")
        said = claims.decode(content)
    except (ValueError, cbor2.CBORError):
        return Checked("malformed")
    if not key.covers(said.issued_at, said.expires_at):
        return Checked("unknown_key")
    if proof and not proof.holds_for(said.device):
        return Checked("bad_signature")
    presentation: Presentation = proof.age_at(now, fresh_for) if proof else "copy"
    reason = _reason(said, now, issuer)
    return Checked(reason, said.payload, said.issued_at, said.expires_at, presentation, said.device, key.kid)


def _reason(said: Claims, now: datetime, issuer: str) -> Reason | None:
    if said.issuer != issuer:
        return "wrong_issuer"
    second = now.replace(microsecond=0)
    if second < said.issued_at:
        return "not_yet_valid"
    return "expired" if second > said.expires_at else None


def _why_not_signed(message: cose.Sign1, key: CodeKey | None) -> Reason:
    """What to say of something that none of our keys signed: first of all whether it tries to be ours."""
    try:
        if not claims.is_health_code(cbor.read(message.payload)):
            return "not_a_health_code"
    except ValueError:
        return "malformed"
    if not message.kid:
        return "malformed"
    return "unknown_key" if key is None else "bad_signature"


def _open_live(shown: str) -> live.Proof:
    if len(shown) > MAX_TEXT:
        raise ValueError("longer than any QR code")
    return live.read(base45.decode(shown[len(LIVE_PREFIX) :]))


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
