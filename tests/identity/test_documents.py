from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.errors import Refused
from chalicelib.identity.check_characters import resident_check
from chalicelib.identity.documents import DOCUMENT_TYPES, Document, check_document

TODAY = date(2020, 4, 1)
ID = "11010519491231002X"
BIRTHS = st.dates(date(1880, 1, 1), TODAY)


def check(number=ID, type="id_card", on=TODAY, **typed) -> Document:
    return check_document(type, number, on=on, **typed)


def refusal(number=ID, type="id_card", on=TODAY, **typed) -> tuple[str, str]:
    with pytest.raises(Refused) as caught:
        check(number, type, on, **typed)
    assert caught.value.code == "invalid_document"
    (field,) = caught.value.fields
    return field.field, field.code


def number_of(born: date, address="110105", order="002") -> str:
    body = f"{address}{born:%Y%m%d}{order}"
    return body + resident_check(body)


@st.composite
def resident_numbers(draw):
    address = draw(st.from_regex(r"[1-7][0-9]{5}", fullmatch=True))
    return number_of(draw(BIRTHS), address, draw(st.from_regex(r"[0-9]{3}", fullmatch=True)))


@pytest.mark.parametrize(
    ("number", "type", "born", "sex"),
    [
        ("11010519491231002X", "id_card", date(1949, 12, 31), "female"),
        ("440524188001010014", "id_card", date(1880, 1, 1), "male"),
        ("810000199408230021", "residence_permit", date(1994, 8, 23), "female"),
        ("830000199201300022", "residence_permit", date(1992, 1, 30), "female"),
    ],
)
def test_the_standards_samples_tell_type_birth_date_and_sex(number, type, born, sex):
    found = check(number, type)
    assert (found.type, found.number, found.birth_date, found.sex, found.country) == (
        type,
        number,
        born,
        sex,
        "CN",
    )


def test_a_residence_permit_typed_as_id_card_becomes_what_its_number_says():
    assert check("810000199408230021", "id_card") == check("810000199408230021", "residence_permit")


def test_an_id_card_typed_as_residence_permit_is_refused():
    assert refusal(ID, "residence_permit") == ("document.number", "permit_prefix")


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
    ],
)
def test_lower_case_full_width_spaces_and_hyphens_are_one_number(typed):
    assert check(typed).number == ID


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("", "id_length"),
        ("1101051949123100", "id_length"),
        ("11010519491231002XX", "id_length"),
        ("110105491231002", "id_old_form"),
        ("1101051949123100AX", "id_character"),
        ("X1010519491231002X", "id_character"),
        ("11010519491231002Y", "id_character"),
        ("110105194902300028", "id_birth_date"),
        ("110105194913310021", "id_birth_date"),
        ("110105000012310021", "id_birth_date"),
        ("110105187912310021", "id_birth_date"),
        ("110105194912310021", "id_check_character"),
        ("110105194912310012", "id_check_character"),
    ],
)
def test_a_bad_number_says_which_part_is_wrong(number, part):
    assert refusal(number) == ("document.number", part)


def test_a_number_is_refused_before_its_birth_day_and_accepted_on_it():
    number = number_of(TODAY)
    assert check(number).birth_date == TODAY
    assert refusal(number, on=TODAY - timedelta(days=1)) == ("document.number", "id_birth_date")


def test_an_address_code_that_is_not_in_use_is_no_error():
    assert check(number_of(date(1970, 5, 5), "219999")).type == "id_card"


@given(resident_numbers())
def test_every_well_formed_number_is_accepted_and_comes_back_unchanged(number):
    found = check(number)
    assert (found.number, found.type) == (number, "id_card")
    assert check(found.number) == found


@given(resident_numbers(), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_changed_character_is_noticed(number, place, sign):
    assume(number[place] != sign)
    assert refusal(number[:place] + sign + number[place + 1 :])


@given(resident_numbers(), st.integers(0, 16))
def test_any_two_swapped_neighbours_are_noticed(number, place):
    assume(number[place] != number[place + 1])
    assert refusal(number[:place] + number[place + 1] + number[place] + number[place + 2 :])


@given(st.text(max_size=30), st.sampled_from(DOCUMENT_TYPES))
def test_no_text_does_anything_but_pass_or_be_refused(text, type):
    with suppress(Refused):
        assert check(text, type).number.isascii()


@pytest.mark.parametrize(
    ("type", "number", "form", "country"),
    [
        ("foreign_permanent", "USA110068032304", "old", None),
        ("passport", "E12345678", "passport", None),
        ("passport", "l898902c3", "passport", None),
        ("travel_document", "RE0012345", "passport", None),
        ("hk_macao_permit", "H12345678", "new", "CN"),
        ("hk_macao_permit", "M1234567801", "old", "CN"),
        ("taiwan_permit", "12345678", "new", "CN"),
        ("taiwan_permit", "1234567890B", "old", "CN"),
        ("taiwan_permit", "1234567890", "old", "CN"),
    ],
)
def test_the_other_documents_have_their_printed_forms(type, number, form, country):
    found = check(number, type)
    assert (found.type, found.number, found.form, found.country) == (type, number.upper(), form, country)


@pytest.mark.parametrize(
    ("type", "number"),
    [
        ("foreign_permanent", "US1100680323041"),
        ("foreign_permanent", ID),
        ("passport", "ABCDEFG"),
        ("passport", "1234"),
        ("passport", "E1234567890123456"),
        ("passport", "E12345<78"),
        ("hk_macao_permit", "A12345678"),
        ("hk_macao_permit", "H123456789"),
        ("taiwan_permit", "1234567"),
        ("taiwan_permit", "123456789"),
    ],
)
def test_a_number_of_another_form_is_refused(type, number):
    assert refusal(number, type) == ("document.number", "document_form")


def test_the_new_card_of_a_foreign_resident_is_checked_like_an_id():
    number = number_of(date(1981, 8, 3), "911840", "103")
    found = check(number, "foreign_permanent", country="US")
    assert (found.form, found.birth_date, found.sex, found.country) == ("new", date(1981, 8, 3), "male", "US")
    wrong = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert refusal(wrong, "foreign_permanent") == ("document.number", "id_check_character")


def test_a_foreign_residents_card_typed_as_id_card_becomes_one():
    number = number_of(date(1981, 8, 3), "911840", "103")
    assert check(number, "id_card") == check(number, "foreign_permanent")


def test_an_unknown_type_is_refused():
    assert refusal(type="library_card") == ("document.type", "document_type")


def test_a_passports_country_is_kept_in_two_capital_letters():
    assert check("E12345678", "passport", country="gb").country == "GB"


def test_a_chinese_cards_country_is_not_what_was_typed_beside_it():
    assert check(ID, country="US").country == "CN"


@pytest.mark.parametrize("country", ["", "GBR", "XX", "英"])
def test_a_country_that_is_none_is_refused(country):
    assert refusal("E12345678", "passport", country=country) == ("document.country", "document_country")


def test_a_passports_birth_date_is_the_typed_one():
    assert check("E12345678", "passport", birth_date=date(1974, 8, 12)).birth_date == date(1974, 8, 12)


@pytest.mark.parametrize("born", [date(1800, 1, 1), TODAY + timedelta(days=1), date(9999, 12, 31)])
def test_an_impossible_typed_birth_date_is_refused(born):
    assert refusal("E12345678", "passport", birth_date=born) == ("birth_date", "birth_date_range")


def test_a_birth_date_other_than_the_numbers_is_refused():
    assert refusal(birth_date=date(1949, 12, 30)) == ("birth_date", "birth_date_disagrees")
    assert check(birth_date=date(1949, 12, 31)).birth_date == date(1949, 12, 31)
