"""Gate staff in front of the page: logging in by name, and the first answer."""

import time

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found, totp
from tests.browser.town import Townsman
from tests.support.deployed_stack import Deployed

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


def test_the_camera_reads_a_code_and_the_answer_fills_the_screen(guard: Guard, deployed: Deployed) -> None:
    visitor = Townsman(deployed)
    seen = guard.scan(visitor.plain)
    assert (seen.word, seen.verdict) == ("Pass", "green")
    assert visitor.document[-4:] in seen.text
    assert guard.complaints == []


def test_a_typed_code_that_is_something_else_is_explained(guard: Guard) -> None:
    guard.tap("open-type")
    guard.type("input-token", "https://example.org/pay")
    guard.tap("check-token")
    assert "not a health code" in guard.answer().why
    assert guard.serious_faults() == []
    guard.tap("result-next")


def test_the_answer_goes_by_itself_and_the_camera_is_back(guard: Guard, deployed: Deployed) -> None:
    guard.camera.show(Townsman(deployed).plain)
    guard.see("result")
    guard.page.locator(found("result")).wait_for(state="detached", timeout=6_000)
    assert guard.see("camera").is_visible()


def test_a_camera_that_another_app_took_comes_back_by_itself(guard: Guard, deployed: Deployed) -> None:
    guard.camera.hide()
    guard.page.evaluate(_TAKEN_AWAY)
    assert guard.scan(Townsman(deployed).plain).verdict == "green"
    assert guard.complaints == []
