"""A resident's first day in front of the page, and the days after, with and without a network."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, NARROW, PHONE, SHIFTS, Person, chromium, found
from tests.browser.residents import a_phone, with_code
from tests.browser.town import Townsman, now
from tests.support.deployed_stack import Deployed


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_from_nothing_to_a_green_code(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed)
    person.page.wait_for_timeout(500)
    person.shot("resident-green")
    assert "绿" in person.text("colour-word")
    shown = zxingcpp.read_barcodes(Image.open(BytesIO(person.page.screenshot())))[0].text
    assert shown.startswith(("HC1:", "HC1L:"))
    assert person.complaints == []


def test_the_reason_of_a_yellow_code_and_the_way_back(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", locale="en")
    assert "ellow" in person.text("colour-word")
    person.tap("why")
    assert person.see("hold").is_visible()
    assert person.see("clears-on").is_visible()
    person.page.wait_for_timeout(400)
    person.shot("resident-why-en")


@pytest.mark.parametrize(("size", "locale"), [(PHONE, "zh-CN"), (PHONE, "en"), (DESK, "zh-CN"), (DESK, "en")])
def test_screens_have_no_serious_faults(browser: Browser, deployed: Deployed, size, locale) -> None:
    person = with_code(browser, deployed, size=size, locale=locale)
    person.page.wait_for_timeout(400)
    faults = person.serious_faults()
    for name in ("nav-history", "nav-messages", "nav-me"):
        person.tap(name)
        person.page.wait_for_timeout(400)
        person.shot(f"resident-{name}-{locale}-{size['width']}")
        faults += person.serious_faults()
    assert faults == []


def test_the_code_is_still_shown_without_a_network(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed)
    person.page.wait_for_function("navigator.serviceWorker.controller !== null", timeout=60_000)
    person.page.wait_for_timeout(2000)
    person.context.set_offline(True)
    person.page.reload()
    person.see("qr", timeout=60_000)
    person.shot("resident-offline")
    assert person.see("network-banner").is_visible()
    assert "绿" in person.text("colour-word")


SHORT = {"width": 390, "height": 664}


def _action_is_above_the_menu(person: Person) -> None:
    person.page.locator(f"{found('presentation')}[data-kind=device]").wait_for()
    box, menu = person.see("scan-venue").bounding_box(), person.see("nav-code").bounding_box()
    assert box["y"] + box["height"] <= menu["y"], "above the menu, without scrolling"
    assert person.see("qr").bounding_box()["width"] >= 240


@pytest.mark.parametrize("locale", ["zh-CN", "en", "ar"])
def test_with_the_tabs_of_a_family_it_is_too(browser: Browser, deployed: Deployed, locale: str) -> None:
    parent = Townsman(deployed, now() - timedelta(minutes=2))
    parent.child()
    person = Person(browser, deployed, size=SHORT, locale=locale)
    person.log_in(parent.phone)
    person.see("person-tab")
    person.page.wait_for_timeout(1500)
    _action_is_above_the_menu(person)
    assert person.looked_at(f"resident-short-family-{locale}") == []


@pytest.mark.parametrize("locale", ["zh-CN", "en", "ru", "ar"])
def test_the_first_action_is_on_a_short_screen_and_nothing_moves(browser: Browser, deployed: Deployed, locale) -> None:
    person = with_code(browser, deployed, size=SHORT, locale=locale)
    person.page.add_init_script(f"({SHIFTS})()")
    person.page.reload()
    person.page.locator(f"{found('presentation')}[data-kind=device]").wait_for()
    person.page.wait_for_timeout(1500)
    _action_is_above_the_menu(person)
    assert person.page.evaluate("window.shifted") < 0.05
    assert person.looked_at(f"resident-short-{locale}") == []


def test_lists_stay_without_a_network_and_times_say_whose_they_are(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", locale="en", timezone_id="Europe/Paris")
    with person.page.expect_download() as saved:
        person.tap("calendar")
    assert "RRULE:FREQ=DAILY" in saved.value.path().read_text()
    person.tap("nav-messages")
    expect(person.see("messages")).to_contain_text("Your code is yellow now")
    expect(person.see("messages")).to_contain_text("(Beijing time")
    person.tap("nav-history")
    expect(person.see("history")).to_contain_text("(Beijing time")
    lists = {"visits": "visits", "appeal": "appeals", "credit": "violations", "requests": "requests"}
    for screen, kept in lists.items():
        person.go(screen, "way-back")
        there = f"Object.keys(localStorage).some((name) => name.startsWith('kangma.me.list.{kept}'))"
        person.page.wait_for_function(there)
    person.context.set_offline(True)
    for screen in lists:
        person.page.evaluate("screen => { location.hash = `#/${screen}` }", screen)
        expect(person.page.locator("main")).to_contain_text("This is how it was at", timeout=90_000)
    person.tap("nav-messages")
    expect(person.see("messages")).to_contain_text("Your code is yellow now", timeout=90_000)
    expect(person.page.locator("main")).to_contain_text("This is how it was at")
    person.shot("resident-offline-messages-en")
    assert person.complaints == []


def test_a_code_that_was_sent_from_the_queue_is_live_at_once(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed)
    live = f"{found('presentation')}[data-kind=device]"
    person.page.locator(live).wait_for()
    person.tap("declare-again")
    person.see("submit-daily")
    person.context.set_offline(True)
    person.tap("submit-daily")
    person.see("qr", timeout=90_000)
    person.context.set_offline(False)
    expect(person.page.get_by_text("填报等着发出")).to_have_count(0, timeout=60_000)
    person.page.wait_for_timeout(2_000)
    assert person.page.locator(live).count() == 1


def test_a_wrong_number_is_said_at_the_field_and_nothing_typed_is_lost(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed)
    person.log_in(a_phone())
    person.type("input-name", "测试人")
    person.tap("next")
    person.type("input-document.number", "110105194912310021")
    person.tap("next")
    person.page.wait_for_timeout(300)
    assert person.page.inner_text("main").count("最后一位对不上") == 1, "once, at the field"
    assert person.page.locator(found("error-summary")).count() == 0
    assert person.page.evaluate("document.activeElement.id") == "f-document-number"
    person.page.reload()
    assert person.see("input-document.number").input_value() == "110105194912310021"


def test_large_text_keeps_every_screen_whole(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, size={"width": 360, "height": 740})
    person.page.evaluate("localStorage.setItem('kangma.large', 'true')")
    person.page.reload()
    person.see("qr")
    person.shot("resident-large")
    assert person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert person.page.locator(found("colour-word")).bounding_box()["width"] <= 360


_BEGINNINGS = """(selector) => [...document.querySelectorAll(selector)].flatMap((each) => {
  const text = each.firstChild, begun = []
  for (let at = 0, line = null; at < text.length; at++) {
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + 1)
    const top = Math.round(range.getBoundingClientRect().top)
    if (top !== line) begun.push(text.data[at])
    line = top
  }
  return begun
})"""


def test_no_line_of_a_message_begins_with_a_full_stop(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", size=NARROW)
    person.turn_to(NARROW, "zh-CN", large=True)
    person.go("messages", "messages")
    person.look_for("[data-test=messages] li")
    begun = person.page.evaluate(_BEGINNINGS, "[data-test=messages] .lines")
    assert len(begun) > 2
    assert set(begun) & set("，。、；：！？”）") == set()
