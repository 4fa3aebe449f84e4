"""The stale rule: sets and rules as tokens and lists carry them, read alike by the gate's page (web/tests)."""

import base64
import json
from datetime import datetime, timedelta

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import cose, keys, qr, revocations, stale, token
from chalicelib.codes.key_set import published
from chalicelib.codes.keys import KeyRing
from chalicelib.codes.revocations import check, make, sign
from chalicelib.codes.stale import Rule, bucket_of, buckets_in, is_caught_since, set_of
from infra.package import ROOT
from tests.codes.builders import DAY, ISSUER, KEY, NOW, PHONE_KEY, RING, SECOND, a_payload, a_token
from tests.codes.builders import check as checked

BUCKETS = st.frozensets(st.integers(0, 63))
VECTORS = json.loads((ROOT / "web" / "tests" / "fixtures" / "stale.json").read_text("utf-8"))


def signed_with(rules):
    body = make(["ended"])
    said = {"keys": RING, "issuer": ISSUER, "made_at": NOW, "stale_rules": rules}
    return sign(body, "base", NOW - DAY, NOW, **said), body


@given(buckets=BUCKETS)
def test_a_set_has_what_was_put_in(buckets):
    assert buckets_in(set_of(buckets)) == buckets
    assert len(set_of(buckets)) == 8


def test_known_sets_stay_readable():
    """Phones hold tokens and gates read them: the form never changes under the same number."""
    assert set_of([0, 17, 63]).hex() == "8000400000000001"
    assert set_of([]).hex() == "0000000000000000"


@given(tag=st.binary(min_size=1))
def test_every_hash_names_a_bucket(tag):
    assert 0 <= bucket_of(tag) < stale.BUCKETS


@pytest.mark.parametrize(
    ("issued", "places", "caught"),
    [
        (-SECOND, set_of([1, 7]), True),
        (-SECOND, set_of([2]), False),
        (-SECOND, set_of([]), False),
        (-SECOND, None, True),
        (timedelta(), set_of([7]), False),
        (timedelta(), None, False),
    ],
)
def test_a_rule_catches_older_tokens_of_its_buckets(issued, places, caught):
    assert Rule(NOW, frozenset([7, 9])).catches(NOW + issued, places) is caught


@given(places=st.none() | BUCKETS.map(set_of))
def test_a_token_carries_its_set(places):
    found = checked(a_token(a_payload(places=places)))
    assert found.payload is not None
    assert (found.valid, found.payload.places) == (True, places)


@pytest.mark.parametrize("places", [b"", bytes(7), bytes(9)])
def test_a_set_of_another_length_is_none(places):
    assert checked(a_token(a_payload(places=places))).reason == "malformed"


def test_the_claim_is_the_seventh_and_absent_without_a_set():
    with_set, without = (
        cbor2.loads(cose.take_apart(token.cose_of(a_token(a_payload(places=each)))).payload)
        for each in (set_of([0]), None)
    )
    assert with_set[-260][-100][7] == b"\x80" + bytes(7)
    assert 7 not in without[-260][-100]


@pytest.mark.parametrize(("device", "version"), [(None, 10), (PHONE_KEY.thumbprint, 11)])
def test_the_set_leaves_the_picture_its_size(device, version):
    """With a code id of twenty characters, as all have."""
    for places in (None, set_of(range(64))):
        text = a_token(a_payload(code_id="a" * 20, places=places), device=device)
        assert len(qr.matrix(text)) == 17 + 4 * version + 2 * qr.QUIET_ZONE


@given(rules=st.sets(st.builds(Rule, st.just(NOW.replace(microsecond=0)) | st.just(NOW - DAY), BUCKETS)))
def test_a_statement_carries_rules(rules):
    said, _ = check(*signed_with(rules), RING, ISSUER)
    assert set(said.stale) == rules


def test_without_rules_a_statement_is_what_it_was():
    """So that readers of before take it."""
    claims = cbor2.loads(cose.take_apart(signed_with([])[0]).payload)
    assert sorted(claims[-65_801]) == [0, 1, 2, 3, 4, 5, 6]


def forged(rules):
    """A statement of ours with other rules, signed."""
    signed, body = signed_with([])
    claims = cbor2.loads(cose.take_apart(signed).payload)
    claims[-65_801][7] = rules
    return cose.sign(cbor2.dumps(claims), KEY), body


def test_rules_of_a_later_form_are_not_read():
    said, revoked = check(*forged({2: ["what nobody knows yet"]}), RING, ISSUER)
    assert (said.stale, "ended" in revoked) == ((), True)


@pytest.mark.parametrize(
    "rules",
    [5, [], {1: 5}, {1: [5]}, {1: [[1]]}, {1: [[1, [64]]]}, {1: [[1, [-1]]]}, {1: [[1, ["a"]]]}, {1: [["a", []]]},
     {1: [[True, []]]}, {1: [[1 << 62, []]]}, {1: [[1, 5]]}, {1: [[1, [], 3]]}],
)  # fmt: skip
def test_what_are_no_rules_is_refused(rules):
    with pytest.raises(ValueError):
        check(*forged(rules), RING, ISSUER)


def _bytes(text):
    return base64.urlsafe_b64decode(text + "==")


def _ring(use):
    return KeyRing([keys.from_jwk(each) for each in VECTORS["keys"]["keys"] if each["kangma_use"] == use])


@pytest.mark.parametrize(
    ("name", "caught"),
    [("met", True), ("last", True), ("apart", False), ("nowhere", False), ("without_set", True), ("yellow", True),
     ("red", True), ("second_before", True), ("at_the_instant", False)],
)  # fmt: skip
def test_the_vectors_for_others_say_the_same_here(name, caught):
    said, _ = check(_bytes(VECTORS["statement"]), _bytes(VECTORS["body"]), _ring("revocation_list"), "KM")
    at = datetime.fromisoformat(VECTORS["at"])
    found = token.check(VECTORS["tokens"][name], _ring("health_code"), at + 2 * timedelta(hours=1), "KM")
    assert found.valid
    assert any(rule.catches(found.issued_at, found.payload.places) for rule in said.stale) is caught


def test_the_vectors_without_a_known_rule_have_none():
    for name in ("without", "later_form"):
        said, _ = check(_bytes(VECTORS[name]), _bytes(VECTORS["body"]), _ring("revocation_list"), "KM")
        assert said.stale == ()


def test_published_keys_are_the_vectors_own():
    assert published(_ring("health_code").keys[0], "health_code", "KM") == VECTORS["keys"]["keys"][0]
    assert revocations.names_key_of(_bytes(VECTORS["statement"]), _ring("revocation_list"))


# Who may be left out of a list


@st.composite
def histories(draw):
    """Minutes: since when a place is known, when tokens were issued, when the rule is and when the code ended."""
    known, before = draw(st.integers(0, 4_000)), draw(st.integers(1_500, 4_000))
    ended = before + draw(st.integers(0, 4_000))
    return known, before, ended, draw(st.lists(st.integers(0, ended), max_size=20))


@given(histories())
def test_who_is_left_out_has_no_living_token_that_the_rule_misses(history):
    known, before, ended, issued = (
        [NOW + timedelta(minutes=each) for each in some] if isinstance(some, list) else NOW + timedelta(minutes=some)
        for some in history
    )
    if not is_caught_since(known, ended, DAY):
        return
    rule = Rule(before, frozenset([7]))
    for at in issued:
        # A container may read a state as it was some minutes ago.
        places = set_of([7] if at - stale.CLOCKS >= known else [])
        lives, told = at + DAY >= ended, at >= before
        assert not lives or told or rule.catches(at, places)


@pytest.mark.parametrize(("minutes", "caught"), [(24 * 60 + 5, True), (24 * 60 + 4, False), (0, False)])
def test_a_place_counts_once_it_was_known_for_a_tokens_life(minutes, caught):
    assert is_caught_since(NOW - timedelta(minutes=minutes), NOW, DAY) is caught
