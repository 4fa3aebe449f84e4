"""Who works for a venue: managers, guards, whoever is invited."""

import pytest

from chalicelib.places import members as places_members
from chalicelib.places.members import AccessRecord
from tests.support.client import Client
from tests.support.resident_steps import NOON, a_phone, log_in, refreshed
from tests.support.venue_steps import (
    decide,
    green,
    guard_of,
    opened,
    poster_of,
    registered,
    scan,
    scanned_by,
    token_of,
)


def test_a_guard_is_a_gate_at_once_and_until_removed():
    manager, venue = opened()
    guard = log_in(Client())
    verify = {"token": "x"}
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 403
    path = f"/v1/venues/{venue['id']}/members"
    added = manager.post(path, {"role": "guard", "phone": guard.phone}, at=NOON)
    assert (added.status, added.body["role"], added.body["phone"][-4:]) == (201, "guard", guard.phone[-4:])
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 200
    assert [each["role"] for each in guard.get("/v1/me/venues", at=NOON).body["items"]] == ["guard"]
    assert manager.call("DELETE", f"{path}/{added.body['id']}", at=NOON).status == 204
    assert guard.post("/v1/codes/verify", verify, at=NOON).status == 403


def test_whoever_registers_a_venue_is_no_gate_before_it_is_approved():
    manager, venue = registered()
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 403
    decide(venue["id"], "approved")
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 200
    decide(venue["id"], "closed")
    assert manager.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 403


def test_an_unknown_phone_is_answered_alike_and_joins_when_it_logs_in():
    manager, venue = opened()
    known, unknown = log_in(Client()), a_phone()
    path = f"/v1/venues/{venue['id']}/members"
    answers = [
        manager.post(path, {"role": "manager", "phone": phone}, at=NOON).body for phone in (known.phone, unknown)
    ]
    assert {frozenset(answer) for answer in answers} == {frozenset({"id", "role", "name", "phone", "added_at"})}
    joined = log_in(Client(), unknown)
    assert joined.get(f"/v1/venues/{venue['id']}/members", at=NOON).status == 200
    assert len(joined.get(f"/v1/venues/{venue['id']}/members", at=NOON).body["items"]) == 3


def test_an_account_can_be_added_and_removed_by_its_id():
    manager, venue = opened()
    guard = log_in(Client())
    path = f"/v1/venues/{venue['id']}/members"
    assert manager.post(path, {"role": "guard", "account_id": guard.account_id}, at=NOON).status == 201
    assert manager.call("DELETE", path, {"account_id": guard.account_id}, at=NOON).status == 204
    assert guard.get("/v1/me/venues", at=NOON).body["items"] == []


def test_nobody_is_twice_on_the_list():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/members"
    again = manager.post(path, {"role": "manager", "phone": guard.phone}, at=NOON)
    assert (again.status, again.body["code"]) == (409, "already_member")


def test_the_last_manager_stays():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/members"
    own = manager.get(path, at=NOON).body["items"][0]["id"]
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).body["code"] == "last_manager"
    second = log_in(Client())
    manager.post(path, {"role": "manager", "phone": second.phone}, at=NOON)
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).status == 204
    assert manager.get(path, at=NOON).status == 403
    assert second.get(path, at=NOON).status == 200


def test_an_invited_manager_does_not_count_before_joining():
    manager, venue = opened()
    path = f"/v1/venues/{venue['id']}/members"
    own = manager.get(path, at=NOON).body["items"][0]["id"]
    manager.post(path, {"role": "manager", "phone": a_phone()}, at=NOON)
    assert manager.call("DELETE", f"{path}/{own}", at=NOON).body["code"] == "last_manager"


def test_a_guard_may_leave_and_manages_nobody():
    manager, venue = opened()
    guard, other = guard_of(manager, venue["id"]), guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/members"
    assert guard.post(path, {"role": "guard", "phone": a_phone()}, at=NOON).status == 403
    assert guard.call("DELETE", path, {"account_id": other.account_id}, at=NOON).status == 403
    assert guard.call("DELETE", path, {"account_id": guard.account_id}, at=NOON).status == 204


@pytest.mark.parametrize("body", [{"role": "guard"}, {"role": "guard", "phone": "+8613912345678", "account_id": "a"}])
def test_a_member_is_named_by_phone_or_account(body):
    manager, venue = opened()
    answer = manager.post(f"/v1/venues/{venue['id']}/members", body, at=NOON)
    assert answer.fields == {"phone": "phone_or_account"}


def test_a_refreshed_token_is_not_needed_to_lose_access():
    manager, venue = opened()
    guard = refreshed(guard_of(manager, venue["id"]), NOON)
    manager.call("DELETE", f"/v1/venues/{venue['id']}/members", {"account_id": guard.account_id}, at=NOON)
    assert guard.get(f"/v1/venues/{venue['id']}/code", at=NOON).status == 403


def test_whoever_works_at_very_many_venues_is_a_gate_at_each_and_pages_through_all():
    """A chain's manager uploads hundreds; the first hundred may still await approval."""
    manager, venue = opened()
    chain = log_in(Client())
    made = [f"{number:020x}" for number in range(103)]
    members = [places_members.made(each, "m", "manager", "x", "x", NOON) for each in made]
    with AccessRecord.batch_write() as batch:
        for member in members:
            batch.save(places_members.join_steps(member, chain.account_id)[1].record)
    assert chain.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 403
    body = {"role": "guard", "phone": chain.phone}
    assert manager.post(f"/v1/venues/{venue['id']}/members", body, at=NOON).status == 201
    assert chain.post("/v1/codes/verify", {"token": "x"}, at=NOON).status == 200
    first = chain.get("/v1/me/venues", at=NOON).body
    rest = chain.get(f"/v1/me/venues?limit=5&cursor={first['next_cursor']}", at=NOON).body
    assert (first["items"], [each["id"] for each in rest["items"]]) == ([], [venue["id"]])
    assert rest["next_cursor"] is None
    assert chain.get("/v1/me/venues?cursor=~", at=NOON).fields == {"cursor": "bad_cursor"}


def test_a_member_is_known_by_the_name_that_the_manager_types():
    manager, venue = opened()
    guard = log_in(Client())
    path = f"/v1/venues/{venue['id']}/members"
    added = manager.post(path, {"role": "guard", "phone": guard.phone, "name": " 张伟 "}, at=NOON)
    assert (added.status, added.body["name"]) == (201, "张伟")
    assert guard.get("/v1/me/venues", at=NOON).body["items"][0]["own_name"] == "张伟"
    named = manager.call("PATCH", f"{path}/{added.body['id']}", {"name": "张卫"}, at=NOON)
    assert (named.status, named.body["name"]) == (200, "张卫")
    assert guard.get("/v1/me/venues", at=NOON).body["items"][0]["own_name"] == "张卫"
    assert sorted(each["name"] or "" for each in manager.get(path, at=NOON).body["items"]) == ["", "张卫"]
    assert "张卫" not in str(places_members.of_venue(venue["id"])[0].attribute_values)


def test_an_invited_member_keeps_the_name_as_they_join():
    manager, venue = opened()
    phone, path = a_phone(), f"/v1/venues/{venue['id']}/members"
    invited = manager.post(path, {"role": "guard", "phone": phone, "name": "李娜"}, at=NOON).body["id"]
    assert manager.call("PATCH", f"{path}/{invited}", {"name": "李娜 夜班"}, at=NOON).status == 200
    joined = log_in(Client(), phone)
    assert joined.get("/v1/me/venues", at=NOON).body["items"][0]["own_name"] == "李娜 夜班"


def test_only_managers_name_who_is_on_the_list():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    path = f"/v1/venues/{venue['id']}/members"
    (member,) = [each["id"] for each in manager.get(path, at=NOON).body["items"] if each["role"] == "guard"]
    assert guard.call("PATCH", f"{path}/{member}", {"name": "我"}, at=NOON).status == 403
    assert manager.call("PATCH", f"{path}/nobody", {"name": "谁"}, at=NOON).status == 404
    assert manager.call("PATCH", f"{path}/{member}", {"name": " "}, at=NOON).fields == {"name": "required"}
    assert manager.call("PATCH", f"{path}/{member}", {"name": "名" * 31}, at=NOON).fields == {"name": "too_long"}


def test_the_days_entries_say_which_guard_recorded_them():
    manager, venue = opened()
    guard = log_in(Client())
    path = f"/v1/venues/{venue['id']}"
    manager.post(f"{path}/members", {"role": "guard", "phone": guard.phone, "name": "张伟"}, at=NOON)
    client, person_id = green()
    scanned_by(guard, token_of(client, person_id, NOON), venue["id"], NOON)
    other, other_id = green()
    scan(other, other_id, poster_of(manager, venue["id"]), NOON)
    seen = {each["by_gate"]: each["guard"] for each in manager.get(f"{path}/visits", at=NOON).body["items"]}
    assert seen == {True: "张伟", False: None}
