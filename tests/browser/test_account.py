"""The account in the person's own hands: showing that it is them, where they are logged in, undoing a change."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.page import NARROW, PHONE, Person, chromium, found
from tests.support.deployed_stack import Deployed

_PHONES = iter(range(13400000001, 13499999999))
PASSWORD = "grammar lantern plaza"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _logged_in(browser: Browser, deployed: Deployed, phone: str, **how: object) -> Person:
    """Somebody on the screen of their account."""
    person = Person(browser, deployed, **how)
    person.log_in(phone)
    person.see("input-name")
    person.open("index.html#/me")
    person.see("set-password")
    return person


def _a_while_later(person: Person) -> None:
    """The proof of the log-in counts no more."""
    person.page.evaluate("sessionStorage.clear()")
    person.page.reload()
    person.see("set-password")


def test_a_password_is_judged_while_it_is_typed_and_saved_with_a_proof(browser: Browser, deployed: Deployed) -> None:
    phone = f"+86{next(_PHONES)}"
    person = _logged_in(browser, deployed, phone, size=NARROW)
    _a_while_later(person)
    person.tap("set-password")
    person.type("input-password", f"abc{phone[3:]}")
    person.page.locator(f'{found("password-strength")}[data-strong="false"]').wait_for()
    person.shot("me-password-weak", whole=True)
    person.tap("save-password")
    assert "猜到" in person.text("fault-password")
    person.type("input-password", PASSWORD)
    person.page.locator(f'{found("password-strength")}[data-strong="true"]').wait_for()
    person.tap("save-password")
    person.see("proof")
    faults, cut_off = person.serious_faults(), person.cut_off()
    person.shot("me-proof")
    before = len(deployed.sms(phone, 0))
    person.tap("proof-send")
    person.see("input-code")
    person.type("input-code", re.findall(r"\d{6}", deployed.sms(phone, before + 1)[-1])[0])
    person.shot("me-proof-code")
    person.tap("proof-confirm")
    person.page.get_by_text("密码已设好").wait_for()
    assert (faults, cut_off, person.complaints) == ([], [], [])


def test_who_does_not_want_to_show_that_it_is_them_changes_nothing(browser: Browser, deployed: Deployed) -> None:
    person = _logged_in(browser, deployed, f"+86{next(_PHONES)}", size=PHONE, locale="en")
    _a_while_later(person)
    person.tap("set-password")
    person.type("input-password", PASSWORD)
    person.tap("save-password")
    person.see("proof")
    person.tap("sheet-close")
    assert "nothing was changed" in person.text("error-summary")


def test_a_person_ends_the_logins_on_other_devices(browser: Browser, deployed: Deployed) -> None:
    phone = f"+86{next(_PHONES)}"
    other = _logged_in(browser, deployed, phone, size=PHONE)
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    deployed_before = len(deployed.sms(phone, 0))
    person = Person(browser, deployed, size=NARROW, locale="en", user_agent=agent)
    person.page.wait_for_timeout(60_000 - 1)  # another code to the same phone takes a minute
    person.log_in(phone)
    assert len(deployed.sms(phone, 0)) > deployed_before
    person.see("input-name")
    person.open("index.html#/me")
    person.tap("my-sessions")
    person.page.locator(found("session")).nth(1).wait_for()
    texts = person.page.locator(found("session")).all_inner_texts()
    assert ("iPhone · Safari" in texts[0], "This device" in texts[0], "Chrome" in texts[1]) == (True, True, True)
    faults, cut_off = person.serious_faults(), person.cut_off()
    person.shot("me-sessions")
    person.tap("end-others")
    person.page.get_by_text("Logged out.").wait_for()
    person.page.wait_for_function(f"document.querySelectorAll('{found('session')}').length === 1")
    other.page.evaluate("sessionStorage.clear()")
    assert (faults, cut_off, person.complaints) == ([], [], [])


def test_a_change_is_undone_by_the_link_in_the_message(browser: Browser, deployed: Deployed) -> None:
    phone = f"+86{next(_PHONES)}"
    thief = _logged_in(browser, deployed, phone, size=PHONE)
    thief.tap("set-password")
    thief.type("input-password", PASSWORD)
    thief.tap("save-password")
    thief.page.get_by_text("密码已设好").wait_for()
    link = re.search(r"https?://\S+#/undo/\S+", deployed.sms(phone, 2)[-1])
    assert link is not None
    owner = Person(browser, deployed, size=NARROW)
    owner.page.goto(link[0])
    owner.see("undo")
    faults, cut_off = owner.serious_faults(), owner.cut_off()
    owner.shot("undo")
    owner.tap("undo")
    owner.see("undone")
    owner.shot("undone")
    assert (faults, cut_off, owner.complaints) == ([], [], [])
    again = Person(browser, deployed, size=PHONE, locale="en")
    again.page.goto(link[0])
    again.tap("undo")
    assert "used before" in again.text("error-summary")
