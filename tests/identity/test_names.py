import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Refused
from chalicelib.identity.names import check_name, last4, mask_name, mask_phone

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
LATIN = st.from_regex(r"[A-Z][a-z]{1,12}( [A-Z][a-z]{1,12}){0,3}", fullmatch=True)


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        check_name(text)
    (field,) = caught.value.fields
    assert (caught.value.code, field.field) == ("invalid_name", "name")
    return field.code


@pytest.mark.parametrize(
    "name",
    [
        "张三",
        "欧阳娜娜",
        "阿卜杜拉·买买提",
        "𠮷田太郎",
        "李〇",
        "王䶮",
        "Anna Maria Eriksson",
        "Seán O'Connor",
        "RAJ A/L KUMAR",
        "SITI D/O MUTHU",
        "MOHD ALI @ AHMAD",
        "TAN AH KOW (CHEN YAGOU)",
        "Gal·la Vidal",
        "Jan 't Hooft",
        "Jean-Luc",
        "Ng",
    ],
)
def test_chinese_and_latin_names_are_accepted_as_they_are(name):
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  张三 ", "张三"),
        ("张 三", "张三"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("Ａｎｎａ  Lee", "Anna Lee"),
        ("Jose\u0301 Diaz", "José Diaz"),
        ("葛\U000e0100城", "葛城"),
    ],
)
def test_names_are_tidied(typed, name):
    assert check_name(typed) == name


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "name_empty"),
        ("   ", "name_empty"),
        ("张", "name_length"),
        ("张" * 51, "name_length"),
        ("A", "name_length"),
        ("Ab" * 51, "name_length"),
        ("张\x00三", "name_character"),
        ("张三\ue000", "name_character"),
        ("张\ufffd", "decoding_accident"),
        ("TAN AH KOW (CHEN", "name_character"),
        ("张\ud800三", "name_character"),
        ("张3", "name_character"),
        ("R2D2", "name_character"),
        ("<b>Anna</b>", "name_character"),
        ("张三😀", "name_character"),
        ("·张三", "name_character"),
        ("张··三", "name_character"),
        ("Анна", "name_character"),
        ("張サン", "name_character"),
        ("张Mary", "name_mixed"),
        ("--", "name_length"),
    ],
)
def test_a_bad_name_says_what_is_wrong(text, part):
    assert refusal(text) == part


@given(st.text(max_size=60))
def test_whatever_is_accepted_is_accepted_again_unchanged(text):
    try:
        name = check_name(text)
    except Refused:
        return
    assert check_name(name) == name


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("王小明", "王**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧*"),
        ("阿卜杜拉·买买提", "阿***"),
        ("𠮷田太郎", "𠮷***"),
        ("Anna Eriksson", "A***"),
        ("éric", "É***"),
        ("", ""),
    ],
)
def test_a_masked_name_shows_the_family_name_only(name, masked):
    assert mask_name(name) == masked


@given(HAN)
def test_a_masked_chinese_name_shows_at_most_its_family_name(name):
    masked = mask_name(name)
    shown = masked.rstrip("*")
    assert 1 <= len(shown) <= 2
    assert len(shown) < len(name)
    assert name.startswith(shown)
    assert len(masked) <= 5


@given(LATIN)
def test_a_masked_latin_name_shows_one_letter_and_not_its_length(name):
    assert mask_name(name) == name[0] + "***"


@pytest.mark.parametrize(
    ("number", "shown"), [("11010519491231002X", "002X"), ("E12345", "345"), ("A1", "1"), ("A", ""), ("", "")]
)
def test_the_last_four_are_never_over_half_of_a_number(number, shown):
    assert last4(number) == shown


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("+8613812345678", "+86 138****5678"),
        ("+447512345678", "+4****78"),
        ("+861065529988", "+8****88"),
        ("+6812345", "****"),
    ],
)
def test_a_masked_phone(phone, masked):
    assert mask_phone(phone) == masked


@given(st.from_regex(r"\+[1-9][0-9]{6,14}", fullmatch=True))
def test_a_masked_phone_hides_four_digits_at_least(phone):
    masked = mask_phone(phone)
    digits = sum(sign.isdigit() for sign in masked)
    assert "****" in masked
    assert len(phone) - 1 - digits >= 4
