"""What supervisors and auditors look after: staff, venues, what one hand eased, the breaker, outages, the audit."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from chalicelib.config import POLICY_ZONE
from tests.browser.desk import Clerk, asked
from tests.browser.page import found
from tests.browser.town import Place, Staff, Townsman, a_phone, now
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document
from tests.support.venue_steps import venue_form

pytestmark = pytest.mark.usefixtures("leaving")
ORDER = {"ground": "quarantine_order", "document_ref": "青防指〔2020〕7号", "reason": "order of the county"}


def agree(stage: Deployed, by: Staff, proposal: dict[str, Any]) -> None:
    """Somebody else puts a proposal in force."""
    decision = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": "approve"}
    asked(by, stage, "POST", f"/v1/proposals/{proposal['id']}/approval", decision)


def test_a_supervisor_looks_after_staff_venues_and_what_one_hand_eased(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    manager = Place(deployed, supervisor).manager
    venue = manager.call("POST", "/v1/venues", venue_form(), at=now()).json()
    person, yesterday = Townsman(deployed), (now() - timedelta(days=1)).astimezone(POLICY_ZONE).date().isoformat()
    credit = {"on": yesterday, "reason": "the page did not open"}
    asked(Staff(deployed, "reviewer"), deployed, "POST", f"/v1/people/{person.id}/credits", credit)

    clerk = Clerk(browser, deployed, "supervisor").enter("staff?region=63&approves=designation")
    clerk.page.get_by_text("may approve “Designation” in Qinghai").wait_for()
    logins = clerk.page.locator(found("open-login")).all_inner_texts()
    assert {"supervisor", "supervisor-2", "epidemiologist"} <= set(logins)
    assert "reviewer" not in logins
    assert clerk.looks("staff", "question") == []
    _invites_and_takes_away(clerk, deployed, supervisor)
    _decides_about_a_venue(clerk, str(venue["id"]))
    _looks_at_what_was_eased(clerk, person.document)
    assert clerk.complaints == []


def _invites_and_takes_away(clerk: Clerk, stage: Deployed, second: Staff) -> None:
    clerk.go("staff/new", "send-invitation")
    clerk.tap("send-invitation")
    clerk.see("fault-login")
    assert clerk.looks("staff-new", "fault-login") == []
    clerk.type("input-login", "reviewer-of-the-test")
    clerk.choose("tick-reviewer")
    clerk.type("input-region", "630102")
    clerk.tap("option-630102")
    clerk.type("input-document.number", a_document())
    clerk.type("input-phone", a_phone())
    clerk.type("input-reason", "a new colleague")
    clerk.tap("send-invitation")
    proposal = str(clerk.see("made-link").get_attribute("href")).rpartition("/")[2]
    agree(stage, second, asked(second, stage, "GET", f"/v1/proposals/{proposal}"))
    clerk.go("staff", "open-login")
    clerk.page.reload()
    clerk.see("open-login")
    clerk.page.get_by_role("link", name="reviewer-of-the-test").click()
    clerk.see("effect")
    clerk.choose("tick-auditor")
    assert "second supervisor" in clerk.text("effect")
    assert clerk.looks("staff-login", "effect") == []
    clerk.type("input-reason", "left the office")
    clerk.tap("switch-off")
    assert "Done" in clerk.text("said")
    assert clerk.text("standing") == "Switched off"


def _decides_about_a_venue(clerk: Clerk, venue: str) -> None:
    clerk.go("venues", "open-venue")
    assert clerk.looks("venues", "open-venue") == []
    clerk.go(f"venues/{venue}", "refused")
    clerk.tap("refused")
    clerk.see("fault-reason")
    assert clerk.looks("venue", "fault-reason") == []
    clerk.page.evaluate("document.activeElement.blur()")
    clerk.press("a", "Enter")
    assert "Approved" in clerk.text("done")
    clerk.tap("code-poster")
    clerk.see("qr")
    assert clerk.looked_at("console-venue-code") == []
    clerk.press("Escape")
    clerk.tap("revoke")
    clerk.tap("revoke-yes")
    assert "Ended" in clerk.text("revoked")


def _looks_at_what_was_eased(clerk: Clerk, document: str) -> None:
    clerk.go("outages?show=credits", "to-look")
    assert document not in clerk.page.content()
    assert clerk.looks("credits", "to-look") == []
    clerk.go("eased", "open-eased")
    assert clerk.looks("eased", "open-eased") == []
    clerk.page.get_by_role("link", name="Day credited").first.click()
    clerk.see("eased")
    assert clerk.looked_at("console-eased-look") == []
    clerk.tap("in-order")
    assert "in order" in clerk.text("said")


def test_too_many_are_held_looked_at_and_released_and_an_outage_is_recorded(
    browser: Browser, deployed: Deployed
) -> None:
    clerk = Clerk(browser, deployed, "supervisor-country").enter("breaker?show=numbers")
    second, epidemiologist = Staff(deployed, "supervisor-country-2"), Staff(deployed, "epidemiologist-country")
    _changes_the_numbers(clerk, deployed, second, "1")
    try:
        for person in (Townsman(deployed), Townsman(deployed)):
            body = ORDER | {"colour": "yellow", "days": 14, "checkins": 14}
            proposal = asked(epidemiologist, deployed, "POST", f"/v1/people/{person.id}/designations", body)
            agree(deployed, second, proposal)
        clerk.go("breaker", "open-breaker")
        assert clerk.looks("breaker-open", "open-breaker") == []
        clerk.tap("open-breaker")
        clerk.see("release-what")
        clerk.page.get_by_text("As a table").click()
        assert clerk.page.locator(found("rates")).locator("tbody tr").count() == 48
        assert "Designations" in clerk.text("rates")
        clerk.page.get_by_text("As a table").click()
        assert clerk.looks("breaker", "release-what") == []
        clerk.type("input-reason", "both orders were seen")
        clerk.tap("release")
        assert "to take effect" in clerk.text("released")
    finally:
        _changes_the_numbers(clerk, deployed, second, "200")
    _records_an_outage(clerk)
    clerk.go("exchange", "open-partner")
    assert clerk.looks("exchange", "open-partner") == []
    clerk.go("exchange?partner=340000", "word")
    assert clerk.looks("exchange-partner", "word") == []
    clerk.go("exchange?show=new", "input-agreement")
    assert clerk.looks("exchange-new", "input-agreement") == []
    assert clerk.complaints == []


def _changes_the_numbers(clerk: Clerk, stage: Deployed, second: Staff, held_over: str) -> None:
    clerk.go("breaker?show=numbers", "input-held_over")
    clerk.page.reload()
    clerk.type("input-held_over", held_over)
    if held_over == "1":
        assert clerk.looks("breaker-numbers", "input-held_over") == []
    clerk.type("input-reason", "for the test")
    clerk.tap("propose")
    proposal = str(clerk.see("made-link").get_attribute("href")).rpartition("/")[2]
    agree(stage, second, asked(second, stage, "GET", f"/v1/proposals/{proposal}"))


def _records_an_outage(clerk: Clerk) -> None:
    """A month ago, so that nobody's deadline moves."""
    clerk.go("outages", "record-open")
    clerk.tap("record-open")
    day = (now() - timedelta(days=30)).date().isoformat()
    clerk.type("input-from", f"{day}T10:00")
    clerk.type("input-until", f"{day}T11:30")
    assert "13:30" in clerk.text("effect")
    clerk.type("input-reason", "the gateway was away")
    clerk.tap("record")
    clerk.see("withdraw")
    assert clerk.looks("outages", "withdraw") == []
    clerk.tap("withdraw")
    clerk.see("withdraw-yes")
    clerk.page.get_by_role("dialog").locator(found("input-reason")).fill("another day")
    clerk.tap("withdraw-yes")
    clerk.page.get_by_text("Taken back.", exact=True).wait_for()
