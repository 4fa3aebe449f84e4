"""Ratings: a county is rated in front of the page and found in the list. Campaigns: their list opens."""

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Clerk, asked
from tests.browser.town import Staff
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
COUNTY = "632724"


def test_a_county_is_rated_in_front_of_the_page_and_campaigns_have_their_list(
    browser: Browser, deployed: Deployed
) -> None:
    clerk = Clerk(browser, deployed, "epidemiologist-country").enter(f"ratings/{COUNTY}")
    clerk.see("strip")
    clerk.tap("preview")
    assert "people touched" in clerk.text("touches")
    clerk.type("input-reason", "five cases in three days")
    assert clerk.looks("ratings-county", "touches") == []
    clerk.tap("propose")
    clerk.see("made-link")
    assert clerk.see("input-reason").input_value() == ""
    assert "proposed by you, needs a second person" in clerk.text("pending")
    clerk.type("input-reason", "once more")
    clerk.tap("propose")
    clerk.see("open-already")
    assert clerk.looks("ratings-pending", "pending") == []
    clerk.tap("made-link")
    clerk.see("why-not")
    proposal = clerk.page.url.rpartition("/")[2]
    second = Staff(deployed, "epidemiologist-country-2")
    shown = asked(second, deployed, "GET", f"/v1/proposals/{proposal}")
    decision = {"version": shown["version"], "content_hash": shown["content_hash"], "decision": "approve"}
    asked(second, deployed, "POST", f"/v1/proposals/{proposal}/approval", decision)
    clerk.page.evaluate("location.hash = '#/ratings'")
    clerk.see("open-region")
    assert clerk.looks("ratings", "open-region") == []
    clerk.type("input-county", "chengdong")
    clerk.tap("option-630102")
    clerk.see("level")
    assert clerk.page.url.endswith("#/ratings/630102")
    clerk.page.evaluate("location.hash = '#/campaigns?show=ended'")
    clerk.see("tab-ended")
    assert clerk.looks("campaigns", "tab-ended") == []
    assert clerk.complaints == []
