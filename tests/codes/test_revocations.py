"""The list that a gate carries: everything ended is found, little else, and nothing that was not signed."""

import secrets
from datetime import timedelta

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import cose, keys, revocations
from chalicelib.codes.revocations import Revoked, check, make, sign
from tests.codes.builders import DAY, ISSUER, KEY, NOW, RING, SECOND, a_token

IDS = st.lists(st.text(), max_size=300)
PRECISIONS = st.integers(8, 26)


@given(ids=IDS, precision=PRECISIONS)
def test_every_ended_id_is_found(ids, precision):
    body = Revoked(make(ids, precision))
    assert all(each in body for each in ids)
    assert (body.count, body.precision) == (len(set(ids)), precision)


@given(ids=IDS)
def test_the_order_and_repetition_of_ids_change_nothing(ids):
    assert make(ids) == make(reversed(ids + ids))


def test_an_empty_list_holds_nothing():
    assert "anything" not in Revoked(make([]))


@pytest.mark.parametrize("precision", [8, 10])
def test_false_positives_are_as_rare_as_stated(precision):
    body = Revoked(make((f"ended-{number}" for number in range(5_000)), precision))
    tries = 20_000
    wrong = sum(f"valid-{number}" in body for number in range(tries))
    expected = tries / 2**precision
    assert expected / 3 < wrong < expected * 2


def test_a_delta_hardly_ever_errs():
    body = Revoked(make((f"ended-{number}" for number in range(5_000)), revocations.DELTA_PRECISION))
    assert not any(f"valid-{number}" in body for number in range(5_000))


def test_a_hundred_thousand_take_under_two_and_a_half_bytes_each():
    body = make(secrets.token_hex(10) for _ in range(100_000))
    assert len(body) < 250_000


def test_known_bytes_stay_readable():
    """Gates keep lists and pages decode them: the form never changes under the same magic."""
    known = "4b524c31100000000000000100000003000d072b7fffffffffe45c8ff19688"
    assert make(["a", "b", "c"]).hex() == known
    assert all(each in Revoked(bytes.fromhex(known)) for each in "abc")


@pytest.mark.parametrize("precision", [7, 27])
def test_other_precisions_are_none(precision):
    with pytest.raises(ValueError):
        make([], precision)


@given(body=st.binary(max_size=60) | st.binary(max_size=60).map(lambda rest: b"KRL1\x10\0\0\0\0\0\0\1" + rest))
def test_no_bytes_do_harm(body):
    try:
        found = Revoked(body)
    except ValueError:
        return
    assert ("anything" in found) in (True, False)


@given(cut=st.integers(1, 20))
def test_a_list_cut_short_or_longer_is_none(cut):
    body = make(["a", "b", "c"])
    for changed in (body[:-cut], body + bytes(cut)):
        with pytest.raises(ValueError):
            Revoked(changed)


def signed(body: bytes, key=KEY, **changes) -> bytes:
    options = {"keys": keys.KeyRing([key]), "issuer": ISSUER, "made_at": NOW} | changes
    return sign(body, "delta", NOW - DAY, NOW, **options)


def test_the_statement_says_what_the_body_is():
    body = make(["a", "b"], revocations.DELTA_PRECISION)
    statement, revoked = check(signed(body), body, RING, ISSUER)
    assert (statement.kind, statement.since, statement.until) == ("delta", NOW - DAY, NOW)
    assert (statement.count, statement.precision, statement.size) == (2, 24, len(body))
    assert (statement.issuer, statement.made_at) == (ISSUER, NOW)
    assert "a" in revoked


def test_another_body_another_key_and_another_issuer_are_refused():
    body, other = make(["a"]), make(["b"])
    stranger = keys.new_key()
    for statement, content in (
        (signed(body), other),
        (signed(body, stranger), body),
        (signed(body, issuer="elsewhere"), body),
        (b"", body),
        (b"\xd2\x84", body),
        (signed(body)[:-1] + b"\0", body),
    ):
        with pytest.raises(ValueError):
            check(statement, content, RING, ISSUER)


def test_a_health_code_is_no_statement_and_a_statement_no_health_code():
    from chalicelib.codes import base45, token

    body = make(["a"])
    with pytest.raises(ValueError):
        check(token.cose_of(a_token()), body, RING, ISSUER)
    text = token.PREFIX + base45.encode(token._stored(signed(body)))
    assert token.check(text, RING, NOW, ISSUER).reason == "not_a_health_code"


@given(claims=st.dictionaries(st.sampled_from([1, 6, -65_801]), st.integers() | st.text() | st.lists(st.integers())))
def test_signed_nonsense_is_refused(claims):
    with pytest.raises(ValueError):
        check(cose.sign(cbor2.dumps(claims), KEY), make([]), RING, ISSUER)


def test_a_list_counts_only_in_the_time_of_its_key():
    body = make(["a"])
    pem = keys.to_pem(KEY)
    for counts, changed in ((True, keys.from_pem(pem, NOW, NOW)), (False, keys.from_pem(pem, NOW + SECOND))):
        ring = keys.KeyRing([changed])
        assert revocations.names_key_of(signed(body), ring)
        if counts:
            assert check(signed(body), body, ring, ISSUER)
            continue
        with pytest.raises(ValueError, match="time of its key"):
            check(signed(body), body, ring, ISSUER)
    assert not revocations.names_key_of(signed(body), keys.KeyRing([keys.new_key()]))


def test_a_key_that_is_over_signs_no_list():
    over = keys.new_key(not_after=NOW - timedelta(seconds=1))
    with pytest.raises(LookupError):
        signed(make([]), over)
