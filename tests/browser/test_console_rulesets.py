"""Rule sets: drafted as a form beside what governs, tried on everybody, approved with who gets worse ticked."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Clerk
from tests.browser.page import found
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def test_a_draft_is_changed_tried_and_proposed_and_is_not_a_reviewers(browser: Browser, deployed: Deployed) -> None:
    clerk = Clerk(browser, deployed, "supervisor-country").enter("rulesets")
    clerk.see("governs")
    clerk.tap("new-draft")
    clerk.type("input-version", "desk-trial")
    clerk.type("input-effective", f"{now() + timedelta(days=30):%Y-%m-%dT%H:%M}")
    clerk.tap("draft")
    clerk.see("row-contact.close")
    days = clerk.see("days-contact.close-0")
    days.fill("many")
    days.press("Tab")
    clerk.tap("save")
    clerk.see("fault-rules.contact.close")
    clerk.see("days-contact.close-0").fill("10")
    clerk.page.keyboard.press("Tab")
    clerk.tap("save")
    clerk.page.locator(found("differences")).filter(has_text="red 10 days").wait_for()
    assert clerk.looks("rulesets-content", "row-contact.close") == []
    clerk.tap("tab-simulation")
    clerk.tap("simulate")
    clerk.see("simulated", timeout=150_000)
    assert clerk.looks("rulesets-simulation", "matrix-domestic") == []
    if clerk.page.locator(found("worse")).count():
        clerk.tap("approve")
        clerk.see("fault-worse")
        clerk.choose("worse")
    clerk.tap("approve")
    clerk.see("to-decide")
    clerk.go("rulesets", "open-desk-trial")
    assert clerk.looks("rulesets", "open-desk-trial") == []
    reviewer = Clerk(browser, deployed, "reviewer").enter("rulesets")
    reviewer.see("not-yours")
    assert reviewer.page.locator(found("to-rulesets")).count() == 0
    answer = deployed.invoke_api("GET", "/v1/rulesets", headers=Staff(deployed, "reviewer").headers(), at=now())
    assert answer.status == 403
    assert [*clerk.complaints, *reviewer.complaints] == []
