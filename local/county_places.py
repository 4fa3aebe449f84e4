"""Where counties are, as the pages take it: `python -m local.county_places adcodes.csv`.

The file is that of the package cpca 0.5.5 (MIT licence): code of 12 digits, name, longitude, latitude. Its
positions are those of Chinese maps (GCJ-02), up to 700 m off, which does not matter for the nearest county. A county
whose code is newer than that file lies where the one that it was made of did. Left out, and listed: what has no place
there, such as development zones and the towns of a city without counties, which is itself among ours. Hong Kong, Macao
and Taiwan are not among the counties that people choose from here.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

COUNTIES = Path("chalicelib/identity/counties.json")
PLACES = Path("web/src/shared/places/countyPlaces.json")
_ELSEWHERE = ("71", "81", "82")
_SOURCE = "cpca 0.5.5 (MIT), cpca/resources/adcodes.csv; made by local/county_places.py"

Point = tuple[float, float]


def placed(areas: Mapping[str, Any], known: Mapping[str, Point]) -> dict[str, Point]:
    """Longitude and latitude of counties by code, in the order of codes."""
    today = [code for code in areas["counties"] if not code.startswith(_ELSEWHERE)]
    earlier = {new: known[old] for old, row in areas["former"].items() if old in known for new in row[4]}
    found = {code: known.get(code) or earlier.get(code) or _same_name(code, areas, known) for code in today}
    return {code: point for code, point in sorted(found.items()) if point}


def _same_name(code: str, areas: Mapping[str, Any], known: Mapping[str, Point]) -> Point | None:
    """The place of the county in the same province that became this one: its name is the same but for its kind."""
    stem = areas["counties"][code][0][:-1]
    names = {old: row[0] for old, row in areas["former"].items()}
    same = [old for old, name in names.items() if old[:2] == code[:2] and name[:-1] == stem and old in known]
    return known[same[0]] if len(same) == 1 and len(stem) > 1 else None


def packed(places: Mapping[str, Point]) -> dict[str, Any]:
    """Differences from one to the next, in hundredths of a degree: numbers so small that they compress."""
    return {
        "source": _SOURCE,
        "codes": list(_steps(int(code) for code in places)),
        "lon": list(_steps(round(lon * 100) for lon, _ in places.values())),
        "lat": list(_steps(round(lat * 100) for _, lat in places.values())),
    }


def _steps(numbers: Iterable[int]) -> Iterator[int]:
    return (later - before for before, later in pairwise([0, *numbers]))


def unplaced(areas: Mapping[str, Any], places: Mapping[str, Point]) -> list[str]:
    """Codes of the counties without a place of their own."""
    return [code for code in areas["counties"] if code not in places and not code.startswith(_ELSEWHERE)]


def main() -> None:
    with Path(sys.argv[1]).open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["longitude"]]
    known = {row["adcode"][:6]: (float(row["longitude"]), float(row["latitude"])) for row in rows}
    areas = json.loads(COUNTIES.read_text())
    places = placed(areas, known)
    PLACES.write_text(json.dumps(packed(places), separators=(",", ":")) + "\n")
    missing = unplaced(areas, places)
    print(f"{len(places)} placed; without one: {len(missing)}")
    print("\n".join(f"{code} {areas['counties'][code][0]}" for code in missing))


if __name__ == "__main__":
    main()
