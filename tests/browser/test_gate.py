"""Gate staff in front of the page: logging in by name, and the first answer."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found, totp
from tests.browser.town import Place, Townsman, now
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

_LONGER_THAN_SHOWN = 2_600

_TAKEN_AWAY = """() => {
  const [track] = document.querySelector('video').srcObject.getVideoTracks()
  track.stop()
  track.dispatchEvent(new Event('ended'))
}"""


@pytest.fixture(scope="module")
def guard(seeing: Browser, deployed: Deployed, camera: Camera) -> Guard:
    """Logged in by name, password and one-time code; the code of these thirty seconds may have been used up."""
    login = next(each for each in deployed.staff if each["roles"] == ["gate"])
    guard = Guard(seeing, deployed, camera, locale="en")
    guard.open("gate.html")
    for _ in range(3):
        guard.type("input-login", login["login"])
        guard.type("input-password", login["password"])
        guard.type("input-totp", totp(login["totp_secret"], time.time()))
        guard.tap("log-in")
        guard.page.locator(f"{found('camera')}, {found('error-summary')}").first.wait_for()
        if guard.page.locator(found("camera")).count():
            return guard
        time.sleep(31 - time.time() % 30)
    raise AssertionError("the guard could not log in")


@pytest.fixture(scope="module")
def visitor(deployed: Deployed) -> Townsman:
    """Whose identity is confirmed and whose phone is theirs."""
    visitor = Townsman(deployed, now() - timedelta(minutes=2))
    visitor.until_certified()
    visitor.bind()
    return visitor


def test_the_camera_reads_a_code_and_the_answer_fills_the_screen(guard: Guard, visitor: Townsman) -> None:
    seen = guard.scan(visitor.live())
    assert (seen.word, seen.verdict) == ("Pass", "green")
    assert visitor.document[-4:] in seen.text
    assert guard.complaints == []


def test_a_code_that_is_something_else_is_explained(guard: Guard) -> None:
    assert "not a health code" in guard.scan("https://example.org/pay").why


def test_a_live_green_goes_by_itself_and_the_camera_is_back(guard: Guard, visitor: Townsman) -> None:
    guard.camera.show(visitor.live())
    guard.see("result")
    guard.page.locator(found("result")).wait_for(state="detached", timeout=20_000)
    assert guard.see("camera").is_visible()


def test_what_needs_the_guards_eyes_stays_until_they_tap(guard: Guard, visitor: Townsman) -> None:
    guard.camera.show(visitor.plain)
    result = guard.see("result")
    guard.camera.hide()
    guard.page.wait_for_timeout(_LONGER_THAN_SHOWN)
    assert result.is_visible()
    assert guard.text("result-word") == "Compare ID"
    assert visitor.document[-4:] in guard.text("compare-points")
    assert guard.looked_at("gate-compare-en") == []
    guard.tap("result-differs")
    assert "do not let pass" in guard.text("result-reason")
    assert guard.see("result").get_attribute("data-verdict") == "invalid"
    guard.page.wait_for_timeout(_LONGER_THAN_SHOWN)
    guard.tap("result-next")


def test_a_post_without_a_venue_looks_people_up(guard: Guard, deployed: Deployed) -> None:
    yellow = Townsman(deployed)
    yellow.declare(symptoms=["dry_cough"])
    guard.tap("open-lookup")
    assert "no venue" in guard.text("lookup-where")
    guard.type("input-document.number", yellow.document)
    guard.tap("look-up")
    assert guard.answer().verdict == "yellow"
    guard.page.wait_for_timeout(_LONGER_THAN_SHOWN)
    guard.tap("result-next")
    guard.tap("open-lookup")
    guard.type("input-document.number", a_document())
    guard.tap("look-up")
    assert "No health code was found" in guard.answer().why
    guard.tap("result-next")


def test_the_venues_poster_says_where_a_guard_stands(guard: Guard, place: Place) -> None:
    guard.camera.show(place.code())
    assert guard.text("post-venue") == place.form["name"]
    guard.camera.hide()
    assert guard.looked_at("gate-post-en") == []
    guard.tap("choose-post")
    guard.tap("open-settings")
    assert guard.text("post-name") == place.form["name"]
    guard.tap("leave-post")
    assert "checkpoint" in guard.text("post-name")
    guard.tap("sheet-close")


def test_a_camera_that_another_app_took_comes_back_by_itself(guard: Guard, visitor: Townsman) -> None:
    guard.camera.hide()
    guard.page.evaluate(_TAKEN_AWAY)
    assert guard.scan(visitor.live()).verdict == "green"
    assert guard.complaints == []
