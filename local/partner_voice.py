"""How the counterpart signs and checks as one partner, in that partner's profile (docs/decisions/110)."""

import base64
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes.keys import from_jwk
from chalicelib.signatures import gateway_sm, kangma1, sm
from chalicelib.signatures.gateway_sm import Sealing, Shared
from chalicelib.signatures.messages import Answer, Request, Signed, Unsigned
from chalicelib.signatures.sm import Sm2Pair

Keys = Callable[[], list[dict[str, Any]]]
"""The platform's own keys as `GET /v1/exchange/keys` lists them."""
GATEWAY = "gateway-sm"


@dataclass(frozen=True)
class Said:
    """A request or an answer as it goes over the wire."""

    headers: dict[str, str]
    body: bytes
    nonce: str


class Voice:
    """One partner's keys, as `local.partner_seeds` made them, towards the platform `to`."""

    def __init__(self, made: Mapping[str, Any], to: str, keys: Keys) -> None:
        self.id, self.profile, self._to, self._keys = str(made["id"]), str(made["profile"]), to, keys
        self._keyid = str(made["keyid"])
        self._private = private_key(made["private_jwk"])
        self._pair = Sm2Pair(bytes.fromhex(made["sm2_public"]), bytes.fromhex(made["sm2_private"]))
        self._shared = Shared(bytes.fromhex(made["sm4_key"]), str(made["secret"]))

    def forged(self) -> "Voice":
        """The same partner with keys that nobody registered."""
        forged = object.__new__(Voice)
        forged.__dict__.update(self.__dict__)
        forged._private, forged._pair = ec.generate_private_key(ec.SECP256R1()), sm.new_pair()
        return forged

    def heard(self, method: str, path: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Signed:
        """What a request of the platform says. Header names are in lower case. Raises Unsigned."""
        request = Request(method, path, body, headers)
        if self.profile == GATEWAY:
            return self._unsealed(request, now)
        return kangma1.verify(request, to=self.id, key_of=self._key_of, now=now)

    def answer(self, status: int, body: bytes, nonce: str, now: datetime) -> Said:
        """An answer of this partner to the request that had the nonce."""
        if self.profile == GATEWAY:
            return self._sealed(body, nonce, now)
        answer = Answer(status, body)
        signing: dict[str, Any] = {
            "to": self._to,
            "keyid": self._keyid,
            "key": self._private,
            "nonce": nonce,
            "now": now,
        }
        return Said(kangma1.sign_answer(answer, **signing), body, nonce)

    def request(self, method: str, path: str, body: bytes, now: datetime) -> Said:
        """A request of this partner. `path` begins with /v1."""
        nonce = os.urandom(12).hex()
        if self.profile == GATEWAY:
            return self._sealed(body, nonce, now)
        signing: dict[str, Any] = {
            "to": self._to,
            "keyid": self._keyid,
            "key": self._private,
            "nonce": nonce,
            "now": now,
        }
        return Said(kangma1.sign(Request(method, path, body), **signing), body, nonce)

    def answered(self, status: int, headers: Mapping[str, str], said: bytes, nonce: str, now: datetime) -> Signed:
        """What the platform answered to our request with this nonce. Raises Unsigned."""
        if self.profile == GATEWAY:
            return self._unsealed(Request("", "", said, headers), now)
        answer = Answer(status, said, headers)
        return kangma1.verify_answer(answer, to=self.id, key_of=self._key_of, nonce=nonce, now=now)

    def _signing(self, nonce: str, now: datetime) -> dict[str, Any]:
        return {"to": self._to, "keyid": self._keyid, "key": self._private, "nonce": nonce, "now": now}

    def _sealed(self, body: bytes, nonce: str, now: datetime) -> Said:
        sealing = Sealing(nonce, os.urandom(sm.BLOCK), now)
        headers, sealed = gateway_sm.seal(body, sender=self.id, shared=self._shared, pair=self._pair, sealing=sealing)
        return Said(headers, sealed, nonce)

    def _unsealed(self, request: Request, now: datetime) -> Signed:
        fault = Unsigned("bad_signature")
        for key in self._keys():
            if key["alg"] == "SM2":
                public = bytes.fromhex(key["public"])
                try:
                    return gateway_sm.open_sealed(request, sender=self._to, shared=self._shared, public=public, now=now)
                except Unsigned as unsigned:
                    fault = unsigned
        raise fault

    def _key_of(self, keyid: str) -> ec.EllipticCurvePublicKey | None:
        found = next((key for key in self._keys() if key["kid"] == keyid and key["alg"] == "ES256"), None)
        return from_jwk({name: found[name] for name in ("kty", "crv", "x", "y")}).public if found else None


def private_key(jwk: Mapping[str, str]) -> ec.EllipticCurvePrivateKey:
    """The private key of a JWK."""
    number = int.from_bytes(_bytes(jwk["d"]))
    return ec.derive_private_key(number, ec.SECP256R1())


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
