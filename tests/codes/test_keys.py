import hashlib
import json
from datetime import timedelta

import cbor2
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cwt import COSEKey
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import keys
from chalicelib.codes.keys import KeyRing
from chalicelib.errors import Invalid
from tests.codes.builders import DAY, ISSUER, KEY, NOW, SECOND

JWK = keys.public_jwk(KEY)


def public_pem(public) -> bytes:
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def private_pem(private) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def test_a_key_survives_the_secrets_store():
    again = keys.from_pem(keys.to_pem(KEY), NOW, NOW + DAY)
    assert (again.kid, again.not_before, again.not_after) == (KEY.kid, NOW, NOW + DAY)
    assert KEY.verify(b"message", again.sign(b"message"))


@pytest.mark.parametrize("key", [keys.from_jwk(JWK), keys.from_pem(public_pem(KEY.public))], ids=["jwk", "pem"])
def test_a_public_half_checks_and_does_not_sign(key):
    assert key.kid == KEY.kid
    assert key.verify(b"message", KEY.sign(b"message"))
    with pytest.raises(LookupError):
        key.sign(b"message")
    with pytest.raises(LookupError):
        keys.to_pem(key)


def test_the_identifier_begins_the_cose_thumbprint():
    x_y = keys.public_bytes(KEY.public)
    encoded = cbor2.dumps({1: 2, -1: 1, -2: x_y[:32], -3: x_y[32:]}, canonical=True)
    assert keys.thumbprint(x_y) == hashlib.sha256(encoded).digest()
    assert KEY.kid == keys.thumbprint(x_y)[:8]


def test_an_independent_library_verifies_a_signature():
    signature = KEY.sign(b"message")
    COSEKey.from_jwk({**JWK, "alg": "ES256"}).verify(b"message", signature)


# RFC 6979, appendix A.2.5: P-256 with SHA-256.
RFC_6979_KEY = 0xC9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721
RFC_6979 = {
    b"sample": (
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
    ),
    b"test": (
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    ),
}


@pytest.mark.parametrize(("message", "signature"), RFC_6979.items())
def test_a_signature_is_that_of_the_standard_whenever_it_is_made(message, signature):
    key = keys.from_pem(private_pem(ec.derive_private_key(RFC_6979_KEY, ec.SECP256R1())))
    assert key.sign(message) == key.sign(message) == bytes.fromhex(signature)


def test_the_jwk_thumbprint_of_its_standard():
    members = json.dumps(JWK, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(members.encode()).digest()
    assert keys.device_key(JWK).jwk_thumbprint == keys._text(digest)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {**JWK, "kty": "RSA"},
        {**JWK, "crv": "P-384"},
        {**JWK, "x": None},
        {**JWK, "x": JWK["x"][:-1]},
        {**JWK, "x": "!" * 43},
        {**JWK, "x": "é" * 43},
        {**JWK, "y": JWK["x"]},
        {**JWK, "y": 7},
    ],
)
def test_a_phones_key_that_is_no_point_is_refused(jwk):
    with pytest.raises(Invalid) as caught:
        keys.device_key(jwk)
    assert [(field.field, field.code) for field in caught.value.fields] == [("public_key", "key_form")]


@pytest.mark.parametrize(
    "pem",
    [
        private_pem(ec.generate_private_key(ec.SECP384R1())),
        public_pem(ec.generate_private_key(ec.SECP384R1()).public_key()),
        private_pem(rsa.generate_private_key(65537, 2048)),
        b"nonsense",
    ],
    ids=["P-384 private", "P-384 public", "RSA", "nonsense"],
)
def test_a_pem_of_another_kind_is_refused(pem):
    with pytest.raises(ValueError):
        keys.from_pem(pem)


@given(st.binary(max_size=70), st.binary(max_size=70))
def test_no_bytes_pass_for_a_key_or_a_signature(x_y, signature):
    assert not keys.verify_es256(x_y, b"message", signature)
    assert not KEY.verify(b"message", signature)


def test_the_newest_key_that_covers_the_whole_life_signs():
    old = keys.new_key(NOW - 30 * DAY, NOW + DAY)
    new = keys.new_key(NOW, NOW + 30 * DAY)
    coming = keys.new_key(NOW + SECOND, None)
    ring = KeyRing([coming, old, new])
    assert ring.signer(NOW, NOW + DAY) is new
    assert ring.signer(NOW - SECOND, NOW + DAY) is old
    assert ring.signer(NOW + SECOND, NOW + DAY) is coming
    assert all(ring.find(key.kid) is key for key in (old, new, coming))


def test_a_ring_without_a_signing_key_says_so():
    checking = keys.from_jwk(JWK)
    ended = keys.new_key(NOW - 2 * DAY, NOW + DAY - SECOND)
    with pytest.raises(LookupError):
        KeyRing([checking, ended]).signer(NOW, NOW + DAY)


def test_the_published_document_is_enough_to_check_and_holds_no_secret():
    key = keys.new_key(NOW, NOW + timedelta(days=90))
    document = json.loads(json.dumps(keys.public_document(KeyRing([key]), ISSUER)))
    (published,) = document["keys"]
    assert document["issuer"] == ISSUER
    assert published.keys() == {"kid", "alg", "jwk", "not_before", "not_after"}
    assert published["jwk"].keys() == {"kty", "crv", "x", "y"}
    assert (published["alg"], published["not_before"]) == ("ES256", "2020-04-08T12:30:15+00:00")
    assert keys.from_jwk(published["jwk"]).kid == key.kid
    assert published["kid"] == keys._text(key.kid)
