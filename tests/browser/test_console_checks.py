"""Checks over several screens: two hands on one thing, grey, large and small, a wrong clock, a list as a file."""

import csv
import io
import subprocess
import urllib.request
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from chalicelib.config import POLICY_ZONE
from chalicelib.scoring.days import policy_day
from tests.browser.desk import Clerk, asked
from tests.browser.page import DESK, PHONE, found
from tests.browser.town import Staff, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")
WEB = Path(__file__).resolve().parents[2] / "web"
ZOOMED = {"width": 640, "height": 400}
"""As many points as a desk has at twice the size."""
COUNTY = "632725"


@pytest.fixture(scope="module")
def first(deployed: Deployed) -> Staff:
    return Staff(deployed, "epidemiologist")


def a_case(stage: Deployed, by: Staff) -> dict[str, Any]:
    document = {"type": "id_card", "number": Townsman(stage).document}
    told = {"kind": "confirmed", "on": now().date().isoformat(), "region": "630102", "note": "two samples"}
    return asked(by, stage, "POST", "/v1/cases", told | {"person": {"document": document}})


def decision(stage: Deployed, by: Staff, proposal_id: str) -> Any:
    shown = asked(by, stage, "GET", f"/v1/proposals/{proposal_id}")
    body = {"version": shown["version"], "content_hash": shown["content_hash"], "decision": "approve"}
    path = f"/v1/proposals/{proposal_id}/approval"
    return stage.invoke_api("POST", path, body, headers=by.headers(), at=now())


@pytest.fixture(scope="module")
def campaign(deployed: Deployed) -> str:
    """The id of a campaign: two epidemiologists put a rating in force."""
    proposer, second = (Staff(deployed, f"epidemiologist-country{each}") for each in ("", "-2"))
    rating = {"level": "medium", "from": now().date().isoformat(), "reason": "five cases in three days"}
    proposal = asked(proposer, deployed, "PUT", f"/v1/regions/{COUNTY}/risk", rating)
    assert decision(deployed, second, proposal["id"]).status == 200
    return str(proposal["id"])


def test_nobody_approves_their_own_and_who_was_quicker_is_named(
    browser: Browser, deployed: Deployed, first: Staff
) -> None:
    """Checks 2 and 3; printed, the decision of the other fits one sheet with its entry of the audit."""
    proposal = a_case(deployed, first)
    refused = decision(deployed, first, proposal["id"])
    assert (refused.status, refused.json()["code"]) == (403, "same_person")
    clerk = Clerk(browser, deployed, "epidemiologist-3").enter(f"decide/{proposal['id']}")
    clerk.see("approve")
    assert "green" in clerk.text("touched-row").lower()
    assert "red" in clerk.text("touched-row").lower()
    assert decision(deployed, Staff(deployed, "epidemiologist-2"), proposal["id"]).status == 200
    clerk.tap("approve")
    assert "Changed by epidemiologist-2" in clerk.text("changed")
    assert clerk.page.locator(found("approve")).count() == 0
    clerk.tap("changed-seen")
    assert "epidemiologist-2" in clerk.text("decided")
    entry = clerk.text("audit-ref")
    assert "shard" in entry
    sheets = PdfDocument(clerk.page.pdf(format="A4", prefer_css_page_size=True))
    assert len(sheets) == 1
    printed = "".join(sheets[0].get_textpage().get_text_range().split())
    assert "".join(entry.split()) in printed
    assert clerk.complaints == []


def test_two_supervisors_stand_with_the_campaign_that_they_paused_and_resumed(
    browser: Browser, deployed: Deployed, campaign: str
) -> None:
    """Check 15."""
    one = Clerk(browser, deployed, "supervisor").enter(f"campaigns/{campaign}")
    one.tap("pause")
    assert "by supervisor" in one.text("paused-by")
    other = Clerk(browser, deployed, "supervisor-2").enter(f"campaigns/{campaign}")
    other.tap("resume")
    assert "by supervisor-2" in other.text("resumed-by")
    assert other.text("paused-by").endswith("by supervisor")
    auditor = Staff(deployed, "auditor")
    entries = asked(auditor, deployed, "GET", f"/v1/audit?subject={campaign}")["items"]
    assert {"campaign.pause", "campaign.resume"} <= {each["action"] for each in entries}
    assert other.looks("campaign-hands", "resumed-by") == []
    assert [*one.complaints, *other.complaints] == []


SCREENS = {
    "work": "summary",
    "decide": "open-proposal",
    "ratings": "open-region",
    f"ratings/{COUNTY}": "history-row",
    "campaigns?show=ended": "tab-ended",
}


def test_in_grey_and_at_twice_the_size_everything_is_still_told(
    browser: Browser, deployed: Deployed, first: Staff, campaign: str
) -> None:
    """Checks 12 and 13: whatever has a colour has words, and nothing scrolls sideways but tables."""
    proposal = a_case(deployed, first)
    clerk = Clerk(browser, deployed, "epidemiologist-country").enter()
    clerk.context.new_cdp_session(clerk.page).send("Emulation.setEmulatedVisionDeficiency", {"type": "achromatopsia"})
    for screen, mark in (SCREENS | {f"decide/{proposal['id']}": "touched-row"}).items():
        name = f"console-grey-{screen.partition('?')[0].partition('/')[0]}-{mark}"
        clerk.page.set_viewport_size(DESK)
        clerk.go(screen, mark)
        assert clerk.looked_at(name) == []
        assert clerk.page.evaluate(_COLOUR_ALONE) == [], screen
        for size in (ZOOMED, PHONE):
            clerk.page.set_viewport_size(size)
            clerk.see(mark)
            assert clerk.fits(), (screen, size)
            clerk.shot(f"{name}-{size['width']}")
    assert clerk.complaints == []


_COLOUR_ALONE = """() => [...document.querySelectorAll('main *')].filter((each) => {
  const tinted = (value) => {
    const parts = (value.match(/[\\d.]+/g) ?? []).map(Number)
    const [red, green, blue, alpha = 1] = parts
    return parts.length > 2 && alpha > 0.2 && Math.max(red, green, blue) - Math.min(red, green, blue) > 90
  }
  if (!tinted(getComputedStyle(each).backgroundColor) || !each.getBoundingClientRect().width) return false
  const around = each.closest('[data-test], td, li, button, a, p, label') ?? each
  return !around.textContent.trim()
}).map((each) => each.outerHTML.slice(0, 120))"""
"""What has a background of a colour, and no words on it or around it."""


def test_the_office_computers_clock_may_be_an_hour_wrong(browser: Browser, deployed: Deployed, first: Staff) -> None:
    """Check 14: until when is counted by the API's clock."""
    proposal = a_case(deployed, first)
    clerk = Clerk(browser, deployed, "epidemiologist-2")
    clerk.page.clock.install(time=now() + timedelta(hours=1))
    clerk.page.clock.resume()
    clerk.enter(f"decide/{proposal['id']}")
    clerk.see("approve")
    left = datetime.fromisoformat(proposal["expires_at"]) - now()
    hours = int(left.total_seconds()) // 3600
    head = clerk.see("proposal").locator(".due").first.inner_text()
    assert any(f"{each} h" in head for each in (hours, hours + 1)) or "d" in head, head
    assert f"{hours - 1} h" not in head, head
    assert clerk.complaints == []


def test_a_list_is_saved_as_a_file_with_as_many_rows_as_it_has(
    browser: Browser, deployed: Deployed, campaign: str
) -> None:
    clerk = Clerk(browser, deployed, "epidemiologist-country").enter("ratings")
    clerk.see("open-region")
    clerk.tap("export")
    link = clerk.see("export-link", timeout=60_000)
    with urllib.request.urlopen(link.get_attribute("href"), timeout=10) as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode("utf-8-sig"))))
    staff = Staff(deployed, "epidemiologist-country-2")
    listed = asked(staff, deployed, "GET", f"/v1/ratings?on={policy_day(now(), POLICY_ZONE).isoformat()}&limit=100")[
        "items"
    ]
    assert [row["id"] for row in rows] == [each["id"] for each in listed]
    assert f"Save {len(rows)} row" in clerk.text("export-link")
    assert clerk.looks("export", "export-link") == []


def test_the_first_load_is_under_its_size(deployed: Deployed) -> None:
    """Check 18: `npm run size` holds the log-in and My work under 200 kB."""
    done = subprocess.run(["npm", "run", "--silent", "size"], cwd=WEB, capture_output=True, text=True, check=False)
    (line,) = [each for each in done.stdout.splitlines() if "first load of the console" in each]
    assert line.startswith("ok"), line
