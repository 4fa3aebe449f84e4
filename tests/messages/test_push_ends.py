"""When push messages to a device end: with its session, whatever ends that, and with our key."""

import time
from datetime import timedelta

import pytest

from chalicelib.features.login import session_records
from infra.service_values import LEAD
from infra.turning import Clock, distrust, rotate
from tests.support.client import Client
from tests.support.mailbox import worked_off
from tests.support.push_services import SOON, prefer, reminded, shown
from tests.support.resident_steps import log_in
from tests.support.traveller_steps import START, due_reminder, traveller

pytestmark = pytest.mark.usefixtures("push_service")


def test_logging_out_ends_it(cloud, push_service):
    client, person_id = traveller()
    push_service.device(client)
    assert client.call("DELETE", "/v1/login/sessions", at=START).status == 204
    again = log_in(Client(), client.phone, at=START + timedelta(minutes=2))
    assert shown(again, START + timedelta(minutes=2))["channels"] == ["sms"]
    due_reminder(again, person_id)
    worked_off(cloud, again)
    assert push_service.behaviour.asked == 0
    assert len(cloud.sms(client.phone)) == 1


def _ended_elsewhere(client: Client, other: Client) -> None:
    (here,) = [each["id"] for each in other.get("/v1/me/sessions", at=SOON).body["items"] if not each["current"]]
    assert other.call("DELETE", f"/v1/me/sessions/{here}", at=SOON).status == 204


def _all_others_ended(client: Client, other: Client) -> None:
    assert other.call("DELETE", "/v1/me/sessions?except=current", at=SOON).status == 204


def _credential_changed(client: Client, other: Client) -> None:
    assert other.call("PUT", "/v1/me/password", {"password": "fourteen days in a row"}, at=SOON).status == 204


@pytest.mark.parametrize("ending", [_ended_elsewhere, _all_others_ended, _credential_changed])
def test_whatever_ends_the_session_ends_it(cloud, push_service, ending):
    client, person_id = traveller()
    push_service.device(client)
    other = log_in(Client(), client.phone, at=SOON)
    ending(client, other)
    assert shown(other, SOON)["available_channels"] == ["sms"]
    due_reminder(other, person_id)
    worked_off(cloud, other)
    assert push_service.behaviour.asked == 0


def test_of_an_erased_person_no_subscription_is_left(push_service):
    client, person_id = traveller()
    push_service.device(client)
    (session,) = session_records.of_account(client.account_id)
    assert session.push
    assert client.call("DELETE", f"/v1/people/{person_id}", at=START).status == 204
    assert session_records.of_account(client.account_id) == []


def test_it_is_released_and_bound_again_whatever_was_switched_off(push_service):
    client, _ = traveller()
    assert client.call("DELETE", "/v1/me/push", at=START).status == 204
    push_service.device(client)
    prefer(client, channels=["sms"])
    assert shown(client)["channels"] == ["sms"]
    assert client.call("DELETE", "/v1/me/push", at=START).status == 204
    assert shown(client)["available_channels"] == ["sms"]
    assert prefer(client, channels=["push"]).status == 400
    push_service.device(client)
    assert shown(client)["channels"] == ["push", "sms"]


def test_a_device_goes_on_with_the_key_that_it_subscribed_with(cloud, push_service, turning):
    client, person_id = traveller()
    given = push_service.device(client)
    rotate(turning.home, "vapid", Clock(lambda: time.time() - LEAD - 1))
    turning.read_anew()
    assert shown(client)["push_key"] != given["key"]
    assert reminded(cloud, client, person_id)["push"] == "sent"
    other, _ = traveller()
    assert push_service.device(other)["key"] == shown(client)["push_key"]


def test_a_key_that_counts_no_more_ends_what_was_made_with_it(cloud, push_service, turning):
    client, person_id = traveller()
    push_service.device(client)
    other, _ = traveller()
    push_service.device(other)
    distrust(turning.home, "vapid", Clock(lambda: time.time() - LEAD - 1))
    turning.read_anew()
    told = shown(other)
    assert (told["push_here"], told["available_channels"]) == (False, ["sms"]), "before any message failed"
    assert push_service.device(other)["key"] == told["push_key"]
    assert shown(other)["push_here"] is True
    entry = reminded(cloud, client, person_id)
    assert (entry["push"], entry["delivery"], push_service.behaviour.asked) == ("failed", "sent", 0)
    assert shown(client)["push_here"] is False
