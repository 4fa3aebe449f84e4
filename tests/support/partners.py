"""Partners as outsiders play them: keys of their own, registered here, messages signed in either profile."""

import base64
import json
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.codes.keys import from_jwk, jwk_thumbprint, public_bytes
from chalicelib.config import settings
from chalicelib.desk import own_keys, partners
from chalicelib.signatures import gateway_sm, kangma1, sm
from chalicelib.signatures.gateway_sm import Sealing, Shared
from chalicelib.signatures.messages import Answer, Request
from chalicelib.signatures.sm import Sm2Pair
from chalicelib.store.transactions import transact
from local.partner_seeds import EVERYTHING
from tests.support.client import Answer as Answered
from tests.support.client import Client

COLOURS = {"00": "green", "01": "yellow", "10": "red", "灰": "none", "未见异常": "green"}


@dataclass
class Partner:
    """One partner with its private keys. `post` signs and sends, and checks the answer's signature."""

    id: str
    region: str
    profile: str = "kangma-1"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    pair: Sm2Pair = field(default_factory=sm.new_pair)
    shared: Shared = field(default_factory=lambda: Shared(os.urandom(16), "shared-secret"))
    form: sm.Form = "der"
    sequence: dict[str, int] = field(default_factory=dict)
    keyid: str = ""

    def __post_init__(self) -> None:
        self.keyid = self.keyid or f"{self.id}-{jwk_thumbprint(public_bytes(self.key.public_key()))[:12]}"

    @property
    def public(self) -> Any:
        """The public key as it is registered."""
        return self.pair.public.hex() if self.profile == "gateway-sm" else public_jwk(self.key)

    def register(self, now: datetime, *, proven: bool = True, **told: Any) -> "Partner":
        """Writes the partner as two supervisors would have agreed to it."""
        known: dict[str, Any] = {"name": f"测试{self.id}", "region": self.region, "profile": self.profile}
        known |= {"mode": "share", "base_url": "http://127.0.0.1:1", "sends": [], "receives": list(EVERYTHING)}
        known |= {"mapping": COLOURS, "limits": {}, "contact": {"office": "测试", "phone": "1"}, "code_keys": []}
        record = partners.make(self.id, known | told, [{"keyid": self.keyid, "public": self.public}], now)
        if self.profile == "gateway-sm":
            record.sm4_key = partners.sealed(self.id, "sm4_key", self.shared.sm4_key.hex(), now)
            record.secret = partners.sealed(self.id, "secret", self.shared.secret, now)
        record.proven = dict.fromkeys(partners.TOLD_COLOURS, now.isoformat()) if proven else {}
        transact([partners.put(record)])
        return self

    def content(self, path: str, payload: Any, now: datetime, **head: Any) -> dict[str, Any]:
        """A message with the next number of its path."""
        self.sequence[path] = self.sequence.get(path, 0) + 1
        known = {"id": os.urandom(8).hex(), "sequence": self.sequence[path], "at": now.isoformat()}
        return {"message": known | {"from": self.id, "to": settings().exchange_id} | head, "payload": payload}

    def signed(self, method: str, path: str, content: Any, now: datetime, nonce: str = "") -> "Wire":
        """The message as it goes over the wire."""
        body = b"" if content is None else json.dumps(content).encode()
        nonce = nonce or os.urandom(12).hex()
        if self.profile == "gateway-sm":
            sealing = Sealing(nonce, os.urandom(16), now)
            headers, body = gateway_sm.seal(
                body, sender=self.id, shared=self.shared, pair=self.pair, sealing=sealing, form=self.form
            )
            return Wire(self, method, path, body, headers, nonce)
        request = Request(method, target_of(path), body)
        to = settings().exchange_id
        headers = kangma1.sign(request, to=to, keyid=self.keyid, key=self.key, nonce=nonce, now=now)
        return Wire(self, method, path, body, headers, nonce)

    def post(self, path: str, payload: Any, now: datetime, **head: Any) -> Answered:
        """Says something, and checks who answered."""
        return self.signed("POST", path, self.content(path, payload, now, **head), now).send(now)

    def get(self, path: str, now: datetime) -> Answered:
        """Asks something."""
        return self.signed("GET", path, None, now).send(now)


def target_of(path: str) -> str:
    """Where an interface is, by what agreements call it."""
    return f"/v1/{path}" if path == "imports" else f"/v1/exchange/{path}"


@dataclass(frozen=True)
class Wire:
    """A signed message, which may be bent before it is sent, and sent again."""

    partner: Partner
    method: str
    path: str
    body: bytes
    headers: dict[str, str]
    nonce: str

    def bent(self, **parts: Any) -> "Wire":
        """With other parts under the same signature; `headers` add to those that there are."""
        headers = self.headers | parts.pop("headers", {})
        return replace(self, headers=headers, **parts)

    def send(self, now: datetime) -> Answered:
        """The answer, its signature checked and its body opened."""
        given = {name.replace("-", "_"): value for name, value in self.headers.items()}
        raw, path = self.body.decode(), target_of(self.path)
        answered = Client().call(self.method, path, None, at=now, raw=raw, **given)
        return replace(answered, raw=_opened(self, answered, now).decode())


def _opened(wire: Wire, answered: Answered, now: datetime) -> bytes:
    """What an answer says; those to messages of nobody are not signed."""
    headers = {name.lower(): value for name, value in answered.headers.items()}
    body, partner = answered.raw.encode(), wire.partner
    if "signature" not in headers and "x-tif-signature" not in headers:
        assert answered.status >= 400
        return body
    if partner.profile == "gateway-sm":
        request, sender = Request("", "", body, headers), settings().exchange_id
        public = own_keys.sm2().public
        found = gateway_sm.open_sealed(request, sender=sender, shared=partner.shared, public=public, now=now)
        assert found.nonce == wire.nonce
        return found.body
    answer = Answer(answered.status, body, headers)
    ours = own_keys.p256()[1].public_key()
    said = kangma1.verify_answer(answer, to=partner.id, key_of=lambda _: ours, nonce=wire.nonce, now=now)
    return said.body


def public_jwk(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """The public half of a key as a JWK."""
    x_y = public_bytes(key.public_key())
    x, y = (base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (x_y[:32], x_y[32:]))
    jwk = {"kty": "EC", "crv": "P-256", "x": x, "y": y}
    assert from_jwk(jwk)
    return jwk


def attested(at: datetime, *by: str) -> list[dict[str, str]]:
    """Two people of the partner's who stand for a fact."""
    stamp = (at - timedelta(hours=1)).isoformat()
    return [{"by": each, "office": "测试疾控中心", "at": stamp} for each in by or ("a1", "b2")]
