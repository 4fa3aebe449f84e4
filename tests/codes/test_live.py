"""The live presentation: telling a phone that holds the key from a picture of it."""

from datetime import timedelta

import base45
import cbor2
import pytest
from cwt import COSEKey
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import keys, token
from chalicelib.codes.live import signed_bytes
from tests.codes.builders import (
    DAY,
    NOW,
    PAYLOAD,
    PHONE,
    PHONE_KEY,
    SECOND,
    a_bound_token,
    a_token,
    check,
    reason,
    shown,
)


def parts(text: str) -> list:
    return cbor2.loads(base45.b45decode(text.removeprefix("HC1L:")))


def packed(items) -> str:
    return "HC1L:" + base45.b45encode(cbor2.dumps(items)).decode()


def test_the_form_is_that_of_the_contract():
    text = a_bound_token()
    cose, seconds, x_y, signature = parts(shown(text))
    assert cose == token.cose_of(text)
    assert seconds == int(NOW.timestamp())
    assert x_y == PHONE_KEY.x_y
    COSEKey.from_jwk({**keys.public_jwk(PHONE), "alg": "ES256"}).verify(signed_bytes(cose, seconds), signature)


def test_the_time_is_signed_as_eight_bytes_after_the_hash():
    assert signed_bytes(b"", 258).endswith(b"\x00\x00\x00\x00\x00\x00\x01\x02")
    assert len(signed_bytes(b"", 0)) == 40


@pytest.mark.parametrize(
    ("age", "presentation"),
    [
        (timedelta(0), "device"),
        (60 * SECOND, "device"),
        (61 * SECOND, "stale"),
        (-60 * SECOND, "device"),
        (-61 * SECOND, "stale"),
        (DAY, "stale"),
    ],
)
def test_a_presentation_is_fresh_for_a_minute_either_way(age, presentation):
    checked = check(shown(a_bound_token(issued_at=NOW - DAY, expires_at=NOW + DAY)), NOW + age)
    assert (checked.reason, checked.presentation, checked.payload) == (None, presentation, PAYLOAD)


def test_the_allowance_is_a_parameter():
    assert check(shown(a_bound_token()), NOW + 90 * SECOND, fresh_for=90).presentation == "device"


def test_the_token_alone_is_a_copy():
    assert check(a_bound_token()).presentation == "copy"
    assert check(a_token()).presentation == "copy"


def test_an_expired_token_is_expired_however_fresh_its_showing():
    later = NOW + 2 * DAY
    checked = check(shown(a_bound_token(), later), later)
    assert (checked.reason, checked.presentation) == ("expired", "device")


@pytest.mark.parametrize("text", [a_token(), a_bound_token(device=bytes(32))])
def test_a_token_that_is_not_bound_to_this_phone_cannot_be_shown_live(text):
    assert reason(shown(text)) == "bad_signature"


def test_another_phone_cannot_show_it():
    assert reason(shown(a_bound_token(), by=keys.new_key())) == "bad_signature"


@given(st.integers(1, 2**40))
def test_another_time_than_the_signed_one_is_noticed(shift):
    cose, seconds, x_y, signature = parts(shown(a_bound_token()))
    assert reason(packed([cose, seconds + shift, x_y, signature])) == "bad_signature"


@given(st.integers(0, 3), st.data())
def test_a_changed_part_is_never_valid(place, data):
    items = parts(shown(a_bound_token()))
    items[place] = data.draw(st.binary(max_size=70) | st.integers() | st.none() | st.text(max_size=5))
    assert reason(packed(items)) in ("malformed", "bad_signature")


@pytest.mark.parametrize(
    "items",
    [[], {}, 5, [b"", 1, bytes(64)], [b"", -1, bytes(64), bytes(64)], [b"", 2**63, bytes(64), bytes(64)]],
)
def test_a_wrapper_of_another_form_is_malformed(items):
    assert reason(packed(items)) == "malformed"
