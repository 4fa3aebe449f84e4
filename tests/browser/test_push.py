"""Push messages on a phone: turned on for it, encrypted for it alone, shown without a word about the person.

A headless browser reaches no push service and has no lock screen. What stands in for them: the browser's own
`subscribe`, which gives a subscription of the counterpart (local/push_provider.py), the permission to show
notifications, and what is asked of the lock screen, which is noted. Page, service worker and stage are real.
"""

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, Worker

from tests.browser.abroad import Traveller, until, with_streak
from tests.browser.page import Person
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

SHORT = {"width": 390, "height": 664}
_BROWSER = """(() => {
  Object.defineProperty(Notification, 'permission', { get: () => 'granted' })
  const kept = () => JSON.parse(localStorage.getItem('a browser keeps') ?? 'null')
  const subscription = (given) => given && {
    toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }),
    unsubscribe: async () => { localStorage.removeItem('a browser keeps'); return true },
  }
  PushManager.prototype.getSubscription = async () => subscription(kept())
  PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
    if (!userVisibleOnly) throw new Error('a browser shows every message')
    const given = await subscribedWith(applicationServerKey)
    localStorage.setItem('a browser keeps', JSON.stringify(given))
    return subscription(given)
  }
})()"""
_NOTED = "() => { self.noted = []; self.registration.showNotification = async (...said) => void self.noted.push(said) }"


class Phone:
    """A traveller's page in a browser that has push messages, and its push service."""

    def __init__(self, browser: Browser, stage: Deployed, traveller: Traveller, locale: str = "en") -> None:
        self.stage, self.traveller = stage, traveller
        self.person = traveller.arrive(browser, locale=locale, size=SHORT)
        self.person.page.expose_function("subscribedWith", self._subscribed)
        self.person.page.add_init_script(_BROWSER)
        self.person.context.grant_permissions(["notifications"], origin=self.origin)
        self.settings()

    @property
    def origin(self) -> str:
        """Of the pages."""
        return "/".join(self.stage.web.split("/", 3)[:3])

    def settings(self) -> None:
        self.person.page.reload()
        self.person.go("settings", "push")

    def _subscribed(self, key: str) -> dict[str, str]:
        return dict(self._push("/subscribe", {"key": key}))

    def _push(self, path: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.stage.running.push_url + path, None if body is None else json.dumps(body).encode()
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    @property
    def kept(self) -> dict[str, str] | None:
        """The subscription that the browser has."""
        stored = self.person.page.evaluate("localStorage.getItem('a browser keeps')")
        return dict(json.loads(stored)) if stored else None

    @property
    def taken(self) -> list[dict[str, Any]]:
        """What came to it, as it decrypted it with its own key."""
        name = str(self.kept["endpoint"]).rsplit("/", 1)[1] if self.kept else ""
        return [each["content"] for each in self._push("/taken") if each["device"] == name]

    @property
    def preferences(self) -> dict[str, Any]:
        return dict(self.traveller.call("GET", "/v1/me/preferences", at=datetime.now(UTC)).json())

    @property
    def channels(self) -> list[str]:
        return list(self.preferences["channels"])

    def worker(self) -> Worker:
        """The page's service worker, whose lock screen is noted from now on."""
        (worker,) = until(lambda: self.person.context.service_workers)
        worker.evaluate(_NOTED)
        return worker

    def deliver(self, content: dict[str, Any]) -> None:
        """As the browser does once a message came and was decrypted."""
        line = self.person.context.new_cdp_session(self.person.page)
        found: list[dict[str, Any]] = []
        line.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
        line.send("ServiceWorker.enable")
        until(lambda: found or self.person.page.wait_for_timeout(100))
        told = {"origin": self.origin, "registrationId": found[0]["registrationId"], "data": json.dumps(content)}
        line.send("ServiceWorker.deliverPushMessage", told)


@pytest.fixture
def phone(browser: Browser, deployed: Deployed) -> Iterator[Phone]:
    return Phone(browser, deployed, with_streak(deployed, 1, timedelta(hours=2)))


def _turned_on(phone: Phone) -> None:
    phone.person.tap("push-add")
    phone.person.see("push-on")


def test_a_message_comes_encrypted_and_the_lock_screen_says_nothing_of_the_person(
    phone: Phone, deployed: Deployed
) -> None:
    _turned_on(phone)
    phone.person.tap("save-settings")
    until(lambda: phone.preferences["language"] == "en")
    assert phone.channels == ["push", "sms"]
    deployed.run_job("expiry", datetime.now(UTC) + timedelta(hours=21))
    content = until(lambda: phone.taken)[-1]
    said = "You have a new message. Open it to read it."
    assert content == {"title": "Kangma", "body": said, "open": "messages"}
    worker = phone.worker()
    phone.deliver(content)
    title, options = until(lambda: worker.evaluate("() => self.noted[0]"))
    assert (title, options["body"], options["data"]) == ("Kangma", said, {"open": "messages"})
    assert [text for text in deployed.sms(phone.traveller.phone, 0) if "expires at" in text] == []


def test_it_stays_on_and_goes_when_somebody_turns_it_off_or_logs_out(phone: Phone) -> None:
    _turned_on(phone)
    phone.settings()
    phone.person.see("push-on")
    phone.person.tap("push-remove")
    phone.person.see("push-add")
    assert (phone.kept, phone.channels) == (None, ["sms"])
    _turned_on(phone)
    assert phone.channels == ["push", "sms"]
    phone.person.go("me", "log-out")
    phone.person.tap("log-out")
    phone.person.see("start")
    until(lambda: phone.kept is None)
    assert phone.channels == ["sms"]


def test_a_key_that_counts_no_more_is_offered_anew(phone: Phone) -> None:
    """What the API says then stands in for the minute in which its containers learn of the end of a key
    (tests/messages/test_push_ends.py ends one)."""
    _turned_on(phone)
    first = phone.kept

    def ended(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json=answer.json() | {"push_here": False})

    phone.person.page.route("**/v1/me/preferences", ended)
    phone.settings()
    phone.person.see("push-add")
    phone.person.page.unroute("**/v1/me/preferences")
    _turned_on(phone)
    assert phone.kept != first


def test_it_has_its_place_in_the_order(phone: Phone) -> None:
    _turned_on(phone)
    phone.person.tap("down-push")
    phone.person.tap("save-settings")
    until(lambda: phone.channels == ["sms", "push"])
    phone.settings()
    rows = phone.person.page.locator("[data-channel]").evaluate_all("all => all.map((each) => each.dataset.channel)")
    assert rows == ["sms", "push"]


def test_a_device_that_many_use_is_offered_none(phone: Phone) -> None:
    phone.person.page.evaluate("localStorage.setItem('kangma.kiosk', 'true')")
    phone.person.page.reload()
    phone.person.go("settings", "setting-sms")
    assert phone.person.page.locator('[data-test="push"]').count() == 0


@pytest.mark.parametrize("locale", ["zh-CN", "en", "ar"])
def test_it_looks_right(browser: Browser, deployed: Deployed, locale: str) -> None:
    phone = Phone(browser, deployed, with_streak(deployed, 1), locale)
    faults = _looked_at(phone.person, f"push-off-{locale}")
    _turned_on(phone)
    assert faults + _looked_at(phone.person, f"push-on-{locale}") == []


def _looked_at(person: Person, name: str) -> list[str]:
    person.shot(f"{name}-whole", whole=True)
    person.page.locator('[data-test="push"]').scroll_into_view_if_needed()
    return person.looked_at(name) + person.cut_off()
