"""The audit in front of an auditor: an alarm about staff, what they did, pairs, chains, and the alarm's end."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from chalicelib.config import OPENED_AT_ONCE, OPENED_WITHIN
from chalicelib.desk.openings import OpenedRecord
from chalicelib.instants import stamp
from tests.browser.desk import Clerk, asked
from tests.browser.page import found
from tests.browser.town import Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def test_who_opened_sixty_people_is_an_alarm_that_an_auditor_closes(browser: Browser, deployed: Deployed) -> None:
    """Check 16: the sixtieth is opened through the API, those before it stand as it wrote them."""
    reviewer, person = Staff(deployed, "reviewer"), Townsman(deployed)
    deployed.client.run_job("heads", now())
    _opened_before(deployed, _account_of(deployed, "reviewer"), OPENED_AT_ONCE - 1)
    asked(reviewer, deployed, "GET", f"/v1/people/{person.id}/header")
    clerk = Clerk(browser, deployed, "auditor").enter("audit")
    assert f"reviewer opened {OPENED_AT_ONCE} people" in clerk.text("alarm-words")
    assert clerk.looks("audit-alarms", "alarm-words") == []
    clerk.tap("alarm-looks")
    clerk.see("about-subject")
    assert "Opened a person" in clerk.text("table")
    assert clerk.looks("audit-entries", "table") == []
    clerk.page.get_by_role("button", name=person.id).click()
    clerk.page.wait_for_url(f"**subject={person.id}*")
    clerk.see("by-actor")
    clerk.go("audit?show=pairs", "tab-pairs")
    clerk.page.locator(f"{found('pair')}, {found('empty')}").first.wait_for()
    assert clerk.looks("audit-pairs", "tab-pairs") == []
    clerk.go("audit?show=chains", "verify")
    clerk.tap("verify")
    assert "chains hold" in clerk.text("verified")
    assert "Each chain passes through the head that was signed" in clerk.text("published")
    assert clerk.looks("audit-chains", "verified") == []
    clerk.go("audit", "alarm")
    clerk.type("input-finding", "a list of a whole street, seen with their office")
    clerk.tap("close-alarm")
    clerk.see("alarm-closed")
    assert clerk.complaints == []


def _account_of(stage: Deployed, login: str) -> str:
    staff = asked(Staff(stage, "supervisor-country-2"), stage, "GET", "/v1/staff?limit=100")["items"]
    return str(next(each["id"] for each in staff if each["login"] == login))


def _opened_before(stage: Deployed, account: str, people: int) -> None:
    """So many others whom an account opened in the last minutes, as their records stand."""
    at, home = now() - OPENED_WITHIN / 2, stage.running.home
    for number in range(people):
        record = OpenedRecord(f"OPENED#{account}", f"{stamp(at + timedelta(seconds=number))}#person-{number}")
        home.client("dynamodb").put_item(TableName=home.settings()["OPERATIONS_TABLE"], Item=record.serialize())
