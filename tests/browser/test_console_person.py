"""A person: found by the full document, opened with a reason, seen as of a past day, acted on."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from chalicelib.config import POLICY_ZONE
from tests.browser.desk import Clerk, asked
from tests.browser.page import found
from tests.browser.town import Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
AGO = timedelta(days=9)


def test_a_person_is_found_revealed_corrected_and_seen_as_of_the_day_before_the_correction(
    browser: Browser, deployed: Deployed
) -> None:
    then = now() - AGO
    person = Townsman(deployed, then)
    person.declare(then + timedelta(minutes=1), temperature=38.6)
    clerk = Clerk(browser, deployed, "epidemiologist").enter("person")
    clerk.see("search")
    assert clerk.looks("person-search", "search") == []
    clerk.type("input-document.number", person.document)
    clerk.tap("search")
    clerk.see("timeline")
    assert clerk.page.url.endswith(f"#/person/{person.id}")
    assert person.document not in clerk.page.content()
    assert clerk.looks("person", "timeline") == []
    _revealed_once(clerk, deployed, person)

    clerk.tap("kind-declarations")
    clerk.page.wait_for_url("**kind=declarations")
    clerk.page.wait_for_function(f"!document.querySelector('{found('entry-holds')}')")
    clerk.tap("annul")
    clerk.type("input-temperature", "36.8")
    clerk.tap("send-act")
    assert "Say why" in clerk.text("fault-reason")
    assert clerk.looked_at("console-person-annul") == []
    clerk.type("input-reason", "a digit was misread")
    clerk.tap("send-act")
    assert "Annulled" in clerk.text("outcome")
    clerk.see("input-at").fill(then.astimezone(POLICY_ZONE).date().isoformat())
    clerk.page.keyboard.press("Tab")
    past = clerk.see("past-domestic")
    assert past.locator("[data-colour]").all_inner_texts()[-1] == "Green", "by what is known now"
    assert past.locator("[data-colour]").all_inner_texts()[0] != "Green", "as it was then"
    assert "corrected" in clerk.text("corrected").lower()
    assert clerk.page.locator(found("past-hold")).count() == 1
    assert "at=" in clerk.page.url
    assert clerk.looks("person-as-of", "past") == []
    assert clerk.complaints == []


def _revealed_once(clerk: Clerk, deployed: Deployed, person: Townsman) -> None:
    """No name without a reason; with one, one entry for the auditor and one look for the person."""
    path = f"/v1/people/{person.id}/reveals"
    staff = Staff(deployed, "supervisor")
    assert deployed.invoke_api("POST", path, {}, headers=staff.headers(), at=now()).status == 400
    clerk.tap("reveal")
    clerk.tap("reason-identity")
    assert person.document in clerk.text("revealed")
    query = f"/v1/audit?subject={person.id}&action=person.revealed"
    entries = asked(Staff(deployed, "auditor"), deployed, "GET", query)["items"]
    assert [each["reason"] for each in entries] == ["identity"]
    looks = person.right("GET", f"/v1/me/lookers?person_id={person.id}&limit=50")["items"]
    assert [each["kind"] for each in looks].count("person.revealed") == 1


def test_another_region_learns_whom_to_ask_and_nothing_else(browser: Browser, deployed: Deployed) -> None:
    person = Townsman(deployed)
    clerk = Clerk(browser, deployed, "epidemiologist-anhui").enter(f"person/{person.id}")
    assert "Nobody of your region" in clerk.text("no-person")
    clerk.go("person", "search")
    clerk.type("input-document.number", person.document)
    clerk.type("input-phone_last4", "1234")
    clerk.tap("search")
    said = clerk.text("found")
    assert "Another region" in said
    assert "Please ask" in said
    assert clerk.page.locator(found("open-person")).count() == 0
    assert clerk.looked_at("console-person-outside") == []
    assert clerk.complaints == []


def test_a_designation_is_proposed_and_waits_for_a_supervisor(browser: Browser, deployed: Deployed) -> None:
    person = Townsman(deployed)
    clerk = Clerk(browser, deployed, "epidemiologist-3").enter(f"person/{person.id}")
    clerk.tap("act-designation")
    clerk.type("input-document_ref", "青防指〔2020〕9号")
    clerk.type("input-days", "40")
    clerk.type("input-reason", "order of the county")
    clerk.tap("send-act")
    assert "From 1 to 28" in clerk.text("fault-days")
    assert clerk.looks("person-designation", "send-act") == []
    clerk.type("input-days", "14")
    clerk.tap("send-act")
    assert "A supervisor decides" in clerk.text("outcome")
    clerk.tap("see-proposal")
    assert "somebody else" in clerk.text("why-not")
    assert clerk.complaints == []
