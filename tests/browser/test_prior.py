"""An earlier registration on the page: brought by a list of an office, looked at, taken over, gone."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.abroad import until
from tests.browser.page import NARROW, PHONE, Person, chromium
from tests.browser.residents import with_code
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed
from tests.support.photo_steps import send
from tests.support.resident_steps import a_document

HEADING = "姓名,证件号码,健康码名称,注册日期,居住县区,住址"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _brought(stage: Deployed, number: str) -> None:
    """Two of staff bring what another code knew of a number."""
    one, other = (Staff(stage, login) for login in ("epidemiologist", "supervisor"))
    body = {"kind": "registrations", "format": "csv", "origin": "the city's former code"}
    begun = stage.invoke_api("POST", "/v1/imports", body, one.headers(), now()).json()
    line = f"测试人,{number},城市旧码,2020-02-20,630103,某路 1 号 2 单元"
    assert send(begun["upload"], f"{HEADING}\n{line}".encode()) == 204
    path = f"/v1/imports/{begun['import']['id']}"

    def shown() -> dict:
        return dict(stage.invoke_api("GET", path, headers=other.headers(), at=now()).json())

    def read() -> bool:
        stage.run_job("relay", now() + timedelta(minutes=1))
        return shown()["status"] == "checked"

    until(read, seconds=60)
    asked = shown()["proposal"]
    agreed = {"decision": "approve", "reason": "读过"} | {key: asked[key] for key in ("version", "content_hash")}
    answer = stage.invoke_api("POST", f"{path}/approval", agreed, other.headers(), now())
    assert answer.status == 200, answer.text
    until(lambda: shown()["status"] == "done", seconds=60)
    assert shown()["outcomes"] == {"accepted": 1}


def _looked_at(person: Person, name: str) -> None:
    """In both languages, in large letters on a narrow phone: whole, and without serious findings."""
    for size, locale, large in ((PHONE, "en", False), (NARROW, "zh-CN", True), (PHONE, "zh-CN", False)):
        person.turn_to(size, locale, large)
        person.page.wait_for_timeout(300)
        person.shot(f"{name}-{locale}-{size['width']}", whole=True)
        assert person.cut_off() == []
        assert person.serious_faults() == []


def test_what_another_code_knew_is_looked_at_taken_over_and_gone(browser: Browser, deployed: Deployed) -> None:
    number = a_document()
    person = with_code(browser, deployed, number=number)
    _brought(deployed, number)
    person.go("messages", "look-at-prior")
    person.go("me", "open-prior")
    person.shot("prior-offer")
    person.tap("open-prior")
    person.see("prior")
    assert "城市旧码" in str(person.page.inner_text("main"))
    assert "某路 1 号 2 单元" in person.text("prior")
    assert "城东区" in person.text("prior-now")
    _looked_at(person, "prior")
    person.tap("prior-confirm")
    person.see("prior-confirmed")
    person.shot("prior-confirmed")
    person.go("me", "log-out")
    assert "城中区" in str(person.page.inner_text("main"))
    person.go("prior", "prior-none")
    assert person.complaints == []
