"""A resident at a venue's door: scans what hangs there, says who comes along, shows the answer, leaves again."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.camera import Camera
from tests.browser.page import Person, found
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed

_A_WHILE = timedelta(minutes=2)


@pytest.fixture
def camera_off(camera: Camera) -> Camera:
    camera.hide()
    return camera


def _opened(browser: Browser, stage: Deployed, who: Townsman, code: str, **options) -> Person:
    """The phone's own camera opened the address of a code; the person logs in."""
    person = Person(browser, stage, **options)
    person.page.goto(code)
    person.enter_the_code(who.phone)
    person.see("venue-name")
    return person


@pytest.fixture
def visitor(deployed: Deployed) -> Townsman:
    return Townsman(deployed, now() - _A_WHILE)


def test_from_the_address_on_the_poster_to_the_colour_for_the_guard(
    seeing: Browser, deployed: Deployed, place: Place, visitor: Townsman
) -> None:
    person = _opened(seeing, deployed, visitor, place.code())
    assert str(place.form["name"]) in person.text("venue-name")
    person.shot("visit-form")
    person.tap("enter-venue")
    assert person.see("visit-result").get_attribute("data-colour") == "green"
    assert str(place.form["name"]) in person.text("visit-venue")
    person.page.wait_for_timeout(300)
    person.shot("visit-green")
    assert person.serious_faults() == []
    assert [entry["document_last4"] for entry in place.entries()][:1] == [visitor.document[-4:]]
    person.tap("leave")
    assert "离开" in person.text("visit-result")
    person.tap("visit-done")
    person.see("qr")
    assert place.entries()[0]["left"] is not None
    assert person.complaints == []


def test_a_guest_reads_where_they_are_and_why_a_number_is_asked(
    seeing: Browser, deployed: Deployed, place: Place
) -> None:
    guest = Person(seeing, deployed, locale="en")
    guest.page.goto(place.code())
    expect(guest.see("door-name")).to_have_text(str(place.form["name"]))
    assert "on this number" in guest.text("door")
    assert guest.looked_at("visit-guest-en") == []
    lost = Person(seeing, deployed)
    lost.page.route("**/sign", lambda route: route.continue_(url=route.request.url.replace(place.id, "0" * 20)))
    lost.page.goto(place.code())
    expect(lost.see("door")).to_contain_text("坏了")
    stranger = Person(seeing, deployed)
    stranger.page.goto(f"{deployed.web}/v#garbage")
    assert "坏了" in stranger.text("door")
    stranger.page.goto(f"{deployed.web}/v#garbage")
    stranger.enter_the_code(Townsman(deployed, now() - _A_WHILE).phone)
    assert guest.complaints == stranger.complaints == []


def test_a_broken_code_is_told_to_who_is_logged_in(seeing: Browser, deployed: Deployed, visitor: Townsman) -> None:
    person = Person(seeing, deployed)
    person.log_in(visitor.phone)
    person.see("qr")
    person.page.goto(f"{deployed.web}/v#garbage")
    assert "坏了" in person.text("broken-code")


def test_scanning_twice_is_one_visit_and_it_can_be_left_later(
    seeing: Browser, deployed: Deployed, supervisor: Staff, visitor: Townsman
) -> None:
    place = Place(deployed, supervisor)
    person = _opened(seeing, deployed, visitor, place.code(), locale="en")
    person.tap("enter-venue")
    person.see("visit-result")
    person.page.goto(place.code("screen"))
    person.tap("enter-venue")
    person.see("visit-result")
    assert len(place.entries()) == 1
    person.tap("visit-done")
    person.page.evaluate("location.hash = '#/visits'")
    visits = person.page.locator(found("visit"))
    expect(visits).to_have_count(1)
    person.shot("visits-open-en")
    person.tap("leave")
    expect(visits.first).to_have_attribute("data-open", "false")
    person.shot("visits-left-en")
    assert person.serious_faults() == []


def test_who_comes_along_is_chosen_and_shown(seeing: Browser, deployed: Deployed, place: Place) -> None:
    visitor = Townsman(deployed, now() - _A_WHILE)
    child = visitor.child()
    person = _opened(seeing, deployed, visitor, place.code())
    boxes = person.page.locator(found("companion"))
    expect(boxes).to_have_count(2)
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    boxes.nth(1).check(force=True)
    assert "测试童" in boxes.nth(1).locator("xpath=..").inner_text()
    person.shot("visit-family")
    person.tap("enter-venue")
    expect(person.page.locator(found("visitor"))).to_have_count(2)
    person.shot("visit-family-green")
    assert visitor.document[-4:] in person.text("visitor"), "two masked alike are told apart"
    assert visitor.right("GET", f"/v1/people/{child}/visits")["items"][0]["open"]


def test_a_temperature_is_understood_however_it_is_written(
    seeing: Browser, deployed: Deployed, asking: Place, visitor: Townsman
) -> None:
    person = _opened(seeing, deployed, visitor, asking.code())
    for typed in ("36,5", "36.5", "365", "３６．５"):
        person.type("input-temperature", typed)
        person.tap("enter-venue")
        assert person.see("visit-result").get_attribute("data-colour") == "green", typed
        person.tap("leave")
        expect(person.page.locator(found("leave"))).to_have_count(0)
        person.page.goto(asking.code())
    assert [entry["temperature"] for entry in asking.entries()] == [36.5] * 4


@pytest.fixture(scope="module")
def asking(deployed: Deployed, supervisor: Staff) -> Place:
    return Place(deployed, supervisor, asks_temperature=True)


def test_a_fever_is_said_at_once_and_what_nobody_has_is_asked_again(
    seeing: Browser, deployed: Deployed, asking: Place, visitor: Townsman
) -> None:
    person = _opened(seeing, deployed, visitor, asking.code(), locale="en")
    person.tap("enter-venue")
    assert "Enter your temperature" in person.text("fault-temperature")
    person.type("input-temperature", "98.6")
    person.tap("enter-venue")
    assert "between 30.0 and 45.0" in person.text("fault-temperature")
    person.type("input-temperature", "36.5")
    expect(person.page.locator(found("fault-temperature"))).to_have_count(0)
    person.shot("visit-temperature-en")
    person.type("input-temperature", "38.2")
    person.tap("enter-venue")
    assert person.see("visit-result").get_attribute("data-colour") == "yellow"
    assert "reported" in person.text("visit-anomaly")
    person.shot("visit-fever-en")
    person.tap("visit-done")
    assert "ellow" in person.text("colour-word"), "the code kept on the phone is not left green"


def test_a_visit_from_far_away_is_kept_and_shown_as_doubtful(
    seeing: Browser, deployed: Deployed, supervisor: Staff, visitor: Townsman
) -> None:
    place = Place(deployed, supervisor)
    person = Person(seeing, deployed)
    person.context.grant_permissions(["geolocation", "camera"])
    person.context.set_geolocation({"latitude": 36.0611, "longitude": 103.8343, "accuracy": 20})
    person.page.goto(place.code())
    person.enter_the_code(visitor.phone)
    person.tap("enter-venue")
    assert "远" in person.text("visit-marks")
    person.shot("visit-doubtful")
    assert place.entries()[0]["suspect"]
    person.tap("visit-done")
    person.page.evaluate("location.hash = '#/visits'")
    assert "有疑点" in person.text("visits")
    person.shot("visits-doubtful")
    assert person.text("visits").count("远") == 1


def test_the_scanner_in_the_page_reads_a_venue_and_names_everything_else(
    seeing: Browser, deployed: Deployed, place: Place, visitor: Townsman, camera_off: Camera
) -> None:
    person = Person(seeing, deployed)
    person.log_in(visitor.phone)
    person.tap("scan-venue")
    words = person.see("scan-words")
    camera_off.show(visitor.plain)
    expect(words).to_contain_text("健康码")
    camera_off.show("https://example.org/menu")
    expect(words).to_contain_text("网址")
    person.shot("visit-scanner")
    camera_off.show(place.code())
    assert str(place.form["name"]) in person.text("venue-name")
    camera_off.hide()
    person.tap("scan-again")
    person.see("scan-words")


def test_codes_that_do_not_count_are_explained(
    seeing: Browser, deployed: Deployed, supervisor: Staff, visitor: Townsman
) -> None:
    place = Place(deployed, supervisor)
    old = place.code()
    place.revoke_posters()
    person = _opened(seeing, deployed, visitor, old)
    person.tap("enter-venue")
    assert "作废" in person.text("error-summary")
    person.shot("visit-revoked")
    fresh = place.code()
    person.page.goto(fresh[:-6] + ("AAAAAA" if not fresh.endswith("AAAAAA") else "BBBBBB"))
    person.tap("enter-venue")
    assert person.see("error-summary").is_visible()
    person.shot("visit-forged")
    assert place.entries() == []


def test_a_network_that_goes_away_loses_nothing(
    seeing: Browser, deployed: Deployed, supervisor: Staff, visitor: Townsman
) -> None:
    place = Place(deployed, supervisor)
    person = _opened(seeing, deployed, visitor, place.code())
    person.context.set_offline(True)
    person.tap("enter-venue")
    assert person.see("error-summary").is_visible()
    person.shot("visit-offline")
    person.context.set_offline(False)
    person.tap("enter-venue")
    person.see("visit-result")
    assert len(place.entries()) == 1
