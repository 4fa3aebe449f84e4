"""A venue's code: a URL whose part after `#` is a signed COSE_Sign1, base64url, short enough for a coarse QR code.

It is signed by the same keys as health codes (`codes/cose.py`) over CWT claims of its own: 1 issuer, 2 the
venue's id, 4 expires, 6 issued, and -70001: the poster's serial, 0 for a screen that changes. A health
code's claims are others, so that neither passes for the other.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

import cbor2

from chalicelib import instants
from chalicelib.codes import cbor, cose
from chalicelib.codes.keys import KeyRing

ISSUER, VENUE, EXPIRES, ISSUED, SERIAL = 1, 2, 4, 6, -70001
SCREEN: Final = 0
PATH: Final = "/v"
SCREEN_STEP: Final = timedelta(seconds=30)
"""A screen shows another code each step."""
SCREEN_LIFE: Final = timedelta(minutes=2)
"""From a code's step until it is old: time to open the page, log in and say who comes along."""
POSTER_LIFE: Final = timedelta(days=366)
MAX_TEXT: Final = 2_000

Reason = Literal["foreign", "malformed", "unknown_key", "forged", "wrong_issuer"]


@dataclass(frozen=True, slots=True)
class VenueCode:
    """What a genuine code says. `serial` counts a venue's posters from 1; 0 is a screen."""

    venue_id: str
    serial: int
    issued_at: datetime
    expires_at: datetime

    @property
    def is_screen(self) -> bool:
        return self.serial == SCREEN

    def is_current(self, at: datetime) -> bool:
        """Whether it was shown at `at`; both ends count, to the second."""
        return self.issued_at <= at.replace(microsecond=0) <= self.expires_at


class Read(NamedTuple):
    """A text that was scanned: the code, or why it is none of ours."""

    code: VenueCode | None
    reason: Reason | None


def poster(venue_id: str, serial: int, *, keys: KeyRing, issuer: str, now: datetime) -> tuple[str, datetime]:
    """The signed part of a poster's code and until when it holds: a year, or as long as the signing key.

    Raises LookupError without a key, ValueError for a venue id that is not hexadecimal.
    """
    issued_at = now.replace(microsecond=0)
    covering = [key for key in keys.keys if key.private and key.covers(issued_at, issued_at)]
    ends = [key.not_after for key in covering if key.not_after]
    expires_at = issued_at + POSTER_LIFE
    if len(ends) == len(covering) and ends:
        expires_at = min(expires_at, max(ends).replace(microsecond=0))
    return _make(VenueCode(venue_id, serial, issued_at, expires_at), keys, issuer), expires_at


def screen(venue_id: str, *, keys: KeyRing, issuer: str, now: datetime) -> tuple[str, datetime, datetime]:
    """The signed part of the code a screen shows at `now`, when it is old, and when the next one comes."""
    step = int(SCREEN_STEP.total_seconds())
    issued_at = instants.from_seconds(instants.seconds(now) // step * step)
    expires_at = issued_at + SCREEN_LIFE
    signed = _make(VenueCode(venue_id, SCREEN, issued_at, expires_at), keys, issuer)
    return signed, expires_at, issued_at + SCREEN_STEP


def url(public_url: str, signed: str) -> str:
    """What the QR code holds: a phone's own camera opens it, and no server sees what follows the `#`."""
    return f"{public_url.rstrip('/')}{PATH}#{signed}"


def read(text: str, keys: KeyRing, issuer: str) -> Read:
    """The code in a scanned text, which may be the URL or the part after `#`; never raises for any str.

    Says nothing of time or revocation: that is judged at the instant of the visit.
    """
    data = _bytes(text)
    if data is None:
        return Read(None, "foreign")
    try:
        message = cose.take_apart(data)
        claims = cbor.read(message.payload)
    except ValueError:
        return Read(None, "foreign")
    if not isinstance(claims, dict) or VENUE not in claims or SERIAL not in claims:
        return Read(None, "foreign")
    key = keys.find(message.kid)
    if key is None:
        return Read(None, "unknown_key")
    if not cose.is_signed(message, key):
        return Read(None, "forged")
    said = _said(claims, issuer)
    if said.code and not key.covers(said.code.issued_at, said.code.expires_at):
        return Read(None, "unknown_key")
    return said


def _make(code: VenueCode, keys: KeyRing, issuer: str) -> str:
    claims = {
        ISSUER: issuer,
        VENUE: bytes.fromhex(code.venue_id),
        EXPIRES: instants.seconds(code.expires_at),
        ISSUED: instants.seconds(code.issued_at),
        SERIAL: code.serial,
    }
    signed = cose.sign(cbor2.dumps(claims), keys.signer(code.issued_at, code.expires_at))
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def _said(claims: dict[Any, Any], issuer: str) -> Read:
    """The content of claims that one of our keys signed."""
    venue, serial = claims[VENUE], claims[SERIAL]
    issued, expires = claims.get(ISSUED, ""), claims.get(EXPIRES, "")
    if [type(each) for each in (venue, serial, issued, expires)] != [bytes, int, int, int] or serial < 0:
        return Read(None, "malformed")
    if claims.get(ISSUER) != issuer:
        return Read(None, "wrong_issuer")
    try:
        life = (instants.from_seconds(issued), instants.from_seconds(expires))
    except OverflowError:
        return Read(None, "malformed")
    return Read(VenueCode(venue.hex(), serial, *life), None)


def _bytes(text: str) -> bytes | None:
    """The bytes behind the last `#`, or of the whole text; None where they cannot be a code."""
    part = text.strip().rpartition("#")[2]
    if not part or len(text) > MAX_TEXT:
        return None
    try:
        return base64.b64decode(part.encode("ascii") + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None
