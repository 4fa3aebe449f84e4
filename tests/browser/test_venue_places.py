"""Where a venue is: its doors, each with a poster of its own, and its place on earth as a phone finds it."""

from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Locator, expect

from tests.browser.page import Person, found
from tests.browser.town import Place, Staff, Townsman, a_phone, at_the_venues
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")


def test_each_door_has_a_poster_of_its_own_and_entries_say_which(
    browser: Browser, deployed: Deployed, supervisor: Staff, tmp_path: Path
) -> None:
    place = Place(deployed, supervisor)
    manager = at_the_venues(browser, deployed, place.manager_on_the_page())
    manager.tap("venue")
    manager.tap("to-doors")
    manager.see("no-doors")
    for name in ("东门", "西门"):
        manager.type("input-name", name)
        manager.tap("add-door")
        expect(manager.page.locator(found("doors-said"))).to_contain_text(name)
    doors = manager.page.locator(found("door"))
    expect(doors).to_have_count(2)
    assert manager.looked_at("venue-doors") == []
    with manager.page.expect_download() as download:
        doors.nth(1).locator(found("door-poster")).click()
    download.value.save_as(tmp_path / "west.pdf")
    sheet = pypdfium2.PdfDocument(tmp_path / "west.pdf")[0]
    assert "西门" in sheet.get_textpage().get_text_bounded()
    code = zxingcpp.read_barcodes(sheet.render(scale=2).to_pil())[0].text
    entered = Townsman(deployed).visit(code)
    assert entered.json()["visit"]["door"] == {"number": 2, "name": "西门"}
    doors.nth(0).locator(found("door-screen")).click()
    assert manager.text("door-name") == "东门"
    manager.tap("leave-screen")
    doors.nth(0).locator(found("remove-door")).click()
    manager.tap("remove-door-sure")
    expect(doors).to_have_count(1)
    manager.tap("back")
    manager.tap("to-entries")
    assert "西门" in manager.text("entry")
    assert manager.text("inside") == "现在在里面 1 人"
    assert manager.complaints == []


def test_a_place_is_noted_without_a_network_and_why_not_is_said(browser: Browser, deployed: Deployed) -> None:
    manager = at_the_venues(browser, deployed, locale="en")
    manager.tap("register")
    manager.see("locate")
    manager.context.set_offline(True)
    manager.tap("locate")
    assert "The place is noted" in manager.text("place-found")
    manager.context.set_offline(False)
    assert manager.looked_at("venue-here-en") == []
    refusing = Person(browser, deployed)
    refusing.log_in(a_phone(), "venue.html")
    refusing.tap("register")
    refusing.tap("locate")
    assert "没有允许定位" in refusing.text("place-trouble")
    refusing.see("input-location.lat")
    refusing.see("locate").scroll_into_view_if_needed()
    assert refusing.looked_at("venue-here-refused") == []


def test_a_door_is_called_otherwise_and_stays_the_same_one(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    place = Place(deployed, supervisor)
    place.keep_doors("东门", "西门")
    manager = at_the_venues(browser, deployed, place.manager_on_the_page(), locale="en")
    manager.go(f"doors/{place.id}", "door")
    doors = manager.page.locator(found("door"))
    poster = _poster_of(manager, doors.nth(0))
    doors.nth(0).locator(found("rename-door")).click()
    name = doors.nth(0).locator("input")
    expect(name).to_have_value("东门")
    for wrong, why in (("", "the name of the door"), ("西门", "a door of this name already")):
        name.fill(wrong)
        manager.tap("save-door")
        expect(doors.nth(0)).to_contain_text(why)
    assert manager.looked_at("venue-door-name-en") == []
    place.keep_doors((1, "东门"), (2, "西门"), "北门")
    name.fill(" 东大门 ")
    manager.tap("save-door")
    expect(manager.page.locator(found("doors-said"))).to_contain_text("called 东大门 now")
    expect(doors.locator(found("door-name"))).to_have_text(["东大门", "西门", "北门"])
    entered = Townsman(deployed).visit(poster)
    assert entered.json()["visit"]["door"] == {"number": 1, "name": "东大门"}
    assert manager.complaints == []


def test_a_door_that_is_gone_meanwhile_gets_no_name(browser: Browser, deployed: Deployed, supervisor: Staff) -> None:
    place = Place(deployed, supervisor)
    place.keep_doors("东门", "西门")
    manager = at_the_venues(browser, deployed, place.manager_on_the_page(), locale="en")
    manager.go(f"doors/{place.id}", "door")
    row = manager.page.locator(found("door")).nth(1)
    row.locator(found("rename-door")).click()
    place.keep_doors((1, "东门"))
    row.locator("input").fill("西大门")
    manager.tap("save-door")
    expect(row).to_contain_text("This venue has no such door")
    manager.tap("keep-door-name")
    expect(row.locator(found("door-name"))).to_have_text("西门")


def _poster_of(manager: Person, door: Locator) -> str:
    """What the code on a door's poster says."""
    with manager.page.expect_download() as download:
        door.locator(found("door-poster")).click()
    sheet = pypdfium2.PdfDocument(download.value.path())[0]
    return str(zxingcpp.read_barcodes(sheet.render(scale=2).to_pil())[0].text)
