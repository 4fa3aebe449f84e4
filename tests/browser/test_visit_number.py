"""Whoever cannot scan types the number on the poster, and comes in by it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.page import PHONE, Person, found
from tests.browser.town import Place, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

SHORT = {"width": 390, "height": 664}
NARROW = {"width": 360, "height": 740}


def _before_the_poster(browser: Browser, stage: Deployed, who: Townsman, **options) -> Person:
    """A phone whose browser has no camera, with the number asked for."""
    person = Person(browser, stage, **options)
    person.log_in(who.phone)
    person.see("qr")
    person.tap("scan-venue")
    person.see("camera-fault")
    person.tap("type-number")
    person.see("input-number")
    return person


@pytest.fixture
def visitor(deployed: Deployed) -> Townsman:
    return Townsman(deployed, now() - timedelta(minutes=2))


def test_the_number_on_the_poster_of_a_door_leads_in_by_that_door(
    browser: Browser, deployed: Deployed, place: Place, visitor: Townsman
) -> None:
    place.keep_doors("东门", "西门")
    person = _before_the_poster(browser, deployed, visitor)
    person.type("input-number", f" {place.number[:4]} {place.number[4:]} － 2 ")
    person.tap("find-venue")
    assert str(place.form["name"]) in person.text("venue-name")
    person.tap("enter-venue")
    assert person.see("visit-result").get_attribute("data-colour") == "green"
    assert place.entries()[0]["door"] == {"number": 2, "name": "西门"}
    assert person.complaints == []


def test_what_is_wrong_with_a_number_is_said_at_it(
    browser: Browser, deployed: Deployed, place: Place, visitor: Townsman
) -> None:
    person = _before_the_poster(browser, deployed, visitor, locale="en")
    fault = person.page.locator(found("fault-number"))
    mistyped = place.number[:-1] + str((int(place.number[-1]) + 1) % 10)
    for typed, said in (("", "has 10 digits"), ("123", "has 10 digits"), (mistyped, "digit is mistyped")):
        person.type("input-number", typed)
        person.tap("find-venue")
        expect(fault).to_contain_text(said)
    person.type("input-number", "1000000005")
    person.tap("find-venue")
    expect(fault).to_contain_text("no such venue number")
    person.type("input-number", f"{place.number}-99")
    person.tap("find-venue")
    expect(fault).to_contain_text("no such door")
    person.context.set_offline(True)
    person.type("input-number", place.number)
    person.tap("find-venue")
    expect(fault).to_contain_text("network")
    person.context.set_offline(False)
    person.tap("find-venue")
    person.see("enter-venue")


def test_it_is_whole_in_every_language(browser: Browser, deployed: Deployed, visitor: Townsman) -> None:
    person = _before_the_poster(browser, deployed, visitor, size=SHORT)
    faults = []
    for locale in ("zh-CN", "en", "ja", "ko", "fr", "es", "ru", "ar"):
        for size, large in ((SHORT, False), (NARROW, True), (PHONE, False)):
            person.turn_to(size, locale, large)
            name = f"visit-number-{locale}-{size['width']}x{size['height']}"
            person.tap("find-venue")
            person.see("fault-number")
            faults += person.looked_at(name) + [f"{name}: {words}" for words in person.cut_off()]
    assert faults == []
    person.tap("type-number")
    person.see("camera-fault")
