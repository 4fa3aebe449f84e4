"""Airports by code, name and city, and the list of them that is made from a package."""

import subprocess
import sys

import airportsdata
import pytest

from chalicelib.identity import airports
from local import airports_list


@pytest.mark.parametrize(
    ("code", "country", "zone"),
    [
        ("PEK", "CN", "Asia/Shanghai"),
        ("FCO", "IT", "Europe/Rome"),
        ("SXF", "DE", "Europe/Berlin"),
        ("TXL", "DE", "Europe/Berlin"),
        ("JFK", "US", "America/New_York"),
        ("BJS", "CN", "Asia/Shanghai"),
        ("LON", "GB", "Europe/London"),
    ],
)
def test_an_airport_has_a_country_and_a_time_zone(code, country, zone):
    found = airports.find(code)
    assert (found.code, found.country, found.timezone) == (code, country, zone)


@pytest.mark.parametrize("code", ["QQQ", "ZZZ", "pek", "PE", "PEKX", "", "P.K", '","', "..."])
def test_there_is_no_such_airport(code):
    assert airports.find(code) is None


def test_every_airport_of_the_package_is_found_as_the_package_has_it():
    for code, row in airportsdata.load("IATA").items():
        found = airports.find(code)
        assert (found.name, found.city, found.country, found.timezone) == (
            row["name"],
            row["city"],
            row["country"],
            row["tz"],
        )


def test_a_search_is_by_code_name_and_city_and_takes_any_text():
    assert airports.search("fco", 5)[0].code == "FCO"
    assert "PVG" in {each.code for each in airports.search("Shanghai", 10)}
    assert len(airports.search("san", 7)) == 7
    assert airports.search("(a+)+$", 5) == []


@pytest.mark.parametrize("typed", ["kraków", "KRAKÓW", "john paul ii", "JOHN Paul II", " krk "])
def test_an_airport_is_found_by_the_beginning_of_its_code_city_or_name_whatever_the_capitals(typed):
    assert "KRK" in {each.code for each in airports.search(typed, 5)}


@pytest.mark.parametrize("typed", ["raków", "paul ii", "rk"])
def test_the_middle_of_a_name_or_code_finds_nothing(typed):
    assert "KRK" not in {each.code for each in airports.search(typed, 8_000)}


def test_a_code_that_begins_its_own_name_too_is_there_once_and_first():
    codes = [each.code for each in airports.search("SOL", 50)]
    assert codes[0] == "SOL"
    assert codes.count("SOL") == 1
    assert len(codes) > 1


@pytest.mark.parametrize(("name", "chinese"), [("xining", True), ("Taipei", True), ("Milan", False), ("Xin", False)])
def test_which_cities_are_chinese(name, chinese):
    assert airports.is_chinese_city(name) == chinese


def test_the_list_is_as_the_pinned_package_has_it():
    """Where this fails: python -m local.airports_list."""
    assert airports_list.FILE.read_text("utf-8") == airports_list.made()


def test_the_service_needs_no_package_for_it():
    script = "import sys\nfrom chalicelib.identity.airports import find\n"
    script += "sys.exit(find('XNN') is None or 'airportsdata' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
