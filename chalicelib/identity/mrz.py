"""Machine-readable zones of passports and cards: ICAO 9303 parts 3 to 6, forms TD1, TD2 and TD3."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from chalicelib.errors import Refused, refused
from chalicelib.identity import text, zone_names
from chalicelib.identity.check_characters import zone_check
from chalicelib.identity.countries import CHINA, two_letters
from chalicelib.identity.documents import FIRST_BIRTH_YEAR, Sex, plain_number

FIELD: Final = "zone"
# Lines, and how long the line is that ends in a check digit: the others may lack the fillers at their end.
_FORMS: Final = {(2, 44): "TD3", (2, 36): "TD2", (3, 30): "TD1"}
_IN_ONE_LINE: Final = {88: 44, 72: 36, 90: 30}
_UNKNOWN: Final = "<<"
STATELESS: Final = frozenset({"XXA", "XXB", "XXC", "XXX"})
"""ICAO 9303 part 3, section 5: stateless, refugee, other refugee, unspecified. None of them is a nationality."""
_SEX: Final[dict[str, Sex]] = {"M": "male", "F": "female"}
_NAME_ROOM: Final = {"TD3": 39, "TD2": 31, "TD1": 30}
_LONGEST_VALID: Final = 50
"""Years: an expiry further ahead than any document is valid for was in the century before."""


@dataclass(frozen=True, slots=True)
class Zone:
    """What a zone says. `issuer` and `nationality` are the printed three letters; names are as printed,
    upper-case Latin. None is what the document leaves open: `sex`, an expiry that it does not have, a birth date that
    is not known to the day; `born` is that date as printed, six digits or fillers."""

    form: str
    document_code: str
    issuer: str
    surname: str
    given_names: str
    number: str
    nationality: str
    birth_date: date | None
    sex: Sex | None
    expires_on: date | None
    born: str


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
    form = _FORMS.get((len(rows), len(rows[1])) if len(rows) > 1 else (0, 0))
    if form is None or max(map(len, rows)) > len(rows[1]):
        raise _refusal("zone_form")
    rows = [row.ljust(len(rows[1]), "<") for row in rows]
    if not all(re.fullmatch(r"[A-Z0-9<]+", row) for row in rows):
        raise _refusal("zone_character")
    parts = _card(rows) if form == "TD1" else _two_lines(rows)
    if not all(_agrees_with_check(text, digit) for text, digit in parts.checked):
        raise _refusal("zone_check")
    return _zone(form, rows[0], parts, on)


def _rows(lines: str | list[str]) -> list[str]:
    rows = lines.split("\n") if isinstance(lines, str) else lines
    tidy = [row for row in map(text.zone_line, rows) if row]
    # Some scanners drop the line breaks: two rows of a passport are 88 characters.
    width = _IN_ONE_LINE.get(len(tidy[0])) if len(tidy) == 1 else None
    return [tidy[0][at : at + width] for at in range(0, len(tidy[0]), width)] if width else tidy


def _two_lines(rows: list[str]) -> _Parts:
    low = rows[1]
    # A passport's number has nine characters at most; in the smaller form, as on cards, it may run on.
    number = _long_number(low[0:9], low[9], low[28:35] if len(low) == 36 else "")
    checked = [number, (low[13:19], low[19]), (low[21:27], low[27])]
    if len(low) == 44:
        checked.append((low[28:42], low[42]))
    checked.append((low[0:10] + low[13:20] + low[21:-1], low[-1]))
    return _Parts(rows[0][5:], number[0], low[10:13], low[13:19], low[20], low[21:27], checked=tuple(checked))


def _card(rows: list[str]) -> _Parts:
    top, middle, names = rows
    number, digit = _long_number(top[5:14], top[14], top[15:30])
    composite = top[5:30] + middle[0:7] + middle[8:15] + middle[18:29]
    checked = ((number, digit), (middle[0:6], middle[6]), (middle[8:14], middle[14]), (composite, middle[29]))
    return _Parts(names, number, middle[15:18], middle[0:6], middle[7], middle[8:14], checked=checked)


def _long_number(first: str, digit: str, optional: str) -> tuple[str, str]:
    """A number and its check digit: one of over nine characters runs on into the optional field, a filler before it."""
    rest = optional.split("<")[0]
    if digit != "<" or "<" in first or len(rest) < 2:
        return first, digit
    return first + rest[:-1], rest[-1]


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
        parts.born,
    )


def _birth_date(digits: str, on: date) -> date | None:
    """The latest such day not after `on`, as the zone prints two digits of the year; None if not all is known."""
    if _UNKNOWN in _in_parts(digits):
        _check_known_part(digits)
        return None
    born = _date(digits, 2000)
    if born > on:
        born = _date(digits, 1900)
    if born.year < FIRST_BIRTH_YEAR or born > on:
        raise _refusal("zone_date")
    return born


def _in_parts(digits: str) -> tuple[str, str, str]:
    return digits[:2], digits[2:4], digits[4:]


def _check_known_part(digits: str) -> None:
    """Year, month and day of a date are each there or fillers; in a leap year of any century each day is possible."""
    year, month, day = _in_parts(digits.replace(_UNKNOWN, "  "))
    if not re.fullmatch(r"(?:\d\d|  ){3}", year + month + day):
        raise _refusal("zone_date")
    _date(f"00{month.strip() or '01'}{day.strip() or '01'}", 2000)


def _expiry(digits: str, on: date) -> date | None:
    if not digits.strip("<"):
        return None
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
    pairs = zip(_in_parts(zone.born), _in_parts(f"{typed:%y%m%d}"), strict=True)
    return all(printed in (_UNKNOWN, given) for printed, given in pairs)


def _same_country(printed: str, typed: str | None) -> bool:
    known = two_letters(printed)
    if typed is None or known is None or typed.upper() == known:
        return True
    # Passports of Hong Kong and Macao print CHN; who holds one may well choose the place that issued it.
    return known == "CN" and typed.upper() in CHINA - {"TW"}


def _same_name(zone: Zone, typed: str) -> bool:
    printed = f"{zone.surname} {zone.given_names}".split()
    # A name that fills the zone may have been cut there.
    return zone_names.is_printed(typed, printed, cut=len(" ".join(printed)) + 1 >= _NAME_ROOM[zone.form])


def _refusal(code: str) -> Refused:
    return refused("invalid_document", FIELD, code)
