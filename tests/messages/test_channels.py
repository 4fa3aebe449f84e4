"""The order of channels: a message goes by the first that works; the inbox always has it."""

import pytest

from tests.messages.test_preferences import prefer
from tests.messages.test_second_way import confirmed_email
from tests.support.mailbox import worked_off
from tests.support.resident_steps import refreshed
from tests.support.traveller_steps import DAY, START, due_reminder, told, traveller


def shown(client, at=START):
    body = refreshed(client, at).get("/v1/me/preferences", at=at).body
    return body["channels"], body["available_channels"], body["sms"]


@pytest.fixture
def reached(cloud):
    """Somebody with a phone and an e-mail address."""
    client, person_id = traveller()
    address = f"ch-{client.account_id}@example.org"
    assert confirmed_email(cloud, client, address).status == 204
    worked_off(cloud, client)
    return client, person_id, address


def reminders(cloud, client):
    return [text for text in cloud.sms(client.phone) if "expires at" in text]


def test_the_usual_order_is_text_message_then_email(reached):
    client, _, _ = reached
    assert shown(client) == (["sms", "email"], ["sms", "email"], True)
    prefer(client, sms=False)
    assert shown(client) == (["email"], ["sms", "email"], False)


def test_an_order_is_kept_and_text_messages_are_switched_within_it(reached):
    client, _, _ = reached
    assert prefer(client, channels=["email", "sms"]).body["channels"] == ["email", "sms"]
    prefer(client, sms=True)
    assert shown(client)[0] == ["email", "sms"]
    prefer(client, sms=False)
    assert shown(client) == (["email"], ["sms", "email"], False)
    prefer(client, sms=True)
    assert shown(client)[0] == ["email", "sms"]
    assert prefer(client, channels=[]).body["channels"] == []


def test_what_leads_nowhere_or_is_named_twice_is_refused():
    client, _ = traveller()
    for wanted in (["email"], ["sms", "sms"], ["pigeon"], [None], "sms"):
        answer = prefer(client, channels=wanted)
        assert answer.status in (400, 422), answer.raw
        assert all(field.startswith("channels") for field in answer.fields), answer.raw
    assert shown(client) == (["sms"], ["sms"], True)


def test_what_is_bound_after_the_choice_comes_last(cloud):
    client, _ = traveller()
    prefer(client, channels=["sms"])
    confirmed_email(cloud, client, f"late-{client.account_id}@example.org")
    assert shown(client)[0] == ["sms", "email"]


def test_the_first_that_works_takes_it(cloud, reached):
    client, person_id, address = reached
    prefer(client, channels=["email", "sms"])
    due_reminder(client, person_id)
    worked_off(cloud, client)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["email"]) == ("left_out", "sent")
    assert "expires at" in cloud.mails(address)[-1]["BodyText"]
    assert reminders(cloud, client) == []


def test_a_refused_email_falls_to_the_text_message(cloud, reached, monkeypatch):
    client, person_id, _ = reached
    prefer(client, channels=["email", "sms"])
    monkeypatch.setattr("chalicelib.features.messages.mailing.mailed", lambda *_: "failed")
    due_reminder(client, person_id)
    worked_off(cloud, client)
    entry = told(client, START + DAY, "expiring")[0]
    assert (entry["delivery"], entry["email"]) == ("sent", "failed")
    assert len(reminders(cloud, client)) == 1


def test_where_the_last_one_fails_too_the_inbox_says_so(cloud, reached, refusing_carrier):
    client, person_id, address = reached
    prefer(client, channels=["sms"])
    due_reminder(client, person_id)
    worked_off(cloud, client)
    entries = {each["kind"]: each for each in told(client, START + DAY)}
    assert (entries["expiring"]["delivery"], entries["expiring"]["email"]) == ("failed", None)
    assert "not_delivered" in entries
    assert not [mail for mail in cloud.mails(address) if "expires at" in mail["BodyText"]]


def test_with_every_channel_off_the_inbox_has_it(cloud, reached):
    client, person_id, address = reached
    prefer(client, channels=[])
    due_reminder(client, person_id)
    worked_off(cloud, client)
    assert told(client, START + DAY, "expiring")[0]["delivery"] == "left_out"
    assert reminders(cloud, client) == []
    assert not [mail for mail in cloud.mails(address) if "expires at" in mail["BodyText"]]
