"""A case: an epidemiologist who is new to it enters one, traces it, and makes a contact list of it."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Clerk, asked
from tests.browser.page import found
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
HOUR = timedelta(hours=1)


def stayed(deployed: Deployed, place: Place, came: datetime, minutes: int) -> Townsman:
    """Somebody who was at the place from then on, so many minutes."""
    person = Townsman(deployed, came - timedelta(minutes=2))
    body = {"person_id": person.id, "venue_code": place.code()}
    for direction, at in (("in", came), ("out", came + timedelta(minutes=minutes))):
        person.right("POST", "/v1/visits", body | {"direction": direction}, at=at)
    return person


def agree(deployed: Deployed, proposal_id: str) -> dict[str, str]:
    """The colleague's decision over what they saw."""
    colleague = Staff(deployed, "epidemiologist-2")
    shown = asked(colleague, deployed, "GET", f"/v1/proposals/{proposal_id}")
    decision = {"version": shown["version"], "content_hash": shown["content_hash"], "decision": "approve"}
    asked(colleague, deployed, "POST", f"/v1/proposals/{proposal_id}/approval", decision | {"reason": "seen"})
    return shown


def test_somebody_new_enters_a_case_and_proposes_its_contacts_as_one_list(
    browser: Browser, deployed: Deployed, place: Place
) -> None:
    came = now() - 3 * HOUR
    sick = stayed(deployed, place, came, 90)
    near = [stayed(deployed, place, came, minutes) for minutes in (80, 60, 30)]
    clerk = Clerk(browser, deployed, "epidemiologist").enter()
    clerk.tap("to-case")
    clerk.tap("new-case")
    clerk.tap("propose-case")
    clerk.see("fault-person.document.number")
    assert clerk.looks("case-new", "error-summary") == []
    clerk.type("input-person.document.number", sick.document)
    clerk.type("input-region", "chengdong")
    clerk.tap("option-630102")
    clerk.type("input-note", "nucleic acid test of today")
    clerk.tap("propose-case")
    assert "Another epidemiologist decides" in clerk.text("made")
    proposal_id = str(clerk.see("see-proposal").get_attribute("href")).rpartition("/")[2]
    case_id = agree(deployed, proposal_id)["subject"]
    _lists_its_contacts(clerk, deployed, case_id, near)
    assert sick.document not in clerk.page.content()
    _excluded(clerk)
    assert clerk.complaints == []


def _lists_its_contacts(clerk: Clerk, deployed: Deployed, case_id: str, near: list[Townsman]) -> None:
    """From the list of cases to a proposal about exactly the two who were there longest."""
    clerk.go("case", "open-case")
    assert clerk.looks("case-list", "open-case") == []
    clerk.page.locator(f'a[href="#/case/{case_id}"]').click()
    clerk.see("table-row")
    assert clerk.page.locator(found("table-row")).count() == len(near)
    clerk.see("input-minutes").fill("45")
    clerk.page.keyboard.press("Tab")
    clerk.page.wait_for_url("**minutes=45")
    assert clerk.page.locator(found("table-row")).count() == 2
    clerk.choose("pick-shown")
    assert clerk.text("propose-list") == "Propose these 2 as close contacts"
    clerk.tap("propose-list")
    clerk.see("fault-reason")
    assert clerk.looks("case", "table-row") == []
    clerk.choose("pick-shown")
    clerk.type("input-reason", "at one table")
    clerk.tap("propose-list")
    assert "2 people are proposed" in clerk.text("made-list")
    listed = str(clerk.see("see-proposal").get_attribute("href")).rpartition("/")[2]
    people = asked(Staff(deployed, "epidemiologist-3"), deployed, "GET", f"/v1/proposals/{listed}/people")["items"]
    assert {each["person_id"] for each in people} == {each.id for each in near[:2]}
    clerk.choose("with-known")
    assert "Proposed" in clerk.text("table")


def _excluded(clerk: Clerk) -> None:
    """Where it was, and a correction with its copies."""
    clerk.tap("tab-venues")
    clerk.see("open-venue")
    assert clerk.looks("case-venues", "open-venue") == []
    clerk.tap("change-exclude")
    clerk.type("input-reason", "the sample was somebody else's")
    assert clerk.looked_at("console-case-exclude") == []
    clerk.tap("send-change")
    assert "in force" in clerk.text("made")
    clerk.page.locator(found("status")).filter(has_text="Excluded").wait_for()
    clerk.tap("tab-corrections")
    assert "Corrected" in clerk.text("copy-state")
    assert clerk.looks("case-corrections", "copies") == []


def test_a_declared_contact_is_refuted_with_a_reason(browser: Browser, deployed: Deployed) -> None:
    person = Townsman(deployed)
    person.declare(contact={"kind": "confirmed", "on": now().date().isoformat()})
    clerk = Clerk(browser, deployed, "epidemiologist-2").enter("declared")
    clerk.tap("open-declared")
    clerk.tap("refute")
    clerk.see("fault-reason")
    assert clerk.looks("declared", "refute") == []
    clerk.type("input-reason", "they were never near")
    clerk.tap("refute")
    assert "Refuted" in clerk.text("made")
    assert person.right("GET", f"/v1/people/{person.id}/code")["colour"] == "green"
    assert clerk.complaints == []
