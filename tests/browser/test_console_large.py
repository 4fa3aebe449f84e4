"""Checks 5 and 11: ten thousand people in one list, and a file of many lines; both go on answering soon."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.desk import Clerk, asked
from tests.browser.page import PHONE, found
from tests.browser.test_console_checks import a_case, decision
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed
from tests.support.office_files import LOST, number

pytestmark = pytest.mark.usefixtures("leaving")
MANY, PAGE = 10_000, 1_000
SECONDS = 3
"""Within which a list of so many answers, on a machine that does other things too."""
LINES = 6_000


def _person(at: int) -> dict[str, Any]:
    minutes = 1 + at % 240
    came = now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=6)
    overlap = {"venue_id": f"v{at % 3}", "venue_name": f"Canteen {at % 3}", "certain": True, "suspect": False}
    times = {"from": came.isoformat(), "until": (came + timedelta(minutes=minutes)).isoformat()}
    named = {"person_id": f"many-{at:05}", "name_masked": "测**", "document_last4": f"{at:04}"[-4:]}
    told = {"minutes": minutes, "suspect_minutes": 0, "exposing": True, "colour": "green", "contact": None}
    return named | told | {"overlaps": [overlap | times | {"exposing": True}]}


def _with_many(route: Route) -> None:
    """The API's own answer about a case, with ten thousand people who were there too, a thousand a page."""
    asked_for = urlparse(route.request.url)
    begins = int(parse_qs(asked_for.query).get("cursor", ["0"])[0])
    answer = route.fetch(url=asked_for._replace(query="limit=1").geturl())
    ends = begins + PAGE
    page = {"exposed": [_person(at) for at in range(begins, ends)], "total": MANY}
    more = str(ends) if ends < MANY else None
    route.fulfill(response=answer, body=json.dumps(answer.json() | page | {"next_cursor": more}))


@pytest.fixture
def case(deployed: Deployed) -> str:
    """The id of a case that two put in force."""
    proposal = a_case(deployed, Staff(deployed, "epidemiologist"))
    assert decision(deployed, Staff(deployed, "epidemiologist-2"), proposal["id"]).status == 200
    return str(proposal["subject"])


def _rows(clerk: Clerk) -> list[str]:
    return list(clerk.page.locator(found("table-row")).all_inner_texts())


def _numbers(clerk: Clerk, name: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", clerk.text(name).replace(",", ""))]


def _soon(clerk: Clerk, act: Any, holds: str) -> None:
    """What is done shows within `SECONDS`."""
    act()
    clerk.page.wait_for_function(holds, timeout=SECONDS * 1000)


def _minutes_of(place: str) -> str:
    """The minutes in the row of that place, as JavaScript."""
    row = f"[...document.querySelectorAll('{found('table-row')}')].at({place})"
    return f"Number({row}?.querySelector('td.number')?.textContent)"


_TO_THE_END = "document.querySelector('.scroller').scrollTop = document.querySelector('.scroller').scrollHeight"


def test_ten_thousand_rows_scroll_sort_filter_and_tell_shown_from_found(
    browser: Browser, deployed: Deployed, case: str
) -> None:
    clerk = Clerk(browser, deployed, "epidemiologist-3")
    clerk.page.route("**/v1/cases/*/exposures*", _with_many)
    clerk.enter(f"case/{case}")
    clerk.page.wait_for_function(f"document.querySelector('{found('table-count')}')?.textContent.includes('{MANY}')")
    assert len(_rows(clerk)) < 60, "only what is in sight is in the page"
    scroller = clerk.page.locator(".scroller").first
    # Rows are measured as they come into sight, so that the end moves on until all near it are known.
    _soon(clerk, scroller.focus, f"({_TO_THE_END}, {_minutes_of('-1')} === 1)")
    assert len(_rows(clerk)) < 60
    _soon(clerk, lambda: scroller.evaluate("element => { element.scrollTop = 0 }"), f"{_minutes_of('0')} === 240")
    _soon(clerk, lambda: clerk.tap("sort-minutes"), f"{_minutes_of('0')} === 1")
    clerk.see("input-minutes").fill("121")
    _soon(clerk, lambda: clerk.press("Tab"), f"{_minutes_of('0')} === 121")
    (fits,) = _numbers(clerk, "table-count")
    assert fits == sum(1 + at % 240 >= 121 for at in range(MANY))
    clerk.type("table-search", "99")
    clerk.page.wait_for_function(f"!document.querySelector('{found('table-count')}').textContent.startsWith('{fits}')")
    shown, total = _numbers(clerk, "table-count")
    assert 0 < shown < total == fits
    _soon(clerk, lambda: clerk.choose("pick-shown"), f"document.querySelector('{found('table-chosen')}') !== null")
    assert f"{shown} shown selected" in clerk.text("table-chosen")
    assert f"these {shown} " in clerk.text("propose-list")
    assert f"Select all {fits} found instead" in clerk.text("pick-found")
    assert clerk.looks("large-shown", "table-chosen") == []
    clerk.tap("pick-found")
    assert f"All {fits} found selected, those not shown too" in clerk.text("table-chosen")
    assert f"these {fits} " in clerk.text("propose-list")
    clerk.page.set_viewport_size(PHONE)
    assert clerk.fits()
    assert clerk.complaints == []


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Contacts with a bad line, one that stands there twice, and the rest good."""
    seen = (now().date() - timedelta(days=2)).isoformat()
    lines = [f"测试人,{number(3_000_000 + at)},密接,{seen},630102" for at in range(LINES - 2)]
    lines += [lines[0], f"测试人,{LOST},密接,{seen},630102"]
    path = tmp_path / "many.csv"
    path.write_text("\n".join(["姓名,证件号码,接触类型,最后接触日期,县区代码", *lines]), "utf-8")
    return path


def test_a_file_of_many_lines_shows_its_progress_and_outlives_a_reload(
    browser: Browser, deployed: Deployed, file: Path
) -> None:
    clerk = Clerk(browser, deployed, "epidemiologist-country").enter("enter/new")
    clerk.choose("way-file")
    assert clerk.looks("enter-new", "template-columns") == []
    with clerk.page.expect_download() as download:
        clerk.tap("template")
    heading = Path(download.value.path()).read_text("utf-8-sig").strip()
    assert heading.startswith("id number,")
    clerk.page.set_input_files(found("input-file"), str(file))
    clerk.network(up=file.stat().st_size // 3)
    clerk.tap("begin")
    progress = clerk.see("upload-progress")
    assert 0 <= float(progress.get_attribute("value") or 0) < 1
    # Elsewhere on the page meanwhile: the file goes on.
    clerk.go("work", "summary")
    clerk.page.go_back()
    status = found("import-status")
    clerk.page.wait_for_function(f"['reading', 'checked'].includes(document.querySelector('{status}')?.dataset.status)")
    clerk.network()
    clerk.page.reload()
    clerk.page.locator(f'{status}[data-status="checked"]').wait_for(timeout=90_000)
    assert f"{LINES:,} lines: {LINES - 2:,} good, 1 bad, 1 twice, 0 known" in clerk.text("numbers")
    import_id = clerk.page.url.rpartition("/")[2]
    told = asked(Staff(deployed, "epidemiologist-country-2"), deployed, "GET", f"/v1/imports/{import_id}")
    assert told["lines"] == LINES == sum(told[name] for name in ("good", "bad", "repeated", "known"))
    clerk.see("good-line")
    assert clerk.text("decide") == "Look at the proposal"
    clerk.tap("decide")
    clerk.see("why-not")
    assert "To be decided: put the file of" in clerk.text("sentence")
    assert "document.number" not in clerk.text("content")
    assert clerk.looks("decide-import", "sentence") == []
    clerk.go("work?queue=mine", "open-mine")
    assert "Waits for a second person" in clerk.text("table-row")
    assert clerk.looks("work-mine", "open-mine") == []
    assert clerk.complaints == []
