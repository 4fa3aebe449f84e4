"""The help: open to everybody, searched in both languages, numbers that a tap dials."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.page import DESK, PHONE, Person, chromium, found
from tests.support.deployed_stack import Deployed


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.mark.parametrize(
    ("size", "locale", "asked", "answer"),
    [(PHONE, "zh-CN", "收不到短信", "邮箱"), (DESK, "en", "no message", "e-mail address")],
)
def test_whoever_gets_no_message_finds_out_why_without_a_login(
    browser: Browser, deployed: Deployed, size, locale, asked, answer
) -> None:
    person = Person(browser, deployed, size=size, locale=locale)
    person.open("index.html#/help")
    person.tap("group-trip")
    person.tap("answer-since")
    faults = person.serious_faults()
    person.type("input-help-search", asked)
    assert answer in person.text("answer-noSms")
    person.shot(f"help-{locale}")
    dialled = person.page.locator('a[href^="tel:"]').evaluate_all("each => each.map(a => a.getAttribute('href'))")
    assert dialled == ["tel:12308", "tel:+861012308", "tel:12345"]
    assert (faults + person.serious_faults(), person.complaints) == ([], [])


def test_a_question_is_opened_by_its_address_and_stays_whole_in_large_text(
    browser: Browser, deployed: Deployed
) -> None:
    person = Person(browser, deployed, size={"width": 360, "height": 740}, locale="en")
    person.open("index.html#/help/twoPassports")
    person.page.evaluate("localStorage.setItem('kangma.large', 'true')")
    person.page.reload()
    assert person.see("answer-twoPassports").get_attribute("open") is not None
    assert person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    person.tap("group-start")
    person.page.locator(found("answer-twoPassports")).wait_for(state="detached")
