"""Document numbers: which forms each type has and what a number tells about its holder.

Rules: GB 11643 (resident identity numbers and the three residence permits), the old and the new
card of foreign permanent residents, and the printed forms of the travel permits.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, NoReturn

from chalicelib.errors import refused
from chalicelib.identity import text
from chalicelib.identity.check_characters import resident_check
from chalicelib.identity.countries import CHINA, TWO_LETTERS

Sex = Literal["male", "female"]

NUMBER: Final = "document.number"
PERMIT_PREFIXES: Final = ("810000", "820000", "830000")
# The standard's own sample, 440524188001010014, was born in 1880; nobody alive is older.
FIRST_BIRTH_YEAR: Final = 1880


@dataclass(frozen=True, slots=True)
class Document:
    """A document whose number holds together.

    `number` is upper case and half width without spaces or hyphens; `country` an alpha-2 code or None;
    `sex` and `birth_date` are set where the number tells them, `birth_date` else as typed;
    `form` names the printed form: resident, permit, old, new, passport.
    """

    type: str
    number: str
    country: str | None
    birth_date: date | None
    sex: Sex | None
    form: str


def check_document(
    type: str,
    number: str,
    country: str | None = None,
    birth_date: date | None = None,
    *,
    on: date,
) -> Document:
    """The document as typed, checked on the policy day `on`.

    The number decides between the three 18-character cards: an `id_card` whose number is a residence permit's
    or a foreign permanent resident's comes back under that type, so that a number is one record however
    its holder calls the card. The opposite (a permit with an ordinary number) is refused.

    Raises Refused `invalid_document` on `document.type`, `document.number`, `document.country` or
    `birth_date`.
    """
    check = _CHECKS.get(type)
    if check is None:
        raise refused("invalid_document", "document.type", "document_type")
    document = check(type, plain_number(number), on)
    document = _with_country(document, country)
    return _with_birth_date(document, birth_date, on)


def check_nationality(document: Document, nationality: str | None) -> None:
    """Chinese nationals file with their Chinese document, not with another country's passport.

    Raises Refused `invalid_document` on `document.country`.
    """
    foreign = document.type == "passport" and document.country not in {None, *CHINA}
    if foreign and nationality in CHINA:
        raise refused("invalid_document", "document.country", "chinese_document_first")


def plain_number(typed: str) -> str:
    """`typed` in capitals and plain digits alone: as numbers are stored."""
    return text.number(typed)


def _refuse(code: str) -> NoReturn:
    raise refused("invalid_document", NUMBER, code)


def _resident(type_: str, number: str, on: date) -> Document:
    _check_resident_form(number, on)
    if number.startswith(PERMIT_PREFIXES):
        return _from_resident(number, "residence_permit", "CN", "permit")
    if type_ == "residence_permit":
        _refuse("permit_prefix")
    if number.startswith("9"):
        return _from_resident(number, "foreign_permanent", None, "new")
    return _from_resident(number, "id_card", "CN", "resident")


def _check_resident_form(number: str, on: date) -> None:
    if len(number) == 15 and _is_digits(number):
        _refuse("id_old_form")
    if len(number) != 18:
        _refuse("id_length")
    if not (_is_digits(number[:17]) and (number[17] == "X" or _is_digits(number[17]))):
        _refuse("id_character")
    born = _date_of(number[6:14])
    if born is None or not _is_lifetime(born, on):
        _refuse("id_birth_date")
    if resident_check(number[:17]) != number[17]:
        _refuse("id_check_character")


def _from_resident(number: str, type_: str, country: str | None, form: str) -> Document:
    sex: Sex = "male" if int(number[16]) % 2 else "female"
    return Document(type_, number, country, _date_of(number[6:14]), sex, form)


def _foreign_permanent(type_: str, number: str, on: date) -> Document:
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return Document(type_, number, None, None, None, "old")
    if not number.startswith("9"):
        _refuse("document_form")
    return _resident(type_, number, on)


def _by_form(country: str | None, **forms: str) -> Callable[[str, str, date], Document]:
    """A check for documents whose number has printed forms and no check character."""
    patterns = {name: re.compile(pattern) for name, pattern in forms.items()}

    def check(type_: str, number: str, on: date) -> Document:
        for form, pattern in patterns.items():
            if pattern.fullmatch(number):
                return Document(type_, number, country, None, None, form)
        return _refuse("document_form")

    return check


_CHECKS: Final[dict[str, Callable[[str, str, date], Document]]] = {
    "id_card": _resident,
    "residence_permit": _resident,
    "foreign_permanent": _foreign_permanent,
    # ICAO 9303 allows nine characters in the zone; longer national numbers overflow into the optional data.
    "passport": _by_form(None, passport=r"(?=.*[0-9])[A-Z0-9]{5,15}"),
    "travel_document": _by_form(None, passport=r"(?=.*[0-9])[A-Z0-9]{5,15}"),
    # The old permit ends in two digits that count its renewals; the holder's number is the rest.
    "hk_macao_permit": _by_form("CN", new=r"[HM][0-9]{8}", old=r"[HM][0-9]{10}"),
    "taiwan_permit": _by_form("CN", new=r"[0-9]{8}", old=r"[0-9]{10}[A-Z]?"),
}
DOCUMENT_TYPES: Final = tuple(_CHECKS)


def _with_country(document: Document, typed: str | None) -> Document:
    if typed is None:
        return document
    country = typed.strip().upper()
    if country not in TWO_LETTERS:
        raise refused("invalid_document", "document.country", "document_country")
    # A Chinese card says its own country; what was typed beside it is not asked for and changes nothing.
    return document if document.country else replace(document, country=country)


def _with_birth_date(document: Document, typed: date | None, on: date) -> Document:
    if typed is None:
        return document
    if not _is_lifetime(typed, on):
        raise refused("invalid_document", "birth_date", "birth_date_range")
    if document.birth_date not in (None, typed):
        raise refused("invalid_document", "birth_date", "birth_date_disagrees")
    return replace(document, birth_date=typed)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _date_of(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _is_lifetime(born: date, on: date) -> bool:
    return born.year >= FIRST_BIRTH_YEAR and born <= on
