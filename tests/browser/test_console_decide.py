"""Decide: one layout for every proposal, over exactly what was shown, on a desk, on a phone and on paper."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Route
from pypdfium2 import PdfDocument

from tests.browser.desk import Clerk, asked
from tests.browser.page import DESK, PHONE, found
from tests.browser.town import Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


@pytest.fixture(scope="module")
def epidemiologist(deployed: Deployed) -> Staff:
    return Staff(deployed, "epidemiologist")


def a_case(stage: Deployed, by: Staff, number: str) -> dict[str, Any]:
    """A proposal to record somebody as a case."""
    on, document = now().date().isoformat(), {"type": "id_card", "number": number}
    body = {"kind": "confirmed", "on": on, "region": "630102", "person": {"document": document}, "note": "two samples"}
    return asked(by, stage, "POST", "/v1/cases", body)


def test_a_case_is_read_in_both_languages_printed_and_approved_once_though_the_network_died(
    browser: Browser, deployed: Deployed, epidemiologist: Staff
) -> None:
    proposal = a_case(deployed, epidemiologist, Townsman(deployed).document)
    clerk = Clerk(browser, deployed, "epidemiologist-2").enter(f"decide/{proposal['id']}")
    clerk.see("proposal")
    assert "confirmed, open" in clerk.text("sentence")
    assert "1 person touched, 1 turn red" in clerk.text("effect")
    assert clerk.looks("decide", "proposal") == []
    _fits_one_sheet(clerk, proposal["subject"])

    sent: list[str] = []

    def cut(route: Route) -> None:
        """The first answer is lost: the API has it, the page does not know."""
        sent.append(route.request.headers["idempotency-key"])
        if len(sent) == 1:
            route.fetch()
            return route.abort()
        return route.continue_()

    clerk.page.route("**/approval", cut)
    clerk.tap("approve")
    assert "in force" in clerk.text("done")
    assert len(set(sent)) == 1
    assert len(sent) > 1
    assert clerk.complaints == []


def _fits_one_sheet(clerk: Clerk, reference: str) -> None:
    sheets = PdfDocument(clerk.page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1
    text = sheets[0].get_textpage().get_text_range()
    assert reference in "".join(text.split())
    assert "Approve" not in text


def test_ones_own_waits_for_somebody_else_and_what_changed_meanwhile_is_told(
    browser: Browser, deployed: Deployed, epidemiologist: Staff
) -> None:
    proposal = a_case(deployed, epidemiologist, Townsman(deployed).document)
    own = Clerk(browser, deployed, "epidemiologist").enter(f"decide/{proposal['id']}")
    own.see("why-not")
    assert own.page.locator(found("approve")).count() == 0
    assert own.looked_at("console-decide-own") == []
    other = Clerk(browser, deployed, "epidemiologist-3").enter(f"decide/{proposal['id']}")
    other.see("approve")
    own.type("input-reason", "the sample was somebody else's")
    own.tap("withdraw")
    assert "Taken back" in own.text("done")
    other.tap("approve")
    assert "Taken back" in other.text("changed")
    assert other.page.locator(found("approve")).count() == 0
    assert other.looked_at("console-decide-changed") == []
    other.tap("changed-seen")
    assert other.text("status") == "Taken back"
    assert [*own.complaints, *other.complaints] == []


def test_a_name_is_opened_by_a_reason_alone_and_a_phone_can_refuse(
    browser: Browser, deployed: Deployed, epidemiologist: Staff
) -> None:
    person = Townsman(deployed)
    order = {"ground": "quarantine_order", "document_ref": "青防指〔2020〕7号", "reason": "order of the county"}
    body = order | {"colour": "yellow", "days": 14, "checkins": 14}
    proposal = asked(epidemiologist, deployed, "POST", f"/v1/people/{person.id}/designations", body)
    clerk = Clerk(browser, deployed, "supervisor").enter(f"decide/{proposal['id']}")
    assert person.document not in clerk.page.content()
    clerk.tap("reveal")
    clerk.see("dialog")
    assert clerk.looked_at("console-reveal") == []
    clerk.tap("reason-deciding")
    assert person.document in clerk.text("revealed")
    looks = person.right("GET", f"/v1/me/lookers?person_id={person.id}")["items"]
    assert len(looks) == 1
    clerk.page.evaluate("location.hash = '#/work'")
    clerk.see("summary")
    assert person.document not in clerk.page.content()
    clerk.page.go_back()
    clerk.see("proposal")
    clerk.turn_to(PHONE, "zh-CN")
    clerk.tap("refuse")
    clerk.see("fault-reason")
    assert clerk.looked_at("console-decide-fault-390") == []
    clerk.type("input-reason", "文号不对")
    clerk.tap("refuse")
    clerk.see("done")
    assert clerk.text("status") == "未同意"
    clerk.turn_to(DESK, "en")
    clerk.page.evaluate("location.hash = '#/decide'")
    clerk.see("menu")
    assert clerk.complaints == []
