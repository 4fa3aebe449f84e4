"""Names of people: which are possible, and how names, numbers and phones are shown to others."""

import unicodedata
from typing import Final

from chalicelib.errors import Refused, refused
from chalicelib.identity import text
from chalicelib.identity.family_names import COMPOUND
from chalicelib.identity.text import MIDDLE_DOT, is_han

MAX_HAN: Final = 50
MAX_LATIN: Final = 100
# As passports print them: RAJ A/L KUMAR, MOHD ALI @ AHMAD, TAN AH KOW (CHEN YAGOU), Gal·la.
_LATIN_MARKS: Final = frozenset(" '-.,/@()" + MIDDLE_DOT)


def check_name(typed: str, field: str = "name") -> str:
    """`typed` in one spelling (`text.name`): all Chinese characters with ·, or all Latin letters.

    Raises Refused `invalid_name` on `field`: name_empty, name_character, name_mixed, name_length, decoding_accident.
    """
    try:
        name = text.name(typed)
    except text.Unreadable as wrong:
        accident = wrong.code == "decoding_accident"
        raise _refusal(field, wrong.code if accident else "name_character") from None
    if not name:
        raise _refusal(field, "name_empty")
    return _han(name, field) if has_han(name) else _latin(name, field)


def _han(name: str, field: str) -> str:
    others = [sign for sign in name if not is_han(sign) and sign != MIDDLE_DOT]
    if others:
        mixed = all(_is_latin(sign) for sign in others)
        raise _refusal(field, "name_mixed" if mixed else "name_character")
    if MIDDLE_DOT in (name[0], name[-1]) or MIDDLE_DOT * 2 in name:
        raise _refusal(field, "name_character")
    if not 2 <= len(name) <= MAX_HAN:
        raise _refusal(field, "name_length")
    return name


def _latin(name: str, field: str) -> str:
    if not all(_is_latin(sign) or sign in _LATIN_MARKS for sign in name) or name.count("(") != name.count(")"):
        raise _refusal(field, "name_character")
    letters = sum(_is_latin(sign) for sign in name)
    if letters < 2 or len(name) > MAX_LATIN:
        raise _refusal(field, "name_length")
    return name


def has_han(name: str) -> bool:
    """Whether any character of `name` is Chinese."""
    return any(map(is_han, name))


def _is_latin(sign: str) -> bool:
    if unicodedata.combining(sign):
        return True
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")


def mask_name(name: str) -> str:
    """The name as strangers may see it: the family name, with a star for each further Chinese character.

    张三 → 张*, 欧阳娜娜 → 欧阳**, 阿卜杜拉·买买提 → 阿***; a Latin name keeps its first letter only: A***,
    not a mark before it.
    The family name is shown because a guard reads it out, and it tells least: a hundred of them cover
    most of the population. Where there is no family name (·) one character stays, and of longer names
    three stars stand for whatever the length is.
    """
    if not name:
        return ""
    if not has_han(name):
        return next((sign for sign in name if sign.isalpha()), "").upper() + "***"
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND else 1
    return name[:shown] + "*" * min(len(name) - shown, 3)


def last4(number: str) -> str:
    """The last four characters of a document number; fewer of a short one, never over half."""
    return number[-min(4, len(number) // 2) :] if len(number) > 1 else ""


def mask_phone(e164: str) -> str:
    """+8613812345678 → +86 138****5678; of other countries only the last two or four digits are shown."""
    if e164.startswith("+861") and len(e164) == 14:
        return f"+86 {e164[3:6]}****{e164[-4:]}"
    return f"{e164[:2]}****{e164[-2:]}" if len(e164) > 8 else "****"


def _refusal(field: str, code: str) -> Refused:
    return refused("invalid_name", field, code)
