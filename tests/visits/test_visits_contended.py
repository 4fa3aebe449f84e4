"""Scans of people for whom somebody else is quicker: each is decided again, and nothing of either is lost."""

from datetime import timedelta

import pytest

from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, declare, refreshed
from tests.support.venue_steps import child_of, colour_of, green, own_visits, scan

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def visitor(cloud):
    """Somebody green, logged in for the hour."""
    client, person_id = green()
    return refreshed(client, NOON), person_id


def entered(client, person_id, code, at=NOON + MINUTE, key=None, **more):
    headers = {"idempotency_key": key} if key else {}
    return client.post("/v1/visits", {"person_id": person_id, "venue_code": code} | more, at=at, **headers)


def departed(client, visit_id, at):
    return client.post(f"/v1/visits/{visit_id}/departure", {}, at=at)


def test_a_fever_at_the_door_while_the_person_declares(place, visitor):
    """The visit has the colour that both together make, and both are on record."""
    client, person_id = visitor
    at = NOON + MINUTE
    with meanwhile(lambda: declare(client, person_id, at, symptoms=["fever"])) as tried:
        answer = entered(client, person_id, place[2], at, temperature=38.5)
    assert tried == [1, 2]
    assert (answer.status, answer.body["visit"]["colour"], answer.body["anomaly"]["queued"]) == (201, "yellow", True)
    holds = client.get(f"/v1/people/{person_id}/code", at=at).body["holds"]
    assert [hold["rule"] for hold in holds] == ["gate.anomaly", "symptom"]


def test_two_doors_at_once_are_two_visits(place, far_away, visitor):
    client, person_id = visitor
    with meanwhile(lambda: entered(client, person_id, far_away[2])) as tried:
        assert entered(client, person_id, place[2]).status == 201
    assert tried == [1, 2]
    assert {each["venue"]["id"] for each in own_visits(client, person_id)} == {place[1], far_away[1]}


def test_the_same_door_from_two_phones_is_one_visit(place, visitor):
    client, person_id = visitor
    quicker = []
    with meanwhile(lambda: quicker.append(entered(client, person_id, place[2]))):
        slower = entered(client, person_id, place[2])
    assert (quicker[0].status, slower.status) == (201, 200)
    assert quicker[0].body["visit"]["id"] == slower.body["visit"]["id"]


def test_one_request_sent_twice_at_once_has_one_answer(place, visitor):
    client, person_id = visitor
    quicker = []
    with meanwhile(lambda: quicker.append(entered(client, person_id, place[2], key="both"))):
        slower = entered(client, person_id, place[2], key="both")
    assert (quicker[0].status, slower.status) == (201, 201)
    assert quicker[0].body["visit"] == slower.body["visit"]


def test_another_request_under_the_same_key_is_a_conflict(place, far_away, visitor):
    client, person_id = visitor
    with meanwhile(lambda: entered(client, person_id, place[2], key="one")):
        slower = entered(client, person_id, far_away[2], key="one")
    assert (slower.status, slower.body["code"]) == (409, "idempotency_conflict")
    assert [each["venue"]["id"] for each in own_visits(client, person_id)] == [place[1]]


def test_a_departure_while_the_person_enters_elsewhere(place, far_away, visitor):
    client, person_id = visitor
    visit = scan(client, person_id, place[2], NOON).body["visit"]["id"]
    later = NOON + HOUR / 2
    refreshed(client, later)
    with meanwhile(lambda: entered(client, person_id, far_away[2], later)) as tried:
        answer = departed(client, visit, later)
    assert tried == [1, 2]
    assert (answer.status, answer.body["left"], answer.body["open"]) == (200, later.isoformat(), False)
    assert {each["id"]: each["left"] for each in own_visits(client, person_id)}[visit] == later.isoformat()
    assert len(own_visits(client, person_id)) == 2


def test_two_departures_at_once_end_a_visit_at_the_first(place, visitor):
    client, person_id = visitor
    visit = scan(client, person_id, place[2], NOON).body["visit"]["id"]
    with meanwhile(lambda: departed(client, visit, NOON + MINUTE)):
        answer = departed(client, visit, NOON + 2 * MINUTE)
    assert answer.status == 200
    (kept,) = own_visits(client, person_id)
    assert kept["left"] == (NOON + MINUTE).isoformat()


def test_a_person_erased_meanwhile_is_no_visit(place, visitor):
    """A measured fever changes the person, who is no more: the scan is looked at again, and refused."""
    client, person_id = visitor
    with meanwhile(lambda: client.call("DELETE", f"/v1/people/{person_id}", at=NOON + MINUTE)):
        answer = entered(client, person_id, place[2], temperature=38.5)
    assert answer.status == 404


def test_companions_are_all_there_or_none_where_one_is_changed_meanwhile(place, visitor):
    client, person_id = visitor
    child = child_of(client)
    with meanwhile(lambda: declare(client, child, NOON + MINUTE, symptoms=["fever"])) as tried:
        answer = entered(client, person_id, place[2], people=[child])
    assert tried == [1, 2]
    assert answer.status == 201
    assert [each["visit"]["colour"] for each in answer.body["people"]] == ["yellow"]
    assert colour_of(client, child, NOON + MINUTE) == "yellow"
