"""Venues that two people change at the same moment: both changes hold, names and members are there once."""

import pytest

from chalicelib.features.login.by_code import code_of
from chalicelib.places import venues
from tests.support.client import Answer, Client
from tests.support.meanwhile import meanwhile
from tests.support.resident_steps import NOON, a_phone, ask_for_code, log_in
from tests.support.venue_steps import decide, guard_of, opened, registered, venue_form


def patch(manager: Client, venue_id: str, **changes) -> Answer:
    return manager.call("PATCH", f"/v1/venues/{venue_id}", changes, at=NOON)


def add(manager: Client, venue_id: str, phone: str, role: str = "manager", **headers: str) -> Answer:
    body = {"role": role, "phone": phone}
    return manager.post(f"/v1/venues/{venue_id}/members", body, at=NOON, **headers)


def remove(by: Client, venue_id: str, whom: Client) -> Answer:
    return by.call("DELETE", f"/v1/venues/{venue_id}/members", {"account_id": whom.account_id}, at=NOON)


def revoke(manager: Client, venue_id: str) -> Answer:
    return manager.post(f"/v1/venues/{venue_id}/posters/revocation", at=NOON)


def log_in_with(client: Client, challenge_id: str) -> Answer:
    return client.post("/v1/login/sessions", {"challenge_id": challenge_id, "code": code_of(challenge_id)}, at=NOON)


def test_a_contact_changes_while_a_supervisor_approves():
    manager, venue = registered()
    with meanwhile(lambda: decide(venue["id"], "approved")) as tried:
        answer = patch(manager, venue["id"], contact={"name": "新人"})
    assert tried == [1, 2]
    assert (answer.body["status"], answer.body["contact"]["name"]) == ("approved", "新人")


def test_what_was_approved_meanwhile_is_settled():
    manager, venue = registered()
    with meanwhile(lambda: decide(venue["id"], "approved")):
        answer = patch(manager, venue["id"], name="别的名字")
    assert (answer.status, answer.body["code"]) == (409, "venue_settled")


def test_a_venue_that_another_registers_meanwhile_is_registered_once():
    form = venue_form()
    one, other = log_in(Client()), log_in(Client())
    with meanwhile(lambda: other.post("/v1/venues", form, at=NOON)):
        answer = one.post("/v1/venues", form, at=NOON)
    assert (answer.status, answer.body["code"]) == (409, "venue_registered")
    assert one.get("/v1/me/venues", at=NOON).body["items"] == []


def test_a_name_that_another_takes_meanwhile_is_taken():
    manager, venue = registered()
    wanted = venue_form(credit_code=venue["credit_code"])
    with meanwhile(lambda: log_in(Client()).post("/v1/venues", wanted, at=NOON)):
        answer = patch(manager, venue["id"], name=wanted["name"])
    assert (answer.status, answer.body["code"]) == (409, "venue_registered")
    assert manager.get(f"/v1/venues/{venue['id']}", at=NOON).body["name"] == venue["name"]


def test_posters_revoked_twice_at_once_are_revoked_twice():
    manager, venue = opened()
    with meanwhile(lambda: revoke(manager, venue["id"])):
        assert revoke(manager, venue["id"]).body["serial"] == 3


def test_a_change_keeps_the_manager_who_joins_meanwhile():
    manager, venue = opened()
    second = log_in(Client())
    with meanwhile(lambda: add(manager, venue["id"], second.phone)) as tried:
        assert patch(manager, venue["id"], asks_temperature=True).status == 200
    assert tried == [1, 2]
    assert venues.find(venue["id"]).managers == 2
    assert remove(manager, venue["id"], manager).status == 204


@pytest.mark.parametrize("known", [True, False], ids=["an account", "an invitation"])
def test_nobody_is_added_twice_at_once(known: bool):
    manager, venue = opened()
    phone = log_in(Client()).phone if known else a_phone()
    with meanwhile(lambda: add(manager, venue["id"], phone)):
        answer = add(manager, venue["id"], phone)
    assert (answer.status, answer.body["code"]) == (409, "already_member")
    assert venues.find(venue["id"]).managers == (2 if known else 1)


def test_a_member_added_twice_at_once_by_one_request_is_answered_alike():
    manager, venue = opened()
    phone, quicker = a_phone(), []
    with meanwhile(lambda: quicker.append(add(manager, venue["id"], phone, idempotency_key="twice"))):
        slower = add(manager, venue["id"], phone, idempotency_key="twice")
    assert (slower.status, slower.body) == (201, quicker[0].body)


def test_of_two_managers_who_leave_at_once_one_stays():
    manager, venue = opened()
    second = log_in(Client())
    add(manager, venue["id"], second.phone)
    with meanwhile(lambda: remove(second, venue["id"], second)):
        answer = remove(manager, venue["id"], manager)
    assert (answer.status, answer.body["code"]) == (409, "last_manager")


def test_a_manager_who_was_removed_meanwhile_removes_nobody():
    """Second tries to remove a guard who is removed, as Second is: what Second may see is decided again."""
    manager, venue = opened()
    second, guard = log_in(Client()), guard_of(manager, venue["id"])
    add(manager, venue["id"], second.phone)

    def remove_both() -> None:
        remove(manager, venue["id"], guard)
        remove(manager, venue["id"], second)

    with meanwhile(remove_both):
        assert remove(second, venue["id"], guard).status == 403


def test_a_member_who_was_removed_meanwhile_is_not_found():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    with meanwhile(lambda: remove(manager, venue["id"], guard)):
        assert remove(manager, venue["id"], guard).status == 404


def test_an_invitation_withdrawn_while_its_phone_logs_in_is_withdrawn():
    """The log-in's own transaction is the first, the joining the second."""
    manager, venue = opened()
    phone, guest = a_phone(), Client()
    member = add(manager, venue["id"], phone).body
    challenge = ask_for_code(guest, phone, NOON).body["challenge_id"]
    withdraw = f"/v1/venues/{venue['id']}/members/{member['id']}"
    with meanwhile(lambda: manager.call("DELETE", withdraw, at=NOON), at=2) as tried:
        logged_in = log_in_with(guest, challenge)
    assert tried == [1, 2]
    assert (logged_in.status, venues.find(venue["id"]).managers) == (201, 1)
    assert len(manager.get(f"/v1/venues/{venue['id']}/members", at=NOON).body["items"]) == 1
