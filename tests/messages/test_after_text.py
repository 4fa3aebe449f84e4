"""What comes after a text message that did not arrive: the ways behind it in the person's order, each once."""

import pytest

from chalicelib.features.messages import job
from chalicelib.notify.delivery import NotTaken
from chalicelib.person import inbox
from tests.messages.test_second_way import carrier_answers, confirmed_email, reported
from tests.support.mailbox import queued, worked_off
from tests.support.push_services import SOON, prefer, reminded
from tests.support.resident_steps import log_in
from tests.support.traveller_steps import DAY, START, due_reminder, told, traveller


@pytest.fixture
def reached(cloud, push_service):
    """Somebody with a phone, an e-mail address and a device."""
    client, person_id = traveller()
    assert confirmed_email(cloud, client, f"after-{client.account_id}@example.org").status == 204
    worked_off(cloud, client)
    push_service.device(log_in(client, client.phone, at=SOON), SOON)
    return client, person_id


def not_delivered(cloud, client):
    provider_id = next(each.sent_as for each in inbox.page(client.account_id, 9, None) if each.gsi1pk)
    assert reported(provider_id, "FAILURE") == {"noted": 1}
    worked_off(cloud, client)


def test_a_report_that_comes_twice_tells_nobody_twice(cloud, push_service, reached):
    client, person_id = reached
    assert prefer(client, channels=["sms", "push", "email"]).status == 200
    assert reminded(cloud, client, person_id)["delivery"] == "sent"
    not_delivered(cloud, client)
    not_delivered(cloud, client)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["push"], entry["email"]) == ("failed", "sent", None)
    assert len(push_service.contents) == 1
    assert [each["text"] for each in told(client, START + DAY, "told_otherwise")] == [
        "A text message could not be delivered to your phone, so we told you by the next way that you chose."
    ]


def test_what_failed_before_it_keeps_nothing_behind_it_back(cloud, push_service, reached, monkeypatch):
    client, person_id = reached
    assert prefer(client, channels=["email", "sms", "push"]).status == 200
    monkeypatch.setattr("chalicelib.features.messages.mailing.mailed", lambda *_: "failed")
    entry = reminded(cloud, client, person_id)
    assert (entry["email"], entry["delivery"], entry["push"]) == ("failed", "sent", None)
    not_delivered(cloud, client)
    assert told(client, START + DAY, "expiring")[0]["push"] == "sent"


def test_a_device_that_may_take_it_yet_is_tried_again(cloud, push_service, reached):
    client, person_id = reached
    assert prefer(client, channels=["sms", "push"]).status == 200
    due_reminder(client, person_id)
    (message,) = queued(cloud, client)
    push_service.behaviour.mode = "down"
    with carrier_answers("InvalidParameter", 400):
        with pytest.raises(NotTaken):
            job.work(message, START + DAY)
        push_service.behaviour.mode = "normal"
        job.work(message, START + DAY)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["push"], len(push_service.contents)) == ("failed", "sent", 1)
