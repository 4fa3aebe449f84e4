"""Places: counties by pinyin, initials and English names, countries by any name, where somebody abroad begins."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.abroad import with_streak
from tests.browser.page import Person, found
from tests.browser.residents import with_code
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
PARIS = "Europe/Paris"
_AN_ANSWER = 1_500
"""Milliseconds: the pause after typing, and the API."""


def _found(person: Person, field: str, typed: str, kind: str) -> list[str]:
    """The marks of what a search lists, in its order."""
    person.type(f"input-{field}-search", typed)
    person.page.wait_for_timeout(_AN_ANSWER)
    rows = person.page.locator(f'[data-test^="{kind}-"]')
    rows.first.wait_for()
    return [str(row.get_attribute("data-test")).removeprefix(f"{kind}-") for row in rows.all()]


def test_a_county_is_found_by_pinyin_initials_english_and_chinese(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, locale="en")
    person.go("declare", "edit-location")
    person.tap("edit-location")
    person.tap("pick-location")
    expect(person.page.locator(found("where-here"))).to_be_checked()
    first = person.page.locator('[data-test^="region-"][data-test$="0000"]').first
    expect(first).to_contain_text("Qinghai")
    for typed, code in (("xining", "630102"), ("xncd", "630102"), ("Haidian", "110108"), ("城东", "630102")):
        assert code in _found(person, "region", typed, "region"), typed
        expect(person.see(f"region-{code}")).to_contain_text("District")


def test_who_is_abroad_begins_there(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, locale="en", timezone_id=PARIS)
    person.open("index.html#/login")
    expect(person.see("country")).to_have_text("+33")
    person.tap("country")
    for typed, country in (("法国", "FR"), ("france", "FR"), ("fr", "FR"), ("+33", "FR"), ("意大利", "IT")):
        assert _found(person, "country", typed, "country")[0] == country, typed
    person.tap("sheet-close")
    traveller = with_streak(deployed, 2).arrive(browser, locale="en", timezone_id=PARIS)
    traveller.tap("add-trip")
    traveller.choose("ticketed-yes")
    traveller.tap("pick-from_country")
    traveller.type("input-country-search", "法国")
    traveller.tap("country-FR")
    traveller.tap("pick-departure_airport")
    airports = _found(traveller, "airport", "paris", "airport")
    assert airports[:2] == ["CDG", "ORY"], "before airfields that are called so, and before Paris in Texas"
    assert _found(traveller, "airport", "bva", "airport")[0] == "BVA"
    traveller.tap("sheet-close")
    traveller.go("declare", "edit-location")
    traveller.tap("edit-location")
    traveller.tap("pick-location")
    expect(traveller.page.locator(found("where-abroad"))).to_be_checked()
