"""Messages on the wire: opened and signed by the profile of the partner that they are of or for (decision 110)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes import keys as code_keys
from chalicelib.config import settings
from chalicelib.desk import own_keys, partners
from chalicelib.desk.partners import GATEWAY, PartnerRecord
from chalicelib.errors import Invalid, KangmaError, Unauthenticated
from chalicelib.signatures import gateway_sm, kangma1, sm
from chalicelib.signatures.gateway_sm import Sealing, Shared
from chalicelib.signatures.messages import Answer, Request, Signed, Unsigned


@dataclass(frozen=True)
class Inbound:
    """A message whose signature held: of whom, by which key, and what it says."""

    partner: PartnerRecord
    signed: Signed
    digest: str

    @property
    def body(self) -> bytes:
        """The plain body."""
        return self.signed.body


def opened(request: Request, now: datetime) -> Inbound:
    """The message that a request is, and whose. One read, of the partner.

    Raises Unauthenticated `unsigned`, `bad_signature`, `stale_signature`; Invalid `undecipherable` for a well signed
    one that the shared key does not open.
    """
    sender = gateway_sm.sender_of(request.headers)
    try:
        partner = _partner(sender or _owner(kangma1.keyid_of(request.headers)), GATEWAY if sender else partners.KANGMA)
        signed = _sealed(partner, request, now) if sender else _signed(partner, request, now)
    except Unsigned as unsigned:
        raise _refusal(unsigned) from None
    return Inbound(partner, signed, signed.digest(request))


def _owner(keyid: str | None) -> str:
    """Whose a key is: its id begins with its owner's."""
    if keyid is None:
        raise Unsigned("unsigned")
    return keyid.partition("-")[0]


def _partner(partner_id: str, profile: str) -> PartnerRecord:
    known = partners.find(partner_id) if partner_id.isascii() and partner_id.isalnum() else None
    if known is None or known["profile"] != profile:
        raise Unsigned("bad_signature")
    return known


def _signed(partner: PartnerRecord, request: Request, now: datetime) -> Signed:
    def key_of(keyid: str) -> ec.EllipticCurvePublicKey | None:
        key = partners.key_of(partner, keyid, now)
        return code_keys.from_jwk(key["public"]).public if key is not None else None

    return kangma1.verify(request, to=settings().exchange_id, key_of=key_of, now=now)


def _sealed(partner: PartnerRecord, request: Request, now: datetime) -> Signed:
    """By any of its keys that are believed: the profile names none."""
    shared, fault = _shared(partner), Unsigned("bad_signature")
    for key in partners.believed(partner, now):
        public = bytes.fromhex(key["public"])
        try:
            found = gateway_sm.open_sealed(request, sender=partner.id, shared=shared, public=public, now=now)
        except Unsigned as unsigned:
            fault = unsigned
        else:
            return Signed(key["keyid"], found.created, found.nonce, found.body)
    raise fault


def _refusal(unsigned: Unsigned) -> KangmaError:
    return Invalid("undecipherable") if unsigned.fault == "undecipherable" else Unauthenticated(unsigned.fault)


def _shared(partner: PartnerRecord) -> Shared:
    return Shared(bytes.fromhex(partner.shared("sm4_key")), partner.shared("secret"))


def answered(inbound: Inbound, status: int, body: bytes, now: datetime) -> tuple[dict[str, str], bytes]:
    """The headers and the body of the answer to a message, signed as its partner expects."""
    partner, nonce = inbound.partner, inbound.signed.nonce
    if partner["profile"] == GATEWAY:
        headers, sealed = _seal(partner, body, nonce, now)
        return headers | {"Content-Type": "application/json"}, sealed
    keyid, key = own_keys.p256()
    answer = Answer(status, body)
    return kangma1.sign_answer(answer, to=partner.id, keyid=keyid, key=key, nonce=nonce, now=now), body


def sent(
    partner: PartnerRecord, method: str, path: str, body: bytes, nonce: str, now: datetime
) -> tuple[dict[str, str], bytes]:
    """The headers and the body of a request of ours to a partner. `path` begins with /v1."""
    if partner["profile"] == GATEWAY:
        return _seal(partner, body, nonce, now)
    keyid, key = own_keys.p256()
    request = Request(method, path, body)
    return kangma1.sign(request, to=partner.id, keyid=keyid, key=key, nonce=nonce, now=now), body


def _seal(partner: PartnerRecord, body: bytes, nonce: str, now: datetime) -> tuple[dict[str, str], bytes]:
    sealing = Sealing(nonce, os.urandom(sm.BLOCK), now)
    pair = own_keys.sm2()
    form: sm.Form = partner["form"] or "der"
    return gateway_sm.seal(
        body, sender=settings().exchange_id, shared=_shared(partner), pair=pair, sealing=sealing, form=form
    )


def opened_answer(
    partner: PartnerRecord, status: int, headers: Mapping[str, str], body: bytes, nonce: str, now: datetime
) -> bytes:
    """The plain body of a partner's answer to our request with this nonce. Raises Unsigned. Headers in lower case."""
    if partner["profile"] == GATEWAY:
        found = _sealed(partner, Request("", "", body, headers), now)
        if found.nonce != nonce:
            raise Unsigned("bad_signature")
        return found.body

    def key_of(keyid: str) -> ec.EllipticCurvePublicKey | None:
        key = partners.key_of(partner, keyid, now)
        return code_keys.from_jwk(key["public"]).public if key is not None else None

    answer = Answer(status, body, headers)
    to = settings().exchange_id
    return kangma1.verify_answer(answer, to=to, key_of=key_of, nonce=nonce, now=now).body
