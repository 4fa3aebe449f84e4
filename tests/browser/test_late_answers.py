"""Answers that come later than half a second: nothing moves under the finger of somebody who logs in.

What moves within half a second of a tap is not counted by the browser, so that a fast network hides what a slow one
shows.
"""

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import NARROW, SHIFTS, Person
from tests.browser.town import Place, a_phone
from tests.support.deployed_stack import Deployed

LATE = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
"""Milliseconds until an answer begins, and no limit of how fast it comes."""


@pytest.mark.parametrize(("page", "then"), [("index.html", "input-name"), ("venue.html", "register")])
def test_who_logs_in_by_phone_sees_nothing_move(seeing: Browser, deployed: Deployed, page: str, then: str) -> None:
    person = _late(Person(seeing, deployed, size=NARROW, locale="en"))
    person.log_in(a_phone(), page)
    person.see(then)
    assert _moved(person) < 0.05


def test_a_guard_sees_nothing_move(seeing: Browser, deployed: Deployed, camera: Camera, place: Place) -> None:
    guard = Guard(seeing, deployed, camera, size=NARROW, locale="en")
    _late(guard).log_in_by_phone(place.guard())
    guard.be_ready()
    assert _moved(guard) < 0.05


def _late[Somebody: Person](person: Somebody) -> Somebody:
    """In large letters on a small phone, where what moves moves furthest."""
    person.context.add_init_script("localStorage.setItem('kangma.large', 'true')")
    person.context.add_init_script(f"({SHIFTS})()")
    person.context.new_cdp_session(person.page).send("Network.emulateNetworkConditions", LATE)
    return person


def _moved(person: Person) -> float:
    return float(person.page.evaluate("window.shifted"))
