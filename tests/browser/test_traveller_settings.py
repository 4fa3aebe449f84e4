"""How one is told: language, quiet hours, text messages, and e-mail where the carrier does not deliver."""

import json
import re
import urllib.request
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.abroad import PASSWORD, Traveller, by_card, until
from tests.browser.page import LOOKS, Person, found
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


@pytest.fixture
def traveller(deployed: Deployed) -> Traveller:
    return by_card(deployed, datetime.now(UTC))


def _preferences(traveller: Traveller) -> dict[str, Any]:
    return dict(traveller.call("GET", "/v1/me/preferences", at=datetime.now(UTC)).json())


def _opened(browser: Browser, traveller: Traveller, **options: Any) -> Person:
    person = traveller.arrive(browser, **options)
    person.tap("settings")
    person.see("email")
    return person


def _digits(stage: Deployed, address: str) -> str:
    """The digits of the newest e-mail to an address."""

    def sent() -> list[str]:
        with urllib.request.urlopen(f"{stage.running.cloud.endpoint}/_ministack/ses/messages", timeout=5) as answer:
            boxes = json.load(answer)["messages"].values()
        return [mail["BodyText"] for mails in boxes for mail in mails if address in mail["To"]]

    return re.findall(r"(?<!\d)\d{6}(?!\d)", until(sent)[-1])[-1]


def test_quiet_hours_are_kept_and_too_long_ones_explained(browser: Browser, traveller: Traveller) -> None:
    person = _opened(browser, traveller)
    person.choose("setting-quiet")
    person.type("input-quiet_hours.from", "08:00")
    person.type("input-quiet_hours.until", "07:00")
    person.tap("save-settings")
    assert "20 小时" in person.text("fault-quiet_hours.until")
    person.type("input-quiet_hours.from", "22:30")
    person.page.reload()
    assert person.see("input-quiet_hours.from").input_value() == "22:30"
    for size, locale in reversed(LOOKS):
        person.turn_to(size, locale)
        person.shot(f"traveller-settings-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    person.tap("save-settings")
    until(lambda: "已保存" in person.page.inner_text("main"))
    hours = {"from": "22:30", "until": "07:00", "timezone": "Europe/Rome"}
    assert _preferences(traveller)["quiet_hours"] == hours


def test_which_end_of_the_quiet_hours_is_missing_is_said(browser: Browser, traveller: Traveller) -> None:
    person = _opened(browser, traveller, locale="en")
    person.choose("setting-quiet")
    for end, said in (("from", "begin"), ("until", "end")):
        person.type(f"input-quiet_hours.{end}", "")
        person.tap("save-settings")
        assert person.text(f"fault-quiet_hours.{end}") == f"Enter the time at which quiet hours {said}"
    # Both are missing now.
    assert "2 things" in person.text("error-summary")
    person.type("input-quiet_hours.from", "22:30")
    assert person.page.locator('[data-test="fault-quiet_hours.from"]').count() == 0


def test_without_a_network_they_stand_there_as_they_were_seen_last(browser: Browser, traveller: Traveller) -> None:
    person = _opened(browser, traveller, locale="en")
    person.choose("setting-quiet")
    person.type("input-quiet_hours.from", "22:30")
    person.tap("save-settings")
    until(lambda: "Saved." in person.page.inner_text("main"))
    person.go("me", "log-out")
    # The words of the other language lie there once the worker has everything.
    person.page.wait_for_function("navigator.serviceWorker.controller !== null")
    person.context.set_offline(True)
    person.go("settings", "settings-kept")
    assert "This is how it was at" in person.text("settings-kept")
    said = person.text("settings-last")
    assert all(each in said for each in ("Text message", "22:30–07:00 · Europe/Rome", "E-mail\nNone"))
    assert person.page.locator('main form, main input:not([data-test^="language-"])').count() == 0
    for size, locale in reversed(LOOKS):
        person.turn_to(size, locale)
        person.shot(f"traveller-settings-kept-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    person.choose("language-en")
    until(lambda: "Quiet hours" in person.page.inner_text("main"))
    person.context.set_offline(False)
    person.tap("settings-again")
    assert person.see("input-quiet_hours.from").input_value() == "22:30"
    person.go("me", "log-out")
    person.tap("log-out")
    person.see("start")
    left = person.page.evaluate("Object.keys(localStorage).filter((name) => name.includes('settings'))")
    assert left == [], "what was kept of them went with the log-in"


def test_ways_of_being_told_are_ordered_by_keyboard_and_switched_by_touch(
    browser: Browser, deployed: Deployed, traveller: Traveller
) -> None:
    person = _opened(browser, traveller)
    address = f"order.{traveller.person_id}@example.com"
    _confirm(deployed, person, address)
    person.see("channel-email")
    person.page.locator('[data-test="up-email"]').focus()
    person.page.keyboard.press("Enter")
    assert person.page.evaluate("document.activeElement.dataset.test") == "down-email"
    for size, locale in reversed(LOOKS):
        person.turn_to(size, locale)
        person.shot(f"traveller-channels-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    person.tap("save-settings")
    until(lambda: _preferences(traveller)["channels"] == ["email", "sms"])
    _saved(person)
    person.page.locator('[data-test="setting-sms"]').uncheck(force=True)
    person.tap("save-settings")
    until(lambda: _preferences(traveller)["channels"] == ["email"])


def test_what_is_changed_while_a_save_is_under_way_stays(browser: Browser, traveller: Traveller) -> None:
    person = _opened(browser, traveller, locale="en")
    held = list[Route]()
    person.page.route("**/v1/me/preferences", lambda route: held.append(route))
    person.page.locator('[data-test="setting-quiet"]').check(force=True)
    person.tap("save-settings")
    until(lambda: person.page.evaluate("1") and held)
    person.page.locator('[data-test="setting-quiet"]').uncheck(force=True)
    held[0].continue_()
    _saved(person)
    assert not person.page.locator('[data-test="setting-quiet"]').is_checked()
    assert person.page.locator(".saved").inner_text() == ""
    person.page.unroute("**/v1/me/preferences")
    person.tap("save-settings")
    until(lambda: _preferences(traveller)["quiet_hours"] is None)


def _saved(person: Person) -> None:
    """Until the page has the answer to what was sent."""
    person.page.locator(f'{found("save-settings")}[aria-busy="false"]').wait_for()


def _confirm(stage: Deployed, person: Person, address: str) -> None:
    person.type("input-email", address)
    person.tap("email-send")
    person.see("proof")
    person.choose("way-password")
    person.type("input-password", PASSWORD)
    person.tap("proof-confirm")
    person.type("input-code", _digits(stage, address))
    person.tap("email-confirm")


def test_messages_come_in_the_language_of_the_page(browser: Browser, traveller: Traveller) -> None:
    person = _opened(browser, traveller)
    person.choose("language-en")
    until(lambda: "Quiet hours" in person.page.inner_text("main"))
    until(lambda: _preferences(traveller)["language"] == "en")


def test_an_address_counts_once_its_digits_came_back(
    browser: Browser, deployed: Deployed, traveller: Traveller
) -> None:
    person = _opened(browser, traveller, locale="en")
    person.type("input-email", "li.wei")
    person.tap("email-send")
    assert "e-mail address" in person.text("fault-email")
    address = f"li.wei.{traveller.person_id}@example.com"
    person.type("input-email", address)
    person.tap("email-send")
    person.see("proof")
    person.choose("way-password")
    person.type("input-password", PASSWORD)
    person.tap("proof-confirm")
    digits = _digits(deployed, address)
    person.see("input-code")
    person.page.reload()
    person.type("input-code", digits)
    person.shot("traveller-email-en", whole=True)
    person.tap("email-confirm")
    assert person.text("email-known") == "l***@example.com"
    assert _preferences(traveller)["email"] == "l***@example.com"
    person.tap("email-remove")
    person.see("input-email")
