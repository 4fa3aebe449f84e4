"""What a token says, to us and to other people's libraries."""

import zlib
from datetime import UTC, datetime, timedelta, timezone

import base45
import cbor2
import pytest
from cwt import COSE, COSEKey
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.codes import claims, keys, token
from chalicelib.codes.keys import KeyRing
from tests.codes.builders import (
    DAY,
    ISSUER,
    KEY,
    NOW,
    PAYLOAD,
    PHONE_KEY,
    SECOND,
    a_bound_token,
    a_payload,
    a_token,
    check,
    reason,
)

PAYLOADS = st.builds(
    claims.Payload,
    st.text(max_size=40),
    st.sampled_from(claims.SCHEMES),
    st.sampled_from(claims.COLOURS),
    st.sampled_from(claims.CERTIFICATIONS),
    st.text(max_size=20),
    st.text(max_size=4),
    st.text(max_size=20),
)
YEAR_3059 = datetime(3059, 7, 17, 9, 41, 3, 999_997, tzinfo=UTC)
"""Which a float of seconds rounds up to the next one."""
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))


def cwt_key() -> COSEKey:
    return COSEKey.from_pem(keys.to_pem(KEY), kid=KEY.kid)


def decoded_by_others(text: str) -> dict:
    """The claims as found with the base45, zlib and cwt libraries, signature verified."""
    cose = zlib.decompress(base45.b45decode(text.removeprefix("HC1:")))
    return cbor2.loads(COSE.new().decode(cose, cwt_key()))


def signed_by_others(content: dict, protected: dict | None = None) -> str:
    cose = COSE.new().encode(cbor2.dumps(content), cwt_key(), protected=protected or {1: -7, 4: KEY.kid})
    return "HC1:" + base45.b45encode(zlib.compress(cose, 9)).decode()


def content(**changes) -> dict:
    start = int(NOW.timestamp())
    code = {0: "c0de", 1: 1, 2: 2, 3: 0, 4: "张*", 5: "002X", 6: "1"}
    return {1: ISSUER, 6: start, 4: start + 86400, -260: {-100: code}} | changes


def test_a_token_is_decoded_and_verified_by_an_independent_library():
    assert decoded_by_others(a_token()) == {
        1: ISSUER,
        4: int((NOW + DAY).timestamp()),
        6: int(NOW.timestamp()),
        -260: {-100: {0: "c0de1d0000000001", 1: 0, 2: 0, 3: 1, 4: "张*", 5: "002X", 6: "1"}},
    }


def test_a_bound_token_confirms_the_key_thumbprint():
    assert decoded_by_others(a_bound_token())[8] == {5: PHONE_KEY.thumbprint}


def test_a_token_signed_by_an_independent_library_is_opened():
    checked = check(signed_by_others(content()))
    assert checked.valid
    assert checked.payload == claims.Payload("c0de", "international", "red", "pending", "张*", "002X", "1")


def test_the_key_is_named_in_the_protected_header():
    cose = cbor2.loads(token.cose_of(a_token()))
    assert cose.tag == 18
    assert cbor2.loads(cose.value[0]) == {1: -7, 4: KEY.kid}
    assert cose.value[1] == {}


@given(PAYLOADS, INSTANTS, st.integers(1, 86_400), st.none() | st.just(PHONE_KEY.thumbprint))
@example(claims.Payload("c0de", "international", "red", "pending", "张*", "002X", "1"), YEAR_3059, 1, None)
def test_what_is_made_is_opened(payload, issued_at, seconds, device):
    expires_at = issued_at + timedelta(seconds=seconds)
    text = a_token(payload, issued_at=issued_at, expires_at=expires_at, device=device)
    checked = check(text, issued_at)
    assert (checked.reason, checked.payload, checked.device) == (None, payload, device)
    assert checked.issued_at == issued_at.replace(microsecond=0)
    assert checked.expires_at == expires_at.replace(microsecond=0)
    assert (checked.presentation, checked.kid) == ("copy", KEY.kid)


@given(PAYLOADS)
def test_others_read_every_token(payload):
    code = decoded_by_others(a_token(payload))[-260][-100]
    assert (code[0], claims.COLOURS[code[2]], code[4]) == (
        payload.code_id,
        payload.colour,
        payload.name_masked,
    )


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (-SECOND, "not_yet_valid"),
        (timedelta(0), None),
        (DAY, None),
        (DAY + timedelta(microseconds=999_999), None),
        (DAY + SECOND, "expired"),
        (3650 * DAY, "expired"),
    ],
)
def test_a_token_is_valid_from_its_first_through_its_last_second(offset, expected):
    assert reason(a_token(), NOW + offset) == expected


@pytest.mark.parametrize("hours", [-12, 8, 14])
def test_the_offset_of_now_does_not_matter(hours):
    assert reason(a_token(), NOW.astimezone(timezone(timedelta(hours=hours)))) is None


@pytest.mark.parametrize("now", [datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_extremes_of_the_clock_are_answered(now):
    assert reason(a_token(), now) in ("not_yet_valid", "expired")


def test_an_expired_token_still_says_whose_it_was():
    assert check(a_token(), NOW + 2 * DAY).payload == PAYLOAD


def test_another_issuers_token_is_told_apart():
    assert reason(a_token(issuer="elsewhere.example")) == "wrong_issuer"


def test_a_token_of_an_unknown_key():
    assert reason(a_token(ring=KeyRing([keys.new_key()]))) == "unknown_key"


def test_rotation_leaves_earlier_tokens_valid():
    old = keys.new_key(NOW - 30 * DAY, NOW + 2 * DAY)
    before = a_token(ring=KeyRing([old]))
    rotated = KeyRing([keys.new_key(NOW + SECOND), old])
    assert reason(before, NOW + DAY, rotated) is None
    assert check(a_token(ring=rotated, issued_at=NOW + DAY, expires_at=NOW + 2 * DAY), NOW + DAY, rotated).valid


def test_a_key_signs_for_nothing_outside_its_validity():
    pem = keys.to_pem(KEY)
    text = a_token()
    assert reason(text, ring=KeyRing([keys.from_pem(pem, NOW, NOW + DAY)])) is None
    assert reason(text, ring=KeyRing([keys.from_pem(pem, NOW + SECOND)])) == "unknown_key"
    assert reason(text, ring=KeyRing([keys.from_pem(pem, None, NOW + DAY - SECOND)])) == "unknown_key"


def test_a_colour_that_is_none_cannot_be_put_in():
    with pytest.raises(KeyError):
        a_token(a_payload(colour="blue"))


def test_blanks_and_line_ends_around_a_token_do_not_matter():
    assert reason(f" {a_token()}\r\n") is None


def test_a_public_ring_checks_and_cannot_make():
    ring = KeyRing([keys.from_jwk(keys.public_jwk(KEY))])
    assert reason(a_token(), ring=ring) is None
    with pytest.raises(LookupError):
        a_token(ring=ring)


def test_a_token_fits_a_code_that_a_phone_shows_comfortably():
    # QR versions 9 and 11 at level M, 53 and 61 modules a side.
    assert len(a_token()) <= 262
    assert len(a_bound_token()) <= 366
