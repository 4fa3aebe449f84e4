"""Regions by their names, as lists without codes write them: province, city and county, each in a field of its own.

In municipalities, and in provinces that have counties without a city, the county stands in the city's field and a
street in the county's (epidemic lists of 2022; docs/decisions/082).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from chalicelib.identity.regions import named_in_chinese

_PARTED = re.compile(r"[-/\\,，、>|·]+")


@dataclass(frozen=True)
class Named:
    """The codes that a path of names may mean: one is an answer, several are ambiguous, none is unknown.

    `whole`: the last name is the region's own; else the path names a part of it, such as a street.
    """

    codes: tuple[str, ...]
    whole: bool = True


def tidied(name: str) -> str:
    """A name without blanks, its signs in their usual form."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def named(province: str, city: str, county: str) -> Named:
    """The county that the names mean, or the city where no county is named. Names as `tidied` gives them."""
    (province_code,) = _codes("provinces", province) or ("",)
    if not province_code:
        return Named(())
    if county and county != city:
        return _county(province_code, city, county)
    found = _within("counties", city, province_code[:2])
    return Named(found or _within("cities", city, province_code[:2]))


def _county(province_code: str, city: str, county: str) -> Named:
    """By the county's name in its city; where the city's field has a county's name, a part of that one."""
    cities = _within("cities", city, province_code[:2])
    found = _within("counties", county, cities[0][:4] if cities else province_code[:2])
    if found:
        return Named(found)
    return Named(_within("counties", city, province_code[:2]), whole=False)


def _within(kind: str, name: str, stem: str) -> tuple[str, ...]:
    return tuple(code for code in _codes(kind, name) if code.startswith(stem))


def _codes(kind: str, name: str) -> tuple[str, ...]:
    return _by_name(kind).get(name, ())


@cache
def _by_name(kind: str) -> dict[str, tuple[str, ...]]:
    """Codes by name; a county that was given up is today's one in its place, where that is one."""
    found: dict[str, list[str]] = {}
    for name, code in _named(kind):
        if code not in found.setdefault(tidied(name), []):
            found[tidied(name)].append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def _named(kind: str) -> Iterator[tuple[str, str]]:
    names = {name for name, _ in named_in_chinese(kind)}
    yield from named_in_chinese(kind)
    if kind == "counties":
        yield from (each for each in named_in_chinese("former") if each[0] not in names)


def meant_by(name: str) -> tuple[str, ...]:
    """The codes that one name may mean, with or without the names of its city and province in front, parted or not.

    One is an answer. A municipality and its only city have one name: the municipality is meant.
    """
    plain = _PARTED.sub("", tidied(name))
    return _codes("provinces", plain) or _whole_names().get(plain, ())


@cache
def _whole_names() -> dict[str, tuple[str, ...]]:
    """Codes of cities and counties by every name that they go by."""
    provinces = {code[:2]: name for name, code in _named("provinces")}
    cities = {code[:4]: name for name, code in _named("cities")}
    found: dict[str, set[str]] = {}
    for name, code in (*_named("cities"), *_named("counties")):
        province, city = provinces.get(code[:2], ""), "" if code.endswith("00") else cities.get(code[:4], "")
        for front in {"", province, city, province + city}:
            found.setdefault(tidied(front + name), set()).add(code)
    return {name: tuple(sorted(codes)) for name, codes in found.items()}


def province_of(name: str) -> str:
    """The first two digits of a province's code by its name; "" for none."""
    return (_codes("provinces", name) or ("",))[0][:2]
