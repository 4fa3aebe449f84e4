"""Phone numbers of every country as E.164, through libphonenumber."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from chalicelib.errors import Refused, refused
from chalicelib.identity import text

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Ranges that libphonenumber has long called valid mainland mobiles. Whatever is not in here asks the library,
# so leaving out a range costs time and never an answer.
_MAINLAND_MOBILE: Final = re.compile(r"(?:\+86)?(1(?:3[0-9]|5[0-35-9]|8[0-9])[0-9]{8})")
_DIALLED: Final = re.compile(r"\+?[0-9]{3,22}")
# Whoever chose +86 from a list and whose phone then fills in the whole number has the code twice.
_CHINA_TWICE: Final = re.compile(r"\+8686(?=1[3-9][0-9]{9}$)")
# Until 2019 Mexico dialled 1 after +52, and 01, 044 or 045 at home, before ten digits: address books have them still.
_MEXICO_OF_OLD: Final = re.compile(r"\+52(?:1|01|044|045)(?=[2-9][0-9]{9}$)")
_ARGENTINA: Final = 54
# Shared codes of no country: satellites (870, 881), networks of their own (882, 883), what the called pays or earns
# (800, 808, 878, 888, 979). A message to them costs many times as much, and the numbers are sold to whoever wants that.
_BEYOND_COUNTRIES: Final = frozenset({800, 808, 870, 878, 881, 882, 883, 888, 979})


@dataclass(frozen=True, slots=True)
class Phone:
    """`e164` such as +8613812345678; `region` an alpha-2 code (001 for none); `country_code` 86."""

    e164: str
    region: str
    country_code: int


def normalise(typed: str, default_region: str = "CN", *, field: str = "phone", sms: bool = True) -> Phone:
    """The number as dialled in `default_region`, unless it starts with + or 00.

    Spaces, dashes, brackets, full-width and other digits are accepted; a trunk 0 after the country code
    is dropped, and a country code that stands twice. With `sms`, kinds that receive no messages are refused.
    Normalising twice changes nothing.

    Raises Refused `invalid_phone` on `field`: phone_empty, phone_character, phone_invalid, phone_no_sms,
    phone_without_nine.
    """
    dialled = _dialled(typed, field)
    mainland = _MAINLAND_MOBILE.fullmatch(dialled)
    if mainland and (default_region == "CN" or dialled[0] == "+"):
        return Phone("+86" + mainland[1], "CN", 86)
    return _by_library(dialled, default_region, field, sms)


def _dialled(typed: str, field: str) -> str:
    """Only digits with an optional leading +; 00 before a country code has become +."""
    digits = text.number(typed).replace("/", "")
    if not digits:
        raise _refusal(field, "phone_empty")
    if not re.fullmatch(r"\+?[0-9]+", digits):
        raise _refusal(field, "phone_character")
    if not _DIALLED.fullmatch(digits):
        raise _refusal(field, "phone_invalid")
    whole = re.sub(r"^\+?00", "+", digits)
    return _MEXICO_OF_OLD.sub("+52", _CHINA_TWICE.sub("+86", whole))


def _by_library(dialled: str, default_region: str, field: str, sms: bool) -> Phone:
    # The library is the slowest import of the login path, and most numbers never need it.
    import phonenumbers

    number = _valid(phonenumbers, dialled, default_region)
    if number is None:
        raise _refusal(field, "phone_invalid")
    if sms and not _can_receive_sms(phonenumbers, number):
        # A mobile of Argentina has a 9 after +54 for whoever calls from abroad; without it this is a fixed line.
        raise _refusal(field, "phone_without_nine" if number.country_code == _ARGENTINA else "phone_no_sms")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    region = phonenumbers.region_code_for_number(number) or "001"
    return Phone(e164, region, number.country_code or 0)


def _valid(phonenumbers: Any, dialled: str, default_region: str) -> "PhoneNumber | None":
    """The number, or the one that is left where its country code stands twice."""
    try:
        number: PhoneNumber = phonenumbers.parse(dialled, default_region)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_valid_number(number):
        return number
    code, national = str(number.country_code), str(number.national_number)
    if dialled.startswith(f"+{code}{code}"):
        return _valid(phonenumbers, f"+{national}", default_region)
    return None


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
