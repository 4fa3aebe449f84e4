"""Erasing oneself: with the last person of an account the account goes, its phone's log-in and its sessions."""

from datetime import timedelta

import pytest

from chalicelib.features.login import session_records
from chalicelib.person import accounts
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, apply, declare, log_in
from tests.support.venue_steps import child_of, guard_of, opened


def _erase(client: Client, person_id: str) -> int:
    return client.call("DELETE", f"/v1/people/{person_id}", at=NOON).status


def _kept(client: Client) -> list[str]:
    return [record.sk for record in accounts.partition(client.account_id)]


def test_whoever_erases_themself_leaves_no_account():
    client, person = applied(Client())
    phone_hash = accounts.find(client.account_id).phone_hash
    client.call("PUT", "/v1/me/password", {"password": "correct horse 42"}, at=NOON)
    assert _erase(client, person["id"]) == 204
    assert (_kept(client), accounts.id_of_phone(phone_hash)) == ([], None)
    assert session_records.find(client.session_id) is None


def test_a_token_of_an_erased_account_registers_nobody():
    client, person = applied(Client())
    _erase(client, person["id"])
    assert apply(client).status == 401


@pytest.mark.parametrize("again", [False, True])
def test_the_phone_of_an_erased_account_begins_a_new_one(again):
    client, person = applied(Client())
    _erase(client, person["id"])
    if again:
        assert _erase(client, person["id"]) == 404
    later = NOON + timedelta(minutes=1)
    assert log_in(Client(), client.phone, later).account_id != client.account_id


def test_an_account_that_files_for_somebody_else_stays():
    client, person = applied(Client())
    declare(client, person["id"], NOON)
    child = child_of(client)
    assert _erase(client, person["id"]) == 204
    assert accounts.find(client.account_id) is not None
    assert _erase(client, child) == 204
    assert accounts.find(client.account_id) is None


def test_a_guard_who_erases_themself_works_nowhere():
    manager, venue = opened()
    guard = guard_of(manager, venue["id"])
    person = apply(guard).body["id"]
    assert _erase(guard, person) == 204
    listed = manager.get(f"/v1/venues/{venue['id']}/members", at=NOON).body["items"]
    assert [each["role"] for each in listed] == ["manager"]
