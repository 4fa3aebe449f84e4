"""What a resident sees at a door: whole at every size, in both languages and in large text, without serious faults."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.camera import Camera
from tests.browser.page import DESK, PHONE, Person
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed

NARROW = {"width": 360, "height": 740}


@pytest.mark.parametrize(
    ("size", "locale", "large"),
    [(PHONE, "zh-CN", False), (DESK, "en", False), (NARROW, "en", True)],
)
def test_every_screen_is_whole(
    seeing: Browser,
    deployed: Deployed,
    camera: Camera,
    supervisor: Staff,
    size: dict[str, int],
    locale: str,
    large: bool,
) -> None:
    name = f"visit-{locale}-{size['width']}{'-large' if large else ''}"
    place = Place(
        deployed, supervisor, asks_temperature=True, name="Long Name of a Shopping Centre, East Entrance 东门"
    )
    visitor = Townsman(deployed, now() - timedelta(minutes=2))
    visitor.child()
    person = Person(seeing, deployed, size=size, locale=locale)
    person.context.grant_permissions(["geolocation", "camera"])
    person.context.set_geolocation({"latitude": 36.0611, "longitude": 103.8343, "accuracy": 20})
    person.context.add_init_script(f"localStorage.setItem('kangma.large', '{str(large).lower()}')")
    camera.show("https://example.org/")
    person.log_in(visitor.phone)
    person.see("qr")
    faults = person.looked_at(f"{name}-code")
    person.tap("scan-venue")
    person.see("scan-words")
    faults += person.looked_at(f"{name}-scanner")
    person.page.goto(place.code())
    person.tap("enter-venue")
    person.see("fault-temperature")
    faults += person.looked_at(f"{name}-form")
    person.type("input-temperature", "36.4")
    person.tap("enter-venue")
    person.see("visit-result")
    faults += person.looked_at(f"{name}-result")
    person.tap("visit-done")
    for screen, path in (("visits", "visits"), ("me", "me")):
        person.page.evaluate(f"location.hash = '#/{path}'")
        faults += person.looked_at(f"{name}-{screen}")
    person.tap("my-phones")
    person.see("phone")
    faults += person.looked_at(f"{name}-phones")
    assert faults == []
