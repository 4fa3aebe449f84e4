"""A person in front of a page: what they tap and type, found by `data-test`."""

import os
import re
import struct
from base64 import b32decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from tests.deployed import Deployed

SHOTS = Path(__file__).parent / "shots"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}


def found(name: str) -> str:
    """The selector of a test mark."""
    return f'[data-test="{name}"]'


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """A headless Chromium that asks nobody outside for anything."""
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        path = os.environ.get("KANGMA_BROWSER", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=[*flags, *arguments])
        try:
            yield browser
        finally:
            browser.close()


class Person:
    """One page, with what it complained of."""

    def __init__(self, browser: Browser, stage: Deployed, size: dict[str, int] = PHONE, locale: str = "zh-CN") -> None:
        mobile = size["width"] < 600
        self.context = browser.new_context(
            viewport=size, locale=locale, is_mobile=mobile, has_touch=mobile, permissions=["camera"]
        )  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        self.stage, self.complaints = stage, []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, name: str) -> None:
        self.page.goto(f"{self.stage.web}/{name}")

    def see(self, name: str, **options: Any) -> Any:
        locator = self.page.locator(found(name)).first
        locator.wait_for(**options)
        return locator

    def tap(self, name: str) -> None:
        self.see(name).click()

    def choose(self, name: str) -> None:
        """Ticks a box or a radio whose own mark may be hidden behind its label."""
        self.page.locator(found(name)).first.check(force=True)

    def type(self, name: str, text: str) -> None:
        self.see(name).fill(text)

    def text(self, name: str) -> str:
        return str(self.see(name).inner_text())

    def shot(self, name: str) -> None:
        """A screenshot for whoever wants to look."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")

    def serious_faults(self) -> list[str]:
        """What axe-core finds that is serious or worse."""
        results = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in results if _is_serious(each)]

    def log_in(self, phone: str) -> None:
        """From the welcome screen through the code that comes by SMS."""
        before = len(self.stage.sms(phone, 0))
        self.open("index.html")
        self.tap("start")
        self.type("input-phone", phone.removeprefix("+86"))
        self.tap("send-code")
        self.see("input-code")
        code = re.findall(r"\d{6}", self.stage.sms(phone, before + 1)[-1])[0]
        self.type("input-code", code)


def _is_serious(violation: dict[str, Any]) -> bool:
    return violation["impact"] in ("serious", "critical")


def totp(secret: str, seconds: float) -> str:
    """The six digits an authenticator app would show."""
    import hashlib
    import hmac

    digest = hmac.new(b32decode(secret), struct.pack(">Q", int(seconds) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"
