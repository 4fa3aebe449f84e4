"""Codes for people without a phone: printed by their family, or at a device that many use in turn."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, NARROW, PHONE, Person, found
from tests.browser.town import Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
SHORT = {"width": 390, "height": 664}


def test_codes_are_printed_and_a_device_in_turn_forgets_each_person(browser: Browser, deployed: Deployed) -> None:
    who = Townsman(deployed, now() - timedelta(minutes=2))
    person = Person(browser, deployed, SHORT)
    person.open("index.html#/kiosk")
    assert person.looked_at("kiosk-zh") == []
    person.tap("kiosk-on")
    person.open("index.html")
    person.tap("start-travel")
    person.enter_the_code(who.phone)
    person.page.wait_for_url("**#/enter**")
    person.go("code", "qr")
    assert person.page.locator(f"{found('presentation')}[data-kind=device]").count() == 0, "nobody's phone"
    person.go("paper", "paper")
    picture = person.page.locator(f"{found('paper')} img")
    expect(picture).to_have_count(1)
    for size, locale, large in (
        (SHORT, "zh-CN", False),
        (PHONE, "en", False),
        (NARROW, "zh-CN", True),
        (DESK, "en", False),
    ):
        person.turn_to(size, locale, large)
        assert person.looked_at(f"paper-{size['width']}x{size['height']}-{locale}") == []
        assert person.cut_off() == []
    person.page.emulate_media(media="print")
    assert not person.page.locator(found("print")).is_visible()
    assert not person.page.locator(found("brand")).is_visible()
    assert picture.is_visible()
    person.shot("paper-print", whole=True)
    person.page.emulate_media(media="screen")
    person.turn_to(SHORT, "en", large=True)
    person.tap("kiosk-finish")
    person.see("start")
    html = person.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("data-text")) == ("zh-CN", "base"), "as it began"
    kept = person.page.evaluate("Object.keys(localStorage)")
    assert {"kangma.travelling", "kangma.device"}.isdisjoint(kept)
    assert person.page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('kangma.me.'))") == []
    person.page.go_back()
    person.page.wait_for_timeout(500)
    assert who.document[-4:] not in person.page.inner_text("body")
    assert person.complaints == []


def test_the_words_are_explained_and_the_app_has_shortcuts(browser: Browser, deployed: Deployed) -> None:
    reader = Person(browser, deployed, SHORT, "en")
    reader.open("index.html#/help")
    reader.tap("open-glossary")
    assert "场所码" in reader.text("glossary")
    assert reader.looked_at("glossary-en") == []
    manifest = reader.page.evaluate("fetch('manifest.webmanifest').then((answer) => answer.json())")
    assert manifest["id"] == "index.html"
    for shortcut in manifest["shortcuts"]:
        reader.open(shortcut["url"].removeprefix("./"))
        reader.see("input-phone")
    assert reader.complaints == []
