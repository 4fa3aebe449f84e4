"""Names of people: which are possible, and how names, numbers and phones are shown to others."""

import re
import unicodedata
from typing import Final

from chalicelib.errors import Refused, refused
from chalicelib.identity.family_names import COMPOUND

MAX_HAN: Final = 50
MAX_LATIN: Final = 100
MIDDLE_DOT: Final = "·"
_DOTS: Final = re.compile("[‧•∙⋅・･．]")
_VARIATION: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LATIN_MARKS: Final = frozenset(" '’-.,")


def check_name(text: str, field: str = "name") -> str:
    """`text` in Unicode NFC, trimmed, single-spaced: all Chinese characters with ·, or all Latin letters.

    Characters of every CJK extension that Unicode names are accepted, private-use ones are not.
    Raises Refused `invalid_name` on `field`: name_empty, name_character, name_mixed, name_length.
    """
    # Control characters are looked for before anything is trimmed, so that none passes at an end.
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Co") for sign in text):
        raise _refusal(field, "name_character")
    name = _tidy(text)
    if not name:
        raise _refusal(field, "name_empty")
    if has_han(name):
        return _han(name, field)
    return _latin(name, field)


def _tidy(text: str) -> str:
    half_width = "".join(unicodedata.normalize("NFKC", sign) if "！" <= sign <= "｝" else sign for sign in text)
    name = _VARIATION.sub("", unicodedata.normalize("NFC", half_width))
    return " ".join(_DOTS.sub(MIDDLE_DOT, name).split())


def _han(name: str, field: str) -> str:
    name = name.replace(" ", "")
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
    if not all(_is_latin(sign) or sign in _LATIN_MARKS for sign in name):
        raise _refusal(field, "name_character")
    letters = sum(_is_latin(sign) for sign in name)
    if letters < 2 or len(name) > MAX_LATIN:
        raise _refusal(field, "name_length")
    return name


def is_han(sign: str) -> bool:
    """Whether `sign` is a Chinese character, 〇 included."""
    return sign == "〇" or unicodedata.name(sign, "").startswith(("CJK UNIFIED", "CJK COMPATIBILITY"))


def has_han(text: str) -> bool:
    """Whether any character of `text` is Chinese."""
    return any(map(is_han, text))


def _is_latin(sign: str) -> bool:
    if unicodedata.combining(sign):
        return True
    return sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")


def mask_name(name: str) -> str:
    """The name as strangers may see it: the family name, with a star for each further Chinese character.

    张三 → 张*, 欧阳娜娜 → 欧阳**, 阿卜杜拉·买买提 → 阿***; a Latin name keeps its first letter only: A***.
    The family name is shown because a guard reads it out, and it tells least: a hundred of them cover
    most of the population. Where there is no family name (·) one character stays, and of longer names
    three stars stand for whatever the length is.
    """
    if not name:
        return ""
    if not has_han(name):
        return name[0].upper() + "***"
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
