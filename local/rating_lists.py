"""Lists of ratings by names, made up with the shares that the national lists of 2022 had.

Of 1,000 entries 841 name a county, 98 a district in the city's field, 58 a zone without a code, 3 or 4 a name that
several counties have. From one list to the next a handful of entries come, go or change their level.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from chalicelib.config import POLICY_ZONE
from chalicelib.identity.region_names import named
from chalicelib.identity.regions import named_in_chinese

COUNTY, DISTRICT, ZONE, AMBIGUOUS = "county", "district", "zone", "ambiguous"
SHARES = {COUNTY: 841, DISTRICT: 98, ZONE: 58, AMBIGUOUS: 3.5}
_ZONES = ("高新区", "经开区", "国家级开发区", "综合保税区", "新城管委会")
_MUNICIPALITIES = ("11", "12", "31", "50")
_FIELDS = {"high": "highlist", "medium": "middlelist", "low": "lowlist"}


@dataclass(frozen=True)
class Row:
    """An entry: its names, its parts, and `code`, which the list does not say; None where there is none."""

    kind: str
    level: str
    names: tuple[str, str, str]
    parts: tuple[str, ...]
    code: str | None

    @property
    def whole(self) -> bool:
        """Whether all of its county is meant."""
        return not self.parts and not (self.kind == DISTRICT and self.names[2])

    def as_json(self) -> dict[str, Any]:
        return {
            "type": "2" if self.parts else "1",
            **dict(zip(("province", "city", "county"), self.names, strict=True)),
            "area_name": " ".join(each for each in self.names if each),
            "communitys": list(self.parts),
        }


def first(seed: int, entries: int) -> list[Row]:
    """A list of so many entries, the same for the same seed."""
    chance = random.Random(seed)
    pools = {kind: _pool(kind) for kind in SHARES}
    total = sum(SHARES.values())
    wanted = {kind: max(1, round(entries * share / total)) for kind, share in SHARES.items()}
    return [_row(chance, kind, chance.choice(pools[kind])) for kind, number in wanted.items() for _ in range(number)]


def after(rows: list[Row], seed: int, changes: int = 6) -> list[Row]:
    """The next list: a third of the changes are new entries, a third gone ones, a third other levels."""
    chance, left = random.Random(seed), list(rows)
    chance.shuffle(left)
    part = min(changes // 3, len(left) // 2)
    changed = [replace(each, level=_level(chance, each.level)) for each in left[part : 2 * part]]
    fresh = first(seed, max(4, part))[:part]
    return [*left[2 * part :], *changed, *fresh]


def served(rows: list[Row], at: datetime) -> dict[str, Any]:
    """The list as a server sends it."""
    local, counts = at.astimezone(POLICY_ZONE), Counter(each.level for each in rows)
    lists = {field: [each.as_json() for each in rows if each.level == level] for level, field in _FIELDS.items()}
    return {
        "data": {
            "end_update_time": f"{local:%Y-%m-%d} {local.hour}时",
            "hcount": counts["high"],
            "mcount": counts["medium"],
            **lists,
        }
    }


def _row(chance: random.Random, kind: str, place: tuple[tuple[str, str, str], str | None]) -> Row:
    (province, city, county), code = place
    parts = () if chance.random() < 0.3 else tuple(f"第{chance.randrange(1, 60)}社区" for _ in range(1, 3))
    if kind == DISTRICT and chance.random() < 0.7:
        county = f"第{chance.randrange(1, 20)}街道"
    return Row(kind, _level(chance), (province, city, county), parts, code)


def _level(chance: random.Random, other_than: str | None = None) -> str:
    return chance.choice([level for level in ("high", "medium", "medium", "low") if level != other_than])


@cache
def _pool(kind: str) -> tuple[tuple[tuple[str, str, str], str | None], ...]:
    return tuple(_places(kind))


def _places(kind: str) -> Iterator[tuple[tuple[str, str, str], str | None]]:
    """Names with the code that they mean, of one kind."""
    provinces = {code[:2]: name for name, code in named_in_chinese("provinces")}
    cities = {code[:4]: name for name, code in named_in_chinese("cities")}
    counties = list(named_in_chinese("counties"))
    if kind == ZONE:
        for stem, city in cities.items():
            yield from (((provinces[stem[:2]], city, zone), None) for zone in _ZONES)
    elif kind == AMBIGUOUS:
        twice = Counter((code[:2], name) for name, code in counties)
        yield from (((provinces[stem], "", name), None) for (stem, name), number in twice.items() if number > 1)
    else:
        for name, code in counties:
            in_municipality = code[:2] in _MUNICIPALITIES
            names = (provinces[code[:2]], cities.get(code[:4], ""), name)
            names = (names[0], name, "") if kind == DISTRICT else names
            if in_municipality == (kind == DISTRICT) and named(*names).codes == (code,):
                yield names, code
