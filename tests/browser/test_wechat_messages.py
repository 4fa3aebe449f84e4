"""Messages by WeChat on a phone: the page in WeChat's browser, WeChat's own page of agreeing, and what comes there.

What stands in for WeChat is its counterpart (local/wechat_messages.py): its page has the two buttons, and it delivers.
"""

import json
import urllib.request
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Request, expect

from tests.browser.abroad import PASSWORD, Traveller, until, with_streak
from tests.browser.page import Person, found
from tests.browser.test_inside_apps import SMALL, inside
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

LOCALES = ["zh-CN", "en", "ar"]
AGREED = "One more message may be sent to you by WeChat."


class Phone:
    """A traveller's page in WeChat's browser, with what went over the address."""

    def __init__(self, browser: Browser, stage: Deployed, locale: str = "en", **options: Any) -> None:
        self.stage = stage
        self.traveller = with_streak(stage, 1, timedelta(hours=2))
        self.person = self.traveller.arrive(browser, **(inside("wechat", locale=locale) | options))
        self.openids: set[str] = set()
        self.person.page.on("request", self._note)
        self.person.tap("settings")
        self.person.see("wechat-messages")

    def _note(self, request: Request) -> None:
        self.openids.update(parse_qs(urlsplit(request.url).query).get("openid", []))

    def settings(self, mark: str = "wechat-messages") -> None:
        self.person.page.reload()
        self.person.go("settings", mark)

    def bind(self) -> None:
        self.person.tap("platform-go")
        self.person.tap("platform-bind")
        self.person.see("proof")
        self.person.choose("way-password")
        self.person.type("input-password", PASSWORD)
        self.person.tap("proof-confirm")
        self.person.page.wait_for_url("**#/settings")

    def agree(self, tap: str = "confirm") -> str:
        """To WeChat's page and back with a tap there; what the page says then."""
        self.person.tap("wechat-agree")
        self.person.page.locator(f"#{tap}").click()
        said = self.person.page.locator(found("wechat-said"))
        expect(said).not_to_be_empty()
        expect(said).to_be_in_viewport()
        return str(said.inner_text())

    def delivered(self) -> list[dict[str, Any]]:
        """What WeChat brought to this person."""
        with urllib.request.urlopen(f"{self.stage.running.platforms_url}/wechat/messages/sent", timeout=10) as answer:
            return [each for each in json.load(answer) if each["touser"] in self.openids]

    def kept(self) -> str:
        """All that the page has stored, and its address."""
        return str(self.person.page.evaluate("JSON.stringify([localStorage, sessionStorage, location.href])"))


def test_who_agreed_is_told_by_wechat_as_often_as_they_agreed(browser: Browser, deployed: Deployed) -> None:
    phone = Phone(browser, deployed)
    person = phone.person
    phone.bind()
    assert "next way" in person.text("wechat-none")
    assert phone.agree() == AGREED
    assert (person.text("wechat-left"), person.text("hint-wechat")) == ("1 message left", "1 message left")
    assert person.page.evaluate("document.activeElement.textContent") == "Reminders by WeChat"
    (openid,) = phone.openids
    assert openid not in phone.kept()
    assert phone.agree() == AGREED
    assert person.text("wechat-left") == "2 messages left"
    assert phone.delivered() == []
    person.tap("save-settings")
    until(lambda: "Saved" in person.page.inner_text("main"))
    deployed.run_job("expiry", datetime.now(UTC) + timedelta(hours=21))
    (message,) = until(phone.delivered)
    assert message["data"]["content"]["value"] == "You have a new message. Open it to read it."
    assert [text for text in deployed.sms(phone.traveller.phone, 0) if "expires at" in text] == []
    phone.settings("hint-wechat")
    assert person.text("hint-wechat") == "1 message left"
    assert person.complaints == []


def test_who_taps_cancel_there_has_agreed_to_nothing(browser: Browser, deployed: Deployed) -> None:
    phone = Phone(browser, deployed)
    phone.bind()
    assert phone.agree("cancel") == "You did not agree this time. Nothing has changed."
    phone.person.see("wechat-none")
    assert phone.person.page.locator(found("channel-wechat")).count() == 0
    assert "openid" not in phone.kept()


def test_it_has_its_place_in_the_order_and_is_agreed_to_by_keyboard(browser: Browser, deployed: Deployed) -> None:
    phone = Phone(browser, deployed)
    person = phone.person
    phone.bind()
    person.see("wechat-agree").focus()
    person.page.keyboard.press("Enter")
    person.page.locator("#confirm").focus()
    person.page.keyboard.press("Enter")
    person.see("hint-wechat")
    person.tap("down-wechat")
    person.tap("save-settings")
    until(lambda: "Saved" in person.page.inner_text("main"))
    phone.settings("hint-wechat")
    rows = person.page.locator("[data-channel]").evaluate_all("all => all.map((each) => each.dataset.channel)")
    assert rows == ["sms", "wechat"]


def test_a_way_back_that_began_elsewhere_counts_for_nothing(browser: Browser, deployed: Deployed) -> None:
    phone = Phone(browser, deployed)
    phone.bind()
    asked: list[str] = []
    phone.person.page.on("request", lambda request: asked.append(request.url) if "agreements" in request.url else None)
    phone.person.open(f"index.html?openid=o1&template_id=t&action=confirm&scene=4&reserved=m{'0' * 48}")
    assert "did not begin on this page" in phone.person.text("error-summary")
    assert phone.person.looked_at("wechat-messages-elsewhere-en") == []
    assert (asked, "openid" in phone.person.page.url) == ([], False)


def test_a_device_that_many_use_is_offered_none(browser: Browser, deployed: Deployed) -> None:
    phone = Phone(browser, deployed)
    phone.person.page.evaluate("localStorage.setItem('kangma.kiosk', 'true')")
    phone.settings("email")
    phone.person.page.wait_for_timeout(500)
    assert phone.person.page.locator(found("wechat-messages")).count() == 0


@pytest.mark.parametrize("locale", LOCALES)
def test_it_looks_right(browser: Browser, deployed: Deployed, locale: str) -> None:
    phone = Phone(browser, deployed, locale)
    phone.person.see("wechat-bind")
    faults = _looked_at(phone.person, f"wechat-messages-unbound-{locale}")
    phone.bind()
    phone.person.see("wechat-none")
    faults += _looked_at(phone.person, f"wechat-messages-none-{locale}")
    phone.agree("cancel")
    faults += _looked_at(phone.person, f"wechat-messages-cancelled-{locale}", moved=False)
    phone.agree()
    phone.person.see("hint-wechat")
    faults += _looked_at(phone.person, f"wechat-messages-agreed-{locale}", moved=False)
    faults += _elsewhere(browser, phone.traveller, locale)
    assert (faults, phone.person.complaints) == ([], [])


def _elsewhere(browser: Browser, traveller: Traveller, locale: str) -> list[str]:
    """The same account in the phone's own browser."""
    person = traveller.arrive(browser, "settings", locale=locale, size=SMALL)
    person.see("wechat-there")
    assert person.page.locator(found("wechat-agree")).count() == 0
    return _looked_at(person, f"wechat-messages-outside-{locale}")


def _looked_at(person: Person, name: str, moved: bool = True) -> list[str]:
    if moved:
        person.page.locator(found("wechat-messages")).scroll_into_view_if_needed()
    faults = person.looked_at(name) + person.cut_off()
    person.shot(f"{name}-whole", whole=True)
    return faults
