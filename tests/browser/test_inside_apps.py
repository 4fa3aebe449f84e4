"""The residents' page in the browsers of WeChat and Alipay: logging in by them, and what is different there."""

from datetime import timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.camera import picture_of
from tests.browser.page import Person, found
from tests.browser.residents import a_phone, with_code
from tests.browser.town import Place, Townsman, now
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

SMALL = {"width": 390, "height": 664}
AGENTS = {
    "wechat": "Mozilla/5.0 (Linux; Android 13; M2012K11AC Build/TKQ1) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240501 MicroMessenger/8.0.50 "
    "Language/zh_CN ABI/arm64",
    "alipay": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Mobile/15E148 NebulaSDK/1.8 AlipayClient/10.5.90.8000 Language/zh-Hans",
}
BARE = """
delete Navigator.prototype.serviceWorker
delete window.caches
Object.defineProperty(Navigator.prototype, 'mediaDevices', { get: () => undefined })
"""
"""As an app's own browser may be: no service worker, no cache, no camera for a page."""


def inside(app: str, **options: object) -> dict[str, object]:
    return {"size": SMALL, "user_agent": AGENTS[app], **options}


def _forgotten(person: Person) -> None:
    """Logged out on this phone; the app still knows its user."""
    person.page.evaluate("localStorage.clear(); sessionStorage.clear()")


def _bound(person: Person, phone: str, shots: str = "") -> list[str]:
    """From the first screen by the app, by the phone's code, to what the app is bound to; what is wrong on the way."""
    person.open("index.html#/login")
    person.see("platform-go")
    faults = person.looked_at(f"inside-login{shots}")
    person.tap("platform-go")
    person.see("platform-unbound")
    assert "code=" not in person.page.url
    faults += person.looked_at(f"inside-unbound{shots}")
    person.enter_the_code(phone)
    person.see("platform-bind")
    faults += person.looked_at(f"inside-bind{shots}")
    person.tap("platform-bind")
    person.see("input-name")
    return faults


@pytest.mark.parametrize("app", ["wechat", "alipay"])
def test_who_is_bound_logs_in_by_one_tap(browser: Browser, deployed: Deployed, app: str) -> None:
    person, phone = Person(browser, deployed, **inside(app)), a_phone()
    faults = _bound(person, phone, f"-{app}")
    assert {"wechat": "绑定了一个微信", "alipay": "绑定了一个支付宝"}[app] in deployed.sms(phone, 2)[-1]
    _forgotten(person)
    person.open("index.html?again#/login")
    person.tap("platform-go")
    person.see("input-name")
    assert (faults, person.complaints) == ([], [])


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_what_is_bound_is_seen_and_unbound(browser: Browser, deployed: Deployed, locale: str) -> None:
    person = with_code(browser, deployed, **inside("wechat", locale=locale))
    person.go("me", "my-platforms")
    assert "WeChat" in person.text("no-files")
    person.tap("my-platforms")
    faults = person.looked_at(f"inside-platforms-{locale}")
    person.see("platform-alipay")
    person.page.locator(found("platform-wechat")).locator(found("platform-go")).click()
    person.see("platform-bind")
    faults += person.looked_at(f"inside-bind-{locale}")
    person.tap("platform-bind")
    person.page.wait_for_url("**#/me")
    person.tap("my-platforms")
    person.tap("unbind")
    faults += person.looked_at(f"inside-unbind-{locale}")
    person.tap("unbind-sure")
    expect(person.page.locator(found("unbind"))).to_have_count(0)
    expect(person.page.locator(found("platform-wechat")).locator(found("platform-go"))).to_be_visible()
    person.page.go_back()
    expect(person.page.locator(found("sheet"))).to_have_count(0)
    assert (faults, person.cut_off(), person.complaints) == ([], [], [])


def test_who_does_not_want_to_bind_goes_on_without(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, **inside("wechat"))
    person.open("index.html#/login")
    person.tap("platform-go")
    person.see("platform-unbound")
    person.enter_the_code(a_phone())
    person.tap("platform-not-now")
    person.see("input-name")
    _forgotten(person)
    person.open("index.html?again#/login")
    person.tap("platform-go")
    person.see("platform-unbound")


def test_a_way_back_that_began_elsewhere_logs_nobody_in(browser: Browser, deployed: Deployed) -> None:
    """Somebody sends a link with their own code: the page has nothing to show that it left, so it asks for nothing."""
    victim, asked = Person(browser, deployed, **inside("wechat", locale="en")), []
    victim.page.on("request", lambda request: asked.append(request.url) if "/platforms/" in request.url else None)
    victim.open(f"index.html?code={'a' * 32}&state=l{'0' * 48}")
    victim.see("platform-by-phone")
    assert "did not begin on this page" in victim.text("error-summary")
    assert victim.looked_at("inside-elsewhere-en") == []
    assert (asked, "code=" in victim.page.url) == ([], False)


def test_a_platform_that_is_down_leads_to_the_phone(browser: Browser, deployed: Deployed) -> None:
    person = Person(browser, deployed, **inside("wechat"))
    person.page.route("**/login/platforms/wechat/sessions", lambda route: route.fulfill(status=503, body=""))
    person.open("index.html#/login")
    person.tap("platform-go")
    person.see("platform-by-phone")
    assert person.looked_at("inside-down") == []
    person.tap("platform-by-phone")
    person.see("input-phone")


def test_without_a_camera_a_photo_is_read_and_without_a_cache_the_page_works(
    browser: Browser, deployed: Deployed, place: Place
) -> None:
    visitor = Townsman(deployed, now() - timedelta(minutes=2))
    person = Person(browser, deployed, **inside("wechat"))
    person.context.add_init_script(BARE)
    person.log_in(visitor.phone)
    person.see("qr")
    person.go("visit", "camera-fault")
    faults = person.looked_at("inside-no-camera")
    for text, mark in (("https://example.com/", "photo-words"), (place.code(), "venue-name")):
        photo = BytesIO()
        picture_of(text).save(photo, "JPEG")
        shown = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": photo.getvalue()}
        person.page.locator(found("venue-photo")).set_input_files([shown])
        person.see(mark)
    assert str(place.form["name"]) in person.text("venue-name")
    person.go("settings", "push-none")
    assert (faults, person.complaints) == ([], [])


def test_a_browser_of_the_device_offers_neither(browser: Browser, deployed: Deployed) -> None:
    person, asked = Person(browser, deployed, size=SMALL), []
    person.page.on("request", lambda request: asked.append(request.url) if "platforms" in request.url else None)
    person.open("index.html#/login")
    person.see("send-code")
    person.page.wait_for_timeout(500)
    assert (person.page.locator(found("platform-go")).count(), [each for each in asked if "/v1/" in each]) == (0, [])
