"""JSON Web Signatures: what `sign` made is verified, and nothing else."""

import hmac
import json
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes.jws import sign, verify

KEY = b"key" * 12
CLAIMS = {"sub": "a1", "sid": "s1", "rol": ["resident"], "reg": "", "exp": 1_582_000_000}


def part(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def made(header: object, content: bytes, key: bytes = KEY) -> str:
    """A token with a right tag, whatever its parts say."""
    text = f"{part(json.dumps(header, separators=(',', ':')).encode())}.{part(content)}"
    return f"{text}.{part(hmac.digest(key, text.encode(), 'sha256'))}"


HEADER = {"alg": "HS256", "typ": "JWT"}


def test_the_example_of_the_standard_is_tagged_as_the_standard_does():
    """Made by hand from RFC 7515's rules, not with `sign`."""
    assert sign(CLAIMS, KEY) == made(HEADER, json.dumps(CLAIMS, separators=(",", ":")).encode())


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.lists(st.text())), st.binary(min_size=1))
def test_what_was_signed_verifies(claims, key):
    assert verify(sign(claims, key), key) == claims


def test_another_key_is_refused():
    assert verify(sign(CLAIMS, KEY), b"other" * 7) is None


@given(st.data())
def test_a_changed_character_is_refused(data):
    token = sign(CLAIMS, KEY)
    place = data.draw(st.integers(0, len(token) - 1))
    other = data.draw(st.characters().filter(lambda each: each != token[place]))
    assert verify(token[:place] + other + token[place + 1 :], KEY) is None


@pytest.mark.parametrize(
    "header",
    [{"alg": "none", "typ": "JWT"}, {"alg": "HS512", "typ": "JWT"}, {"typ": "JWT", "alg": "HS256"}, {}],
)
def test_no_other_header_counts_even_with_a_right_tag(header):
    assert verify(made(header, json.dumps(CLAIMS).encode()), KEY) is None


@pytest.mark.parametrize("content", [b"", b"not json", b"[]", b"1", b"null", b"\xff\xfe"])
def test_what_is_signed_but_no_object_is_refused(content):
    assert verify(made(HEADER, content), KEY) is None


@pytest.mark.parametrize(
    "text", ["", ".", "..", "...", "a.b.c", "é.é.é", "\ud800", f"{sign(CLAIMS, KEY)}.", sign(CLAIMS, KEY)[:-1]]
)
def test_nonsense_is_refused(text):
    assert verify(text, KEY) is None


@given(st.text())
def test_any_text_is_refused_quietly(text):
    assert verify(text, KEY) is None
