"""A venue's code: genuine, forged, foreign; the screen that changes; one text within a coarse QR code."""

import base64
from datetime import UTC, datetime, timedelta

import cbor2
import cwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import cose, keys, token, venue

NOON = datetime(2020, 3, 10, 4, 0, 7, tzinfo=UTC)
KEY = keys.new_key()
RING = keys.KeyRing([KEY])
VENUE_ID = "0123456789abcdef0123"


def a_poster(**changes):
    given_values = {"keys": RING, "issuer": "QH", "now": NOON} | changes
    return venue.poster(VENUE_ID, changes.pop("serial", 3), **{k: v for k, v in given_values.items() if k != "serial"})


def test_a_poster_says_its_venue_and_serial_for_a_year():
    signed, expires_at = a_poster()
    code = venue.read(signed, RING, "QH").code
    assert code == venue.VenueCode(VENUE_ID, 3, NOON, expires_at)
    assert expires_at == NOON + timedelta(days=366)
    assert not code.is_screen


def test_the_url_and_the_part_after_it_are_the_same():
    signed, _ = a_poster()
    url = venue.url("https://kangma.example/", signed)
    assert url.startswith("https://kangma.example/v#")
    assert venue.read(f" {url}\n", RING, "QH") == venue.read(signed, RING, "QH")


def test_no_key_signs_a_poster_that_it_will_not_be_believed_for():
    with pytest.raises(LookupError):
        a_poster(keys=keys.KeyRing([keys.new_key(None, NOON + timedelta(days=365))]))


@pytest.mark.parametrize(
    ("before", "between", "behind"),
    [
        ("", "%23", ""),
        ("", "%2523", ""),
        ("", "/#/", ""),
        ("", "#", "#wechat_redirect"),
        ("", "#", "&from=timeline&isappinstalled=0"),
        ("", "#", "?from=singlemessage"),
        ("", "#", "=="),
        ("(", "#", ")"),
        ("", "#", "."),
        ("<", "#", ">"),
        ('"', "#", '"'),
        ("扫码：", "#", "。"),
        ("", "#", "%23wechat_redirect"),
    ],
)
def test_what_chats_make_of_a_link_does_not_matter(before, between, behind):
    signed, _ = a_poster()
    text = f"{before}https://kangma.example/v{between}{signed}{behind}"
    assert venue.read(text, RING, "QH") == venue.read(signed, RING, "QH")
    assert venue.read(text.replace("-", "%2D").replace("_", "%5F"), RING, "QH").code


def test_a_screen_changes_every_thirty_seconds():
    codes = [
        venue.read(venue.screen(VENUE_ID, keys=RING, issuer="QH", now=NOON + timedelta(seconds=s))[0], RING, "QH").code
        for s in (0, 22.9, 23, 53)
    ]
    assert [code.issued_at.second for code in codes] == [0, 0, 30, 0]
    assert all(code.is_screen for code in codes)
    _, expires_at, changes_at = venue.screen(VENUE_ID, keys=RING, issuer="QH", now=NOON)
    assert (changes_at, expires_at) == (NOON.replace(second=30), NOON.replace(minute=2, second=0))


@pytest.mark.parametrize(("seconds", "current"), [(-8, False), (-7, True), (113, True), (113.9, True), (114, False)])
def test_a_code_is_current_from_its_step_to_its_end(seconds, current):
    code = venue.read(venue.screen(VENUE_ID, keys=RING, issuer="QH", now=NOON)[0], RING, "QH").code
    assert code.is_current(NOON + timedelta(seconds=seconds)) is current


def _signed(claims, key=KEY) -> str:
    return base64.urlsafe_b64encode(cose.sign(cbor2.dumps(claims), key)).rstrip(b"=").decode()


GOOD = {1: "QH", 2: bytes.fromhex(VENUE_ID), 4: 1_600_000_000, 6: 1_500_000_000, -70001: 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "foreign"),
        ("https://weixin.qq.com/r/abc", "foreign"),
        ("https://kangma.example/v#", "foreign"),
        ("https://kangma.example/v#Zm9v", "foreign"),
        ("6901234567892", "foreign"),
        ("WIFI:T:WPA;S:x;P:y;;", "foreign"),
        ("HC1:6BF+70790T9WJWG", "foreign"),
        ("场所码", "foreign"),
        ("A" * 3000, "foreign"),
        (_signed({**GOOD, 2: "x"}), "malformed"),
        (_signed({**GOOD, 4: 10**18}), "malformed"),
        (_signed({**GOOD, -70001: -1}), "malformed"),
        (_signed({**GOOD, -70001: True}), "malformed"),
        (_signed({**GOOD, 1: "XX"}), "wrong_issuer"),
        (_signed({k: v for k, v in GOOD.items() if k != -70001}), "foreign"),
        (_signed(GOOD, keys.new_key()), "unknown_key"),
    ],
)
def test_what_is_no_code_of_ours(text, reason):
    assert venue.read(text, RING, "QH") == (None, reason)


def test_a_code_that_ends_anywhere_is_none():
    signed, _ = a_poster()
    assert {venue.read(signed[:length], RING, "QH").code for length in range(len(signed) - 1)} == {None}


def test_a_key_signs_for_no_time_that_is_not_its_own():
    retired = keys.CodeKey(KEY.public, KEY.private, not_after=NOON)
    assert venue.read(a_poster()[0], keys.KeyRing([retired]), "QH").reason == "unknown_key"


def test_one_changed_byte_is_a_forgery():
    signed, _ = a_poster()
    raw = bytearray(base64.urlsafe_b64decode(signed + "=="))
    raw[raw.index(bytes.fromhex(VENUE_ID))] ^= 1
    assert venue.read(base64.urlsafe_b64encode(raw).decode(), RING, "QH").reason == "forged"


def test_neither_kind_of_code_passes_for_the_other():
    signed, _ = a_poster()
    assert token.check(f"HC1:{signed}", RING, NOON, "QH").payload is None
    raw = base64.urlsafe_b64decode(signed + "==")
    assert token.check(token.PREFIX + _base45(raw), RING, NOON, "QH").reason == "not_a_health_code"


def _base45(raw: bytes) -> str:
    import zlib

    from chalicelib.codes import base45

    return base45.encode(zlib.compress(raw))


def test_another_reader_of_cose_verifies_it():
    signed, _ = a_poster()
    key = cwt.COSEKey.from_pem(_pem(), alg="ES256", kid=KEY.kid)
    payload = cwt.COSE.new().decode(base64.urlsafe_b64decode(signed + "=="), key)
    assert cbor2.loads(payload)[2] == bytes.fromhex(VENUE_ID)


def _pem() -> bytes:
    from cryptography.hazmat.primitives import serialization

    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return KEY.public.public_bytes(serialization.Encoding.PEM, form)


def test_the_code_is_short():
    assert len(a_poster()[0]) <= 180


@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda b: base64.urlsafe_b64encode(b).decode()))
def test_no_text_makes_it_raise(text):
    assert venue.read(text, RING, "QH").code is None


def test_a_code_of_one_door_says_which_and_one_without_is_of_any():
    signed, _ = a_poster(door=4)
    assert venue.read(signed, RING, "QH").code.door == 4
    plain, _ = a_poster()
    assert venue.read(plain, RING, "QH").code.door == 0
    shown, *_ = venue.screen(VENUE_ID, keys=RING, issuer="QH", now=NOON, door=2)
    assert venue.read(shown, RING, "QH").code.door == 2


def test_a_code_from_before_there_were_doors_is_as_it_was():
    signed, _ = a_poster()
    assert venue.DOOR not in cbor2.loads(cose.take_apart(base64.urlsafe_b64decode(signed + "==")).payload)


@pytest.mark.parametrize("door", [-1, "2", None, 1.5, True])
def test_a_door_that_is_no_number_is_no_code(door):
    claims = {1: "QH", 2: bytes.fromhex(VENUE_ID), 4: 1_600_000_000, 6: 1_583_800_000, -70001: 3, -70002: door}
    forged = cose.sign(cbor2.dumps(claims), RING.signer(NOON, NOON))
    text = base64.urlsafe_b64encode(forged).rstrip(b"=").decode()
    assert venue.read(text, RING, "QH").reason == "malformed"
