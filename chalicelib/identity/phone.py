"""Phone numbers of every country as E.164, through libphonenumber."""

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chalicelib.errors import Refused, refused

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Ranges that libphonenumber has long called valid mainland mobiles. Whatever is not in here asks the library,
# so leaving out a range costs time and never an answer.
_MAINLAND_MOBILE: Final = re.compile(r"(?:\+86)?(1(?:3[0-9]|5[0-35-9]|8[0-9])[0-9]{8})")
# Shared codes of no country: satellites (870, 881), networks of their own (882, 883), what the called pays or earns
# (800, 808, 878, 888, 979). A message to them costs many times as much, and the numbers are sold to whoever wants that.
_BEYOND_COUNTRIES: Final = frozenset({800, 808, 870, 878, 881, 882, 883, 888, 979})
_DECORATION: Final = re.compile(r"[\s\-().\u00a0/\u2010-\u2015\u200b-\u200f\u2060\ufeff]")
_DIALLED: Final = re.compile(r"\+?[0-9]{3,20}")


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` such as +8613812345678; `region` an alpha-2 code (001 for none); `country_code` 86."""

    e164: str
    region: str
    country_code: int


def normalise(text: str, default_region: str = "CN", *, field: str = "phone", sms: bool = True) -> Phone:
    """The number as dialled in `default_region`, unless it starts with + or 00.

    Spaces, dashes, brackets, full-width and other digits are accepted; a trunk 0 after the country code
    is dropped. With `sms`, kinds that receive no messages are refused. Normalising twice changes nothing.

    Raises Refused `invalid_phone` on `field`: phone_empty, phone_character, phone_invalid, phone_no_sms.
    """
    dialled = _dialled(text, field)
    mainland = _MAINLAND_MOBILE.fullmatch(dialled)
    if mainland and (default_region == "CN" or dialled[0] == "+"):
        return Phone("+86" + mainland[1], "CN", 86)
    return _by_library(dialled, default_region, field, sms)


def _dialled(text: str, field: str) -> str:
    """Only digits with an optional leading +; 00 before a country code has become +."""
    plain = _DECORATION.sub("", unicodedata.normalize("NFKC", text))
    digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in plain)
    if not digits:
        raise _refusal(field, "phone_empty")
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise _refusal(field, "phone_character")
    if not _DIALLED.fullmatch(digits):
        raise _refusal(field, "phone_invalid")
    return "+" + digits[2:] if digits.startswith("00") else digits


def _by_library(dialled: str, default_region: str, field: str, sms: bool) -> Phone:
    # The library is the slowest import of the login path, and most numbers never need it.
    import phonenumbers

    try:
        number = phonenumbers.parse(dialled, default_region)
    except phonenumbers.NumberParseException as wrong:
        raise _refusal(field, "phone_invalid") from wrong
    if not phonenumbers.is_valid_number(number):
        raise _refusal(field, "phone_invalid")
    if sms and not _can_receive_sms(phonenumbers, number):
        raise _refusal(field, "phone_no_sms")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    region = phonenumbers.region_code_for_number(number) or "001"
    return Phone(e164, region, number.country_code or 0)


def _can_receive_sms(phonenumbers: Any, number: "PhoneNumber") -> bool:
    """Whether the numbering plan lets a message through; kinds the plan cannot tell apart are let through.

    Personal numbers (+44 70) pass every message on at the sender's cost.
    """
    kinds = phonenumbers.PhoneNumberType
    if number.country_code in _BEYOND_COUNTRIES:
        return False
    return phonenumbers.number_type(number) in {
        kinds.MOBILE,
        kinds.FIXED_LINE_OR_MOBILE,
        kinds.VOIP,
        kinds.UNKNOWN,
    }


def _refusal(field: str, code: str) -> Refused:
    return refused("invalid_phone", field, code)
