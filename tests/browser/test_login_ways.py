"""Other ways in: a carrier that does not deliver, and another phone for the login."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.page import PHONE, Person, chromium, found
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document

_PHONES = iter(range(13500000001, 13599999999))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def test_a_carrier_that_refuses_is_said_and_an_email_offered(browser: Browser, deployed: Deployed) -> None:
    """The local carrier delivers everything, so that its refusal is put into the API's answer."""
    person = Person(browser, deployed, size=PHONE, locale="en")
    asked: list[dict[str, str]] = []

    def refuse(route: Route) -> None:
        if route.request.method == "GET":
            route.fulfill(json={"delivery": "failed"})
            return
        asked.append(json.loads(route.request.post_data or "{}"))
        route.continue_()

    person.page.route("**/v1/login/codes*", refuse)
    person.open("index.html#/login")
    person.type("input-phone", f"{next(_PHONES)}")
    person.tap("send-code")
    person.see("refused")
    faults = person.serious_faults()
    person.shot("login-refused")
    person.tap("other-ways")
    with person.page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/login/codes")):
        person.tap("by-email")
    assert ([each.get("via") for each in asked], faults) == ([None, "email"], [])


def test_another_phone_takes_the_place_of_the_first(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, size=PHONE)
    first, second = f"+86{next(_PHONES)}", f"+86{next(_PHONES)}"
    person.log_in(first)
    person.see("input-name")
    person.open("index.html#/me")
    person.tap("change-phone")
    person.type("input-phone", second.removeprefix("+86"))
    person.tap("change-phone-send")
    code = re.findall(r"\d{6}", deployed.sms(second, 1)[-1])[0]
    person.type("input-code", code)
    person.shot("me-change-phone")
    person.tap("change-phone-confirm")
    person.page.get_by_text("手机号换好了").wait_for()
    assert person.complaints == []


def test_a_wrong_code_is_said_at_its_field_until_another_is_typed(browser: Browser, deployed: Deployed) -> None:
    person, phone = Person(browser, deployed, locale="en"), f"+86{next(_PHONES)}"
    person.open("index.html#/login")
    person.type("input-phone", phone.removeprefix("+86"))
    person.tap("send-code")
    person.see("input-code")
    right = re.findall(r"\d{6}", deployed.sms(phone, 1)[-1])[0]
    person.type("input-code", f"{(int(right) + 1) % 1_000_000:06d}")
    assert person.see("fault-code").is_visible()
    assert person.page.locator(found("error-summary")).count() == 0
    person.type("input-code", right[:2])
    expect(person.page.locator(found("fault-code"))).to_have_count(0)


def test_who_has_lost_the_number_asks_staff_for_another(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, size={"width": 360, "height": 740}, locale="en")
    person.open("index.html#/login/password")
    person.tap("recover")
    person.tap("send-recovery")
    assert person.see("error-summary").is_visible()
    person.type("input-name", "测试人")
    person.type("input-document.number", a_document())
    person.type("input-phone", str(next(_PHONES)))
    person.type("input-evidence", "My old phone was stolen; police report 123.")
    faults = person.serious_faults()
    person.shot("login-recover")
    person.tap("send-recovery")
    person.see("recovery-sent")
    assert (faults, person.complaints) == ([], [])
