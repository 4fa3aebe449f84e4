"""A guard's way in by phone, and the system's way back at the gate."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found
from tests.browser.town import Place, Townsman, a_phone, now
from tests.support.deployed_stack import Deployed


@pytest.fixture
def guard(seeing: Browser, deployed: Deployed, camera: Camera) -> Guard:
    return Guard(seeing, deployed, camera, locale="en")


def test_a_guard_changes_the_number_waits_for_another_message_and_is_told_what_to_look_at(
    guard: Guard, deployed: Deployed, place: Place
) -> None:
    guard.page.clock.install(time=now())
    guard.open("gate.html")
    guard.tap("login-way")
    guard.type("input-phone", a_phone().removeprefix("+86"))
    guard.tap("send-code")
    guard.see("input-code")
    assert "You can send again in" in guard.text("resend-wait")
    assert guard.looked_at("gate-code-en") == []
    guard.tap("no-sms")
    assert "manager which number" in guard.text("sheet")
    assert guard.looked_at("gate-no-sms-en") == []
    guard.page.go_back()
    expect(guard.page.locator(found("sheet"))).to_have_count(0)
    guard.tap("other-number")
    guard.type("input-phone", phone := place.guard())
    guard.tap("send-code")
    guard.see("input-code")
    assert phone in guard.text("code-sent")
    guard.page.go_back()
    assert guard.see("input-phone").input_value() == phone
    guard.page.go_forward()
    guard.page.clock.fast_forward("01:01")
    guard.see("resend")
    guard.type("input-code", guard.digits(phone, 0))
    guard.tap("log-in")
    guard.see("camera")
    assert guard.complaints == []


def test_the_systems_way_back_leads_from_an_answer_to_the_next_check_and_lets_nobody_in(
    guard: Guard, place: Place
) -> None:
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    visitor, yellow = Townsman(guard.stage), Townsman(guard.stage)
    yellow.declare(symptoms=["dry_cough"])
    result = guard.page.locator(found("result"))
    for held in (visitor.plain, yellow.plain, "https://example.org/pay"):
        guard.camera.show(held)
        guard.answer()
        guard.camera.hide()
        guard.page.go_back()
        expect(result).to_have_count(0)
        assert guard.see("camera").is_visible()
    guard.tap("latest-check")
    guard.answer()
    guard.tap("result-next")
    expect(result).to_have_count(0)
    assert [each for each in place.entries() if each["document_last4"] == visitor.document[-4:]] == []
    guard.tap("open-lookup")
    guard.page.go_back()
    expect(guard.page.locator(found("sheet"))).to_have_count(0)
    assert guard.see("camera").is_visible()
    assert guard.see("brand").get_attribute("href") == "#/"
    assert guard.complaints == []


def test_an_answer_that_takes_the_place_of_a_sheet_stays(guard: Guard, place: Place) -> None:
    guard.log_in_by_phone(place.guard())
    yellow = Townsman(guard.stage)
    yellow.declare(symptoms=["dry_cough"])
    guard.tap("open-lookup")
    guard.type("input-document.number", yellow.document)
    guard.tap("look-up")
    assert guard.answer().verdict == "yellow"
    guard.page.wait_for_timeout(500)
    assert guard.see("result").is_visible(), "closing the sheet took no step back from the answer"
    guard.page.go_back()
    expect(guard.page.locator(found("result"))).to_have_count(0)
    assert guard.see("camera").is_visible()
