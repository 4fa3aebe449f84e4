"""What a guard measures, sees and types: temperatures, signs, documents of people without a phone, a wrong clock."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import DESK, found
from tests.browser.town import Place, Staff, Townsman, now
from tests.support.deployed_stack import Deployed


@pytest.fixture(scope="module")
def guard(seeing: Browser, deployed: Deployed, camera: Camera, place: Place) -> Guard:
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    return guard


def _colour(person: Townsman) -> str:
    return str(person.right("GET", f"/v1/people/{person.id}/code")["colour"])


def _press(guard: Guard, digits: str) -> None:
    for digit in digits:
        guard.tap(f"pad-{digit}")


def _sent(guard: Guard) -> None:
    expect(guard.page.locator(found("queue-count"))).to_have_count(0, timeout=60_000)


def _take_back(guard: Guard) -> None:
    """The reading of the last check."""
    guard.tap("open-last")
    guard.tap("take-back")
    guard.tap("take-back-sure")
    expect(guard.page.locator(found("last-checks")).locator("li").first).to_contain_text("已撤回")
    guard.shot("gate-taken-back")
    guard.tap("sheet-close")


def test_a_normal_temperature_goes_with_the_next_code(guard: Guard, deployed: Deployed) -> None:
    guard.tap("open-temperature")
    _press(guard, "365")
    assert guard.text("pad-value").startswith("36.5")
    guard.tap("pad-set")
    assert "36.5" in guard.text("open-temperature")
    seen = guard.scan(Townsman(deployed).plain)
    assert seen.verdict == "green"
    assert any("36.5" in notice for notice in seen.notices)
    assert "36.5" not in guard.text("open-temperature")


@pytest.mark.parametrize("digits", ["299", "451", "999"])
def test_a_temperature_that_nobody_has_is_not_taken(guard: Guard, digits: str) -> None:
    guard.tap("open-temperature")
    _press(guard, digits)
    assert "30.0" in guard.text("pad-words")
    expect(guard.see("pad-set")).to_be_disabled()
    guard.tap("pad-clear")


@pytest.mark.parametrize("typed", ["36,5", "36.5", "365"])
def test_a_keyboard_may_say_it_in_any_way(guard: Guard, typed: str) -> None:
    guard.tap("open-temperature")
    guard.page.keyboard.type(typed)
    assert guard.text("pad-value").startswith("36.5")
    guard.page.keyboard.press("Enter")
    expect(guard.page.locator(found("pad-value"))).to_have_count(0)
    assert "36.5" in guard.text("open-temperature")
    guard.tap("open-temperature")
    guard.tap("pad-clear")


def test_a_fever_is_measured_twice_and_turns_the_person_yellow(guard: Guard, deployed: Deployed) -> None:
    person = Townsman(deployed)
    guard.tap("open-temperature")
    _press(guard, "385")
    guard.tap("pad-set")
    assert "再量一次" in guard.text("pad-words")
    guard.shot("gate-pad-again")
    _press(guard, "384")
    guard.tap("pad-set")
    seen = guard.scan(person.plain)
    assert (seen.verdict, seen.word) == ("yellow", "不能进")
    assert "体温偏高" in seen.why
    _sent(guard)
    assert _colour(person) == "yellow"
    assert guard.scan(person.plain).verdict == "yellow", "the new code says so by itself"


def test_a_code_that_does_not_count_leaves_the_reading_for_the_right_one(guard: Guard, deployed: Deployed) -> None:
    person = Townsman(deployed)
    person.bind()
    guard.tap("open-temperature")
    _press(guard, "362")
    guard.tap("pad-set")
    assert guard.scan("https://example.org/").verdict == "invalid"
    assert guard.scan(person.live(ago=90)).presentation == "stale"
    assert any("36.2" in notice for notice in guard.scan(person.plain).notices)


def test_another_sign_is_reported_seen_and_taken_back(guard: Guard, deployed: Deployed) -> None:
    person = Townsman(deployed)
    guard.tap("open-temperature")
    guard.tap("sign-cough")
    guard.shot("gate-pad-sign")
    guard.tap("pad-set")
    seen = guard.scan(person.plain)
    assert (seen.verdict, "报告了异常" in seen.why) == ("yellow", True)
    _sent(guard)
    assert _colour(person) == "yellow"
    _take_back(guard)
    assert _colour(person) == "green"


def test_a_mistake_made_without_a_network_is_taken_back_before_it_is_sent(guard: Guard, deployed: Deployed) -> None:
    person = Townsman(deployed)
    guard.lose_the_network()
    guard.tap("open-temperature")
    guard.tap("sign-unwell")
    guard.tap("pad-set")
    assert guard.scan(person.plain).verdict == "yellow"
    _take_back(guard)
    guard.find_the_network()
    _sent(guard)
    assert _colour(person) == "green"


def test_a_person_without_a_phone_is_found_by_document_and_told(guard: Guard, deployed: Deployed, place: Place) -> None:
    person = Townsman(deployed)
    guard.tap("open-lookup")
    guard.tap("look-up")
    assert guard.see("fault-document.number").is_visible()
    guard.type("input-document.number", "11010519491231002")
    guard.tap("look-up")
    assert guard.see("fault-document.number").is_visible()
    guard.type("input-document.number", person.document.lower())
    guard.tap("look-up")
    seen = guard.answer()
    guard.shot("gate-document")
    guard.tap("result-next")
    assert (seen.verdict, seen.source) == ("green", "live")
    assert "测" not in seen.text, "the colour, and no name"
    assert person.document[-4:] in seen.text
    assert not any("进入" in notice for notice in seen.notices), "nothing else was recorded"
    messages = person.right("GET", "/v1/me/messages")["items"]
    assert any(place.form["name"] in message["text"] for message in messages)


def test_anothers_poster_and_an_unknown_one_are_told_apart(
    guard: Guard, deployed: Deployed, place: Place, supervisor: Staff
) -> None:
    other = Place(deployed, supervisor)
    guard.camera.show(other.code())
    assert "不在这个场所" in guard.text("post-what")
    assert guard.page.locator(found("choose-post")).count() == 0
    guard.camera.hide()
    guard.tap("post-other")
    guard.page.route("**/v1/venues/*", lambda route: route.continue_(url=route.request.url[:-20] + "0" * 20))
    guard.camera.show(place.code())
    assert "没有这个场所" in guard.text("error-summary")
    guard.camera.hide()
    guard.tap("post-other")
    guard.page.unroute("**/v1/venues/*")


def test_what_is_missing_from_a_login_is_said_at_each_field(
    seeing: Browser, deployed: Deployed, camera: Camera
) -> None:
    guard = Guard(seeing, deployed, camera, size=DESK, locale="en")
    guard.open("gate.html")
    guard.tap("log-in")
    assert guard.see("error-summary").locator("a").count() == 3
    assert guard.serious_faults() == []


@pytest.mark.parametrize("hours", [1, -1])
def test_a_clock_that_is_an_hour_wrong_is_noticed_and_does_no_harm(
    seeing: Browser, deployed: Deployed, camera: Camera, place: Place, hours: int
) -> None:
    person = Townsman(deployed)
    person.bind()
    guard = Guard(seeing, deployed, camera, locale="en")
    guard.page.clock.install(time=now() + timedelta(hours=hours))
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    guard.lose_the_network()
    seen = guard.scan(person.live())
    assert (seen.verdict, seen.presentation) == ("green", "device")
    assert guard.scan(person.live(ago=100)).presentation == "stale"
    guard.tap("gate-state")
    assert "60 min wrong" in guard.text("clock-error")
    guard.shot("gate-clock")
    guard.tap("sheet-close")
    guard.find_the_network()
    _sent(guard)
