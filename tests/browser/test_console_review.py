"""The desk's review screens: appeals by keyboard alone, photos, two records side by side, readings, a day's figures."""

import json
import time
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.desk import Clerk, asked
from tests.browser.town import Staff, Townsman, a_phone, now
from tests.comparisons.steps import Someone
from tests.e2e.test_journey import Resident
from tests.support.deployed_stack import Deployed
from tests.support.drawn_photographs import encoded, with_exif
from tests.support.photo_steps import send

pytestmark = pytest.mark.usefixtures("leaving")
COUNTY = "632721"
"""Where no other test has anything waiting."""
LATE = timedelta(hours=60)
TRAVELLER = {
    "entry": "passport",
    "scheme": "international",
    "relation": "self",
    "name": "ANNA ERIKSSON",
    "document": {"type": "passport", "number": "L698902C3", "country": "IT", "expires_on": "2031-04-15"},
    "birth_date": "1984-08-12",
    "sex": "female",
    "nationality": "IT",
    "residence": "IT",
}


def _late_appeal(stage: Deployed) -> None:
    at = now() - LATE
    person = Townsman(stage, at, residence=COUNTY)
    person.declare(at + timedelta(minutes=1), location=COUNTY)
    appeal = {"category": "colour", "text": "我从来没有去过那里。"}
    person.right("POST", f"/v1/people/{person.id}/appeals", appeal, at=at + timedelta(minutes=2))


def _rows(clerk: Clerk, count: int) -> list[str]:
    """What stands in the list of work once it has so many rows."""
    clerk.page.wait_for_function("count => document.querySelectorAll('[data-row]').length === count", arg=count)
    return clerk.page.locator("[data-row]").all_inner_texts()


def _on(clerk: Clerk) -> str:
    return str(clerk.page.evaluate("document.activeElement.dataset.test ?? ''"))


def _tab_to(clerk: Clerk, mark: str) -> None:
    for _ in range(20):
        if _on(clerk) == mark:
            return
        clerk.press("Tab")
    raise AssertionError(f"no way to {mark} by the Tab key")


def _is_on(clerk: Clerk, mark: str) -> None:
    clerk.page.wait_for_function("mark => document.activeElement.dataset.test === mark", arg=mark)


def _write_and_send(clerk: Clerk, outcome: str) -> None:
    """The answer is typed where the keyboard is already, and sent."""
    _is_on(clerk, "input-answer")
    clerk.page.keyboard.type("经核实，已有结果。")
    _tab_to(clerk, "send")
    clerk.press("Enter")
    assert outcome in clerk.text("done")


def test_three_late_appeals_and_a_proposal_are_decided_by_keyboard_alone(browser: Browser, deployed: Deployed) -> None:
    for _ in range(3):
        _late_appeal(deployed)
    rating = {"level": "medium", "from": now().date().isoformat(), "reason": "three cases"}
    asked(Staff(deployed, "epidemiologist"), deployed, "PUT", f"/v1/regions/{COUNTY}/risk", rating)
    clerk = Clerk(browser, deployed, "supervisor").enter(f"work?region={COUNTY}")
    rows = _rows(clerk, 4)
    assert ["Appeal: colour" in row and "late" in row for row in rows] == [True, True, True, False]
    assert "Rating of a region" in rows[3]

    clerk.press("j", "Enter")
    clerk.see("appeal")
    clerk.see("entry-declarations")
    clerk.press("r")
    _write_and_send(clerk, "Rejected")
    _is_on(clerk, "next")
    clerk.press("Enter")
    clerk.page.wait_for_function("document.querySelector('[data-test=appeal]')?.dataset.status === 'open'")
    clerk.press("a")
    _is_on(clerk, "input-answer")
    clerk.see("template-colour.upheld")
    _tab_to(clerk, "template-colour.upheld")
    clerk.press("Enter")
    _tab_to(clerk, "send")
    clerk.press("Enter")
    assert "Upheld" in clerk.text("done")

    clerk.page.go_back()
    clerk.page.go_back()
    assert "Appeal: colour" in _rows(clerk, 2)[0]
    clerk.press("a")
    _write_and_send(clerk, "Upheld")
    clerk.page.go_back()
    _rows(clerk, 1)
    clerk.press("a")
    _is_on(clerk, "approve")
    clerk.press("Enter")
    assert "in force" in clerk.text("done")
    clerk.page.go_back()
    clerk.see("empty")
    assert clerk.complaints == []


def test_an_appeal_is_upheld_and_its_cause_put_right_in_one_go(browser: Browser, deployed: Deployed) -> None:
    person = Townsman(deployed)
    assert person.declare(symptoms=["dry_cough"])["colour"] == "yellow"
    (declared, *_) = person.right("GET", f"/v1/people/{person.id}/declarations")["items"]
    words = {"category": "declaration", "text": "我没有咳嗽，是点错了。", "declaration_id": declared["id"]}
    appeal = person.right("POST", f"/v1/people/{person.id}/appeals", words)
    clerk = Clerk(browser, deployed, "supervisor-2").enter("appeals")
    clerk.see("open-appeal")
    assert clerk.looks("appeals", "open-appeal") == []
    clerk.go(f"appeals/{appeal['id']}", "hold")
    assert person.document not in clerk.page.content()
    clerk.choose("way-uphold")
    clerk.tap("templates-en")
    clerk.tap("template-declaration.upheld")
    clerk.see("input-act").select_option(f"annul {declared['id']}")
    clerk.type("input-because", "The doctor at the fever clinic found no cough.")
    assert clerk.looks("appeal", "doing") == []
    clerk.tap("send")
    assert "Upheld" in clerk.text("done")
    assert "put right" in clerk.text("acted")
    assert clerk.looked_at("console-appeal-done") == []
    assert person.right("GET", f"/v1/people/{person.id}/code")["colour"] == "green"
    (own,) = person.right("GET", f"/v1/people/{person.id}/appeals")["items"]
    assert own["status"] == "upheld"
    assert "put right" in own["reason"]
    assert clerk.complaints == []


def _photo(stage: Deployed, resident: Resident, person_id: str, kind: str, content: bytes) -> None:
    """Sent, and dealt with."""
    path = f"/v1/people/{person_id}/photos"
    form = {"kind": kind, "content_type": "image/jpeg", "size": len(content)}
    sent = resident.call("POST", path, form, at=now())
    assert sent.status == 201, sent.text
    assert send(sent.json()["upload"], content) == 204
    end = time.monotonic() + 90
    while resident.call("GET", path, at=now()).json()["items"][0]["status"] == "awaiting":
        assert time.monotonic() < end, "the upload was not dealt with within 90 seconds"
        time.sleep(0.2)


def _waiting(deployed: Deployed) -> tuple[str, str]:
    """Two photos, two records of one name, a lost phone, a reading about who is yellow already."""
    resident = Resident(deployed, a_phone(), now())
    person = resident.call("POST", "/v1/people", TRAVELLER, at=now())
    assert person.status == 201, person.text
    for kind, content in (("passport", with_exif(6)), ("holding", encoded())):
        _photo(deployed, resident, person.json()["id"], kind, content)
    someone = Someone()
    for form in (someone.card(), someone.passport()):
        answer = Resident(deployed, a_phone(), now()).call("POST", "/v1/people", form, at=now())
        assert answer.status == 201, answer.text
    coughing = Townsman(deployed)
    coughing.declare(symptoms=["fever"])
    reading = {"token": coughing.plain, "temperature": 39.0}
    assert asked(Staff(deployed, "gate"), deployed, "POST", "/v1/codes/verify", reading)["anomaly"]["queued"]
    lost = Townsman(deployed)
    document = {"type": "id_card", "number": lost.document}
    claim = {"document": document, "name": "测试人", "new_phone": a_phone(), "evidence": "手机丢失，附报案回执。"}
    asked_for = deployed.invoke_api("POST", "/v1/login/recoveries", claim | {"residence": "630103"}, at=now())
    assert asked_for.status == 202, asked_for.text
    return coughing.document, lost.document


def _review_photos(clerk: Clerk) -> None:
    clerk.see("open-photo")
    clerk.press("n")
    clerk.see("photo")
    clerk.page.wait_for_function("document.querySelector('[data-test=photo]').naturalWidth > 0")
    assert "L698902C3" in clerk.text("compare")
    assert clerk.page.locator("img").count() == 1
    assert clerk.looks("photo", "compare") == []
    clerk.press("t", "+")
    clerk.page.locator('[data-test="photo"][data-turn="90"][data-zoom="1.5"]').wait_for()
    assert clerk.looked_at("console-photo-turned") == []
    clerk.press("a", "Enter")
    assert "Accepted" in clerk.text("done")
    clerk.press("Enter")
    clerk.page.wait_for_function("document.querySelector('[data-test=status]')?.innerText === 'Waits'")
    clerk.tap("templates-en")
    clerk.tap("template-face")
    clerk.tap("reject")
    assert "Sent back" in clerk.text("done")


def _compare_records(clerk: Clerk) -> None:
    clerk.go("comparisons", "open-comparison")
    clerk.tap("open-comparison")
    clerk.see("side-by-side")
    assert clerk.looks("comparison", "side-by-side") == []
    clerk.type("input-reason", "The same woman, seen with both documents.")
    clerk.tap("same")
    clerk.see("done")


def _judge_reading(clerk: Clerk, document: str) -> None:
    clerk.go("anomalies", "open-anomaly")
    assert document not in clerk.page.content()
    clerk.tap("open-anomaly")
    assert "39.0 °C" in clerk.text("reading")
    clerk.see("entry-readings")
    assert clerk.looks("anomaly", "entry-readings") == []
    clerk.type("input-reason", "Measured three times.")
    clerk.tap("kept")
    assert "stands" in clerk.text("done")


def _refuse_recovery(clerk: Clerk, document: str) -> None:
    clerk.go("recoveries", "open-recovery")
    assert document not in clerk.page.content()
    clerk.tap("open-recovery")
    assert "differs" in clerk.text("pair-residence")
    assert clerk.looks("recovery", "side-by-side") == []
    clerk.type("input-reason", "Lives elsewhere by the record.")
    clerk.tap("refuse")
    assert "Refused" in clerk.text("done")


def test_photos_records_readings_and_recoveries_are_looked_at_and_decided(browser: Browser, deployed: Deployed) -> None:
    coughing, lost = _waiting(deployed)
    clerk = Clerk(browser, deployed, "reviewer").enter("photos")
    _review_photos(clerk)
    _compare_records(clerk)
    _judge_reading(clerk, coughing)
    _refuse_recovery(clerk, lost)
    assert clerk.complaints == []


def _told(url: str) -> dict[str, Any]:
    """A province in numbers large enough to be told, for the eye."""
    until = date.fromisoformat(url.split("until=")[1][:10])
    colours = {"green": 1_234_567, "yellow": 3_412, "red": 456}
    numbers = {"venues": 61, "people": 2_310, "visits": 182_400, "suspect_visits": 113, "checks": 9_214} | {
        "cases": 21,
        "contacts": 84,
        "appeals_decided": 40,
        "appeals_in_48h_percent": 95,
    }
    days = [
        {name: value + 37 * back % 400 for name, value in numbers.items()}
        | {"day": str(until - timedelta(days=back)), "people_so_far": 1_238_435 - 2_000 * back}
        | {"colours": colours | {"yellow": 3_412 - 61 * back, "red": 456 - 9 * back}}
        for back in range(30)
    ]
    counties = [
        {"county": county, "colours": colours | {"red": None}}
        | {name: value * (at + 1) for name, value in numbers.items() if name != "suspect_visits"}
        for at, county in enumerate(("630102", "630103", "630104", "632724"))
    ]
    return {"region": "630000", "at": now().isoformat(), "totals": numbers | {"colours": colours}, "days": days} | {
        "counties": counties
    }


def test_a_days_figures_of_a_region_and_the_text_for_the_press(browser: Browser, deployed: Deployed) -> None:
    clerk = Clerk(browser, deployed, "supervisor-country").enter("figures")
    assert "The whole country" in clerk.text("figures")
    clerk.type("input-region", "青海")
    clerk.tap("option-630000")
    clerk.page.locator('[data-test="figures"][data-region="630000"]').wait_for()
    assert "region=630000" in clerk.page.url

    def told(route: Route) -> None:
        route.fulfill(body=json.dumps(_told(route.request.url)), content_type="application/json")

    clerk.page.route("**/v1/statistics*", told)
    clerk.tap("day-before")
    clerk.see("open-county")
    assert "182,400" in clerk.text("figure-visits")
    assert clerk.looks("figures", "open-county") == []
    clerk.press("c")
    assert "青海省" in str(clerk.see("press-zh-CN").input_value())
    assert "Qinghai" in str(clerk.see("press-en").input_value())
    assert clerk.looked_at("console-figures-press") == []
    clerk.tap("copy-en")
    assert clerk.complaints == []
