"""Making and checking a token, against the signature alone and against the straightforward pipeline.

raw: `cryptography` signing (RFC 6979, as we do) and verifying the same bytes with the same prepared key objects.
pipeline: `cwt`, zlib and `base45` with the same claims, their keys prepared as well.
"""

import zlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import base45
import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cwt import COSE, COSEKey

from bench.rows import Row, at_least, in_turn, least_ratio, show
from chalicelib.codes import keys, token
from chalicelib.codes.claims import Payload

ISSUER = "kangma.example"
NOW = datetime(2020, 4, 8, 12, 30, 15, tzinfo=UTC)
END = NOW + timedelta(days=1)
PAYLOAD = Payload("c0de1d0000000001", "domestic", "green", "certified", "张*", "002X", "1")
ROUNDS, CALLS = 150, 10


def run() -> list[Row]:
    """One row a ratio of rates; each ratio is of the least over rounds in which all candidates take turns."""
    times = in_turn(_candidates(), ROUNDS, CALLS)
    return [
        _row("token.make / raw sign", times, "raw sign", "make", 0.4),
        _row("token.check / raw verify", times, "raw verify", "check", 0.5),
        _row("token.make / cwt+zlib+base45", times, "pipeline make", "make", 1.3),
        _row("token.check / cwt+zlib+base45", times, "pipeline check", "check", 1.3),
    ]


def _candidates() -> dict[str, Callable[[], object]]:
    key = keys.new_key()
    ring = keys.KeyRing([key])
    text = token.make(PAYLOAD, keys=ring, issuer=ISSUER, issued_at=NOW, expires_at=END)
    return {
        "make": lambda: token.make(PAYLOAD, keys=ring, issuer=ISSUER, issued_at=NOW, expires_at=END),
        "check": lambda: token.check(text, ring, NOW, ISSUER),
        **_raw(key, text),
        **_pipeline(key, text),
    }


def _raw(key: keys.CodeKey, text: str) -> dict[str, Callable[[], object]]:
    _, _, body, _ = cbor2.loads(token.cose_of(text)).value
    message = cbor2.dumps(["Signature1", key.protected, b"", body])
    algorithm, private = ec.ECDSA(hashes.SHA256(), deterministic_signing=True), key.private
    assert private is not None
    signature = private.sign(message, algorithm)
    return {
        "raw sign": lambda: private.sign(message, algorithm),
        "raw verify": lambda: key.public.verify(signature, message, algorithm),
    }


def _pipeline(key: keys.CodeKey, text: str) -> dict[str, Callable[[], object]]:
    signer = COSEKey.from_pem(keys.to_pem(key), kid=key.kid)
    public = key.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    verifier = COSEKey.from_pem(public, kid=key.kid)
    cose = COSE.new()
    claims = cbor2.loads(cbor2.loads(token.cose_of(text)).value[2])
    protected = {1: -7, 4: key.kid}

    def make() -> str:
        signed = cose.encode(cbor2.dumps(claims), signer, protected=protected)
        return "HC1:" + str(base45.b45encode(zlib.compress(signed)), "ascii")

    def check() -> object:
        return cbor2.loads(cose.decode(zlib.decompress(base45.b45decode(text[4:])), verifier))

    assert check() == claims
    assert token.check(make(), keys.KeyRing([key]), NOW, ISSUER).valid
    return {"pipeline make": make, "pipeline check": check}


def _row(name: str, times: dict[str, list[float]], baseline: str, ours: str, target: float) -> Row:
    return at_least(
        name,
        least_ratio(times[baseline], times[ours]),
        target,
        unit="× the baseline's rate",
        baseline=baseline,
        ours_us=round(1e6 * min(times[ours]), 1),
        baseline_us=round(1e6 * min(times[baseline]), 1),
    )


if __name__ == "__main__":
    show(run)
