"""Venues with several doors: named by the manager, each with its code and poster, each visit with its door."""

from base64 import b64decode
from datetime import timedelta
from io import BytesIO
from typing import Any

import pypdfium2
import pytest

from tests.support.client import Answer, Client
from tests.support.resident_steps import NOON, refreshed
from tests.support.venue_steps import (
    green,
    guard_of,
    opened,
    own_visits,
    poster_of,
    scan,
    scanned_by,
    token_of,
)

EAST, WEST = {"number": 1, "name": "东门"}, {"number": 2, "name": "西门"}
LATER = NOON + timedelta(hours=1)


def keep(manager: Client, venue_id: str, *doors: dict[str, Any]) -> Answer:
    return refreshed(manager, NOON).call("PATCH", f"/v1/venues/{venue_id}", {"doors": list(doors)}, at=NOON)


def with_doors() -> tuple[Client, dict[str, Any]]:
    manager, venue = opened()
    assert venue["doors"] == []
    kept = keep(manager, venue["id"], {"name": "东门"}, {"name": "西门"})
    assert (kept.status, kept.body["doors"]) == (200, [EAST, WEST])
    return manager, kept.body


def code_of(manager: Client, venue_id: str, query: str) -> Answer:
    return refreshed(manager, NOON).get(f"/v1/venues/{venue_id}/code?{query}", at=NOON)


def test_the_same_list_again_changes_nothing_and_a_number_comes_but_once():
    manager, venue = with_doors()
    assert keep(manager, venue["id"], {"name": "东门"}, {"name": "西门"}).body["doors"] == [EAST, WEST]
    assert keep(manager, venue["id"], {"name": "东门"}).body["doors"] == [EAST]
    again = keep(manager, venue["id"], {"name": "北门"}, {"number": 1, "name": "东大门"})
    assert again.body["doors"] == [{"number": 3, "name": "北门"}, {"number": 1, "name": "东大门"}]


@pytest.mark.parametrize(
    ("doors", "field", "code"),
    [
        ([{"number": 9, "name": "北门"}], "doors.0.number", "unknown_door"),
        ([{"name": "东门"}, {"number": 1, "name": "北门"}], "doors.1.name", "twice_the_same_door"),
        ([{"name": "北门"}, {"name": "北门 "}], "doors.1.name", "twice_the_same_door"),
        ([{"name": " "}], "doors.0.name", "required"),
        ([{"name": "门" * 21}], "doors.0.name", "too_long"),
        ([{"name": f"{each} 号门"} for each in range(21)], "doors", "too_long"),
    ],
)
def test_a_wrong_list_is_refused_at_its_place(doors, field, code):
    manager, venue = with_doors()
    answer = keep(manager, venue["id"], *doors)
    assert (answer.status, list(answer.fields)) == (400, [field])
    assert answer.fields[field] == code
    assert manager.get(f"/v1/venues/{venue['id']}", at=NOON).body["doors"] == [EAST, WEST]


def test_a_visit_says_by_which_door():
    manager, venue = with_doors()
    client, person_id = green()
    code = code_of(manager, venue["id"], "kind=poster&door=2").body["venue_code"]
    entered = scan(client, person_id, code, LATER)
    assert (entered.status, entered.body["visit"]["door"]) == (201, WEST)
    assert own_visits(client, person_id)[0]["door"] == WEST
    day = refreshed(manager, LATER).get(f"/v1/venues/{venue['id']}/visits", at=LATER).body["items"]
    assert [each["door"] for each in day] == [WEST]


def test_codes_from_before_there_were_doors_and_of_doors_that_are_gone_go_on_working():
    manager, venue = opened()
    old = poster_of(manager, venue["id"])
    keep(manager, venue["id"], {"name": "东门"})
    gone = code_of(manager, venue["id"], "kind=poster&door=1").body["venue_code"]
    keep(manager, venue["id"])
    for code in (old, gone):
        client, person_id = green()
        entered = scan(client, person_id, code, LATER)
        assert (entered.status, entered.body["visit"]["door"]) == (201, None)


def test_a_visit_keeps_the_name_that_its_door_had():
    manager, venue = with_doors()
    client, person_id = green()
    scan(client, person_id, code_of(manager, venue["id"], "door=1").body["venue_code"], NOON)
    keep(manager, venue["id"], {"number": 1, "name": "一号门"})
    assert own_visits(client, person_id)[0]["door"] == EAST


def test_a_door_with_another_name_keeps_its_number_its_poster_and_its_visits():
    manager, venue = with_doors()
    poster = code_of(manager, venue["id"], "kind=poster&door=1").body["venue_code"]
    earlier, earlier_id = green()
    scan(earlier, earlier_id, poster, NOON)
    swapped = [{"number": 1, "name": "西门"}, {"number": 2, "name": "东门"}]
    for _ in range(2):
        assert keep(manager, venue["id"], *swapped).body["doors"] == swapped
    client, person_id = green()
    assert scan(client, person_id, poster, LATER).body["visit"]["door"] == {"number": 1, "name": "西门"}
    day = refreshed(manager, LATER).get(f"/v1/venues/{venue['id']}/visits", at=LATER).body["items"]
    assert [each["door"] for each in day] == [{"number": 1, "name": "西门"}, EAST]


def test_a_guard_says_at_which_door_they_stand():
    manager, venue = with_doors()
    guard = guard_of(manager, venue["id"])
    client, person_id = green()
    shown = token_of(client, person_id, LATER)
    entered = scanned_by(guard, shown, venue["id"], LATER, door=1)
    assert (entered.status, entered.body["visit"]["door"]) == (201, EAST)
    other, other_id = green()
    unknown = scanned_by(guard, token_of(other, other_id, LATER), venue["id"], LATER, door=7)
    assert (unknown.status, unknown.body["visit"]["door"]) == (201, None)


def test_each_door_has_a_poster_and_a_screen_of_its_own():
    manager, venue = with_doors()
    codes = {code_of(manager, venue["id"], query).body["venue_code"] for query in ("door=1", "door=2", "kind=screen")}
    assert len(codes) == 3
    path = f"/v1/venues/{venue['id']}/poster.pdf?door=2"
    page = refreshed(manager, NOON).get(path, at=NOON, accept="application/pdf")
    text = pypdfium2.PdfDocument(BytesIO(b64decode(page.raw)))[0].get_textpage().get_text_bounded()
    assert "西门" in text
    for wrong in ("door=9", "door=x", "door=-1", "door=²"):
        assert code_of(manager, venue["id"], wrong).fields == {"door": "unknown_door"}


def test_whoever_has_scanned_the_sign_is_told_the_doors():
    _, venue = with_doors()
    assert Client().get(f"/v1/venues/{venue['id']}/sign", at=NOON).body["doors"] == [EAST, WEST]
