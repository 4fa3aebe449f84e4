"""Retention in front of those who answer for it: what is kept, the ledger, canaries, and the end by two."""

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Clerk
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def test_a_supervisor_reads_what_is_kept_and_proposes_the_end(browser: Browser, deployed: Deployed) -> None:
    # The schedule of a stage that was just started has not come yet: it is called as it would be.
    deployed.run_job("retention")
    clerk = Clerk(browser, deployed, "supervisor-country").enter("retention")
    assert "Last finished" in clerk.text("last-run")
    assert clerk.looks("retention", "last-run") == []
    clerk.go("retention?show=runs", "run")
    assert clerk.looks("retention-runs", "run") == []
    clerk.go("retention?show=canaries", "canaries-state")
    assert "None was due" in clerk.text("canaries-state")
    assert clerk.looks("retention-canaries", "canaries-state") == []
    clerk.go("retention?show=sunset", "propose")
    clerk.tap("propose")
    clerk.see("fault-from")
    assert clerk.looks("retention-sunset", "fault-from") == []
    clerk.type("input-from", "2040-01-01")
    clerk.type("input-until", "2040-03-01")
    clerk.type("input-reason", "the emergency is over")
    clerk.tap("propose")
    clerk.tap("made-link")
    clerk.page.wait_for_url("**#/decide/**")
    clerk.page.get_by_text("waits for somebody else").first.wait_for()
    assert clerk.complaints == []
