"""Decisions of staff on a venue, as its managers are told of them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from chalicelib.person import inbox
from tests.support.client import Client
from tests.support.mailbox import queued, worked_off
from tests.support.resident_steps import NOON, a_phone, log_in, refreshed
from tests.support.venue_steps import decide, opened, registered

A_QUIET_DAY = NOON + timedelta(days=55)
"""In which no other test has spent a country's budget."""


def entries(client: Client, at: Any = NOON) -> list[dict[str, Any]]:
    return list(refreshed(client, at).get("/v1/me/messages", at=at).body["items"])


def test_a_manager_without_a_code_of_their_own_is_told_in_the_inbox_and_by_text_message(cloud):
    manager, venue = registered(at=A_QUIET_DAY, name="南门超市")
    decide(venue["id"], "approved", at=A_QUIET_DAY)
    (entry,) = entries(manager, A_QUIET_DAY)
    assert (entry["kind"], entry["person_id"]) == ("venue_approved", "")
    assert "“南门超市”" in entry["text"]
    worked_off(cloud, manager)
    assert cloud.sms(manager.phone)[-1].startswith("Your venue “南门超市” has been approved")
    assert entries(manager, A_QUIET_DAY)[0]["delivery"] == "sent"


def test_the_same_decision_again_tells_nobody_twice(cloud):
    manager, venue = registered(at=A_QUIET_DAY)
    for _ in range(2):
        decide(venue["id"], "approved", at=A_QUIET_DAY)
    worked_off(cloud, manager)
    assert len(entries(manager, A_QUIET_DAY)) == 1
    assert len([text for text in cloud.sms(manager.phone) if "has been approved" in text]) == 1


def test_who_wants_no_text_messages_reads_it_in_the_inbox_alone(cloud):
    manager, venue = registered(at=A_QUIET_DAY)
    manager.call("PUT", "/v1/me/preferences", {"language": "en", "sms": False}, at=A_QUIET_DAY)
    before = len(cloud.sms(manager.phone))
    decide(venue["id"], "refused", at=A_QUIET_DAY, reason="没有这个地址")
    worked_off(cloud, manager)
    assert len(cloud.sms(manager.phone)) == before
    (entry,) = entries(manager, A_QUIET_DAY)
    assert entry["text"].endswith("was not approved: 没有这个地址")


def test_every_manager_is_told_and_no_guard():
    manager, venue = registered()
    second, guard = log_in(Client()), log_in(Client())
    path = f"/v1/venues/{venue['id']}/members"
    for role, client in (("manager", second), ("guard", guard)):
        assert manager.post(path, {"role": role, "phone": client.phone}, at=NOON).status == 201
    decide(venue["id"], "approved")
    assert [len(entries(each)) for each in (manager, second, guard)] == [1, 1, 0]


def test_a_manager_who_closes_the_venue_needs_no_telling(cloud):
    manager, venue = opened()
    queued(cloud, manager)
    refreshed(manager, NOON).call("PATCH", f"/v1/venues/{venue['id']}", {"status": "closed"}, at=NOON)
    assert [each["kind"] for each in entries(manager)] == ["venue_approved"]
    assert queued(cloud, manager) == []


@pytest.mark.parametrize("status", ["approved", "refused", "closed"])
def test_every_decision_has_a_sentence(status):
    from chalicelib.notify.texts import has

    assert has(f"inbox_venue_{status}")
    assert inbox.key(NOON, f"inbox_venue_{status}", "v").startswith("message#")


@pytest.mark.parametrize(("role", "what"), [("guard", "check health codes at"), ("manager", "manage the venue")])
@pytest.mark.parametrize("known", [True, False])
def test_whoever_is_added_gets_a_text_message_whether_the_phone_has_an_account_or_not(cloud, role, what, known):
    manager, venue = opened(at=A_QUIET_DAY, name="南门超市")
    phone = log_in(Client()).phone if known else a_phone()
    before = len(cloud.sms(phone))
    body, path, once = {"role": role, "phone": phone}, f"/v1/venues/{venue['id']}/members", str(uuid4())
    for _ in range(2):
        assert manager.post(path, body, at=A_QUIET_DAY, idempotency_key=once).status == 201
    worked_off(cloud, manager)
    said = cloud.sms(phone)[before:]
    assert len(said) == 1
    assert f"{phone[-4:]} may now {what} “南门超市”" in said[0]
    assert f"added_{role}" in {each["kind"] for each in entries(manager, A_QUIET_DAY)}


def test_a_venue_that_nobody_has_looked_at_sends_no_stranger_anything(cloud):
    manager, venue = registered(at=A_QUIET_DAY)
    phone = a_phone()
    assert (
        manager.post(f"/v1/venues/{venue['id']}/members", {"role": "guard", "phone": phone}, at=A_QUIET_DAY).status
        == 201
    )
    worked_off(cloud, manager)
    assert cloud.sms(phone) == []
    assert entries(manager, A_QUIET_DAY) == []
