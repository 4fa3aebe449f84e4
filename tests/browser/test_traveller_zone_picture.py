"""The two lines of a passport, read from a picture by the phone itself."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.abroad import ROME, a_foreign_phone, log_in_abroad
from tests.browser.page import NARROW, PHONE, Person, found
from tests.browser.passport_page import SPECIMEN, passport_page
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def _at_the_lines(browser: Browser, stage: Deployed, **options: Any) -> Person:
    person = Person(browser, stage, timezone_id=ROME, **options)
    log_in_abroad(person, a_foreign_phone())
    person.choose("entry-passport")
    person.tap("next")
    person.see("input-document.zone")
    return person


def _show(person: Person, picture: bytes, ends: str) -> None:
    file = {"name": "passport.jpg", "mimeType": "image/jpeg", "buffer": picture}
    person.see("zone-choose", state="attached").set_input_files(file)
    person.page.locator(f'{found("zone-picture")}[data-step="{ends}"]').wait_for(timeout=60_000)


def _whole_in_every_look(person: Person, name: str) -> None:
    for size, locale, large in ((PHONE, "zh-CN", False), (PHONE, "en", False), (NARROW, "en", True)):
        person.turn_to(size, locale, large)
        person.shot(f"traveller-zone-picture-{name}-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []


def test_the_lines_of_a_turned_and_shaded_page_stand_in_the_field(browser: Browser, deployed: Deployed) -> None:
    person = _at_the_lines(browser, deployed)
    asked: list[tuple[str, str]] = []
    person.page.on("request", lambda request: asked.append((request.method, request.url)))
    top, low = SPECIMEN
    mistaken = f"{top}\n{low.replace('7408122', '7409122')}"
    _show(person, passport_page(tuple(mistaken.split())), ends="unsure")
    assert person.see("input-document.zone").input_value() == mistaken
    assert person.see("zone-birth").get_attribute("data-state") == "wrong"
    _show(person, passport_page(), ends="read")
    assert person.see("input-document.zone").input_value() == "\n".join(SPECIMEN)
    assert "L898902C3" in person.text("zone-says")
    # Fetched from where the pages are, sent nowhere.
    assert {method for method, _ in asked} == {"GET"}
    assert all(url.startswith((deployed.web, "blob:")) for _, url in asked), asked
    # What was fetched with its share told is not fetched a second time by the worker.
    fetched = person.page.workers[0].evaluate(
        "performance.getEntriesByType('resource').map((each) => each.transferSize)"
    )
    assert len(fetched) >= 3, fetched
    assert sum(fetched) == 0, fetched
    _whole_in_every_look(person, "read")
    assert person.complaints == []


def test_no_network_and_a_blurred_picture_end_in_what_to_do_and_typing_goes_on(
    browser: Browser, deployed: Deployed
) -> None:
    person = _at_the_lines(browser, deployed, locale="en")
    person.network(offline=True)
    _show(person, passport_page(), ends="offline")
    person.network()
    _show(person, passport_page(blurred=9), ends="unseen")
    assert "no glare" in person.text("zone-picture")
    _whole_in_every_look(person, "unseen")
    person.type("input-document.zone", "\n".join(SPECIMEN))
    assert person.see("zone-whole").get_attribute("data-state") == "good"
    assert person.complaints == []
