"""A line of 50 kbit/s with 400 ms and every third request lost: nobody loses what they typed, everybody gets a code."""

import re
from itertools import count

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.abroad import ROME, a_foreign_phone, declare_from_italy, passport_lines
from tests.browser.page import Person
from tests.support.deployed_stack import Deployed
from tests.support.traveller_steps import a_passport

pytestmark = pytest.mark.usefixtures("leaving")
LINE = 50_000 // 8


def _poor(person: Person) -> list[str]:
    """Makes the line poor; what was lost on it is added to the list."""
    numbers, lost = count(1), []

    def pass_or_lose(route: Route) -> None:
        if next(numbers) % 3:
            return route.continue_()
        lost.append(route.request.url)
        return route.abort("connectionreset")

    person.context.route("**/*", pass_or_lose)
    person.network(up=LINE, down=LINE, latency=400)
    return lost


def test_from_the_login_to_the_code(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, locale="en", timezone_id=ROME)
    person.open("index.html")
    person.see("start-travel")
    lost = _poor(person)
    phone = a_foreign_phone()
    person.tap("start-travel")
    person.type("input-phone", phone)
    person.tap("send-code")
    person.see("input-code")
    person.type("input-code", re.findall(r"\d{6}", deployed.sms(phone)[-1])[0])
    person.choose("entry-passport")
    person.tap("next")
    person.type("input-document.zone", "\n".join(passport_lines(a_passport(), born="920517")))
    person.tap("next")
    assert person.see("input-name").input_value() == "Wei Li"
    person.tap("next")
    person.tap("next")
    declare_from_italy(person)
    assert person.see("marks").is_visible()
    person.go("code", "qr")
    assert "Green" in person.text("colour-word")
    assert lost
    assert person.complaints == []
