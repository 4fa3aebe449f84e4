"""A person in front of a page: what they tap and type, found by `data-test`."""

import os
import re
from base64 import b32decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.browser import gallery
from tests.support.deployed_stack import Deployed

SHOTS = Path(__file__).parent / "shots"
PATIENCE = 60_000
"""Milliseconds: the first request of its kind waits for a function that starts, longer on a busy machine than a page
takes."""
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
NARROW = {"width": 360, "height": 740}
LOOKS = [(PHONE, "zh-CN"), (PHONE, "en"), (DESK, "zh-CN"), (DESK, "en")]


_CUT_OFF = """() => [...document.querySelectorAll('main *, nav *, dialog *')].filter((each) => {
  const box = each.getBoundingClientRect()
  const words = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())
  if (!words || !box.width || each.matches('.unseen, .unseen *, option, [data-test="person-tab"] *')) return false
  const spills = each.scrollWidth > each.clientWidth + 2 && getComputedStyle(each).display !== 'inline'
  return box.right > innerWidth + 1 || box.left < -1 || spills
}).map((each) => each.textContent.trim().slice(0, 60))"""

SHIFTS = """() => { window.shifted = 0
  const add = each => each.hadRecentInput || (window.shifted += each.value)
  new PerformanceObserver(list => list.getEntries().forEach(add))
    .observe({ type: 'layout-shift', buffered: true }) }"""
"""How far the layout has moved since the page began, as `window.shifted`; what somebody tapped for is not counted."""

_CHOOSE = "(list, language) => { list.value = language; list.dispatchEvent(new Event('change')) }"


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

    def __init__(
        self, browser: Browser, stage: Deployed, size: dict[str, int] = PHONE, locale: str = "zh-CN", **context: Any
    ) -> None:
        mobile = size["width"] < 600
        # Without a graphics card an ornament that turns takes more than half a core.
        context = {"reduced_motion": "reduce", **context}
        context |= {"is_mobile": mobile, "has_touch": mobile, "permissions": ["camera"]}
        self.context = browser.new_context(viewport=size, locale=locale, **context)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.line: CDPSession | None = None
        self.stage, self.english, self.complaints = stage, locale == "en", []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, name: str) -> None:
        self.page.goto(f"{self.stage.web}/{name}")

    def see(self, name: str, **options: Any) -> Any:
        """The first with this test mark, once it is there."""
        return self.look_for(found(name), **options)

    def look_for(self, selector: str, **options: Any) -> Any:
        """The first that a selector names; a failure tells what stands there instead."""
        locator = self.page.locator(selector).first
        try:
            locator.wait_for(**options)
        except PlaywrightError as error:
            error.add_note(f"The page says: {self.page.inner_text('body')!r}; its complaints: {self.complaints}")
            raise
        return locator

    def tap(self, name: str) -> None:
        if name == "next":
            gallery.hang_step(self)
        self.see(name).click()

    def choose(self, name: str) -> None:
        """Ticks a box or a radio whose own mark may be hidden behind its label."""
        self.page.locator(found(name)).first.check(force=True)

    def type(self, name: str, text: str) -> None:
        self.see(name).fill(text)

    def text(self, name: str) -> str:
        return str(self.see(name).inner_text())

    def go(self, screen: str, mark: str) -> None:
        """To another screen by its address; `mark` is on it once its data is there."""
        self.page.evaluate("screen => { location.hash = `#/${screen}` }", screen)
        self.see(mark)

    def turn_to(self, size: dict[str, int], locale: str, large: bool = False) -> None:
        """The same page in another size, language and letters. Under a dialog no pointer reaches the switches."""
        self.page.set_viewport_size(size)
        html = self.page.locator("html")
        self.speak(locale)
        if (html.get_attribute("data-text") == "large") != large:
            self.see("large-text").dispatch_event("click")

    def speak(self, locale: str) -> None:
        """A page with two languages has a button, one with more a list."""
        if self.page.locator("html").get_attribute("lang") == locale:
            return
        switch = self.page.locator(found("language")).first
        if switch.evaluate("each => each.localName") == "select":
            switch.evaluate(_CHOOSE, locale)
        else:
            switch.dispatch_event("click")
        self.page.locator(f'html[lang="{locale}"]').wait_for()

    def shot(self, name: str, whole: bool = False) -> None:
        """A screenshot for whoever wants to look; `whole` is down to the end of the page."""
        SHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png", full_page=whole, animations="disabled")

    def swipe(self, name: str, across: int) -> None:
        """One finger over an element, so many pixels to the right."""
        self.see(name).evaluate(
            """(element, across) => {
              const touch = (x) => new Touch({ identifier: 1, target: element, clientX: x, clientY: 300 })
              const tell = (kind, x, held) => element.dispatchEvent(
                new TouchEvent(kind, { bubbles: true, touches: held ? [touch(x)] : [], changedTouches: [touch(x)] }))
              tell('touchstart', 200, true)
              tell('touchend', 200 + across, false)
            }""",
            across,
        )

    def network(self, up: int = -1, down: int = -1, latency: int = 0, offline: bool = False) -> None:
        """A line of so many bytes a second each way; -1 is no limit."""
        line = {"offline": offline, "latency": latency, "downloadThroughput": down, "uploadThroughput": up}
        self.line = self.line or self.context.new_cdp_session(self.page)
        self.line.send("Network.emulateNetworkConditions", line)

    def cut_off(self) -> list[str]:
        """Words that run over the edge of the screen or of what holds them."""
        wide = self.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return ["the page is wider than the screen"] * wide + list(self.page.evaluate(_CUT_OFF))

    def serious_faults(self) -> list[str]:
        """What axe-core finds that is serious or worse."""
        results = Axe().run(self.page).response["violations"]
        return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in results if _is_serious(each)]

    def fits(self) -> bool:
        """Whether nothing reaches beyond the right edge."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))

    def looked_at(self, name: str) -> list[str]:
        """What is wrong with the screen as it stands; its picture is kept for whoever wants to look."""
        self.page.wait_for_timeout(350)
        self.shot(name)
        gallery.hang(self, name)
        too_wide = [] if self.fits() else ["wider than the screen"]
        return [f"{name}: {fault}" for fault in [*too_wide, *self.serious_faults()]]

    def log_in(self, phone: str, name: str = "index.html") -> None:
        """From the first screen through the code that comes by SMS."""
        self.open(name)
        if name == "index.html":
            self.tap("start")
        self.enter_the_code(phone)

    def enter_the_code(self, phone: str) -> None:
        """On the login screen: the phone, and the code that comes to it."""
        before = len(self.stage.sms(phone, 0))
        self.type("input-phone", phone)
        self.tap("send-code")
        self.see("input-code")
        self.type("input-code", self.digits(phone, before))

    def digits(self, phone: str, before: int) -> str:
        """Those of the first message with any after so many: another one may be on its way to the same phone."""
        for count in range(before + 1, before + 4):
            if found := re.findall(r"(?<!\d)\d{6}(?!\d)", self.stage.sms(phone, count)[count - 1]):
                return str(found[0])
        raise AssertionError(f"{phone} got messages, none of them with digits")


def _is_serious(violation: dict[str, Any]) -> bool:
    return violation["impact"] in ("serious", "critical")


def totp(secret: str, seconds: float) -> str:
    """The six digits an authenticator app would show."""
    return TOTP(b32decode(secret), 6, SHA1(), 30).generate(int(seconds)).decode()
