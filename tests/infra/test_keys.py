"""Secrets are only ever added to; signing keys turn without a code becoming invalid."""

from cryptography.hazmat.primitives.serialization import load_pem_private_key

from infra.keys import DAY, OVERLAP, VALUES, complete, first_keys, rotated

NOW = 1_600_000_000


def test_every_value_is_made_once() -> None:
    made = complete({})
    assert set(made) == set(VALUES)
    assert len(set(made.values())) == len(VALUES)
    assert complete(made) == made


def test_a_value_that_is_there_stays() -> None:
    assert complete({"origin": "given"})["origin"] == "given"


def test_the_first_key_signs_at_any_instant() -> None:
    ring = first_keys()
    (key,) = ring["keys"]
    assert ring["current"] == key["kid"]
    assert key["not_before"] == 0
    assert load_pem_private_key(key["pem"].encode(), None).key_size == 256


def test_a_new_key_signs_and_the_old_one_checks_until_its_codes_have_run_out() -> None:
    before = first_keys()
    after = rotated(before, NOW)
    new, old = after["keys"]
    assert after["current"] == new["kid"] != old["kid"]
    assert new["not_before"] < NOW < new["not_after"]
    assert old == {**before["keys"][0], "not_after": NOW + OVERLAP}
    assert OVERLAP > DAY


def test_a_key_goes_when_nothing_it_signed_can_be_valid() -> None:
    first = rotated(first_keys(), NOW)
    second = rotated(first, NOW + OVERLAP + 1)
    assert [key["kid"] for key in second["keys"]] == [second["current"], first["current"]]


def test_turning_twice_at_once_does_not_lengthen_a_life() -> None:
    twice = rotated(rotated(first_keys(), NOW), NOW + DAY)
    assert [key["not_after"] for key in twice["keys"][1:]] == [NOW + DAY + OVERLAP, NOW + OVERLAP]
