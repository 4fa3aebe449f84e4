"""Machine-readable zones of passports and cards: ICAO 9303 parts 3 to 6, forms TD1, TD2 and TD3."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.errors import Refused, refused
from chalicelib.identity.check_characters import zone_check
from chalicelib.identity.countries import CHINA, two_letters
from chalicelib.identity.documents import FIRST_BIRTH_YEAR, Sex, plain_number

FIELD: Final = "zone"
# Lines and characters a line.
_FORMS: Final = {(2, 44): "TD3", (2, 36): "TD2", (3, 30): "TD1"}
_SEX: Final[dict[str, Sex]] = {"M": "male", "F": "female"}
_NAME_ROOM: Final = {"TD3": 39, "TD2": 31, "TD1": 30}
# ICAO 9303 part 3, section 6: letters that are no plain letter with an accent.
_PLAIN: Final = str.maketrans(
    {"Æ": "AE", "Đ": "D", "Ð": "D", "Ħ": "H", "Ĳ": "IJ", "ĸ": "Q", "Ŀ": "L", "Ł": "L", "Ŋ": "N", "Œ": "OE"}
    | {"Ø": "O", "Þ": "TH", "Ŧ": "T", "ẞ": "SS", "Ə": "E"}
)
# Some states print Ä as AE, others as A; both are looked for.
_SPELT: Final = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Ø": "OE", "Å": "AA", "Ñ": "NXX"})
_LONGEST_VALID: Final = 50
"""Years: an expiry further ahead than any document is valid for was in the century before."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says. `issuer` and `nationality` are the printed three letters; names are as printed,
    upper-case Latin; `sex` is None where the document leaves it open."""

    form: str
    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: date
    sex: Sex | None
    expires_on: date


@dataclass(frozen=True, slots=True)
class _Parts:
    """The fields still as printed: `checked` pairs a text with its check digit, the composite one last."""

    names: str
    number: str
    nationality: str
    born: str
    sex: str
    expires: str
    checked: tuple[tuple[str, str], ...]


def read_zone(lines: str | list[str], *, on: date) -> Zone:
    """The zone's fields, every check digit verified. `on` settles the century of the birth date.

    Raises Refused `invalid_document` on `zone`: zone_form, zone_character, zone_check, zone_date.
    """
    rows = _rows(lines)
    form = _FORMS.get((len(rows), len(rows[0])) if rows else (0, 0))
    if form is None or len({len(row) for row in rows}) != 1:
        raise _refusal("zone_form")
    if not all(re.fullmatch(r"[A-Z0-9<]+", row) for row in rows):
        raise _refusal("zone_character")
    parts = _card(rows) if form == "TD1" else _two_lines(rows)
    if not all(_agrees_with_check(text, digit) for text, digit in parts.checked):
        raise _refusal("zone_check")
    return _zone(form, rows[0], parts, on)


def _rows(lines: str | list[str]) -> list[str]:
    rows = lines.split("\n") if isinstance(lines, str) else lines
    tidy = [unicodedata.normalize("NFKC", row).replace("«", "<<").strip().upper() for row in rows]
    # Some scanners drop the line break: two rows of a passport are 88 characters.
    if len(tidy) == 1 and len(tidy[0]) in (72, 88):
        half = len(tidy[0]) // 2
        return [tidy[0][:half], tidy[0][half:]]
    return [row for row in tidy if row]


def _two_lines(rows: list[str]) -> _Parts:
    low = rows[1]
    checked = [(low[0:9], low[9]), (low[13:19], low[19]), (low[21:27], low[27])]
    if len(low) == 44:
        checked.append((low[28:42], low[42]))
    checked.append((low[0:10] + low[13:20] + low[21:-1], low[-1]))
    return _Parts(rows[0][5:], low[0:9], low[10:13], low[13:19], low[20], low[21:27], checked=tuple(checked))


def _card(rows: list[str]) -> _Parts:
    top, middle, names = rows
    number, digit = _long_number(top)
    composite = top[5:30] + middle[0:7] + middle[8:15] + middle[18:29]
    checked = ((number, digit), (middle[0:6], middle[6]), (middle[8:14], middle[14]), (composite, middle[29]))
    return _Parts(names, number, middle[15:18], middle[0:6], middle[7], middle[8:14], checked=checked)


def _long_number(top: str) -> tuple[str, str]:
    """The number of a card and its check digit: over nine characters it runs on into the optional field."""
    if top[14] != "<":
        return top[5:14], top[14]
    rest = top[15:].split("<")[0]
    return (top[5:14] + rest[:-1], rest[-1]) if len(rest) > 1 else (top[5:14], top[14])


def _agrees_with_check(text: str, digit: str) -> bool:
    # An unused field may carry the filler in place of its check digit 0.
    return zone_check(text) == ("0" if digit == "<" and not text.strip("<") else digit)


def _zone(form: str, top: str, parts: _Parts, on: date) -> Zone:
    surname, _, given = parts.names.strip("<").partition("<<")
    return Zone(
        form,
        top[0:2].strip("<"),
        top[2:5].strip("<"),
        surname.replace("<", " "),
        " ".join(given.split("<")).strip(),
        parts.number.replace("<", ""),
        parts.nationality.strip("<"),
        _birth_date(parts.born, on),
        _SEX.get(parts.sex),
        _expiry(parts.expires, on),
    )


def _birth_date(digits: str, on: date) -> date:
    """The latest such day that is not after `on`: the zone prints two digits of the year."""
    born = _date(digits, 2000)
    if born > on:
        born = _date(digits, 1900)
    if born.year < FIRST_BIRTH_YEAR or born > on:
        raise _refusal("zone_date")
    return born


def _expiry(digits: str, on: date) -> date:
    day = _date(digits, 2000)
    return day if day.year <= on.year + _LONGEST_VALID else _date(digits, 1900)


def _date(digits: str, century: int) -> date:
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError as wrong:
        raise _refusal("zone_date") from wrong


def agrees(
    zone: Zone,
    *,
    number: str | None = None,
    name: str | None = None,
    birth_date: date | None = None,
    sex: str | None = None,
    country: str | None = None,
    nationality: str | None = None,
) -> tuple[str, ...]:
    """The names of the typed fields that differ from the zone, in argument order; () if none does.

    A field that was not typed, or that the zone leaves open, disagrees with nothing: the century of the birth
    is open, so that people of a hundred years agree with theirs. `country` and `nationality` are alpha-2. A name
    agrees if both hold the same words in any order, accents aside, or if the zone had to cut it short; a name
    in Chinese characters cannot be compared.
    """
    differing = {
        "number": number is not None and plain_number(number) != zone.number,
        "name": name is not None and not _same_name(zone, name),
        "birth_date": birth_date is not None and not _same_birth(zone, birth_date),
        "sex": sex is not None and zone.sex is not None and sex != zone.sex,
        "country": not _same_country(zone.issuer, country),
        "nationality": not _same_country(zone.nationality, nationality),
    }
    return tuple(field for field, differs in differing.items() if differs)


def _same_birth(zone: Zone, typed: date) -> bool:
    printed = zone.birth_date
    return (typed.year % 100, typed.month, typed.day) == (printed.year % 100, printed.month, printed.day)


def _same_country(printed: str, typed: str | None) -> bool:
    known = two_letters(printed)
    if typed is None or known is None or typed.upper() == known:
        return True
    # Passports of Hong Kong and Macao print CHN; who holds one may well choose the place that issued it.
    return known == "CN" and typed.upper() in CHINA - {"TW"}


def _same_name(zone: Zone, typed: str) -> bool:
    printed = sorted(f"{zone.surname} {zone.given_names}".split())
    upper = typed.upper()
    spellings = (_words(upper), _words(unicodedata.normalize("NFC", upper).translate(_SPELT)))
    if not spellings[0] or printed in spellings:
        return True
    # A name that fills the zone may have been cut there: its words are then beginnings of the typed ones.
    full = len(" ".join(printed)) + 1 >= _NAME_ROOM[zone.form]
    return full and any(_begin(printed, words) for words in spellings)


def _begin(parts: list[str], words: list[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in parts)


def _words(upper: str) -> list[str]:
    """The sorted words of a Latin name as a zone prints them: no accents, no apostrophes, no hyphens."""
    plain = re.sub(r"['’.]|[\u0300-\u036f]", "", unicodedata.normalize("NFD", upper).translate(_PLAIN))
    return sorted(re.findall(r"[A-Z]+", plain))


def _refusal(code: str) -> Refused:
    return refused("invalid_document", FIELD, code)
