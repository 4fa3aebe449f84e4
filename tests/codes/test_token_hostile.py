"""Everything else that a phone can show: each answered with its own reason, nothing raised, nothing slow."""

import zlib

import base45
import cbor2
import pytest
from cbor2 import CBORTag
from cwt import COSE
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import token
from chalicelib.codes.token import MAX_INFLATED
from tests.codes.builders import KEY, NOW, PHONE, a_token, check, reason
from tests.codes.test_token import content, cwt_key, signed_by_others

REASONS = {
    None,
    "malformed",
    "bad_signature",
    "unknown_key",
    "expired",
    "not_yet_valid",
    "wrong_issuer",
    "not_a_health_code",
}
COSE_BYTES = token.cose_of(a_token())
PROTECTED = cbor2.dumps({1: -7, 4: KEY.kid})
EU_CLAIMS = {1: "DE", 4: 1_683_849_600, 6: 1_620_324_000, -260: {1: {"ver": "1.0.0", "dob": "1964-08-12"}}}


def packed(cose: bytes) -> str:
    return "HC1:" + base45.b45encode(zlib.compress(cose)).decode()


def cose(protected=PROTECTED, unprotected=None, payload=None, signature=bytes(64), tag=18) -> bytes:
    """A COSE_Sign1 that nobody signed."""
    parts = [protected, unprotected or {}, cbor2.dumps(content()) if payload is None else payload, signature]
    return cbor2.dumps(parts if tag is None else CBORTag(tag, parts))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "https://example.org/v#abc",
        "https://qr.alipay.com/fkx12345",
        "wxp://f2f0abcdef",
        "286612345678901234",
        "HC2:ABC",
        "HC1",
        "BEGIN:VCARD",
        "你好",
        "\x00\x01",
        "\ud800",
        "A" * 1_000_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_token_at_all_is_not_a_health_code(text):
    assert reason(text) == "not_a_health_code"


@pytest.mark.parametrize(
    "text",
    [
        packed(cose(payload=cbor2.dumps(EU_CLAIMS))),
        packed(cose(cbor2.dumps({1: -37, 4: b"12345678"}), payload=cbor2.dumps(EU_CLAIMS))),
        packed(cose(cbor2.dumps({1: -7}), {4: b"12345678"}, cbor2.dumps(EU_CLAIMS))),
        packed(cose(payload=cbor2.dumps(EU_CLAIMS), tag=None)),
        packed(cbor2.dumps(CBORTag(61, cbor2.loads(cose(payload=cbor2.dumps(EU_CLAIMS)))))),
        packed(cose(payload=cbor2.dumps({1: "issuer", 2: "subject"}))),
        packed(cose(payload=cbor2.dumps({-260: 5}))),
        packed(cose(payload=cbor2.dumps("a text"))),
        signed_by_others(EU_CLAIMS),
    ],
)
def test_an_eu_certificate_or_another_token_is_not_a_health_code_whoever_signed(text):
    assert reason(text) == "not_a_health_code"


@pytest.mark.parametrize(
    "text",
    [
        "HC1:",
        "HC1:A",
        "HC1:ABC",
        "HC1:é",
        "HC1::::",
        "HC1:" + "A" * 10_000,
        "HC1L:",
        "HC1L:ABC",
        a_token().lower(),
        "hc1l:abc",
        a_token()[:-1],
        a_token()[:-3],
        a_token() + "ABC",
        a_token()[:100] + "\n" + a_token()[100:],
        packed(b""),
        packed(b"\x00" * 100),
        packed(COSE_BYTES + b"\x00"),
        packed(COSE_BYTES[1:]),
        packed(cbor2.dumps(CBORTag(98, cbor2.loads(COSE_BYTES).value))),
        packed(cbor2.dumps(CBORTag(18, [b"", {}, b""]))),
        packed(cose(payload="a text in place of bytes")),
        packed(cose(payload=b"\x9f\x01\xff")),
        packed(cose(cbor2.dumps({1: -7}), {4: KEY.kid})),
        packed(cose(cbor2.dumps({1: -7, 4: "kid"}))),
        packed(cose(b"")),
        packed(cose(cbor2.dumps([1, 2]))),
        packed(cose(unprotected={4: KEY.kid})),
    ],
    ids=lambda text: text[:24],
)
def test_a_token_that_is_broken_is_malformed(text):
    assert reason(text) == "malformed"


@pytest.mark.parametrize(
    "changes",
    [
        {1: 7},
        {1: None},
        {4: "soon"},
        {4: 1.5},
        {4: True},
        {4: 2**62},
        {4: -(2**62)},
        {6: None},
        {8: 5},
        {8: {}},
        {8: {5: b"short"}},
        {-260: {-100: 5}},
        {-260: {-100: {}}},
        {-260: {-100: "0123456"}},
        {-260: {-100: {0: "c", 1: 0, 2: 3, 3: 0, 4: "n", 5: "l", 6: "r"}}},
        {-260: {-100: {0: "c", 1: 0, 2: -1, 3: 0, 4: "n", 5: "l", 6: "r"}}},
        {-260: {-100: {0: "c", 1: 0, 2: True, 3: 0, 4: "n", 5: "l", 6: "r"}}},
        {-260: {-100: {0: 7, 1: 0, 2: 0, 3: 0, 4: "n", 5: "l", 6: "r"}}},
        {-260: {-100: {0: "c", 1: 0, 2: 0, 3: 0, 4: "n", 5: "l"}}},
    ],
    ids=str,
)
def test_claims_of_other_types_are_malformed_even_when_signed(changes):
    assert reason(signed_by_others(content() | changes)) == "malformed"


def test_a_signature_over_something_else_is_bad():
    assert reason(packed(cose())) == "bad_signature"
    assert reason(packed(cose(signature=b"\xff" * 64))) == "bad_signature"
    assert reason(packed(cose(signature=b"short"))) == "bad_signature"


def test_another_keys_signature_under_our_identifier_is_bad():
    forged = PHONE.sign(b"\x84\x6aSignature1" + cbor2.dumps(PROTECTED) + b"\x40" + cbor2.dumps(cbor2.dumps(content())))
    assert reason(packed(cose(signature=forged))) == "bad_signature"


def test_another_algorithm_is_a_bad_signature():
    protected = {1: -7, 4: KEY.kid, 99: "extra"}
    assert reason(signed_by_others(content(), protected)) is None
    for algorithm in (-37, 5, None, "ES256"):
        header = cbor2.dumps({1: algorithm, 4: KEY.kid})
        body = cbor2.dumps(content())
        signature = KEY.sign(cbor2.dumps(["Signature1", header, b"", body]))
        assert reason(packed(cose(header, payload=body, signature=signature))) == "bad_signature"


def test_a_zlib_bomb_is_stopped_early():
    bomb = zlib.compress(b"\x00" * 100_000_000, 9)[:5900]
    assert reason("HC1:" + base45.b45encode(bomb).decode()) == "malformed"


def test_a_stream_larger_than_any_certificate_is_malformed():
    padded = cose(payload=cbor2.dumps(content() | {1: "i" * MAX_INFLATED}))
    assert reason(packed(padded)) == "malformed"


def test_depth_is_bounded_before_and_after_the_signature():
    deep = b"\x81" * 5_000 + b"\x00"
    assert reason(packed(deep)) == "malformed"
    assert reason(packed(cose(payload=deep))) == "malformed"
    signed = COSE.new().encode(deep, cwt_key(), protected={1: -7, 4: KEY.kid})
    assert reason(packed(signed)) == "malformed"


@given(st.integers(4, len(a_token()) - 1), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"))
def test_any_single_changed_character_is_noticed(place, sign):
    text = a_token()
    changed = text[:place] + sign + text[place + 1 :]
    assert changed == text or reason(changed) in REASONS - {None}


@given(st.integers(0, len(COSE_BYTES) - 1), st.integers(1, 255))
def test_any_single_changed_byte_is_noticed(place, difference):
    changed = bytearray(COSE_BYTES)
    changed[place] ^= difference
    assert reason(packed(bytes(changed))) in REASONS - {None}


@pytest.mark.parametrize("length", range(len(COSE_BYTES)))
def test_a_token_that_ends_anywhere_is_malformed(length):
    assert reason(packed(COSE_BYTES[:length])) == "malformed"


@given(st.text() | st.text().map("HC1:".__add__) | st.text().map("HC1L:".__add__))
def test_no_text_is_valid_and_none_raises(text):
    assert reason(text) in REASONS - {None}


@given(st.sampled_from(["HC1:", "HC1L:"]), st.binary(max_size=200), st.booleans())
def test_no_bytes_are_valid_and_none_raise(prefix, data, compressed):
    text = prefix + base45.b45encode(zlib.compress(data) if compressed else data).decode()
    assert reason(text) in REASONS - {None}


JSONLIKE = st.recursive(
    st.none() | st.booleans() | st.integers(-300, 2**40) | st.floats() | st.text(max_size=5) | st.binary(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([1, 4, 6, 8, 5, -260, -100, 0, 2, 3, "a"]), inner, max_size=6)
    ),
    max_leaves=15,
)


@given(st.fixed_dictionaries({}, optional={1: JSONLIKE, 4: JSONLIKE, 6: JSONLIKE, 8: JSONLIKE, -260: JSONLIKE}))
def test_no_signed_claims_raise(claims):
    checked = check(signed_by_others(claims), NOW)
    assert checked.reason in REASONS - {None}
