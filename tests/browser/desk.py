"""Somebody of staff in front of the console, and what waits for them there."""

from typing import Any

from playwright.sync_api import Browser

from tests.browser.authenticator import fresh_code
from tests.browser.page import DESK, LOOKS, NARROW, Person
from tests.browser.town import Staff, now
from tests.support.deployed_stack import Deployed

_BROKEN = """() => [...document.querySelectorAll('main h1')].flatMap((title) => [...title.childNodes])
  .filter((node) => node.nodeType === 3)
  .flatMap((node) => [...node.textContent.matchAll(/[a-z]+/gi)].filter((word) => {
    const range = document.createRange()
    range.setStart(node, word.index)
    range.setEnd(node, word.index + word[0].length)
    return range.getClientRects().length > 1
  })).map(([word]) => word)"""
"""Words of a title that run over more than one line."""


class Clerk(Person):
    """A member of staff with the console open. Each login enters once: a one-time code counts once."""

    def __init__(self, browser: Browser, stage: Deployed, login: str, locale: str = "en", **context: Any) -> None:
        super().__init__(browser, stage, DESK, locale, **context)
        self.known = next(each for each in stage.staff if each["login"] == login)

    def enter(self, screen: str = "") -> "Clerk":
        """Through the log-in page to their first screen, or to the one whose address was opened."""
        self.open(f"console.html#/{screen}")
        self.type("input-login", self.known["login"])
        self.type("input-password", self.known["password"])
        self.type("input-totp", fresh_code(self.known))
        self.tap("log-in")
        self.see("account")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def looks(self, name: str, mark: str) -> list[str]:
        """What is wrong with the screen: in both languages on a desk and a phone, in large letters on a small one."""
        faults = []
        for size, locale in LOOKS:
            self.turn_to(size, locale)
            self.see(mark)
            faults += self.looked_at(f"console-{name}-{size['width']}-{locale}") + self._broken(name)
        self.turn_to(NARROW, "en", large=True)
        faults += [] if self.fits() else [f"{name}: wider than a small screen in large letters"]
        self.turn_to(DESK, "en", large=False)
        return faults

    def _broken(self, name: str) -> list[str]:
        return [f"{name}: {word!r} is broken in the title" for word in self.page.evaluate(_BROKEN)]


def asked(staff: Staff, stage: Deployed, method: str, path: str, body: Any = None) -> dict[str, Any]:
    """The answer to somebody of staff, which must be a good one."""
    answer = stage.invoke_api(method, path, body, headers=staff.headers(), at=now())
    assert answer.status < 300, answer.text
    return dict(answer.json())
