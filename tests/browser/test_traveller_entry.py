"""Into the international edition: by ID card, or by passport with its two lines; and the first declaration abroad."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from tests.browser.abroad import ROME, a_foreign_phone, by_card, declare_from_italy, log_in_abroad, passport_lines
from tests.browser.page import DESK, NARROW, PHONE, Person
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document
from tests.support.traveller_steps import a_passport

pytestmark = pytest.mark.usefixtures("leaving")


def _arrived(browser: Browser, stage: Deployed, **options) -> Person:
    person = Person(browser, stage, timezone_id=ROME, **options)
    log_in_abroad(person, a_foreign_phone())
    return person


def _choose(person: Person, document: str) -> None:
    person.choose(f"entry-{document}")
    person.tap("next")


def test_with_an_id_card_from_the_first_page_to_the_journey(browser: Browser, deployed: Deployed) -> None:
    person = _arrived(browser, deployed)
    person.see("entry-id_card", state="attached")
    person.shot("traveller-entry-zh")
    _choose(person, "id_card")
    person.type("input-name", "李薇")
    person.tap("next")
    person.type("input-document.number", a_document())
    person.tap("next")
    assert person.text("review-name") == "李薇"
    person.tap("next")
    declare_from_italy(person)
    assert person.see("marks").locator("li").count() == 14
    assert person.see("deadline").get_attribute("data-urgency") == "calm"
    assert person.page.locator('[data-test="photos"]').count() == 0
    assert person.complaints == []


def test_a_mistyped_line_is_said_at_the_field_and_put_right(browser: Browser, deployed: Deployed) -> None:
    person = _arrived(browser, deployed, locale="en", size=DESK)
    number = a_passport()
    top, low = passport_lines(number)
    wrong = low[:9] + str((int(low[9]) + 1) % 10) + low[10:]
    _choose(person, "passport")
    person.type("input-document.zone", f"{top}\n{wrong}")
    assert person.see("zone-number").get_attribute("data-state") == "wrong"
    assert person.see("zone-birth").get_attribute("data-state") == "good"
    person.tap("next")
    assert "the part with the cross" in person.text("fault-document.zone")
    person.shot("traveller-zone-wrong-en")
    # As a phone copies them: small letters, quotation marks in place of fillers, both lines in one.
    person.type("input-document.zone", " " + f"{top}{low}".lower().replace("<<", "«", 3))
    assert number in person.text("zone-says")
    assert person.page.locator('[data-test="fault-document.zone"]').count() == 0
    person.tap("next")
    assert person.see("input-name").input_value() == "Wei Li"
    person.tap("next")
    person.shot("traveller-review-en")
    assert (person.text("review-nationality"), person.text("review-birth_date")) == ("China", "17 May 1990")
    person.tap("next")
    declare_from_italy(person)
    assert person.see("photo-passport").get_attribute("data-standing") == "missing"
    assert person.complaints == []


def test_each_step_is_whole_and_what_the_lines_contradict_is_not_sent(browser: Browser, deployed: Deployed) -> None:
    person = _arrived(browser, deployed)
    for step in ("entry", "zone", "name", "review"):
        if step == "entry":
            person.choose("entry-passport")
        if step == "zone":
            person.type("input-document.zone", "\n".join(passport_lines(a_passport(), born="910517")))
        for size, locale, large in ((DESK, "zh-CN", False), (PHONE, "zh-CN", False), (NARROW, "en", True)):
            person.turn_to(size, locale, large)
            person.shot(f"traveller-enter-{step}-{locale}-{size['width']}", whole=True)
            assert person.serious_faults() + person.cut_off() == [], step
        if step != "review":
            person.tap("next")
    person.tap("edit-document.number")
    person.type("input-document.number", "E99999999")
    person.tap("next")
    person.see("review-name")
    person.tap("next")
    assert "not what the two lines say" in person.text("error-summary")


def test_what_was_typed_is_there_after_the_page_was_closed(browser: Browser, deployed: Deployed) -> None:
    person = _arrived(browser, deployed)
    _choose(person, "passport")
    person.type("input-document.zone", passport_lines(a_passport())[0])
    person.page.close()
    person.page = person.context.new_page()
    person.open("index.html#/enter/zone")
    assert person.see("input-document.zone").input_value().startswith("P<CHNLI")


def test_whether_somebody_has_registered_a_document_is_told_to_nobody(browser: Browser, deployed: Deployed) -> None:
    number = a_document()
    by_card(deployed, datetime.now(UTC), document={"type": "id_card", "number": number})
    person = _arrived(browser, deployed, locale="en")
    _choose(person, "id_card")
    person.type("input-name", "李薇")
    person.tap("next")
    person.type("input-document.number", number)
    person.tap("next")
    person.tap("next")
    declare_from_italy(person)
    person.page.get_by_text("Done for now").wait_for()
    assert "12308" not in person.page.inner_text("main")
    person.shot("traveller-contested-en")
    assert person.complaints == []
