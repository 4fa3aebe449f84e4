"""Somebody's first visit, on a line of 50 kbit/s and on one that loses pieces."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.page import Person, found
from tests.support.deployed_stack import Deployed
from tests.support.distribution import in_front_of

pytestmark = pytest.mark.usefixtures("leaving")
SHORT = {"width": 390, "height": 664}
SLOW: dict[str, Any] = {"up": 6_250, "down": 6_250, "latency": 400}
FIRST_TAP, REQUESTS = 8, 20


@contextmanager
def _slowly(browser: Browser, deployed: Deployed, page: str, locale: str) -> Iterator[tuple[Person, float]]:
    """A page while it comes, and when it was asked for; in the end it has taken few requests and complained of none."""
    with in_front_of(deployed) as stage:
        person, asked = Person(browser, stage, SHORT, locale), list[str]()
        person.page.on("request", lambda request: asked.append(request.url))
        person.network(**SLOW)
        began = time.monotonic()
        person.page.goto(f"{stage.web}/{page}", wait_until="commit")
        yield person, began
        assert len([url for url in asked if "/v1/" not in url]) < REQUESTS
        assert person.complaints == []


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_the_first_button_is_there_before_the_script(browser: Browser, deployed: Deployed, locale: str) -> None:
    with _slowly(browser, deployed, "index.html", locale) as (person, began):
        person.see("start")
        person.shot(f"first-{locale}")
        person.tap("start")
        assert time.monotonic() - began < FIRST_TAP
        assert person.page.locator(".boot").count() == 1, "before the script"
        person.see("input-phone", timeout=60_000)


DOORS = {"gate.html": "input-login", "venue.html": "input-phone"}


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
@pytest.mark.parametrize("page", DOORS)
def test_at_the_door_one_types_before_the_script_and_it_stays(
    browser: Browser, deployed: Deployed, page: str, locale: str
) -> None:
    with _slowly(browser, deployed, page, locale) as (person, began):
        person.tap(DOORS[page])
        assert time.monotonic() - began < FIRST_TAP
        person.page.keyboard.type("13800138000")
        assert person.page.locator(".boot").count() == 1, "before the script"
        assert person.looked_at(f"first-{page.partition('.')[0]}-{locale}") == []
        person.page.locator(".boot").wait_for(state="detached", timeout=60_000)
        field = person.see(DOORS[page])
        assert field.input_value() == "13800138000"
        assert field.evaluate("each => each === document.activeElement"), "typing goes on"


def test_pieces_that_the_network_loses_come_again_by_themselves(browser: Browser, deployed: Deployed) -> None:
    with in_front_of(deployed, losing=2) as stage:
        person = Person(browser, stage, SHORT, "en", service_workers="block")
        person.open("index.html")
        person.tap("start-travel")
        person.see("input-phone", timeout=60_000)
        assert person.page.locator("link[rel=stylesheet]").count() >= 2
        assert person.page.evaluate("localStorage.getItem('kangma.travelling')") == "true"


@pytest.mark.parametrize("page", DOORS)
def test_so_they_do_on_the_pages_at_the_door(browser: Browser, deployed: Deployed, page: str) -> None:
    """The first piece is the script of the page itself, without which nothing else could ask again."""
    with in_front_of(deployed, losing=2) as stage:
        person = Person(browser, stage, SHORT, "en", service_workers="block")
        lost = []
        person.page.on("requestfailed", lambda request: lost.append(request.url))
        person.open(page)
        person.page.locator(".boot").wait_for(state="detached", timeout=60_000)
        person.see(DOORS[page])
        assert lost
        assert person.complaints == []


def test_who_has_a_code_here_or_scanned_a_door_is_not_welcomed(browser: Browser, deployed: Deployed) -> None:
    with in_front_of(deployed) as stage:
        person = Person(browser, stage, SHORT)
        person.page.route("**/assets/*.js", lambda route: route.abort())
        person.page.goto(f"{stage.web}/v#garbage", wait_until="commit")
        person.page.locator(".boot-state").wait_for()
        assert not person.page.locator(found("start")).is_visible()
