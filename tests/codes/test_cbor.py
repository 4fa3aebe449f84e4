import struct
from contextlib import suppress

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import cbor

KEYS = st.integers(-(2**63), 2**63) | st.text(max_size=5) | st.binary(max_size=5)
ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def nested(depth: int) -> bytes:
    return b"\x81" * depth + b"\x00"


@given(ITEMS)
def test_what_the_library_writes_is_read(item):
    assert cbor.read(cbor2.dumps(item)) == item


@given(st.binary(max_size=60))
def test_no_bytes_do_anything_but_pass_or_be_refused(data):
    with suppress(ValueError):
        cbor.read(data)


@given(ITEMS, st.data())
def test_an_item_cut_short_or_gone_on_is_refused(item, data):
    whole = cbor2.dumps(item)
    cut = data.draw(st.integers(0, len(whole) - 1))
    with pytest.raises(ValueError):
        cbor.read(whole[:cut])
    with pytest.raises(ValueError):
        cbor.read(whole + b"\x00")


@pytest.mark.parametrize(
    "data",
    [
        b"\x9f\x01\xff",
        b"\xbf\x01\x02\xff",
        b"\x5f\x41a\xff",
        b"\xa2\x01\x02\x01\x03",
        b"\xa1\x80\x01",
        b"\xa1\xf6\x01",
        b"\xff",
        b"\x1c",
        b"\xf8\x20",
        b"\x61\xff",
        b"\x9b" + b"\xff" * 8,
        b"\x5b" + b"\xff" * 8,
        nested(cbor.MAX_DEPTH + 1),
        nested(100_000),
        b"\xc1" * 100_000 + b"\x00",
    ],
    ids=lambda data: data[:6].hex(),
)
def test_indefinite_repeated_endless_and_unknown_things_are_refused(data):
    with pytest.raises(ValueError):
        cbor.read(data)


def test_a_tag_is_kept_and_not_interpreted():
    assert cbor.read(cbor2.dumps(cbor2.CBORTag(35, "(a+)+$"))) == cbor.Tagged(35, "(a+)+$")


@pytest.mark.parametrize(("head", "form"), [(b"\xf9", ">e"), (b"\xfa", ">f"), (b"\xfb", ">d")])
def test_floats_of_every_width(head, form):
    assert cbor.read(head + struct.pack(form, 1.5)) == 1.5
