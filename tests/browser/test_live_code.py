"""A resident's own phone: it makes its key, shows the code anew every half minute, and others can be taken away."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Route, expect

from tests.browser.abroad import until
from tests.browser.page import Person, chromium, found
from tests.browser.town import Place, Townsman, now
from tests.support.deployed_stack import Deployed
from tests.support.showing_phone import Phone

_A_WHILE = timedelta(minutes=2)
"""Long enough ago for another code by SMS."""


@pytest.fixture(scope="module")
def browser():
    with chromium() as running:
        yield running


def _on_the_phone(browser: Browser, stage: Deployed, who: Townsman, **options) -> Person:
    """The person logged in, with the code on the screen."""
    person = Person(browser, stage, **options)
    person.log_in(who.phone)
    person.see("qr")
    return person


def _shown(person: Person) -> str:
    """What a scanner reads off the screen."""
    person.see("qr")
    picture = person.page.locator(found("qr")).screenshot()
    return zxingcpp.read_barcodes(Image.open(BytesIO(picture)))[0].text


def _kind(person: Person, kind: str) -> None:
    person.page.locator(f"{found('presentation')}[data-kind={kind}]").wait_for()


def test_the_first_login_binds_the_phone_and_the_code_is_live(
    browser: Browser, deployed: Deployed, place: Place
) -> None:
    person = _on_the_phone(browser, deployed, Townsman(deployed, now() - _A_WHILE))
    _kind(person, "device")
    assert place.verify(_shown(person))["presentation"] == "device"
    extractable = person.page.evaluate("""async () => {
      const open = indexedDB.open('kangma')
      await new Promise((done) => (open.onsuccess = done))
      const asked = open.result.transaction('keys').objectStore('keys').get('phone')
      await new Promise((done) => (asked.onsuccess = done))
      return asked.result.privateKey.extractable
    }""")
    assert extractable is False
    assert person.complaints == []


def test_it_shows_another_proof_every_half_minute(browser: Browser, deployed: Deployed, place: Place) -> None:
    who = Townsman(deployed, now() - _A_WHILE)
    person = Person(browser, deployed)
    person.page.clock.install(time=now())
    person.log_in(who.phone)
    _kind(person, "device")
    first = _shown(person)
    person.page.clock.fast_forward("00:31")
    person.page.wait_for_timeout(300)
    second = _shown(person)
    assert first != second
    assert place.verify(second)["presentation"] == "device"


def test_a_saved_picture_says_that_it_is_a_copy(
    browser: Browser, deployed: Deployed, place: Place, tmp_path: Path
) -> None:
    person = _on_the_phone(browser, deployed, Townsman(deployed, now() - _A_WHILE))
    with person.page.expect_download() as download:
        person.tap("save-picture")
    download.value.save_as(tmp_path / "code.png")
    text = zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))[0].text
    assert place.verify(text)["presentation"] == "copy"
    assert "副本" in person.text("picture-saved")


def test_a_lost_phone_is_taken_away_and_shows_nothing_more(browser: Browser, deployed: Deployed, place: Place) -> None:
    who = Townsman(deployed, now() - _A_WHILE)
    who.bind(now() - _A_WHILE)
    lost = who.live(fetched=now() - _A_WHILE)
    assert place.verify(lost)["presentation"] == "device"
    person = _on_the_phone(browser, deployed, who)
    _kind(person, "device")
    person.tap("nav-me")
    person.tap("my-phones")
    phones = person.page.locator(found("phone"))
    phones.nth(1).wait_for()
    person.shot("live-phones")
    phones.filter(has_not_text="这部手机").locator(found("remove-phone")).click()
    person.tap("remove-phone-sure")
    person.page.wait_for_function(f"document.querySelectorAll('{found('phone')}').length === 1")
    person.tap("sheet-close")
    assert place.verify(lost)["reason"] == "revoked"
    again = deployed.http("POST", "/v1/login/sessions/refresh", {"refresh_token": who.refresh_token})
    assert again.status == 401, "and it is logged out"
    person.tap("nav-code")
    _kind(person, "device")
    until(lambda: place.verify(_shown(person))["valid"])  # this phone fetches the new code by itself


def test_a_fourth_phone_takes_the_place_of_another(browser: Browser, deployed: Deployed, place: Place) -> None:
    at = now() - _A_WHILE
    who = Townsman(deployed, at)
    for seconds in range(3):
        who.device = Phone()
        who.bind(at + timedelta(seconds=seconds))
    person = _on_the_phone(browser, deployed, who, locale="en")
    _kind(person, "copy")
    assert person.see("live-offer").get_attribute("data-standing") == "full"
    person.shot("live-full")
    person.tap("replace-phone")
    person.see("remove-phone")
    person.tap("remove-phone")
    person.tap("remove-phone-sure")
    _kind(person, "device")
    assert place.verify(_shown(person))["presentation"] == "device"


def _without_proof(route: Route) -> None:
    """A log-in of half an hour ago, as far as the page can tell: what it gave as a proof counts no more."""
    answer = route.fetch()
    route.fulfill(response=answer, json=answer.json() | {"proof": None, "proof_expires_at": None})


def test_an_older_login_shows_a_copy_until_the_person_shows_that_it_is_them(
    browser: Browser, deployed: Deployed
) -> None:
    who = Townsman(deployed, now() - _A_WHILE)
    who.right("PUT", "/v1/me/password", {"password": "correct horse battery 3"}, at=who.since)
    person = Person(browser, deployed, locale="en")
    person.page.route("**/v1/login/sessions", _without_proof)
    person.open("index.html")
    person.tap("start")
    person.tap("use-password")
    person.type("input-phone", who.phone.removeprefix("+86"))
    person.type("input-password", "correct horse battery 3")
    person.tap("log-in")
    _kind(person, "copy")
    assert person.see("live-offer").get_attribute("data-standing") == "fresh"
    person.shot("live-fresh-en")
    menu = person.see("nav-code").bounding_box()
    for seen in ("make-live", "scan-venue"):
        box = person.see(seen).bounding_box()
        assert box["y"] + box["height"] <= menu["y"], f"{seen} without scrolling"
    person.tap("make-live")
    expect(person.see("confirm-phone")).to_be_focused()
    expect(person.see("confirm-phone")).to_be_in_viewport(ratio=1)
    assert person.serious_faults() == []
    person.tap("confirm-phone")
    person.see("proof")
    person.page.locator('[data-test="proof"] input[value="password"]').check(force=True)
    person.type("input-password", "correct horse battery 3")
    person.tap("proof-confirm")
    _kind(person, "device")
