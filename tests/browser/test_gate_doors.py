"""A guard of a venue with several doors says at which one they stand, and who passes there came by that door."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.abroad import until
from tests.browser.camera import Camera
from tests.browser.guard import Guard
from tests.browser.page import found
from tests.browser.town import Place, Staff, Townsman
from tests.support.deployed_stack import Deployed

EAST, WEST = {"number": 1, "name": "东门"}, {"number": 2, "name": "西门"}


@pytest.fixture
def place(deployed: Deployed, supervisor: Staff) -> Place:
    place = Place(deployed, supervisor)
    place.keep_doors("东门", "西门")
    return place


@pytest.fixture
def guard(seeing: Browser, deployed: Deployed, camera: Camera, place: Place) -> Guard:
    guard = Guard(seeing, deployed, camera)
    guard.log_in_by_phone(place.guard())
    guard.be_ready()
    return guard


def _settings(guard: Guard) -> Locator:
    """The choice of a door, with the settings open."""
    if not guard.page.locator(found("sheet-close")).count():
        guard.tap("open-settings")
    return guard.see("input-door")


def _offered(guard: Guard) -> list[str]:
    return _settings(guard).locator("option").all_inner_texts()


def _stand_at(guard: Guard, number: int) -> None:
    _settings(guard).select_option(str(number))
    guard.tap("sheet-close")


def _passes(guard: Guard, place: Place) -> Any:
    """The door by which the venue says that somebody came whom the guard has just let in."""
    visitor = Townsman(guard.stage)
    assert guard.scan(visitor.plain).verdict in ("green", "compare")
    mine = until(lambda: [each for each in place.entries() if each["document_last4"] == visitor.document[-4:]])
    return mine[0]["door"]


def test_who_passes_came_by_the_door_that_the_guard_chose_also_after_a_reload(guard: Guard, place: Place) -> None:
    assert _offered(guard) == ["不分门", "东门", "西门"]
    guard.tap("sheet-close")
    assert _passes(guard, place) is None
    _stand_at(guard, 2)
    assert _passes(guard, place) == WEST
    guard.page.reload()
    guard.see("camera")
    assert _passes(guard, place) == WEST
    expect(_settings(guard)).to_have_value("2")
    assert guard.looked_at("gate-doors") == []
    _stand_at(guard, 1)
    assert _passes(guard, place) == EAST
    assert guard.complaints == []


def test_a_door_with_another_name_is_the_same_one(guard: Guard, place: Place) -> None:
    _stand_at(guard, 2)
    place.keep_doors((1, "东门"), (2, "西大门"))
    expect(_settings(guard).locator("option:checked")).to_have_text("西大门")
    assert _offered(guard) == ["不分门", "东门", "西大门"]
    guard.tap("sheet-close")
    assert _passes(guard, place) == {"number": 2, "name": "西大门"}


def test_a_door_that_is_gone_is_no_choice_any_more_and_a_new_one_is(guard: Guard, place: Place) -> None:
    _stand_at(guard, 2)
    place.keep_doors((1, "东门"), "北门")
    assert _passes(guard, place) is None, "of nobody is it said that they came by a door that there is not"
    guard.page.reload()
    guard.see("camera")
    expect(_settings(guard).locator("option")).to_have_text(["不分门", "东门", "北门"])
    expect(_settings(guard)).to_have_value("0")
    _stand_at(guard, 3)
    assert _passes(guard, place) == {"number": 3, "name": "北门"}


def test_without_a_network_the_choice_stays_and_the_entry_carries_it(guard: Guard, place: Place) -> None:
    _stand_at(guard, 1)
    guard.lose_the_network()
    assert _offered(guard) == ["不分门", "东门", "西门"]
    _stand_at(guard, 2)
    visitor = Townsman(guard.stage)
    guard.scan(visitor.plain)
    guard.find_the_network()
    came = until(lambda: [each for each in place.entries() if each["document_last4"] == visitor.document[-4:]])
    assert [each["door"] for each in came] == [WEST]
