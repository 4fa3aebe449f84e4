"""The published keys are a JWK Set: a JOSE library reads it and checks with it what we signed."""

import base64
import json
import zlib
from datetime import timedelta

import base45
import cbor2
import pytest
from joserfc import jws
from joserfc.jwk import KeySet

from chalicelib.codes import key_set, keys, venue
from chalicelib.codes.key_set import OPEN_END, USES
from chalicelib.codes.keys import KeyRing
from tests.codes.builders import ISSUER, NOW, a_token

KEYS = {use: keys.new_key(NOW, NOW + timedelta(days=90)) for use in USES}
RINGS = {use: KeyRing([key]) for use, key in KEYS.items()}


def published():
    """The document as a gate receives it."""
    return json.loads(json.dumps(key_set.key_set(RINGS, ISSUER)))


def test_each_key_says_all_that_a_gate_needs_and_no_secret():
    for key in published()["keys"]:
        assert key.keys() == {"kty", "crv", "x", "y", "kid", "use", "alg", "kangma_use", "issuer", "nbf", "exp"}
        assert [key[name] for name in ("kty", "crv", "use", "alg", "issuer")] == ["EC", "P-256", "sig", "ES256", ISSUER]
        assert (key["nbf"], key["exp"]) == (1586349015, 1586349015 + 90 * 86_400)
        assert keys.kid_text(keys.from_jwk(key).kid) == key["kid"]
    assert [key["kangma_use"] for key in published()["keys"]] == list(USES)


def test_an_open_end_is_a_number_too():
    (key, *_) = key_set.key_set({use: KeyRing([keys.new_key()]) for use in USES}, ISSUER)["keys"]
    assert (key["nbf"], key["exp"]) == (0, OPEN_END)


def signed_parts(cose: bytes) -> tuple[str, bytes, bytes]:
    """Of a COSE_Sign1: the key's identifier as a JWK writes it, what is signed, the signature."""
    protected, _, payload, signature = cbor2.loads(cose).value
    kid = base64.urlsafe_b64encode(cbor2.loads(protected)[4]).rstrip(b"=").decode()
    return kid, cbor2.dumps(["Signature1", protected, b"", payload]), signature


def health_code() -> bytes:
    return zlib.decompress(base45.b45decode(a_token(ring=RINGS["health_code"])[4:]))


def screen() -> bytes:
    signed, _, _ = venue.screen(
        "0123456789abcdef0123", keys=RINGS["venue_code"], issuer=ISSUER, now=NOW + timedelta(minutes=1)
    )
    return base64.urlsafe_b64decode(signed + "==")


@pytest.mark.parametrize("made", [health_code, screen])
def test_a_jose_library_finds_the_key_by_its_name_and_verifies_with_it(made):
    kid, signed, signature = signed_parts(made())
    key = KeySet.import_key_set(published()).get_by_kid(kid)
    algorithm = jws.JWSRegistry.algorithms["ES256"]
    assert algorithm.verify(signed, signature, key)
    assert not algorithm.verify(signed + b"\0", signature, key)
