"""Whoever does not know what the district is called: the nearest counties, offered by the phone alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, PHONE, Person, chromium
from tests.browser.residents import a_phone
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

XINING = {"latitude": 36.617, "longitude": 101.778, "accuracy": 30}
PARIS = {"latitude": 48.857, "longitude": 2.352, "accuracy": 30}
SHORT = {"width": 390, "height": 664}
NARROW = {"width": 360, "height": 740}
NEAR = '[data-test="near-found"] [data-test^="region-"]'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _where_one_lives(browser: Browser, stage: Deployed, allowed: bool = True, **options) -> Person:
    """Somebody who is asked where they live, with the picker open."""
    person = Person(browser, stage, **options)
    if allowed:
        person.context.grant_permissions(["geolocation"])
        person.context.set_geolocation(XINING)
    person.log_in(a_phone())
    person.type("input-name", "测试人")
    person.tap("next")
    person.type("input-document.number", a_document())
    person.tap("next")
    person.tap("pick-residence")
    person.see("near-me")
    return person


def test_three_counties_are_offered_and_one_is_chosen_by_the_person(browser: Browser, deployed: Deployed) -> None:
    person = _where_one_lives(browser, deployed, locale="en")
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    faults = person.looked_at("near-ask-en")
    person.tap("near-me")
    rows = person.page.locator(NEAR)
    expect(rows).to_have_count(3)
    for size, locale in ((PHONE, "en"), (DESK, "en"), (SHORT, "zh-CN"), (NARROW, "zh-CN")):
        person.turn_to(size, locale)
        if size == NARROW:
            person.page.evaluate("document.documentElement.dataset.text = 'large'")
        person.see("near-found").scroll_into_view_if_needed()
        faults += person.looked_at(f"near-found-{locale}-{size['width']}x{size['height']}")
    assert faults == []
    assert not any("36.6" in each or "101.7" in each for each in asked)
    name = rows.nth(1).locator("strong").inner_text()
    rows.nth(1).click()
    assert name in person.text("pick-residence")


def test_it_works_without_a_network_once_the_list_is_there(browser: Browser, deployed: Deployed) -> None:
    person = _where_one_lives(browser, deployed)
    person.tap("near-me")
    expect(person.page.locator(NEAR)).to_have_count(3)
    person.context.set_offline(True)
    person.tap("near-me")
    expect(person.page.locator(NEAR)).to_have_count(3)


def test_why_there_is_nothing_is_said(browser: Browser, deployed: Deployed) -> None:
    refusing = _where_one_lives(browser, deployed, allowed=False)
    refusing.tap("near-me")
    assert "没有允许定位" in refusing.text("near-fault")
    assert refusing.looked_at("near-refused") == []
    abroad = _where_one_lives(browser, deployed, locale="en")
    abroad.context.set_geolocation(PARIS)
    abroad.tap("near-me")
    assert "No county of China is near" in abroad.text("near-fault")
