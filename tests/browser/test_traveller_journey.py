"""The journey in one view: what counts, what is missing, until when, and the earliest day to board."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser

from tests.browser.abroad import DAY, HOUR, Traveller, by_passport, with_streak
from tests.browser.gallery import SHORT
from tests.browser.page import LOOKS, NARROW, Person, found
from tests.support.deployed_stack import Deployed

pytestmark = pytest.mark.usefixtures("leaving")

SCREENS = {
    "travel": "marks",
    "photos": "photo-take-passport",
    "trip": "save-trip",
    "family": "rule-room",
    "settings": "email",
    "code": "code-band",
    "declare": "submit-daily",
}
ZONE = timedelta(hours=8)


def _states(person: Person) -> list[str]:
    person.see("marks")
    return [str(mark.get_attribute("data-state")) for mark in person.page.locator(found("mark")).all()]


def _in_words(day: datetime) -> str:
    """A day by Beijing time, as the English page writes it."""
    local = day + ZONE
    year = f" {local.year}" if local.year != (datetime.now(UTC) + ZONE).year else ""
    return f"{local:%A} {local.day} {local:%B}{year}"


@pytest.fixture(scope="module")
def ready(deployed: Deployed) -> Traveller:
    """Fifteen days in a row, the flight tonight."""
    traveller = with_streak(deployed, 15, last=timedelta())
    traveller.fly(datetime.now(UTC) + 10 * HOUR)
    return traveller


@pytest.fixture(scope="module")
def broken(deployed: Deployed) -> Traveller:
    """Nine days in a row, then none for 30 hours; no photos; the flight in three days."""
    traveller = with_streak(deployed, 9, last=30 * HOUR, entered=by_passport)
    traveller.fly(datetime.now(UTC) + 3 * DAY)
    return traveller


def test_fourteen_days_and_ready_to_board(browser: Browser, ready: Traveller) -> None:
    person = ready.arrive(browser)
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        assert _states(person) == ["done"] * 14
        assert person.see("boarding").get_attribute("data-ready") == "true"
        assert "15" in person.text("streak")
        assert "CA940" in person.text("flight-number")
        person.shot(f"traveller-ready-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    with person.page.expect_download() as saved:
        person.tap("calendar")
    assert "CA940" in saved.value.path().read_text()
    assert person.complaints == []


@pytest.mark.parametrize("locale", ["zh-CN", "en", "ar"])
def test_with_days_a_flight_and_two_clocks_the_first_action_is_on_a_short_screen(
    browser: Browser, ready: Traveller, locale: str
) -> None:
    person = ready.arrive(browser, "code", size=SHORT, locale=locale)
    assert "15" in person.text("streak")
    person.see("make-live")
    box, menu = person.see("scan-venue").bounding_box(), person.see("nav-code").bounding_box()
    assert box["y"] + box["height"] <= menu["y"], "above the menu, without scrolling"
    assert person.see("qr").bounding_box()["width"] >= 240
    assert person.looked_at(f"traveller-short-{locale}") == []


def test_the_deadline_stands_on_both_clocks(browser: Browser, ready: Traveller) -> None:
    person = ready.arrive(browser, locale="en")
    words = person.text("deadline")
    due = datetime.now(UTC) + DAY - timedelta(minutes=1)
    assert "23 h" in words
    assert _in_words(due) in words
    assert "Beijing time" in words
    assert "your time" in words
    at_home = ready.arrive(browser, locale="en", timezone_id="Asia/Shanghai")
    assert "your time" not in at_home.text("deadline")


def test_days_still_to_come_and_the_day_about_which_one_flies(browser: Browser, deployed: Deployed) -> None:
    traveller = with_streak(deployed, 10, last=timedelta())
    person = traveller.arrive(browser, locale="en")
    assert _states(person) == ["done"] * 10 + ["open"] * 4
    assert _in_words(datetime.now(UTC) + 5 * DAY) in person.text("flight-day")
    assert "earliest" in person.text("flight-day")


def test_what_broke_and_the_earliest_day_to_board(browser: Browser, broken: Traveller) -> None:
    person = broken.arrive(browser)
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        states = _states(person)
        assert "done" not in states
        assert states.count("missed") >= 10
        risks = person.page.locator(found("risk"))
        assert [each.get_attribute("data-kind") for each in risks.all()] == ["lapsed"]
        assert person.see("photos").get_attribute("data-missing") == "true"
        assert person.see("deadline").get_attribute("data-urgency") == "over"
        person.see("photo-holding")
        person.shot(f"traveller-broken-{locale}-{size['width']}", whole=True)
        assert person.serious_faults() + person.cut_off() == []
    assert _in_words(datetime.now(UTC) + 14 * DAY) in person.text("earliest")


def test_who_need_not_declare_reads_one_state_and_one_task(browser: Browser, deployed: Deployed) -> None:
    now = datetime.now(UTC)
    traveller = by_passport(deployed, now - HOUR, nationality="FR")
    traveller.fly(now + 7 * DAY, now - HOUR)
    traveller.declare(now - HOUR)
    person = traveller.arrive(browser, locale="en")
    assert person.see("boarding").get_attribute("data-standing") == "photos"
    assert person.see("photos").get_attribute("data-missing") == "true"
    for size, locale in LOOKS:
        person.turn_to(size, locale)
        person.see("family")
        said = person.page.inner_text("main")
        assert not any(
            words in said for words in ("at risk", "有风险", "Not ready", "现在不能登机", "Earliest", "最早")
        )
        assert [person.page.locator(found(name)).count() for name in ("risk", "mark", "deadline")] == [0, 0, 0]
        assert person.looked_at(f"traveller-free-{locale}-{size['width']}") + person.cut_off() == []


def test_a_new_travellers_first_screen_is_a_task(browser: Browser, deployed: Deployed) -> None:
    traveller = by_passport(deployed, datetime.now(UTC) - HOUR)
    traveller.fly(datetime.now(UTC) + 3 * DAY)
    person = traveller.arrive(browser, locale="en")
    assert person.see("boarding").get_attribute("data-standing") == "first"
    assert person.see("deadline").get_attribute("data-urgency") == "first"
    assert person.page.locator(found("risk")).count() == 0
    assert person.looked_at("traveller-new-en") == []


def test_a_code_that_ran_out_lets_nobody_pass(browser: Browser, broken: Traveller) -> None:
    person = broken.arrive(browser, "code", locale="en")
    assert "Green" in person.text("colour-word")
    person.shot("traveller-code-over-en", whole=True)
    assert person.text("colour-act") == "Has expired"
    assert "Declare again" in person.text("code-note")
    assert person.page.locator(found("qr")).count() == 0


def test_the_next_declaration_takes_two_taps(browser: Browser, deployed: Deployed) -> None:
    traveller = with_streak(deployed, 2, last=11 * HOUR)
    traveller.declare(datetime.now(UTC) - 10 * HOUR - timedelta(minutes=30), temperature=36.7)
    person = traveller.arrive(browser)
    assert person.see("deadline").get_attribute("data-urgency") == "due"
    person.tap("declare")
    assert person.see("input-temperature").input_value() == "36.7"
    assert "意大利" in person.text("answer-location")
    person.shot("traveller-daily-zh")
    person.tap("submit-daily")
    person.page.locator(f'{found("deadline")}[data-urgency="calm"]').wait_for()
    assert "23 小时" in person.text("countdown")
    assert person.complaints == []


def test_large_text_keeps_the_journey_whole_on_a_narrow_phone(browser: Browser, broken: Traveller) -> None:
    person = broken.arrive(browser, size=NARROW, locale="en")
    person.turn_to(NARROW, "en", large=True)
    for screen, mark in SCREENS.items():
        person.go(screen, mark)
        person.shot(f"traveller-large-{screen}", whole=True)
        assert person.serious_faults() + person.cut_off() == [], screen
