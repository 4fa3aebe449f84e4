"""Airports by any IATA code that they have had since 2020, with their country and time zone; destinations as tickets
print them.

`airports.json` is made from the airportsdata package by `python -m local.airports_list`, which says its form.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

from chalicelib.identity import regions
from chalicelib.identity.countries import CHINA


@dataclass(frozen=True, slots=True)
class Airport:
    """`timezone` is a tz database name, `country` alpha-2. `code` may be a city's with several airports."""

    code: str
    name: str
    city: str
    country: str
    timezone: str


@cache
def _list() -> dict[str, dict[str, list[str]]]:
    """Airports and cities by code, as they stand in the file."""
    stored = json.loads((Path(__file__).parent / "airports.json").read_text("utf-8"))
    return {kind: {row[0]: row for row in rows} for kind, rows in stored.items()}


def find(code: str) -> Airport | None:
    """The airport with this IATA code, or the first one of the city with it; None where there is none."""
    row = _list()["airports"].get(code)
    return Airport(*row) if row else _of_city(code)


def _of_city(code: str) -> Airport | None:
    city = _list()["cities"].get(code)
    if city is None:
        return None
    _, name, first, *_ = city
    _, _, _, country, timezone = _list()["airports"][first]
    return Airport(code, name, name, country, timezone)


def countries(airport: Airport) -> frozenset[str]:
    """The countries in which a journey from there may begin: two where an airport belongs to two."""
    return frozenset({airport.country}) | {row[1] for code, row in _list()["shared"].items() if code == airport.code}


def search(text: str, limit: int) -> list[Airport]:
    """Airports whose code, name or city begins like `text`: the code itself first, then those that IATA counts to a
    city of that name, then the city's others, then those that are only called so."""
    known = find(text.strip().upper())
    others = (each for each in _beginning(_folded(text)) if each != known)
    return list(islice(chain([known] if known else [], others), limit))


def _beginning(folded: str) -> list[Airport]:
    named = zip(_list()["airports"].values(), _names(), strict=True)
    found = [(_rank(names, folded), row) for row, names in named if any(each.startswith(folded) for each in names)]
    return [Airport(*row) for _, row in sorted(found, key=lambda each: each[0])]


def _rank(names: tuple[str, str, str], folded: str) -> int:
    """How near an airport is to what was typed, 0 the nearest: of Paris CDG and ORY, then LBG, then BVA."""
    _, city, metropolis = names
    near = (metropolis.startswith(folded) and metropolis != "", city == folded, city.startswith(folded), True)
    return near.index(True)


@cache
def _names() -> list[tuple[str, str, str]]:
    """Of each airport, as they are compared: its name, its city, and the city with several airports that IATA counts it
    to, empty for most."""
    belonging = {code: _folded(name) for _, name, *codes in _list()["cities"].values() for code in codes}
    rows = _list()["airports"].values()
    return [(_folded(name), _folded(city), belonging.get(code, "")) for code, name, city, _, _ in rows]


def _folded(text: str) -> str:
    """Xi'an, XIAN and Xi’an are one, and so are Ürümqi and Urumqi, Shanghai/Pudong and Shanghai Pudong."""
    plain = re.sub(r"[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text.strip()).casefold())
    return re.sub(r"[\s'’‘ʼ´`/.,-]", "", plain)


# As tickets print them, where no list of ours has them so.
_TICKETS = (
    "Macau", "Macao", "Kaohsiung", "Taichung", "Taipei", "Taoyuan", "Taipei Taoyuan", "Tainan", "Hualien", "Taitung",
    "Chiayi", "Kinmen", "Urumchi", "Huhehot", "Hongkong", "Peking", "Canton", "Amoy", "Foochow", "Tsingtao", "Lhasa",
)  # fmt: skip
_BESIDE_A_NAME = re.compile(r"\(([A-Z]{3})\)|,? ?(?:P\.? ?R\.? ?)?China$|,? CN$", re.IGNORECASE)
_OF_AN_AIRPORT = re.compile(r" (?:International|Intl|Airport|Air Base|City)\b.*$", re.IGNORECASE)


def is_chinese_city(text: str) -> bool:
    """Whether this is a Chinese city's English name, or one of its airports', in any usual spelling."""
    place = _folded(_OF_AN_AIRPORT.sub("", _BESIDE_A_NAME.sub("", text.strip()).strip()))
    return place in _chinese_cities()


@cache
def _chinese_cities() -> frozenset[str]:
    rows = [row for row in _list()["airports"].values() if row[3] in CHINA]
    airports = (_OF_AN_AIRPORT.sub("", each) for _, name, city, _, _ in rows for each in (name, city))
    return frozenset(map(_folded, chain(airports, _TICKETS, regions.english_names()))) - {""}
