"""My work: what waits over all queues, late ones first, by keyboard alone, and what the shell does around it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Clerk, asked
from tests.browser.page import PHONE, found
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed
from tests.support.venue_steps import venue_form

pytestmark = pytest.mark.usefixtures("leaving")
COUNTIES = ("632722", "632723")
LATE = timedelta(hours=60)
_ONLY_PROPOSALS = """() => {
  const rows = [...document.querySelectorAll('[data-row]')]
  return rows.length >= 2 && rows.every((row) => row.dataset.test === 'item-proposals')
}"""


@pytest.fixture(scope="module")
def waiting(deployed: Deployed, supervisor: Staff) -> None:
    """Three appeals whose two days are over, two ratings, a venue."""
    for _ in range(3):
        at = now() - LATE
        person = Townsman(deployed, at)
        appeal = {"category": "colour", "text": "我从来没有去过那里。"}
        person.right("POST", f"/v1/people/{person.id}/appeals", appeal, at=at)
    epidemiologist = Staff(deployed, "epidemiologist")
    for county in COUNTIES:
        rating = {"level": "high", "from": now().date().isoformat(), "reason": "five cases in three days"}
        asked(epidemiologist, deployed, "PUT", f"/v1/regions/{county}/risk", rating)
    manager = Place(deployed, supervisor).manager
    answer = manager.call("POST", "/v1/venues", venue_form(), at=now())
    assert answer.status == 201, answer.text


def test_everything_is_listed_walked_and_opened_by_keyboard_alone(
    browser: Browser, deployed: Deployed, waiting: None
) -> None:
    clerk = Clerk(browser, deployed, "supervisor").enter()
    clerk.see("work")
    rows = clerk.page.locator("[data-row]")
    texts = rows.all_inner_texts()
    late = ["late" in text for text in texts]
    assert sum(late) >= 3
    assert late == sorted(late, reverse=True), texts
    assert sum("Rating of a region" in text for text in texts) >= len(COUNTIES)
    assert any("Venue: " in text for text in texts)
    assert int(re.findall(r"\d+", clerk.text("queue-appeals"))[0]) >= 3
    assert clerk.looks("work", "work") == []

    clerk.press("j")
    assert clerk.page.evaluate("document.activeElement.matches('[data-row]')")
    clerk.press("?")
    assert "The next one" in clerk.text("dialog")
    clerk.press("Escape")
    clerk.tap("queue-proposals")
    clerk.page.wait_for_url("**/console.html#/work?queue=proposals")
    clerk.page.wait_for_function(_ONLY_PROPOSALS)
    before = clerk.page.locator("[data-row]").count()
    assert before >= len(COUNTIES)
    at = next(at for at, text in enumerate(rows.all_inner_texts()) if "Rating of a region" in text)
    clerk.press("j", "j", "k", *"j" * at, "Enter")
    clerk.see("proposal")
    sentence = clerk.text("sentence")
    assert sentence.startswith("To be decided: rate ")
    assert "high risk" in sentence
    clerk.page.go_back()
    clerk.see("work")
    assert clerk.page.url.endswith("#/work?queue=proposals")
    clerk.page.wait_for_function(_ONLY_PROPOSALS)
    clerk.press(*"j" * (at + 1), "a")
    clerk.see("proposal")
    assert clerk.page.evaluate("document.activeElement.dataset.test") == "approve"
    clerk.press("Enter")
    assert "in force" in clerk.text("done")
    clerk.tap("to-work-list")
    clerk.tap("queue-proposals")
    clerk.page.wait_for_function(f"document.querySelectorAll('[data-row]').length === {before - 1}")
    assert clerk.complaints == []


def test_nothing_waits_for_an_auditor_and_a_login_that_ended_is_told(
    browser: Browser, deployed: Deployed, waiting: None
) -> None:
    clerk = Clerk(browser, deployed, "auditor").enter("work?region=63")
    clerk.see("summary")
    assert clerk.page.url.endswith("#/work?region=63")
    clerk.see("empty")
    assert clerk.looked_at("console-work-empty") == []
    clerk.page.evaluate("localStorage.clear()")
    clerk.page.reload()
    clerk.see("ended")
    assert clerk.page.url.endswith("#/login")
    assert clerk.looked_at("console-ended") == []


def test_a_screen_of_another_role_is_not_in_the_menu_and_says_so_by_address(
    browser: Browser, deployed: Deployed
) -> None:
    clerk = Clerk(browser, deployed, "exchange").enter("ratings")
    clerk.see("not-yours")
    assert clerk.page.locator(found("to-ratings")).count() == 0
    assert clerk.looked_at("console-not-yours") == []


def test_on_a_phone_the_menu_opens_and_the_clock_of_the_office_may_be_wrong(
    browser: Browser, deployed: Deployed, waiting: None
) -> None:
    clerk = Clerk(browser, deployed, "supervisor-2")
    clerk.page.clock.install(time=now() - timedelta(hours=3))
    clerk.page.clock.resume()
    clerk.page.set_viewport_size(PHONE)
    clerk.enter()
    clerk.see("work")
    first = clerk.page.locator("[data-row]").first.inner_text()
    assert "12 h late" in first, first
    clerk.tap("open-menu")
    clerk.page.locator(f"{found('sheet')} {found('to-decide')}").click()
    clerk.see("open-proposal")
    assert clerk.looked_at("console-proposals-390") == []
