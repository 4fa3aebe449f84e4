import base45 as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.codes import base45


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"AB", "BB8"),
        (b"Hello!!", "%69 VD92EX0"),
        (b"base-45", "UJCLQE7W581"),
        (b"ietf!", "QED8WEX0"),
        (b"", ""),
    ],
)
def test_the_examples_of_the_standard(data, text):
    assert base45.encode(data) == text
    assert base45.decode(text) == data


@given(st.binary(max_size=300))
def test_the_library_agrees_both_ways(data):
    text = base45.encode(data)
    assert text.encode() == library.b45encode(data)
    assert base45.decode(text) == data


@given(st.text(st.sampled_from(base45.ALPHABET + "aé\x00"), max_size=40))
def test_the_library_refuses_the_same_texts(text):
    try:
        expected = library.b45decode(text)
    except ValueError:
        with pytest.raises(ValueError):
            base45.decode(text)
    else:
        assert base45.decode(text) == expected


@given(st.binary(min_size=1))
def test_no_text_ends_in_a_space_so_trimming_harms_none(data):
    assert base45.encode(data)[-1] != " "
