"""Every screen of the gate: whole at every size, in both languages and in large text, without serious faults."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import DESK, PHONE, SHIFTS, found
from tests.browser.town import Place, Townsman, now
from tests.support.deployed_stack import Deployed

DAY = timedelta(days=1)
NARROW = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def codes(deployed: Deployed) -> dict[str, Townsman]:
    """Somebody of each colour; red is who was ill again on a later day."""
    people = {"green": Townsman(deployed), "yellow": Townsman(deployed), "red": Townsman(deployed, now() - 3 * DAY)}
    people["green"].bind()
    people["yellow"].declare(symptoms=["dry_cough"])
    people["red"].declare(at=now() - 2 * DAY, symptoms=["fever"])
    people["red"].declare(at=now() - DAY, symptoms=["fever"])
    people["red"].declare()
    return people


@pytest.mark.parametrize(
    ("size", "locale", "large"),
    [(PHONE, "zh-CN", False), (DESK, "en", False), (NARROW, "en", True)],
)
def test_every_screen_is_whole(
    seeing: Browser, deployed: Deployed, camera: Camera, place: Place, codes: dict, size, locale, large
) -> None:
    name = f"gate-{locale}-{size['width']}{'-large' if large else ''}"
    guard = Guard(seeing, deployed, camera, size=size, locale=locale)
    guard.context.add_init_script(f"localStorage.setItem('kangma.large', '{str(large).lower()}')")
    guard.context.add_init_script(f"({SHIFTS})()")
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    assert guard.page.evaluate("window.shifted") < 0.05
    faults = guard.looked_at(f"{name}-scan")
    shown = {"device": codes["green"].live(), "copy": codes["green"].plain, "stale": codes["green"].live(ago=90)}
    shown |= {"yellow": codes["yellow"].plain, "red": codes["red"].plain, "payment": "wxp://f2f0a1b2c3d4"}
    for kind, text in shown.items():
        camera.show(text)
        guard.answer()
        faults += guard.looked_at(f"{name}-{kind}")
        assert _in_view(guard, "result-word"), kind
        assert _in_view(guard, "result-next"), kind
        camera.hide()
        guard.tap("result-next")
    for sheet in ("temperature", "lookup", "last", "settings"):
        guard.tap(f"open-{sheet}")
        faults += guard.looked_at(f"{name}-{sheet}")
        guard.tap("sheet-close")
    guard.lose_the_network()
    faults += guard.looked_at(f"{name}-offline")
    guard.tap("gate-state")
    faults += guard.looked_at(f"{name}-state")
    guard.tap("sheet-close")
    guard.context.set_offline(False)
    assert faults == []


def _in_view(guard: Guard, name: str) -> bool:
    box, size = guard.page.locator(found(name)).bounding_box(), guard.page.viewport_size
    assert box
    assert size
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return bool(box["x"] >= 0 and right <= size["width"] and bottom <= size["height"])
