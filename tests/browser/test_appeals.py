"""A cough ticked by mistake: said on the page, decided by staff, seen on the page again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.page import DESK, PHONE, chromium, found
from tests.browser.residents import with_code
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed

WORDS = "我没有咳嗽，是点错了。"
LARGE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def reviewer(deployed: Deployed) -> Staff:
    return Staff(deployed, "reviewer")


def _annul(stage: Deployed, reviewer: dict[str, str]) -> None:
    """What a reviewer does about the appeal with these words: uphold it, and strike the answers."""
    waiting = stage.invoke_api("GET", "/v1/appeals?limit=100", headers=reviewer, at=now()).json()["items"]
    appeal = next(each for each in waiting if each["text"] == WORDS)
    struck = {"kind": "mistaken", "reason": "证据属实"}
    path = f"/v1/declarations/{appeal['declaration_id']}/annulment"
    assert stage.invoke_api("POST", path, struck, reviewer, now()).status == 201
    upheld = {"accept": True, "reason": "证据属实，已更正"}
    assert stage.invoke_api("POST", f"/v1/appeals/{appeal['id']}/decision", upheld, reviewer, now()).status == 200


def test_a_mistake_is_appealed_annulled_and_marked(browser: Browser, deployed: Deployed, reviewer: Staff) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough")
    person.tap("nav-history")
    person.tap("was-wrong")
    person.type("input-text", WORDS)
    person.tap("send-appeal")
    person.look_for(f"{found('appeals')} li")
    assert "12308" in person.text("sent")
    _annul(deployed, reviewer.headers())
    person.page.reload()
    assert "证据属实，已更正" in person.text("appeals")
    person.shot("appeal-upheld")
    person.tap("nav-history")
    assert "已更正" in person.text("annulled")
    person.shot("history-annulled")
    person.tap("nav-code")
    person.page.wait_for_function(f"document.querySelector('{found('colour-word')}')?.innerText.includes('绿')")
    assert person.complaints == []


@pytest.mark.parametrize(("size", "locale"), [(PHONE, "zh-CN"), (DESK, "en")])
def test_what_is_missing_is_said_and_what_was_typed_stays(
    browser: Browser, deployed: Deployed, size: dict[str, int], locale: str
) -> None:
    person = with_code(browser, deployed, "symptom-dry_cough", size=size, locale=locale)
    person.tap("why")
    person.tap("open-appeal")
    person.type("input-text", WORDS)
    person.tap("send-appeal")
    assert person.see("fault-category").is_visible()
    person.shot(f"appeal-missing-{locale}-{size['width']}")
    person.page.reload()
    assert person.see("input-text").input_value() == WORDS
    person.choose("category-colour")
    person.tap("send-appeal")
    person.look_for(f"{found('appeals')} li")
    person.shot(f"appeal-sent-{locale}-{size['width']}")
    assert person.serious_faults() == []


def test_it_fits_a_narrow_phone_in_large_text(browser: Browser, deployed: Deployed) -> None:
    person = with_code(browser, deployed, size=LARGE)
    person.page.evaluate("localStorage.setItem('kangma.large', 'true')")
    person.page.reload()
    person.tap("nav-me")
    person.tap("open-appeal")
    person.choose("category-declaration")
    person.shot("appeal-large")
    assert person.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
