import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.errors import Refused
from chalicelib.identity.check_characters import CREDIT_ALPHABET, credit_check
from chalicelib.identity.credit_code import check_credit_code

SAMPLE = "91350100M000100Y43"


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        check_credit_code(text, "venue.credit_code")
    (field,) = caught.value.fields
    assert (caught.value.code, field.field) == ("invalid_credit_code", "venue.credit_code")
    return field.code


@st.composite
def codes(draw):
    signs = st.sampled_from(CREDIT_ALPHABET)
    organisation = draw(st.text(signs, min_size=9, max_size=9))
    body = draw(signs) + draw(signs) + draw(st.from_regex(r"[0-9]{6}", fullmatch=True)) + organisation
    return body + credit_check(body)


@pytest.mark.parametrize("text", [SAMPLE, SAMPLE.lower(), " 91350100 M000100Y43", "９１３５０１００M000100Y43"])
def test_the_standards_sample_is_accepted_however_it_is_typed(text):
    assert check_credit_code(text) == SAMPLE


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "credit_length"),
        (SAMPLE[:-1], "credit_length"),
        ("91350100I000100Y43", "credit_character"),
        ("9135O100M000100Y43", "credit_character"),
        ("91350100M000100Y44", "credit_check"),
    ],
)
def test_a_bad_code_says_which_part_is_wrong(text, part):
    assert refusal(text) == part


def test_a_letter_in_the_region_is_refused_even_with_the_right_check():
    body = "91" + "3A0100" + "M000100Y4"
    assert refusal(body + credit_check(body)) == "credit_character"


@given(codes(), st.integers(0, 17), st.sampled_from(CREDIT_ALPHABET))
def test_any_single_changed_character_is_noticed(code, place, sign):
    assert check_credit_code(code) == code
    assume(code[place] != sign)
    assert refusal(code[:place] + sign + code[place + 1 :])
