"""Exchange: how it goes with partners, what one of them did not acknowledge, sent again; yesterday compared."""

import json
import time
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.desk import Clerk, asked
from tests.browser.page import PHONE
from tests.browser.town import Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
PARTNER = "340000"
_SECONDS = 180
"""Of which a job that is ended half way may take one minute (chalicelib/features/reports/reports_job.py)."""


def behave(stage: Deployed, mode: str) -> None:
    body = json.dumps({"partner": PARTNER, "mode": mode, "seconds": 1}).encode()
    url = f"{stage.content['counterpart']}/behaviour"
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert answer.status == 200


def run_until(stage: Deployed, by: Staff, holds: Any) -> None:
    """The job every second, until what is under way to the partner is so."""
    end, done = time.monotonic() + _SECONDS, None
    while not holds(items := asked(by, stage, "GET", f"/v1/exchange/partners/{PARTNER}/unacknowledged")["items"]):
        assert time.monotonic() < end, (items, done)
        done = stage.run_job("reports", now())
        time.sleep(1)


def _as_different(route: Route) -> None:
    """The API's own answer about a day, with a path in which both sides differ."""
    found = route.fetch().json()
    path = {"path": "trip-declarations", "messages": 3, "records": 41, "hash": "a" * 64}
    lists = {"missing_there": ["0f3c9a51d2e84b7790aa"], "unknown_here": ["77b1e0c4a9d35f62c118"], "uneven": []}
    told = {"equal": False, "ours": [*found["ours"], path]} | lists
    route.fulfill(
        body=json.dumps(found | told | {"theirs": [*found["theirs"], path | {"records": 40, "hash": "b" * 64}]})
    )


@pytest.fixture
def under_way(deployed: Deployed) -> Any:
    """Somebody's declarations that the partner does not acknowledge, because its answers are signed wrongly."""
    behave(deployed, "wrong_signature")
    by = Staff(deployed, "supervisor-country")
    Townsman(deployed)
    run_until(deployed, by, lambda items: any(each["fault"] for each in items))
    yield by
    behave(deployed, "normal")


def test_a_partner_that_does_not_answer_is_seen_and_sent_to_again(
    browser: Browser, deployed: Deployed, under_way: Staff
) -> None:
    clerk = Clerk(browser, deployed, "exchange").enter("exchange")
    assert clerk.text(f"state-{PARTNER}") == "Does not answer"
    assert clerk.text("state-credit") == "Well"
    assert clerk.looks("exchange-partners", f"state-{PARTNER}") == []
    clerk.page.locator(f'[data-test="open-partner"][href$="={PARTNER}"]').click()
    assert "signature" in clerk.text("why")
    clerk.see("under-way")
    assert clerk.looks("exchange-partner", "resend") == []
    clerk.tap("resend")
    assert clerk.page.locator('[data-test="input-reason"]').get_attribute("aria-invalid") == "true"
    assert clerk.looks("exchange-no-reason", "input-reason") == []
    behave(deployed, "normal")
    clerk.type("input-reason", "they are back, as their office says")
    clerk.tap("resend")
    assert "within a minute" in clerk.text("resent")
    run_until(deployed, under_way, lambda items: not items)
    clerk.page.reload()
    clerk.see("nothing-open")
    assert clerk.text("word") == "Well"
    assert clerk.looks("exchange-well", "nothing-open") == []
    assert clerk.complaints == []


def test_yesterday_compared_is_read_with_what_differs(browser: Browser, deployed: Deployed) -> None:
    deployed.run_job("reports", now())
    clerk = Clerk(browser, deployed, "supervisor-country-2").enter(f"exchange?partner={PARTNER}")
    assert clerk.text("compared-word") == "Both sides have the same."
    clerk.page.route("**/reconciliation*", _as_different)
    clerk.page.reload()
    assert "0f3c9a51d2e84b7790aa" in clerk.text("list-missing_there")
    assert clerk.looks("exchange-differs", "list-missing_there") == []
    clerk.go("exchange?show=new", "input-agreement")
    clerk.type("input-agreement", "no agreement")
    clerk.tap("propose")
    assert clerk.looks("exchange-new", "input-agreement") == []
    clerk.page.set_viewport_size(PHONE)
    assert clerk.fits()
    assert clerk.complaints == []
