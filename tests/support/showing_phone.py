"""A phone that shows codes, with the libraries that a stranger would use: the format's second opinion."""

import base64
import hashlib
import json
import zlib
from datetime import datetime
from typing import Any

import base45
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from tests.support.client import Answer, Client


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Phone:
    """Holds a key that it never gives away."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        numbers = self._key.public_key().public_numbers()
        self.x_y = numbers.x.to_bytes(32) + numbers.y.to_bytes(32)

    @property
    def jwk(self) -> dict[str, Any]:
        """As a browser exports it."""
        required = {"kty": "EC", "crv": "P-256", "x": _text(self.x_y[:32]), "y": _text(self.x_y[32:])}
        return required | {"ext": True, "key_ops": ["verify"]}

    @property
    def thumbprint(self) -> str:
        jwk = {name: self.jwk[name] for name in ("crv", "kty", "x", "y")}
        return _text(hashlib.sha256(json.dumps(jwk, separators=(",", ":")).encode()).digest())

    def sign(self, message: bytes) -> bytes:
        r, s = decode_dss_signature(self._key.sign(message, ec.ECDSA(hashes.SHA256())))
        return r.to_bytes(32) + s.to_bytes(32)

    def proof(self, person_id: str, session_id: str, at: datetime) -> str:
        seconds = int(at.timestamp()).to_bytes(8)
        said = b"kangma.device.1\0" + person_id.encode() + b"\0" + session_id.encode() + b"\0" + seconds
        return _text(seconds + self.sign(said))

    def show(self, token: str, at: datetime) -> str:
        """What stands on the screen: the token, freshly signed."""
        cose = zlib.decompress(base45.b45decode(token[4:]))
        seconds = int(at.timestamp())
        signature = self.sign(hashlib.sha256(cose).digest() + seconds.to_bytes(8))
        return "HC1L:" + base45.b45encode(cbor2.dumps([cose, seconds, self.x_y, signature])).decode()

    def bind(self, client: Client, person_id: str, at: datetime, **changes: Any) -> Answer:
        body = {"public_key": self.jwk, "proof": self.proof(person_id, client.session_id, at)} | changes
        return client.call("PUT", f"/v1/people/{person_id}/device", body, at=at)


def token_for(client: Client, person_id: str, at: datetime, phone: Phone | None = None) -> str:
    """The token of the person's code, bound to the phone if there is one."""
    query = f"?device={phone.thumbprint}" if phone else ""
    answer = client.get(f"/v1/people/{person_id}/code{query}", at=at)
    assert answer.status == 200, answer.raw
    return str(answer.body["token"])
