"""CWT claims (RFC 8392) of a health code: what it says.

1 issuer, 6 issued, 4 expires, 8 cnf for a token bound to a phone, and -260 → {-100: {…}}.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple

import cbor2

from chalicelib import instants
from chalicelib.codes.stale import SET_BYTES

ISSUER, EXPIRES, ISSUED, CONFIRMATION, HEALTH_CERTIFICATE = 1, 4, 6, 8, -260
HEALTH_CODE: Final = -100
# RFC 9679: the confirmation method "ckt", a COSE key thumbprint.
KEY_THUMBPRINT: Final = 5

# These numbers are printed on paper and held by phones: they are added to, never changed.
SCHEMES: Final = ("domestic", "international")
COLOURS: Final = ("green", "yellow", "red")
CERTIFICATIONS: Final = ("pending", "certified", "refused")
_TYPES: Final = [int, int, int, str, str, str, str]
_SCHEME: Final = {name: number for number, name in enumerate(SCHEMES)}
_COLOUR: Final = {name: number for number, name in enumerate(COLOURS)}
_CERTIFICATION: Final = {name: number for number, name in enumerate(CERTIFICATIONS)}


@dataclass(frozen=True, slots=True)
class Payload:
    """What a gate learns. The person is named only by `code_id`, the masked name and four characters.

    In the token the fields are numbered 0 to 7 in this order. `places` is the set of the stale rule (`codes.stale`),
    eight bytes; None in a token that was made before there was one.
    """

    code_id: str
    scheme: str
    colour: str
    certification: str
    name_masked: str
    document_last4: str
    rules_version: str
    places: bytes | None = None


class Claims(NamedTuple):
    """A token's content; `device` is the COSE thumbprint of the phone it is bound to, if it is."""

    issuer: str
    issued_at: datetime
    expires_at: datetime
    payload: Payload
    device: bytes | None


def encode(payload: Payload, issuer: str, issued_at: datetime, expires_at: datetime, device: bytes | None) -> bytes:
    """The claims as CBOR. Raises KeyError for a scheme, colour or certification that is none."""
    code: dict[int, Any] = {
        0: payload.code_id,
        1: _SCHEME[payload.scheme],
        2: _COLOUR[payload.colour],
        3: _CERTIFICATION[payload.certification],
        4: payload.name_masked,
        5: payload.document_last4,
        6: payload.rules_version,
    }
    if payload.places is not None:
        code[7] = payload.places
    claims = {
        ISSUER: issuer,
        EXPIRES: instants.seconds(expires_at),
        ISSUED: instants.seconds(issued_at),
        HEALTH_CERTIFICATE: {HEALTH_CODE: code},
    }
    if device is not None:
        claims[CONFIRMATION] = {KEY_THUMBPRINT: device}
    return cbor2.dumps(claims)


def is_health_code(claims: Any) -> bool:
    """Whether decoded claims are of this format at all; an EU certificate's are {-260: {1: …}}."""
    certificate = claims.get(HEALTH_CERTIFICATE) if isinstance(claims, dict) else None
    return isinstance(certificate, dict) and HEALTH_CODE in certificate


def decode(claims: dict[Any, Any]) -> Claims:
    """The content of claims for which `is_health_code` holds. Raises ValueError if a field is not right."""
    issuer, issued, expires = claims.get(ISSUER), claims.get(ISSUED), claims.get(EXPIRES)
    # A bool is an int to isinstance, and no instant.
    if not (type(issuer) is str and type(issued) is int and type(expires) is int):
        raise ValueError("a registered claim is missing or of another type")
    payload = _payload(claims[HEALTH_CERTIFICATE][HEALTH_CODE])
    return Claims(issuer, _instant(issued), _instant(expires), payload, _device(claims.get(CONFIRMATION)))


def _payload(code: Any) -> Payload:
    try:
        numbers, texts = (code[1], code[2], code[3]), (code[0], code[4], code[5], code[6])
    except (KeyError, TypeError, IndexError):
        raise ValueError("a field of the code is missing") from None
    if [type(field) for field in (*numbers, *texts)] != _TYPES:
        raise ValueError("a field of the code has another type")
    scheme, colour, certification = numbers
    named = _named(SCHEMES, scheme), _named(COLOURS, colour), _named(CERTIFICATIONS, certification)
    return Payload(texts[0], *named, *texts[1:], places=_places(code.get(7)))


def _places(found: Any) -> bytes | None:
    if found is not None and (type(found) is not bytes or len(found) != SET_BYTES):
        raise ValueError("no set of buckets")
    return found


def _named(names: tuple[str, ...], number: int) -> str:
    if not 0 <= number < len(names):
        raise ValueError("a number that stands for nothing")
    return names[number]


def _device(confirmation: Any) -> bytes | None:
    if confirmation is None:
        return None
    found = confirmation.get(KEY_THUMBPRINT) if isinstance(confirmation, dict) else None
    if type(found) is not bytes or len(found) != 32:
        raise ValueError("cnf is no key thumbprint")
    return found


def _instant(count: int) -> datetime:
    try:
        return instants.from_seconds(count)
    except OverflowError as wrong:
        raise ValueError("no instant") from wrong
