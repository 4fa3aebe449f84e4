"""Whoever manages a venue: registers it, hangs up its code, sees who came, says who works there."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.page import DESK, PHONE, Person, chromium, found
from tests.browser.town import Place, Staff, Townsman, a_phone, approve, at_the_venues, now
from tests.support.deployed_stack import Deployed
from tests.support.venue_steps import a_credit_code


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _register(person: Person, name: str) -> str:
    """Fills in the whole form and sends it; the venue's id."""
    person.tap("register")
    person.type("input-name", name)
    person.page.locator(found("input-type")).select_option("restaurant")
    person.type("input-credit_code", a_credit_code())
    person.tap("pick-region")
    person.type("input-region-search", "630102")
    person.tap("region-630102")
    person.type("input-address", "东大街 1 号")
    person.tap("locate")
    assert "12 m" in person.text("place-found").replace("米", "m")
    person.type("input-contact.name", "联系人")
    person.type("input-contact.phone", "0971-8230000")
    person.tap("submit-venue")
    person.see("status")
    return person.page.url.rsplit("/", 1)[1]


def test_from_registering_to_a_poster_that_scanners_read(
    browser: Browser, deployed: Deployed, supervisor: Staff, tmp_path: Path
) -> None:
    manager = at_the_venues(browser, deployed, manager_phone := a_phone())
    venue_id = _register(manager, "测试面馆")
    assert "等待审核" in manager.text("status")
    assert manager.page.locator(found("poster")).count() == 0
    manager.shot("venue-awaiting")
    approve(deployed, venue_id, supervisor)
    manager.see("poster", timeout=60_000)
    assert "审核通过了" in manager.text("news")
    assert "通过了审核" in deployed.sms(manager_phone, 2)[-1]
    with manager.page.expect_download() as download:
        manager.tap("poster")
    manager.shot("venue-approved")
    download.value.save_as(tmp_path / "poster.pdf")
    assert download.value.suggested_filename == "测试面馆.pdf"
    sheet = pypdfium2.PdfDocument(tmp_path / "poster.pdf")[0]
    words = sheet.get_textpage().get_text_bounded()
    assert all(said in words for said in ("测试面馆", "非付款码", "Not a payment code", "12345", "离开时再扫一次"))
    number = manager.see("venue-number").locator("strong").inner_text()
    assert f"Type {number}" in words
    page = sheet.render(scale=2).to_pil()
    address = zxingcpp.read_barcodes(page)[0].text
    assert address.startswith(f"{deployed.web}/v#")
    assert manager.complaints == []


def test_a_manager_who_lost_the_number_reads_what_the_page_is_for_and_asks_for_another(
    browser: Browser, deployed: Deployed
) -> None:
    manager = Person(browser, deployed, locale="en")
    manager.open("venue.html")
    assert "Venues: register and manage" in manager.text("venue-lead")
    assert manager.see("venue-help").get_attribute("href") == "tel:12345"
    assert manager.looked_at("venue-login-en") == []
    manager.tap("use-password")
    manager.tap("recover")
    manager.tap("send-recovery")
    assert "old number" in manager.page.inner_text("h1")
    manager.see("fault-evidence")
    assert manager.looked_at("venue-recover-en") == []
    manager.tap("brand")
    manager.see("venue-lead")
    assert manager.complaints == []


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(browser: Browser, deployed: Deployed) -> None:
    manager = at_the_venues(browser, deployed, locale="en")
    manager.tap("register")
    manager.type("input-name", "Noodle house")
    manager.type("input-credit_code", "91630102MA0000000X")
    manager.tap("type-place")
    manager.type("input-location.lat", "1 st floor")
    manager.tap("submit-venue")
    lines = manager.see("error-summary").locator("a").all_inner_texts()
    assert len(set(lines)) == len(lines) >= 6, "each says which field it is about"
    assert [line for line in lines if "The last character of the social credit code" in line]
    fault = manager.page.locator("#fault-credit_code, [id$=credit_code-fault]").first
    assert "Compare the whole code" in fault.inner_text()
    manager.shot("venue-faults-en")
    assert f"{manager.see('error-summary').locator('a').count()} things need changing" in manager.text("error-summary")
    manager.type("input-credit_code", a_credit_code())
    expect(manager.page.locator(found("fault-credit_code"))).to_have_count(0)
    assert manager.serious_faults() == []
    manager.page.reload()
    assert manager.see("input-name").input_value() == "Noodle house"


def test_the_screen_at_the_door_shows_another_code_every_half_minute(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    place = Place(deployed, supervisor)
    manager = Person(browser, deployed, size=DESK)
    manager.page.clock.install(time=now())
    phone = place.manager_on_the_page()
    manager.log_in(phone, "venue.html")
    manager.tap("venue")
    manager.tap("to-screen")
    first = _door_code(manager)
    manager.shot("venue-door-desk")
    manager.page.clock.fast_forward("00:31")
    # The API's clock is the real one: until its half minute is over it signs the same code.
    expect(manager.see("door-code")).not_to_have_attribute("data-code", first, timeout=90_000)
    manager.context.set_offline(True)
    manager.page.clock.fast_forward("02:10")
    expect(manager.page.locator(found("door-code"))).to_have_count(0)
    assert "没有网络" in manager.text("door-words")
    manager.shot("venue-door-offline")
    manager.context.set_offline(False)
    manager.see("door-code")


def _door_code(manager: Person) -> str:
    """What a phone reads off the screen: the same as the page means to show."""
    meant = str(manager.see("door-code").get_attribute("data-code"))
    shown = zxingcpp.read_barcodes(Image.open(BytesIO(manager.page.screenshot())))[0].text
    assert shown == meant
    return meant


def test_todays_entries_say_who_came_and_what_was_doubtful(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    place = Place(deployed, supervisor)
    first, far = Townsman(deployed), Townsman(deployed)
    first.visit(place.code(), temperature=36.6)
    far.visit(place.code(), location={"lat": 36.0611, "lon": 103.8343, "accuracy": 20})
    manager = at_the_venues(browser, deployed, place.manager_on_the_page())
    manager.tap("venue")
    manager.tap("to-entries")
    entries = manager.page.locator(found("entry"))
    expect(entries).to_have_count(2)
    assert "2" in manager.text("entry-count")
    assert "有疑点" in entries.nth(0).inner_text()
    assert first.document[-4:] in entries.nth(1).inner_text()
    assert "36.6" in entries.nth(1).inner_text()
    manager.shot("venue-entries")
    manager.tap("day-before")
    expect(entries).to_have_count(0)


def test_a_guard_is_added_by_phone_may_check_and_is_out_at_once(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    place = Place(deployed, supervisor)
    manager = at_the_venues(browser, deployed, place.manager_on_the_page())
    manager.tap("venue")
    manager.tap("to-members")
    guard = a_phone()
    manager.type("input-name", "张伟")
    manager.type("input-phone", "12")
    manager.tap("add-member")
    assert manager.see("fault-phone").is_visible()
    manager.type("input-phone", guard.removeprefix("+86"))
    manager.tap("add-member")
    row = manager.page.locator(f"{found('member')}[data-role=guard]")
    expect(row).to_have_count(1)
    assert "张伟" in row.inner_text()
    told = deployed.sms(guard, 1)[-1]
    assert str(place.form["name"]) in told
    assert "查验" in told
    manager.shot("venue-members")
    row.locator(found("name-member")).click()
    row.locator("input").fill("张卫 夜班")
    row.locator(found("save-name")).click()
    expect(row.locator(found("member-name"))).to_have_text("张卫 夜班")
    row.locator(found("remove-member")).click()
    manager.tap("remove-member-sure")
    expect(row).to_have_count(0)


def test_a_manager_changes_whom_to_reach_closes_the_venue_and_logs_out(
    browser: Browser, deployed: Deployed, supervisor: Staff
) -> None:
    place = Place(deployed, supervisor)
    visitor = Townsman(deployed)
    visitor.visit(place.code())
    manager = at_the_venues(browser, deployed, place.manager_on_the_page(), locale="en")
    manager.tap("venue")
    manager.tap("edit-venue")
    manager.type("input-contact.name", "值班经理")
    assert manager.looked_at("venue-edit-en") == []
    manager.tap("save-venue")
    manager.tap("to-entries")
    assert "1" in manager.text("inside")
    assert "Still inside" in manager.text("entry")
    with manager.page.expect_download() as download:
        manager.tap("csv")
    table = Path(download.value.path()).read_text()
    assert (visitor.document[-4:] in table, "Time (Beijing)" in table) == (True, True)
    manager.tap("back")
    manager.tap("to-gate")
    manager.tap("to-venues")
    manager.tap("venue")
    manager.tap("close-venue")
    assert manager.looked_at("venue-close-en") == []
    manager.tap("close-venue-sure")
    expect(manager.page.locator(found("poster"))).to_have_count(0)
    manager.tap("back")
    manager.tap("log-out")
    manager.see("input-phone")
    assert manager.complaints == []


def test_old_posters_are_revoked_after_asking_twice(browser: Browser, deployed: Deployed, supervisor: Staff) -> None:
    place = Place(deployed, supervisor)
    visitor, old = Townsman(deployed), place.code()
    manager = at_the_venues(browser, deployed, place.manager_on_the_page(), locale="en")
    manager.tap("venue")
    number = manager.see("venue-number").locator("strong")
    before = number.inner_text()
    assert before.replace(" ", "") == place.number
    manager.tap("revoke-posters")
    manager.shot("venue-revoke-en")
    manager.tap("revoke-sure")
    manager.see("posters-revoked")
    expect(number).not_to_have_text(before)
    assert visitor.visit(old).status == 422
    assert visitor.visit(place.code()).status == 201


NARROW = {"width": 360, "height": 740}
SHORT = {"width": 390, "height": 664}
_ABOUT_ONE = ("venue", "screen", "entries", "members", "doors")


@pytest.mark.parametrize(
    ("size", "locale", "large"),
    [
        (PHONE, "zh-CN", False),
        (SHORT, "zh-CN", False),
        (SHORT, "en", False),
        (DESK, "en", False),
        (NARROW, "en", True),
        (NARROW, "zh-CN", True),
    ],
)
def test_its_screens_are_whole(
    browser: Browser, deployed: Deployed, supervisor: Staff, size: dict[str, int], locale: str, large: bool
) -> None:
    place = Place(deployed, supervisor, name=f"很长很长名字的购物中心 East Entrance {locale} {size['width']}")
    place.keep_doors("东门", "地下停车场入口 B2")
    Townsman(deployed).visit(place.code(), temperature=36.4, location={"lat": 36.06, "lon": 103.83, "accuracy": 9})
    manager = Person(browser, deployed, size=size, locale=locale)
    manager.context.add_init_script(f"localStorage.setItem('kangma.large', '{str(large).lower()}')")
    manager.log_in(place.manager_on_the_page(), "venue.html")
    manager.see("venue")
    faults = []
    for number, path in enumerate(["", "register", *(f"{name}/{place.id}" for name in _ABOUT_ONE)]):
        manager.page.evaluate(f"location.hash = '#/{path}'")
        manager.page.wait_for_load_state("networkidle")
        faults += manager.looked_at(f"venue-{number}-{locale}-{size['width']}x{size['height']}")
    assert faults == []
    shown = [
        each.inner_text().replace(" ", "") for each in manager.page.locator(f"{found('venue-number')} strong").all()
    ]
    assert shown == [f"{place.number}-1", f"{place.number}-2"], "of each door"
