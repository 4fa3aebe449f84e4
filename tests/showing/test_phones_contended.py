"""Phones bound and taken away while the person's record changes: both hold, and never more than three."""

from datetime import timedelta

import pytest

from chalicelib.person import records as people
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, applied, declare, refreshed
from tests.support.showing_phone import Phone

MINUTE = timedelta(minutes=1)


@pytest.fixture
def resident() -> tuple[Client, str]:
    client, person = applied(Client())
    return client, person["id"]


def bound(person_id: str) -> set[str]:
    return set(people.state(person_id).devices or {})


def again(client: Client) -> Client:
    """The same account at another place, so that what it does leaves this client's session as it is."""
    other = Client()
    other.account_id = client.account_id
    return refreshed(other, NOON)


def remove(client: Client, person_id: str, phone: Phone) -> Answer:
    return client.call("DELETE", f"/v1/people/{person_id}/devices/{phone.thumbprint}", at=NOON + MINUTE)


def test_two_phones_bound_at_once_are_both_bound(resident):
    client, person_id = resident
    one, other = Phone(), Phone()
    with meanwhile(lambda: other.bind(client, person_id, NOON)) as tried:
        assert one.bind(client, person_id, NOON).status == 200
    assert tried == [1, 2]
    assert bound(person_id) == {one.thumbprint, other.thumbprint}


def test_the_same_phone_bound_twice_at_once_is_told_once(resident):
    client, person_id = resident
    other, at = Client(), NOON + MINUTE
    other.account_id = client.account_id
    refreshed(other, at)
    phone, quicker = Phone(), []
    with meanwhile(lambda: quicker.append(phone.bind(other, person_id, at).body)) as tried:
        assert phone.bind(other, person_id, at + MINUTE).body == quicker[0]
    assert tried == [1]
    kinds = [each["kind"] for each in other.get("/v1/me/messages", at=at).body["items"]]
    assert kinds.count("device_bound") == 1


def test_a_fourth_phone_is_refused_though_there_was_room_when_it_was_read(resident):
    client, person_id = resident
    first, second, third, fourth = (Phone() for _ in range(4))
    for phone in (first, second):
        phone.bind(client, person_id, NOON)
    with meanwhile(lambda: third.bind(client, person_id, NOON)):
        answer = fourth.bind(client, person_id, NOON)
    assert (answer.status, answer.body["code"]) == (409, "devices_full")
    assert bound(person_id) == {each.thumbprint for each in (first, second, third)}


def test_a_phone_is_taken_away_while_the_person_declares(resident):
    client, person_id = resident
    phone = Phone()
    phone.bind(client, person_id, NOON)
    before = people.state(person_id).code_id
    with meanwhile(lambda: declare(again(client), person_id, NOON + MINUTE)):
        assert remove(client, person_id, phone).status == 204
    state = people.state(person_id)
    assert (bound(person_id), state.severity) == (set(), {"domestic": "green"})
    assert state.code_id != before


def test_a_phone_that_was_taken_away_meanwhile_is_not_found(resident):
    client, person_id = resident
    phone = Phone()
    phone.bind(client, person_id, NOON)
    with meanwhile(lambda: remove(client, person_id, phone)):
        assert remove(client, person_id, phone).status == 404
