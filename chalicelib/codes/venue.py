"""A venue's code: a URL whose part after `#` is a signed COSE_Sign1, base64url, short enough for a coarse QR code.

It is signed like a health code (`codes/cose.py`), by keys and over CWT claims of its own: 1 issuer, 2 the
venue's id, 4 expires, 6 issued, and -70001: the poster's serial, 0 for a screen that changes. Of a venue with
several doors -70002 says which one; without it the code is of any. A health code's claims are others, so that neither
passes for the other.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

import cbor2

from chalicelib import instants
from chalicelib.codes import cbor, cose
from chalicelib.codes.keys import KeyRing

ISSUER, VENUE, EXPIRES, ISSUED, SERIAL, DOOR = 1, 2, 4, 6, -70001, -70002
SCREEN: Final = 0
PATH: Final = "/v"
SCREEN_STEP: Final = timedelta(seconds=30)
"""A screen shows another code each step."""
SCREEN_LIFE: Final = timedelta(minutes=2)
"""From a code's step until it is old: time to open the page, log in and say who comes along."""
POSTER_LIFE: Final = timedelta(days=366)
MAX_TEXT: Final = 2_000
MOST_RUNS: Final = 4

Reason = Literal["foreign", "malformed", "unknown_key", "forged", "wrong_issuer"]


@dataclass(frozen=True, slots=True)
class VenueCode:
    """What a genuine code says. `serial` counts a venue's posters from 1; 0 is a screen. `door` 0 is any door."""

    venue_id: str
    serial: int
    issued_at: datetime
    expires_at: datetime
    door: int = 0

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


def poster(
    venue_id: str, serial: int, *, keys: KeyRing, issuer: str, now: datetime, door: int = 0
) -> tuple[str, datetime]:
    """The signed part of a poster's code and until when it holds: a year, whenever its key is turned.

    Raises LookupError without a key, ValueError for a venue id that is not hexadecimal.
    """
    issued_at = now.replace(microsecond=0)
    expires_at = issued_at + POSTER_LIFE
    return _make(VenueCode(venue_id, serial, issued_at, expires_at, door), keys, issuer), expires_at


def screen(
    venue_id: str, *, keys: KeyRing, issuer: str, now: datetime, door: int = 0
) -> tuple[str, datetime, datetime]:
    """The signed part of the code a screen shows at `now`, when it is old, and when the next one comes."""
    step = int(SCREEN_STEP.total_seconds())
    issued_at = instants.from_seconds(instants.seconds(now) // step * step)
    expires_at = issued_at + SCREEN_LIFE
    signed = _make(VenueCode(venue_id, SCREEN, issued_at, expires_at, door), keys, issuer)
    return signed, expires_at, issued_at + SCREEN_STEP


def url(public_url: str, signed: str) -> str:
    """What the QR code holds: a phone's own camera opens it, and no server sees what follows the `#`."""
    return f"{public_url.rstrip('/')}{PATH}#{signed}"


def read(text: str, keys: KeyRing, issuer: str) -> Read:
    """The code in a scanned text, which may be the URL or the part after `#`; never raises for any str.

    What chats and mail put around it, and what they make of its `#`, does not matter: the signature says whether it is
    whole. Says nothing of time or revocation: that is judged at the instant of the visit.
    """
    found = (_read(data, keys, issuer) for data in _candidates(text))
    return next((each for each in found if each.reason != "foreign"), Read(None, "foreign"))


def _read(data: bytes, keys: KeyRing, issuer: str) -> Read:
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
    } | ({DOOR: code.door} if code.door else {})
    signed = cose.sign(cbor2.dumps(claims), keys.signer(code.issued_at, code.expires_at))
    return base64.urlsafe_b64encode(signed).rstrip(b"=").decode()


def _said(claims: dict[Any, Any], issuer: str) -> Read:
    """The content of claims that one of our keys signed."""
    venue, serial, door = claims[VENUE], claims[SERIAL], claims.get(DOOR, 0)
    issued, expires = claims.get(ISSUED, ""), claims.get(EXPIRES, "")
    types = [type(each) for each in (venue, serial, door, issued, expires)]
    if types != [bytes, int, int, int, int] or min(serial, door) < 0:
        return Read(None, "malformed")
    if claims.get(ISSUER) != issuer:
        return Read(None, "wrong_issuer")
    try:
        life = (instants.from_seconds(issued), instants.from_seconds(expires))
    except OverflowError:
        return Read(None, "malformed")
    return Read(VenueCode(venue.hex(), serial, *life, door), None)


def _candidates(text: str) -> Iterator[bytes]:
    """What may be the signed part: the longest runs of its alphabet, percent signs between them read as others."""
    if len(text) > MAX_TEXT:
        return
    plain = re.sub("%2d", "-", re.sub("%5f", "_", text, flags=re.IGNORECASE), flags=re.IGNORECASE)
    runs = re.findall(r"[A-Za-z0-9_-]+", re.sub(r"%(?:25)*[0-9A-Fa-f]{2}", " ", plain))
    for run in sorted(runs, key=len, reverse=True)[:MOST_RUNS]:
        try:
            yield base64.b64decode(run + "=" * (-len(run) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            continue
