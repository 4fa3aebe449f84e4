"""The page of ratings: what is rated near a resident, in both languages, with and without a network."""

from playwright.sync_api import Browser

from tests.browser.page import PHONE
from tests.browser.residents import with_code
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed

NEAR = "632726"
"""A county of the same province in which no test stays."""


def _rate(stage: Deployed, region: str, level: str) -> None:
    """Two epidemiologists rate a region from today on."""
    one, other = Staff(stage, "epidemiologist"), Staff(stage, "epidemiologist-2")
    today = f"{now():%Y-%m-%d}"
    path, body = f"/v1/regions/{region}/risk", {"level": level, "from": today}
    asked = stage.invoke_api("PUT", path, body, headers=one.headers(), at=now())
    assert asked.status == 201, asked.text
    proposal = asked.json()
    agreed = {name: proposal[name] for name in ("version", "content_hash")} | {"decision": "approve"}
    path = f"/v1/proposals/{proposal['id']}/approval"
    answer = stage.invoke_api("POST", path, agreed, headers=other.headers(), at=now())
    assert answer.status == 200, answer.text


def test_a_resident_sees_what_is_rated_near_home(browser: Browser, deployed: Deployed) -> None:
    _rate(deployed, NEAR, "medium")
    person = with_code(browser, deployed)
    person.tap("open-risk")
    assert "没有评级" in person.text("risk-630102")
    near = person.text("near")
    assert "中风险" in near
    assert "青海省" in near
    wrong = person.looked_at("risk-zh-CN") + person.cut_off()
    person.turn_to(PHONE, "en", large=True)
    assert "Medium risk" in person.text("near")
    wrong += person.looked_at("risk-en-large") + person.cut_off()
    person.network(offline=True)
    person.page.evaluate("location.hash = '#/messages'")
    person.page.get_by_role("heading", name="Inbox").wait_for()
    person.page.evaluate("location.hash = '#/risk'")
    person.page.locator('main [role="alert"] button').wait_for()
    assert "No network. This is how it was at" in person.page.locator('main [role="alert"]').inner_text()
    assert "Medium risk" in person.text("near"), "what was seen last"
    person.shot("risk-offline")
    person.network()
    person.page.locator('main [role="alert"] button').click()
    person.page.locator('main [role="alert"]').wait_for(state="detached")
    assert "Medium risk" in person.text("near")
    assert (wrong, person.complaints) == ([], [])
