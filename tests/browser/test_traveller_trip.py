"""Telling of the journey: a ticket, or a day about which one flies; what cannot be is said at its field."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.abroad import Traveller, by_card, with_streak
from tests.browser.page import DESK, Person
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


@pytest.fixture(scope="module")
def traveller(deployed: Deployed) -> Traveller:
    return with_streak(deployed, 3)


def _find(person: Person, field: str, typed: str, code: str) -> None:
    person.tap(f"pick-{field}")
    person.type("input-airport-search", typed)
    person.tap(f"airport-{code}")


def _country(person: Person, field: str, typed: str, code: str) -> None:
    person.tap(f"pick-{field}")
    person.type("input-country-search", typed)
    person.tap(f"country-{code}")


def _day(days: int) -> str:
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%d}"


def test_a_ticket_with_a_change_of_planes(browser: Browser, traveller: Traveller) -> None:
    person = traveller.arrive(browser, locale="en")
    person.tap("add-trip")
    person.choose("ticketed-yes")
    _country(person, "from_country", "ital", "IT")
    person.tap("change-add")
    _country(person, "transit-0-country", "germ", "DE")
    person.choose("transit.0.left_airport-no")
    person.type("input-flight_number", "ca 0932")
    _find(person, "departure_airport", "frank", "FRA")
    person.type("input-departs_at", _day(20))
    person.type("input-departs_at.time", "23:30")
    _find(person, "destination", "PVG", "PVG")
    assert "Frankfurt" in person.text("trip-clocks")
    assert "Beijing time" in person.text("trip-clocks")
    assert "Declare every day from" in person.text("trip-counts")
    person.shot("traveller-trip-en", whole=True)
    assert person.serious_faults() + person.cut_off() == []
    person.tap("save-trip")
    assert person.text("flight-number") == "CA932"
    assert "Frankfurt am Main (FRA)" in person.text("trip")
    assert "Shanghai (PVG)" in person.text("trip")
    assert "Germany · staying in the airport" in person.text("trip")
    assert person.complaints == []


def test_what_cannot_be_is_said_at_its_field_and_kept(browser: Browser, deployed: Deployed) -> None:
    person = by_card(deployed, datetime.now(UTC)).arrive(browser, size=DESK)
    person.tap("add-trip")
    person.choose("ticketed-yes")
    person.type("input-flight_number", "1")
    person.type("input-departs_at", _day(-3))
    person.tap("save-trip")
    assert "航班号" in person.text("fault-flight_number")
    assert "已经过了" in person.text("fault-departs_at")
    for field in ("from_country", "departure_airport", "destination", "departs_at.time"):
        person.see(f"fault-{field}")
    person.shot("traveller-trip-faults-zh", whole=True)
    assert person.serious_faults() == []
    _country(person, "from_country", "意大利", "IT")
    _find(person, "departure_airport", "CDG", "CDG")
    person.tap("save-trip")
    assert "不在" in person.text("fault-departure_airport")
    person.page.reload()
    assert person.see("input-flight_number").input_value() == "1"


def test_without_a_ticket_and_cancelled_again(browser: Browser, deployed: Deployed) -> None:
    traveller = with_streak(deployed, 1)
    person = traveller.arrive(browser)
    person.tap("add-trip")
    person.choose("ticketed-no")
    _country(person, "from_country", "意大利", "IT")
    person.type("input-departs_at", _day(16))
    _find(person, "destination", "上海", "PVG")
    person.tap("save-trip")
    assert "大概" in person.text("trip")
    person.tap("change-trip")
    person.tap("cancel-trip")
    person.shot("traveller-trip-cancel-zh")
    person.tap("cancel-trip-sure")
    person.see("add-trip")
    assert "1 天" in person.text("streak")
