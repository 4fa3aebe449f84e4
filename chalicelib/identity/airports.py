"""Airports by their IATA code, with their country and time zone, from the airportsdata package.

The package's file is searched as text: reading it into rows would take a quarter of a second and ten
times the memory, for the one or two airports of a trip.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Final

_CODE: Final = re.compile(r"[A-Z]{3}")
# Closed before the package's release, still in use when flights to China had to be declared (2020).
_CLOSED: Final = (
    '"EDDB","SXF","Berlin Schönefeld Airport","Berlin","Brandenburg","DE",157,52.38,13.5225,"Europe/Berlin",""'
)


@dataclass(frozen=True, slots=True)
class Airport:
    """`timezone` is a tz database name, `country` alpha-2. `code` may be a city's with several airports."""

    code: str
    name: str
    city: str
    country: str
    timezone: str


@cache
def _airports() -> str:
    """The lines of the airports that have an IATA code; two thirds of the file are airstrips without."""
    lines = (resources.files("airportsdata") / "airports.csv").read_text("utf-8").splitlines()[1:]
    return "\n".join([*(line for line in lines if line.split(",", 2)[1] != '""'), _CLOSED, ""])


@cache
def _cities() -> str:
    return (resources.files("airportsdata") / "iata_macs.csv").read_text("utf-8")


@lru_cache(maxsize=512)
def find(code: str) -> Airport | None:
    """The airport with this IATA code, or the first one of the city with it; None where there is none."""
    if not _CODE.fullmatch(code):
        return None
    return _airport(code) or _of_city(code)


def _airport(code: str) -> Airport | None:
    text = _airports()
    at = text.find(f'","{code}","')
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        if text.count('"', start, at + 1) == 2:  # It is the second field that ends here, not a later one.
            return _parsed(text[start : text.index("\n", at)])
        at = text.find(f'","{code}","', at + 1)
    return None


def _parsed(line: str) -> Airport:
    (row,) = csv.reader([line])
    return Airport(code=row[1], name=row[2], city=row[3], country=row[5], timezone=row[9])


def _of_city(code: str) -> Airport | None:
    found = re.search(rf'^"[A-Z]{{2}}","{code}","(?P<name>[^"]*)","(?P<airport>[A-Z]{{3}})"', _cities(), re.MULTILINE)
    first = _airport(found["airport"]) if found else None
    if found is None or first is None:
        return None
    return Airport(code, found["name"], found["name"], first.country, first.timezone)


def search(text: str, limit: int) -> list[Airport]:
    """Airports whose code, name or city begins like `text`, the code itself first."""
    known = find(text.strip().upper())
    found = [known] if known else []
    for each in _beginning(text.strip()):
        if len(found) >= limit:
            break
        if each not in found:
            found.append(each)
    return found


def _beginning(text: str) -> Iterator[Airport]:
    pattern = rf'^"[A-Z0-9-]*","[A-Z]{{3}}","(?:{re.escape(text)}[^"]*","[^"]*|[^"]*","{re.escape(text)}[^"]*)",.*$'
    for found in re.finditer(pattern, _airports(), re.MULTILINE | re.IGNORECASE):
        yield _parsed(found[0])


def is_chinese_city(text: str) -> bool:
    """Whether a Chinese city with an airport has this English name."""
    pattern = rf'^"[A-Z0-9-]*","[A-Z]{{3}}","[^"]*","{re.escape(text)}","[^"]*","(?:CN|HK|MO|TW)"'
    return bool(re.search(pattern, _airports(), re.MULTILINE | re.IGNORECASE))
