"""The number on a venue's poster, for whoever cannot scan: ten digits, the last of which checks the others.

ISO/IEC 7064 MOD 11,10: no single wrong digit passes, and few that changed places. A door's number follows a hyphen.
"""

import re
from typing import Final, NamedTuple

LENGTH: Final = 10
_FORM: Final = re.compile(rf"(\d{{{LENGTH}}})(?:-(\d{{1,6}}))?", re.ASCII)


class Said(NamedTuple):
    """A number as somebody typed it: ten digits, and a door's number, 0 for any."""

    number: str
    door: int


def complete(body: str) -> str:
    """A number from its first nine digits."""
    return body + _check(body)


def read(text: str) -> Said | None:
    """What was typed, blanks between the digits left out; None for another form. Says nothing of the check digit."""
    found = _FORM.fullmatch(re.sub(r"\s", "", text))
    return Said(found[1], int(found[2] or 0)) if found else None


def is_whole(number: str) -> bool:
    """Whether the last digit is the one that the others ask for."""
    return _check(number[:-1]) == number[-1]


def shown(number: str, door: int = 0) -> str:
    """As people read it aloud: 1234 567 890, of a door 1234 567 890-2."""
    return f"{number[:4]} {number[4:7]} {number[7:]}" + (f"-{door}" if door else "")


def _check(body: str) -> str:
    """The digit that ISO/IEC 7064 MOD 11,10 asks for after `body`."""
    product = 10
    for digit in body:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)
