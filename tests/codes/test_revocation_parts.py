"""The body of all parts is the body of all ids, to the byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import revocation_parts as parts
from chalicelib.codes import revocations as lists

IDS = st.lists(st.text("0123456789abcdef", min_size=1, max_size=20), max_size=300)


@given(st.lists(IDS, max_size=5), st.sampled_from([lists.BASE_PRECISION, lists.DELTA_PRECISION]))
def test_parts_merged_are_the_body_of_all_their_ids(some, precision):
    whole = lists.make((each for ids in some for each in ids), precision)
    assert parts.merged([parts.make(ids) for ids in some], precision) == whole


def test_many_ids_of_every_first_byte_are_all_found():
    ids = [f"{number:020x}" for number in range(20_000)]
    body = parts.merged([parts.make(ids[start::7]) for start in range(7)])
    assert body == lists.make(ids)
    assert all(each in lists.Revoked(body) for each in ids[::100])


@given(IDS)
def test_a_part_is_its_hashes_once_each_in_order(ids):
    part = parts.make(ids)
    hashes = [int.from_bytes(part[at : at + 8]) for at in range(0, len(part), 8)]
    assert hashes == sorted({lists.hash_of(each) for each in ids})


def test_what_is_cut_is_no_part():
    with pytest.raises(ValueError):
        parts.merged([parts.make(["a", "b"])[:-1]])
