"""The residents' page in other languages: from the left and from the right, on every size, by keyboard."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, PHONE, Person, found
from tests.browser.residents import with_code
from tests.support.deployed_stack import Deployed

SHORT = {"width": 390, "height": 664}
NARROW = {"width": 360, "height": 740}
SIZES = [(SHORT, False), (PHONE, False), (NARROW, True), (DESK, False)]
SCREENS = {
    "code": "qr",
    "me": "my-sessions",
    "history": "history",
    "settings": "setting-sms",
    "help": "input-help-search",
}
_CHOSEN = re.compile(r"/assets/(ja|ko|fr|es|ru|ar)-")


_LINES_IN_WORDS = """() => {
  const ornament = document.querySelector('[data-test=ornament]')
  const drawn = [...ornament.querySelectorAll('*')].map((each) => each.getBoundingClientRect())
  const { top, bottom, left, right } = ornament.getBoundingClientRect()
  const cut = getComputedStyle(ornament).overflow === 'hidden'
  const ends = (side) => drawn.map((each) => each[side])
  const reach = cut ? { top, bottom } : { top: Math.min(...ends('top')), bottom: Math.max(...ends('bottom')) }
  const words = [...document.querySelectorAll('[data-test=code-band] p')].filter((each) => each.innerText.trim())
  const struck = words.filter((each) => {
    const range = document.createRange()
    range.selectNodeContents(each)
    return [...range.getClientRects()].some((line) => line.top < reach.bottom - 1 && line.bottom > reach.top + 1)
  })
  const code = document.querySelector('[data-test=qr]').getBoundingClientRect()
  const beside = Math.min(code.left - left, right - code.right)
  const turning = ornament.getAnimations({ subtree: true }).length
  return { struck: struck.map((each) => each.innerText), beside, turning }
}"""
"""The words that lines of the ornament may run through, how far it shows beside the code, and what of it moves."""


def faults(person: Person, name: str) -> list[str]:
    return person.looked_at(name) + [f"{name}: {words}" for words in person.cut_off()]


@pytest.mark.usefixtures("leaving")
@pytest.mark.parametrize(("locale", "direction"), [("ar", "rtl"), ("ru", "ltr")])
def test_from_the_welcome_to_a_code_on_every_size(
    browser: Browser, deployed: Deployed, locale: str, direction: str
) -> None:
    person = Person(browser, deployed, size=SHORT, locale=locale)
    person.open("index.html")
    person.see("unreviewed")
    assert faults(person, f"languages-{locale}-welcome") == []
    person.tap("start")
    person.see("input-phone")
    assert faults(person, f"languages-{locale}-login") == []
    person = with_code(browser, deployed, "symptom-dry_cough", size=SHORT, locale=locale)
    html = person.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == (locale, direction)
    for size, large in SIZES:
        person.turn_to(size, locale, large)
        for screen, mark in SCREENS.items():
            person.go(screen, mark)
            assert faults(person, f"languages-{locale}-{screen}-{size['width']}x{size['height']}") == []
    person.turn_to(PHONE, locale)
    person.go("code", "why")
    person.tap("why")
    person.see("hold")
    assert faults(person, f"languages-{locale}-why") == []
    assert person.complaints == []


@pytest.mark.usefixtures("leaving")
def test_the_ornament_turns_beside_the_code_and_runs_through_no_word(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", size=SHORT, reduced_motion="no-preference")
    for size, large in SIZES:
        for locale in ("zh-CN", "en", "ar"):
            person.turn_to(size, locale, large)
            person.shot(f"code-ornament-{locale}-{size['width']}x{size['height']}")
            seen = person.page.evaluate(_LINES_IN_WORDS)
            assert (seen["struck"], seen["turning"]) == ([], 6), (size, locale)
            assert seen["beside"] > 20, (size, locale)


@pytest.mark.usefixtures("leaving")
def test_what_the_service_says_is_in_the_language_too(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", locale="ar")
    person.tap("why")
    reason = person.text("hold")
    assert re.search(r"[\u0600-\u06ff]", reason)
    assert not re.search(r"[\u4e00-\u9fff]", reason)
    person.page.keyboard.press("Escape")
    person.tap("nav-messages")
    expect(person.see("messages")).to_contain_text(re.compile(r"[\u0600-\u06ff]"))


@pytest.mark.usefixtures("leaving")
def test_a_language_is_chosen_by_keyboard_stays_and_comes_only_then(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed)
    asked: list[str] = []
    person.page.on("request", lambda request: asked.append(request.url))
    person.open("index.html")
    person.see("start")
    language = person.page.locator(found("language"))
    names = ["中文", "English", "日本語", "한국어", "Français", "Español", "Русский", "العربية"]
    assert language.locator("option").all_inner_texts() == names
    assert [url for url in asked if _CHOSEN.search(url)] == []
    language.focus()
    person.page.keyboard.type("Fran")
    person.page.locator('html[lang="fr"]').wait_for()
    expect(person.page.locator("h1")).to_contain_text("code")
    assert {words[1] for words in map(_CHOSEN.search, asked) if words} == {"fr"}
    language.select_option("ar")
    person.page.locator('html[lang="ar"][dir="rtl"]').wait_for()
    person.page.reload()
    person.see("unreviewed")
    assert person.page.locator("html").get_attribute("dir") == "rtl"
    assert person.complaints == []


@pytest.mark.usefixtures("leaving")
def test_a_page_with_two_languages_is_in_english_for_whoever_chose_another(
    browser: Browser, deployed: Deployed
) -> None:
    person = Person(browser, deployed, locale="ja")
    person.open("gate.html")
    person.see("language")
    html = person.page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("en", "ltr")
