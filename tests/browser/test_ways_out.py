"""No trap: every screen has a way back and out, sheets close with the phone's back, addresses survive the log-in."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.abroad import with_streak
from tests.browser.page import Person, found
from tests.browser.residents import a_phone, with_code
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

BELOW_ME = ("family", "settings", "lookers", "held", "credit", "appeal", "about", "travel")
BELOW_OTHERS = {"visits": "history", "visit": "code", "risk": "code", "declare": "code", "requests": "code"}
BELOW_OTHERS |= {"paper": "family", "glossary": "help", "kiosk": "help"}


def test_every_screen_below_the_menu_leads_back_and_lights_its_entry(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, locale="en")
    for screen in BELOW_ME:
        person.go(screen, "way-back")
        assert person.see("nav-me").get_attribute("aria-current") == "true", screen
        assert person.looked_at(f"ways-{screen}-en") == []
        person.tap("way-back")
        person.page.wait_for_url("**#/me")
    for screen, above in BELOW_OTHERS.items():
        person.go(screen, "way-back")
        person.tap("way-back")
        person.page.wait_for_url(f"**#/{above}")
    person.go("me", "brand")
    person.tap("brand")
    person.see("qr")
    person.go("nonsense", "lost")
    assert person.looked_at("ways-lost-en") == []
    person.tap("go-home")
    person.see("qr")
    assert person.complaints == []


def test_a_guest_and_a_traveller_find_the_way_back_too(browser: Browser, deployed: Deployed) -> None:
    guest = Person(browser, deployed, locale="en")
    guest.open("index.html#/help")
    for screen, above in (
        ("about", "start"),
        ("glossary", "open-glossary"),
        ("kiosk", "open-kiosk"),
        ("help", "start"),
    ):
        guest.go(screen, "way-back")
        guest.tap("way-back")
        guest.see(above)
    traveller = with_streak(deployed, 1).arrive(browser, locale="en")
    traveller.see("marks")
    traveller.go("help", "way-back")
    assert traveller.see("nav-me").get_attribute("aria-current") == "true"
    traveller.tap("way-back")
    traveller.page.wait_for_url("**#/me")
    assert guest.complaints == traveller.complaints == []


def test_the_phones_back_closes_a_sheet_and_nothing_more(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed)
    person.tap("nav-me")
    person.tap("my-sessions")
    person.see("sheet")
    person.page.go_back()
    expect(person.page.locator(found("sheet"))).to_have_count(0)
    assert person.page.url.endswith("#/me")
    person.tap("my-sessions")
    person.tap("sheet-close")
    expect(person.page.locator(found("sheet"))).to_have_count(0)
    person.page.go_back()
    person.see("qr")
    person.tap("why")
    person.page.reload()
    person.see("qr")
    person.tap("nav-me")
    person.page.wait_for_url("**#/me")
    assert person.complaints == []


def test_what_was_opened_comes_after_the_log_in(browser: Browser, deployed: Deployed) -> None:
    phone = a_phone()
    first = with_code(browser, deployed)
    first.tap("nav-me")
    first.tap("log-out")
    first.see("start")
    person = Person(browser, deployed)
    person.open("index.html#/messages")
    person.see("input-phone")
    person.tap("way-back")
    person.see("start")
    person.page.evaluate("location.hash = '#/messages'")
    person.enter_the_code(phone)
    person.see("input-name")
    assert person.see("way-back").get_attribute("href") == "#/me", "also of the first step"
    person.tap("way-back")
    person.see("log-out")
