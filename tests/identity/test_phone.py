import subprocess
import sys

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Refused
from chalicelib.identity.phone import Phone, normalise

MAINLAND = Phone("+8613800138000", "CN", 86)


def refusal(text: str, **options) -> str:
    with pytest.raises(Refused) as caught:
        normalise(text, field="contact.phone", **options)
    (field,) = caught.value.fields
    assert (caught.value.code, field.field) == ("invalid_phone", "contact.phone")
    return field.code


BEYOND_COUNTRIES = (
    "+80012345678", "+80812345678", "+870301234567", "+878101234567890", "+881612345678", "+8823421234",
    "+883510012345", "+88812345678901", "+979123456789",
)  # fmt: skip
"""libphonenumber's examples of satellites, networks of no country, and numbers that somebody earns by."""


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "+8613800138000",
        "008613800138000",
        "+86 138-0013-8000",
        "(+86) 138 0013 8000",
        "１３８００１３８０００",
        "＋８６１３８００１３８０００",
        "١٣٨٠٠١٣٨٠٠٠",
        "138\u200b0013\u00a08000",
    ],
)
def test_a_mainland_mobile_is_one_number_however_it_is_typed(text):
    assert normalise(text) == MAINLAND


@pytest.mark.parametrize(
    ("text", "e164", "region"),
    [
        ("+44 07512 345678", "+447512345678", "GB"),
        ("+44 (0)7512 345678", "+447512345678", "GB"),
        ("0044 7512 345678", "+447512345678", "GB"),
        ("+1 202-555-0123", "+12025550123", "US"),
        ("+852 5123 4567", "+85251234567", "HK"),
        ("+39 312 345 6789", "+393123456789", "IT"),
        ("+7 912 345-67-89", "+79123456789", "RU"),
        ("+86 19912345678", "+8619912345678", "CN"),
    ],
)
def test_numbers_of_other_countries_are_read_and_lose_a_trunk_zero(text, e164, region):
    found = normalise(text)
    assert (found.e164, found.region) == (e164, region)


def test_two_zeros_mean_plus_wherever_the_reader_is():
    assert normalise("0044 7512 345678", "US").e164 == "+447512345678"


@pytest.mark.parametrize("prefix", range(130, 200))
def test_every_mainland_range_gets_the_librarys_answer(prefix):
    text = f"{prefix}00138000"
    if phonenumbers.is_valid_number(phonenumbers.parse(text, "CN")):
        assert normalise(text).e164 == "+86" + text
    else:
        assert refusal(text) == "phone_invalid"


def test_a_national_number_is_read_in_the_readers_region():
    assert refusal("13800138000", default_region="US") == "phone_invalid"
    assert normalise("07512 345678", "GB") == Phone("+447512345678", "GB", 44)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "phone_empty"),
        (" - ", "phone_empty"),
        ("1380013800O", "phone_character"),
        ("+86+13800138000", "phone_character"),
        ("1-800-FLOWERS", "phone_character"),
        ("13800138000\x00", "phone_character"),
        ("13800138000;drop", "phone_character"),
        ("12", "phone_invalid"),
        ("+", "phone_character"),
        ("9" * 21, "phone_invalid"),
        ("+999 123456789", "phone_invalid"),
        ("12345678901", "phone_invalid"),
        ("+86 1380013800", "phone_invalid"),
        ("010 6552 9988", "phone_no_sms"),
        ("+44 20 7946 0018", "phone_no_sms"),
        ("+44 7012 345678", "phone_no_sms"),
        *((number, "phone_no_sms") for number in BEYOND_COUNTRIES),
    ],
)
def test_a_bad_number_says_what_is_wrong(text, part):
    assert refusal(text) == part


def test_a_landline_is_accepted_where_no_message_is_sent():
    assert normalise("010 6552 9988", sms=False).e164 == "+861065529988"


@given(st.from_regex(r"(\+86)?1[3-9][0-9]{9}", fullmatch=True))
def test_mainland_mobiles_get_the_librarys_answer(text):
    number = phonenumbers.parse(text, "CN")
    kind = phonenumbers.number_type(number)
    if phonenumbers.is_valid_number(number) and kind == phonenumbers.PhoneNumberType.MOBILE:
        e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        assert normalise(text) == Phone(e164, "CN", 86)
    else:
        assert refusal(text)


@given(st.sampled_from(["+447512345678", "+12025550123", "+85251234567", "13800138000", "+393123456789"]))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once.e164) == once


@given(st.text(max_size=40), st.sampled_from(["CN", "GB", "US", "ZZ"]))
def test_no_text_does_anything_but_pass_or_be_refused(text, region):
    try:
        found = normalise(text, region)
    except Refused:
        return
    assert normalise(found.e164) == found


def test_a_plain_mainland_mobile_does_not_load_the_library():
    script = (
        "import sys\n"
        "from chalicelib.identity.phone import normalise\n"
        "normalise('13800138000'); normalise('+8613800138000')\n"
        "sys.exit('phonenumbers' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
