"""The list of airports that the service knows, made from the airportsdata package: `python -m local.airports_list`.

The package reads its rows in a quarter of a second and brings airstrips without a code and a dozen facts of each
airport: the service needs four of those with a code, and loads them in a few milliseconds.
"""

import json

import airportsdata

from local.paths import ROOT

FILE = ROOT / "chalicelib" / "identity" / "airports.json"
# Closed before the package's release, still in use when flights to China had to be declared (2020).
CLOSED = [["SXF", "Berlin Schönefeld Airport", "Berlin", "DE", "Europe/Berlin"]]


def made() -> str:
    """The list as JSON, an entry a line.

    `airports`: code, name, city, country (alpha-2), time zone. `cities` with several airports: code, name, code of
    the first airport.
    """
    known = airportsdata.load("IATA").items()
    airports = [[code, row["name"], row["city"], row["country"], row["tz"]] for code, row in known]
    cities = [[code, row["name"], next(iter(row["airports"]))] for code, row in airportsdata.load_iata_macs().items()]
    return f'{{"airports": {_lines(airports + CLOSED)},\n"cities": {_lines(cities)}}}\n'


def _lines(rows: list[list[str]]) -> str:
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows) + "\n]"


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
