"""Region codes: six digits of GB/T 2260 at county level, or two letters of ISO 3166-1."""

import re
from functools import cache
from pathlib import Path

from chalicelib.identity.countries import TWO_LETTERS

# Counties merged into others since 2020, still met in declarations of that time.
_MERGED = frozenset({"330103", "330104", "410306", "410322", "410381", "350402", "350403", "350427"})
# Cities without districts are counties of themselves.
_UNDIVIDED = frozenset({"441900", "442000", "460400", "620200"})


@cache
def _counties() -> frozenset[str]:
    listed = (Path(__file__).parent / "counties.txt").read_text("ascii").split()
    return frozenset(listed) | _MERGED | _UNDIVIDED


def is_county(code: str) -> bool:
    """Whether `code` is a county-level code."""
    return code in _counties()


def is_region(code: str) -> bool:
    """Whether `code` names a county or a country."""
    return code in TWO_LETTERS or is_county(code)


def is_city_or_province(code: str) -> bool:
    """Whether `code` is a city's or a province's: there are counties below it."""
    if not re.fullmatch(r"[1-9][0-9]{3}00", code):
        return False
    stem = code[:2] if code.endswith("0000") else code[:4]
    return any(county.startswith(stem) for county in _counties())


def covering(code: str) -> tuple[str, ...]:
    """The regions that a rating of may cover `code`: itself, its city, its province."""
    if len(code) == 2:
        return (code,)
    return tuple(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000")))
