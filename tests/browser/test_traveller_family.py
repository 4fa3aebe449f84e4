"""A family on one phone: a child and a grandmother by proxy, their codes side by side, and the saved picture."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.abroad import HOUR, Traveller, a_child, by_card, by_passport, declare_from_italy, until
from tests.browser.page import LOOKS, NARROW, Person, found
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

pytestmark = pytest.mark.usefixtures("leaving")


def _certified(stage: Deployed, at: datetime) -> Traveller:
    """Whoever may declare for others: with an ID card, and confirmed."""
    traveller = by_card(stage, at)
    until(lambda: _people(traveller)[0]["certification"] == "certified")
    return traveller


def _people(traveller: Traveller) -> list[dict[str, Any]]:
    return list(traveller.call("GET", "/v1/people", at=datetime.now(UTC)).json()["items"])


def _with_relatives(stage: Deployed) -> tuple[Traveller, dict[str, str]]:
    """A mother who declared an hour ago, her child and her own mother; ids by reason."""
    at = datetime.now(UTC) - HOUR
    traveller = _certified(stage, at)
    traveller.declare(at)
    ids = {}
    for reason, name, number in (("child", "李小明", a_child()), ("elderly", "王奶奶", a_document())):
        form = {"entry": "id_card", "scheme": "international", "relation": "dependant", "dependant_reason": reason}
        document = {"type": "id_card", "number": number}
        answer = traveller.call("POST", "/v1/people", form | {"name": name, "document": document}, at=at)
        assert answer.status == 201, answer.text
        ids[reason] = str(answer.json()["id"])
        traveller.declare(at, of=ids[reason])
    return traveller, ids


def _shown(person: Person) -> str:
    return person.page.locator('[data-test="person-tab"][aria-pressed="true"]').inner_text()


def test_a_child_is_added_and_declared_for(browser: Browser, deployed: Deployed) -> None:
    at = datetime.now(UTC) - HOUR
    mother = _certified(deployed, at)
    mother.declare(at)
    person = mother.arrive(browser)
    person.tap("family")
    person.see("rule-certified", state="attached")
    person.tap("add-relative")
    person.shot("traveller-relative-zh")
    person.choose("dependant_reason-child")
    person.tap("next")
    person.choose("entry-id_card")
    person.tap("next")
    person.type("input-name", "李小明")
    person.tap("next")
    person.type("input-document.number", a_child())
    person.tap("next")
    assert "12" in person.text("review-dependant_reason")
    person.tap("next")
    assert "李小明" in person.text("proxy-notice")
    person.shot("traveller-proxy-zh")
    declare_from_italy(person)
    person.see("marks")
    person.go("family", "rule-room")
    assert person.page.locator(found("family-card")).count() == 2
    child = next(each for each in _people(mother) if each["relation"] == "dependant")
    filed = mother.call("GET", f"/v1/people/{child['id']}/declarations", at=datetime.now(UTC)).json()["items"]
    assert [each["filed_by"] for each in filed] == ["proxy"]
    assert person.complaints == []


def test_at_home_the_words_are_of_home_and_who_is_too_old_is_told_at_once(browser: Browser, deployed: Deployed) -> None:
    at = datetime.now(UTC) - HOUR
    mother = by_card(deployed, at, scheme="domestic", residence="630102")
    until(lambda: _people(mother)[0]["certification"] == "certified")
    mother.declare(at, location="630102")
    person = mother.arrive(browser, "relative", locale="en")
    words = person.page.locator("form").inner_text()
    assert ("An old person" in words, "fly" in words) == (True, False)
    person.choose("dependant_reason-child")
    person.tap("next")
    assert "photos" not in person.see("entry-passport").locator("xpath=ancestor::form").inner_text()
    person.choose("entry-id_card")
    person.tap("next")
    person.type("input-name", "李小明")
    person.tap("next")
    person.type("input-document.number", a_document())
    person.tap("next")
    assert "child" in person.text("fault-document.number")
    person.type("input-document.number", a_child())
    person.tap("next")
    person.tap("pick-residence")
    person.type("input-region-search", "630102")
    person.tap("region-630102")
    person.tap("next")
    person.tap("edit-name")
    person.type("input-name", "李小红")
    person.tap("next")
    assert person.text("review-name") == "李小红", "back where the change was begun"
    person.tap("next")
    person.see("proxy-notice")
    assert person.page.locator(found("filed_by-self")).count() == 0, "no child of eight fills it in"
    person.go("code", "person-tab")
    tabs = [tab.inner_text() for tab in person.page.locator(found("person-tab")).all()]
    assert tabs == ["李薇 · me", "李小红"]
    assert person.looked_at("family-tabs-en") == []


def test_all_codes_side_by_side_swiped_and_one_released(browser: Browser, deployed: Deployed) -> None:
    mother, _ = _with_relatives(deployed)
    person = mother.arrive(browser, "code")
    person.see("qr")
    until(lambda: person.page.locator(found("person-tab")).count() == 3)
    assert _shown(person).startswith("李")
    person.swipe("code-band", -150)
    second = until(lambda: _shown(person))
    person.see("qr")
    person.shot("traveller-side-by-side-zh")
    person.swipe("code-band", -150)
    assert _shown(person) != second
    person.swipe("code-band", 150)
    assert _shown(person) == second
    for size, locale in [*LOOKS, (NARROW, "en")]:
        person.turn_to(size, locale, large=size is NARROW)
        person.go("family", "rule-room")
        until(lambda: person.page.locator(f"{found('family-card')} [data-colour='green']").count() == 3)
        person.shot(f"traveller-family-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    person.page.locator(found("family-release")).first.click()
    assert "ends at once" in person.text("sheet")
    person.shot("traveller-release-en")
    person.tap("release-sure")
    until(lambda: person.page.locator(found("family-card")).count() == 2)
    assert len(_people(mother)) == 2


def test_a_grandmother_goes_on_by_herself(browser: Browser, deployed: Deployed) -> None:
    mother, ids = _with_relatives(deployed)
    person = mother.arrive(browser, "family", locale="en")
    person.see("rule-room")
    card = person.page.locator(found("family-card"), has_text="王奶奶")
    card.locator(found("family-declare")).click()
    person.choose("filed_by-self")
    person.shot("traveller-by-herself-en")
    person.tap("submit-daily")
    person.see("marks")
    filed = mother.call("GET", f"/v1/people/{ids['elderly']}/declarations", at=datetime.now(UTC)).json()["items"]
    assert [each["filed_by"] for each in filed] == ["self", "proxy"]


def test_ones_own_declaration_comes_first(browser: Browser, deployed: Deployed) -> None:
    late = by_card(deployed, datetime.now(UTC) - timedelta(hours=30))
    late.declare(datetime.now(UTC) - timedelta(hours=30))
    person = late.arrive(browser, "family", locale="en")
    person.see("declare-first")
    assert person.see("rule-declaredLately").get_attribute("data-met") == "false"
    assert person.page.locator(found("add-relative")).count() == 0


def test_who_entered_by_passport_is_told_why_not(browser: Browser, deployed: Deployed) -> None:
    traveller = by_passport(deployed, datetime.now(UTC))
    person = traveller.arrive(browser, "family")
    person.page.locator('[data-test="rule-declaredLately"][data-met="false"]').wait_for()
    assert "护照" in person.text("rule-certified")
    assert "先给自己填" in person.text("rule-declaredLately")
    assert "超过 24 小时" not in person.text("rule-declaredLately")
    person.shot("traveller-family-passport-zh", whole=True)
    assert person.page.locator(found("add-relative")).count() == 0
    assert person.page.locator(found("declare-first")).count() == 0


def test_the_saved_picture_says_that_it_is_a_copy(browser: Browser, deployed: Deployed, tmp_path: Path) -> None:
    traveller = by_card(deployed, datetime.now(UTC))
    traveller.declare(datetime.now(UTC))
    person = traveller.arrive(browser, "code", locale="en")
    person.see("qr")
    with person.page.expect_download() as coming:
        person.tap("save-picture")
    coming.value.save_as(tmp_path / "code.png")
    assert zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))[0].text.startswith("HC1:")
    words = person.text("picture-saved")
    assert "copy" in words
    assert "Beijing time" in words
    assert "Here" in words
