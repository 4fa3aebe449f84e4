"""Airports by their IATA code, with their country and time zone.

`airports.json` is made from the airportsdata package by `python -m local.airports_list`, which says its form.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

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
    _, name, first = city
    _, _, _, country, timezone = _list()["airports"][first]
    return Airport(code, name, name, country, timezone)


def search(text: str, limit: int) -> list[Airport]:
    """Airports whose code, name or city begins like `text`, the code itself first."""
    known = find(text.strip().upper())
    others = (each for each in _beginning(text.strip().casefold()) if each != known)
    return list(islice(chain([known] if known else [], others), limit))


def _beginning(text: str) -> Iterator[Airport]:
    for row in _list()["airports"].values():
        _, name, city, _, _ = row
        if name.casefold().startswith(text) or city.casefold().startswith(text):
            yield Airport(*row)


def is_chinese_city(text: str) -> bool:
    """Whether a Chinese city with an airport has this English name."""
    return text.casefold() in _chinese_cities()


@cache
def _chinese_cities() -> frozenset[str]:
    rows = _list()["airports"].values()
    return frozenset(city.casefold() for _, _, city, country, _ in rows if country in CHINA)
