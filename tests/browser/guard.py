"""A guard in front of the gate page: what is held before the camera, and what the page answers."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.page import Person, found
from tests.support.deployed_stack import Deployed

_ON_THE_SCREEN = """element => ({
  ...element.dataset,
  word: element.querySelector('[data-test=result-word]').innerText,
  why: element.querySelector('[data-test=result-reason]').innerText,
  notices: [...element.querySelectorAll('[data-test=result-notice]')].map(each => each.innerText),
  text: element.innerText,
})"""


@dataclass(frozen=True)
class Seen:
    """One answer as it stood on the screen. `source`: live, asking or here; `presentation`: device, copy, stale."""

    verdict: str
    source: str
    presentation: str
    word: str
    why: str
    notices: tuple[str, ...]
    text: str


class Guard(Person):
    """A guard's phone with the page on it."""

    def __init__(self, browser: Browser, stage: Deployed, camera: Camera, **options: Any) -> None:
        super().__init__(browser, stage, **options)
        self.camera, self.phone = camera, ""
        camera.hide()

    def log_in_by_phone(self, phone: str) -> None:
        """As somebody whom a venue's manager has named."""
        self.phone = phone
        before = len(self.stage.sms(phone, 0))
        self.open("gate.html")
        self.tap("login-way")
        self.type("input-phone", phone.removeprefix("+86"))
        self.tap("send-code")
        self.see("input-code")
        self.type("input-code", self.digits(phone, before))
        self.tap("log-in")
        self.see("camera")

    def be_ready(self) -> None:
        """Until the page has everything that it needs without a network."""
        self.page.locator(f"{found('gate-state')}[data-ready=true]").wait_for(timeout=60_000)

    def lose_the_network(self) -> None:
        self.context.set_offline(True)
        self.see("gate-offline")

    def find_the_network(self) -> None:
        self.context.set_offline(False)
        self.see("gate-online")

    def scan(self, what: Any) -> Seen:
        """The first answer to what is held before the camera; the camera sees nothing afterwards."""
        self.camera.show(what)
        seen = self.answer()
        self.camera.hide()
        self.tap("result-next")
        return seen

    def answer(self, verdict: str = "", source: str = "") -> Seen:
        """What the page says at last, kept on the screen by a finger; of a verdict or a source where one is named."""
        self.see("result").dispatch_event("pointerdown")
        where = found("result") + (f"[data-verdict={verdict}]" if verdict else "")
        where += f"[data-source={source}]" if source else ""
        result = self.page.locator(where)
        result.wait_for()
        told: dict[str, Any] = result.evaluate(_ON_THE_SCREEN)
        names = ("verdict", "source", "word", "why", "text")
        notices = tuple(told["notices"])
        return Seen(presentation=told.get("presentation", ""), notices=notices, **{name: told[name] for name in names})

    def waiting(self) -> int:
        """How many checks the page says it has still to send."""
        count = self.page.locator(found("queue-count"))
        return int(count.get_attribute("data-count") or 0) if count.count() else 0
