"""The console: an invited person sets up a login of their own and enters with it, by passkey or by password."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.page import DESK, LOOKS, Person, totp
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed
from tests.support.resident_steps import a_document, a_phone

pytestmark = pytest.mark.usefixtures("leaving")
PASSWORD = "correct horse battery"


class Newcomer(Person):
    """Somebody invited, in front of the console with a phone that gets messages."""

    def with_authenticator(self) -> "Newcomer":
        """Chromium's own virtual authenticator: it knows its person by a finger."""
        line = self.context.new_cdp_session(self.page)
        line.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        line.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return self

    def open_invitation(self, phone: str) -> None:
        """By the link of the message, as it came."""
        [text] = self.stage.sms(phone)
        [link] = re.findall(r"http\S+", text)
        self.page.goto(link)
        self.see("make-passkey")


@pytest.fixture(scope="module")
def supervisor_here(deployed: Deployed) -> Staff:
    return Staff(deployed, "supervisor")


def invited(stage: Deployed, by: Staff, login: str, role: str) -> tuple[str, dict[str, Any]]:
    phone = a_phone()
    document = {"type": "id_card", "number": a_document()}
    body = {"login": login, "roles": [role], "region": "63", "document": document, "phone": phone}
    answer = stage.invoke_api("POST", "/v1/staff/invitations", body, headers=by.headers(), at=now())
    assert answer.status == 201, answer.text
    return phone, dict(answer.json())


@pytest.fixture
def newcomer(browser: Browser, deployed: Deployed) -> Iterator[Newcomer]:
    person = Newcomer(browser, deployed, DESK).with_authenticator()
    yield person
    assert person.complaints == []


def test_a_passkey_is_made_and_logs_in(deployed: Deployed, newcomer: Newcomer, supervisor_here: Staff):
    phone, _ = invited(deployed, supervisor_here, "guard-passkey", "gate")
    newcomer.open_invitation(phone)
    assert newcomer.page.url.startswith("http://localhost:")
    assert newcomer.page.url.endswith("console.html#/enrol")
    assert [fault for size, locale in LOOKS for fault in _seen(newcomer, size, locale, "enrol")] == []
    newcomer.turn_to(DESK, "en")
    newcomer.tap("make-passkey")
    newcomer.tap("to-login")
    assert [fault for size, locale in LOOKS for fault in _seen(newcomer, size, locale, "login")] == []
    newcomer.type("input-login", "guard-passkey")
    newcomer.tap("passkey")
    newcomer.see("role-gate")
    assert [fault for size, locale in LOOKS for fault in _seen(newcomer, size, locale, "desk")] == []
    newcomer.page.reload()
    newcomer.see("role-gate")
    newcomer.tap("log-out")
    newcomer.see("log-in")
    assert newcomer.page.url.endswith("#/login")


def _seen(person: Person, size: dict[str, int], locale: str, name: str) -> list[str]:
    person.turn_to(size, locale)
    return person.looked_at(f"console-{name}-{size['width']}-{locale}")


def test_two_supervisors_give_a_deciding_role_and_its_person_sets_a_password(
    deployed: Deployed, newcomer: Newcomer, supervisor_here: Staff
):
    phone, proposal = invited(deployed, supervisor_here, "reviewer-password", "reviewer")
    decision = {"version": proposal["version"], "content_hash": proposal["content_hash"], "decision": "approve"}
    second = Staff(deployed, "supervisor-country").headers()
    path = f"/v1/proposals/{proposal['id']}/approval"
    assert deployed.invoke_api("POST", path, decision, headers=second, at=now()).status == 200
    newcomer.open_invitation(phone)
    secret = newcomer.text("totp-secret").replace(" ", "")
    newcomer.type("input-password", "short")
    newcomer.tap("finish")
    newcomer.see("error-summary")
    assert _seen(newcomer, DESK, "zh-CN", "enrol-faults") == []
    newcomer.type("input-password", PASSWORD)
    newcomer.type("input-totp", totp(secret, time.time()))
    newcomer.tap("finish")
    newcomer.tap("to-login")
    newcomer.type("input-login", "reviewer-password")
    newcomer.type("input-password", PASSWORD)
    newcomer.type("input-totp", totp(secret, time.time() + 30))
    newcomer.tap("log-in")
    newcomer.see("role-reviewer")
    newcomer.tap("account")
    newcomer.tap("password")
    newcomer.type("input-current_password", PASSWORD)
    newcomer.type("input-password", "another long secret")
    assert _seen(newcomer, DESK, "zh-CN", "password") == []
    newcomer.tap("change")
    newcomer.see("log-in")


def test_a_used_invitation_says_so(deployed: Deployed, newcomer: Newcomer, supervisor_here: Staff):
    phone, _ = invited(deployed, supervisor_here, "guard-twice", "gate")
    newcomer.open_invitation(phone)
    newcomer.tap("make-passkey")
    newcomer.see("to-login")
    [link] = re.findall(r"http\S+", deployed.sms(phone)[0])
    again = Newcomer(newcomer.context.browser, deployed, DESK, "en")
    again.page.goto(link)
    assert "used or is over" in again.text("error-summary")
    assert _seen(again, DESK, "en", "lapsed") == []
