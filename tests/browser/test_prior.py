"""An earlier registration on the page: brought by a list of an office, looked at, taken over, gone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.page import NARROW, PHONE, Person
from tests.browser.residents import with_code
from tests.e2e.epidemic_steps import Office
from tests.e2e.import_steps import SentList
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

pytestmark = pytest.mark.usefixtures("leaving")
HEADING = "姓名,证件号码,健康码名称,注册日期,居住县区,住址"


def _bring(stage: Deployed, number: str) -> None:
    """Two of staff bring what another code knew of a number."""
    # Nobody else of these tests logs in with them at this time.
    one, other = (Office(stage, login) for login in ("epidemiologist-3", "epidemiologist-2"))
    line = f"测试人,{number},城市旧码,2020-02-20,630103,某路 1 号 2 单元"
    sent = SentList(one, f"{HEADING}\n{line}".encode(), "registrations")
    assert sent.put_in_force(other) == {"accepted": 1}


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
    _bring(deployed, number)
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
