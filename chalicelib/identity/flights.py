"""Flight numbers as tickets print them: IATA's two-character or ICAO's three-letter airline, and a number."""

import re
from typing import Final

from chalicelib.identity import text

# One of the two characters of an IATA airline is a letter; a flight has up to four digits and maybe a letter.
_FORM: Final = re.compile(
    r"(?P<airline>[A-Z]{3}|[A-Z][A-Z0-9]|[0-9][A-Z])0*(?P<number>[1-9][0-9]{0,3})(?P<suffix>[A-Z]?)"
)
_LONGEST: Final = 12


def plain_flight(typed: str) -> str | None:
    """The number in one spelling (`ca 0982` is CA982); None for what cannot be a flight's number."""
    tidy = text.number(typed)
    found = _FORM.fullmatch(tidy) if len(tidy) <= _LONGEST and tidy.isascii() else None
    if found is None or len(tidy) - len(found["airline"]) - len(found["suffix"]) > 4:
        return None
    return f"{found['airline']}{found['number']}{found['suffix']}"
