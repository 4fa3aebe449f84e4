"""Enter many: a block from a spreadsheet with faults, mended and proposed; a file with its progress; one approval."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.desk import Clerk, asked
from tests.browser.page import found
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed
from tests.support.office_files import LOST, number

pytestmark = pytest.mark.usefixtures("leaving")
_PASTE = """text => {
  const data = new DataTransfer()
  data.setData('text/plain', text)
  document.querySelector('[data-test=grid] input').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}"""


def _rows(count: int, first: int) -> list[list[str]]:
    seen = (now().date() - timedelta(days=2)).isoformat()
    return [["测试人", number(first + at), "密接", seen] for at in range(count)]


def _status(clerk: Clerk, wanted: str, seconds: float = 100) -> None:
    clerk.page.locator(f'[data-test="import-status"][data-status="{wanted}"]').wait_for(timeout=seconds * 1000)


def test_300_rows_are_pasted_checked_cell_by_cell_mended_and_proposed(browser: Browser, deployed: Deployed) -> None:
    clerk = Clerk(browser, deployed, "epidemiologist").enter("enter")
    clerk.tap("new-import")
    clerk.type("input-origin", "Contacts of the district, by hand")
    clerk.tap("begin")
    clerk.see("grid")
    rows = _rows(300, 1_000_000)
    rows[9][1] = LOST
    day, rows[19][3] = rows[19][3], str((date.fromisoformat(rows[19][3]) - date(1899, 12, 30)).days)
    rows[29][1] = rows[29][1].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    block = [["姓名", "证件号码", "接触类型", "最后接触日期"], *rows]
    clerk.page.evaluate(_PASTE, "\n".join("\t".join(row) for row in block))
    assert "digits are lost" in clerk.text("fault-9-document.number")
    assert "more than one way" in clerk.text("fault-19-last_exposure")
    assert clerk.page.locator(found("fault-29-document.number")).count() == 0
    clerk.page.locator('[data-test="typed"][data-state="saved"]').wait_for()
    kept = clerk.page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    assert not any(row[1] in kept for row in rows)
    clerk.page.reload()
    assert "300 rows, 2 with faults" in clerk.text("rows-count")
    clerk.tap("next-fault")
    assert clerk.looks("enter-grid", "grid") == []
    clerk.tap("serials-days")
    clerk.see("fault-19-last_exposure", state="detached")
    assert day in clerk.text("cell-19-last_exposure")
    clerk.tap("check")
    _status(clerk, "checked")
    assert "300 lines: 299 good, 1 bad, 0 twice, 0 known" in clerk.text("numbers")
    assert "digits are lost" in clerk.text("says")
    assert rows[0][1] not in clerk.page.content()
    assert clerk.looks("enter-checked", "bad-lines") == []
    with clerk.page.expect_download() as download:
        clerk.tap("download")
    assert LOST in Path(download.value.path()).read_text("utf-8")
    clerk.tap("decide")
    clerk.see("why-not")
    assert clerk.complaints == []


def test_a_file_goes_with_its_progress_and_is_approved_once_though_the_network_died(
    browser: Browser, deployed: Deployed, tmp_path: Path
) -> None:
    heading, lines = "姓名,号码,接触类型,最后接触日期", _rows(900, 2_000_000)
    file = tmp_path / "contacts.csv"
    file.write_text("\n".join([heading, *(",".join(row) for row in lines)]), "gb18030")
    clerk = Clerk(browser, deployed, "epidemiologist").enter("enter/new")
    clerk.choose("way-file")
    clerk.page.set_input_files(found("input-file"), str(file))
    clerk.tap("begin")
    _status(clerk, "unreadable")
    assert clerk.looks("enter-columns", "columns") == []
    clerk.page.select_option(found("column-1"), "document.number")
    clerk.tap("read-anew")
    _status(clerk, "checked")
    began = time.monotonic()
    clerk.page.reload()
    assert "900 lines: 900 good" in clerk.text("numbers")
    assert time.monotonic() - began < 5
    clerk.see("decide").click()
    proposal = clerk.page.url.rpartition("/")[2].partition("?")[0]
    other = Clerk(browser, deployed, "epidemiologist-2").enter(f"decide/{proposal}")
    sent: list[str] = []

    def cut(route: Route) -> None:
        sent.append(route.request.headers["idempotency-key"])
        if len(sent) == 1:
            route.fetch()
            return route.abort()
        return route.continue_()

    other.page.route("**/approval", cut)
    other.tap("approve")
    assert "in force" in other.text("done")
    assert len(set(sent)) == 1 < len(sent)
    import_id = asked(Staff(deployed, "epidemiologist-2"), deployed, "GET", f"/v1/proposals/{proposal}")["subject"]
    other.go(f"enter/{import_id}", "outcomes")
    other.tap("lines-good")
    assert "registration" in other.text("line-outcome") or "Not worked off" in other.text("line-outcome")
    assert other.looks("enter-applied", "outcomes") == []
    other.go("enter", "open-import")
    assert other.looks("enter", "open-import") == []
    assert [*clerk.complaints, *other.complaints] == []
