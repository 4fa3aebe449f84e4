"""Airports by code, name and city, and the list of them that is made from a package."""

import json
import subprocess
import sys

import airportsdata
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize("code", airportsdata.load_iata_macs())
def test_a_citys_own_airports_come_before_others_that_are_called_so(code):
    city = airportsdata.load_iata_macs()[code]
    found = [each.code for each in airports.search(city["name"], 50)]
    own = [each for each in found if each in city["airports"]]
    assert set(own) == set(city["airports"])
    assert found[: len(own)] == own


def test_who_types_paris_does_not_find_an_airfield_first():
    of_france = [each.code for each in airports.search("paris", 12) if each.country == "FR"]
    assert (set(of_france[:2]), of_france[2:]) == ({"CDG", "ORY"}, ["LBG", "BVA"])


@given(
    st.sampled_from(
        [
            each[:most]
            for row in airportsdata.load("IATA").values()
            for each in (row["city"],)
            for most in (3, 6)
            if each
        ]
    )
)
def test_the_order_leaves_nothing_out_and_names_nothing_twice(typed):
    found = [each.code for each in airports.search(typed, 10_000)]
    assert len(found) == len(set(found))
    matching = {code for code, row in airportsdata.load("IATA").items() if row["city"].startswith(typed)}
    assert matching <= set(found)


def test_a_code_that_begins_its_own_name_too_is_there_once_and_first():
    codes = [each.code for each in airports.search("SOL", 50)]
    assert codes[0] == "SOL"
    assert codes.count("SOL") == 1
    assert len(codes) > 1


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("TSE", "KZ"),
        ("KIV", "MD"),
        ("FRU", "KG"),
        ("TXL", "DE"),
        ("GMQ", "CN"),
        ("HTT", "CN"),
        ("HPG", "CN"),
        ("YIC", "CN"),
        ("WGN", "CN"),
        ("KVD", "AZ"),
    ],
)
def test_an_airport_is_known_by_a_code_that_tickets_of_2020_print(code, country):
    assert airports.find(code).country == country


def test_every_code_of_2020_is_known():
    rows = json.loads(airports_list.OF_2020.read_text("utf-8"))
    assert len(rows) > 300
    assert [row[0] for row in rows if airports.find(row[0]) is None] == []


@pytest.mark.parametrize(("code", "countries"), [("BSL", {"FR", "CH"}), ("GVA", {"FR", "CH"}), ("FCO", {"IT"})])
def test_an_airport_may_belong_to_two_countries(code, countries):
    assert airports.countries(airports.find(code)) == countries


@pytest.mark.parametrize("typed", ["Xi'an", "Xian", "XIAN", "Xi’an", "xi an"])
def test_a_search_takes_any_spelling(typed):
    assert "XIY" in {each.code for each in airports.search(typed, 10)}


@pytest.mark.parametrize(
    "name",
    [
        "Xi'an",
        "Xian",
        "Xi’an",
        "Macau",
        "Macao",
        "Kaohsiung",
        "Taichung",
        "Shanghai Pudong",
        "SHANGHAI/PUDONG",
        "Ürümqi",
        "Urumqi",
        "Beijing (PEK)",
        "Xining, China",
        "Chengdu Tianfu International Airport",
        "Lu'an",
        "Hohhot",
        "Lhasa",
        "Yiwu",
        "Hong Kong",
    ],
)
def test_a_destination_is_known_as_tickets_print_it(name):
    assert airports.is_chinese_city(name)


@pytest.mark.parametrize("name", ["Paris", "London", "Almaty", "", "China", "Airport", "International Airport", "X"])
def test_what_is_no_city_of_china_is_none(name):
    assert not airports.is_chinese_city(name)


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
