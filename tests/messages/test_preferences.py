"""How a person wants to be told: quiet hours, language, and the second way where a carrier does not deliver."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.mailbox import queued, worked_off
from tests.support.resident_steps import applied, declare, refreshed
from tests.support.traveller_steps import START, abroad, set_trip, told, traveller

NIGHT = {"from": "22:00", "until": "07:00", "timezone": "Europe/Rome"}


def prefer(client, at=START, **changes):
    body = {"language": "en", "sms": True} | changes
    return refreshed(client, at).call("PUT", "/v1/me/preferences", body, at=at)


def rome(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in April 2020 on a clock in Rome (summer time, UTC+2)."""
    return datetime(2020, 4, day, hour - 2, minute, tzinfo=UTC)


def test_preferences_are_kept_and_shown():
    client, _ = traveller()
    answer = prefer(client, quiet_hours=NIGHT, sms=False)
    assert (answer.status, answer.body["quiet_hours"], answer.body["sms"]) == (200, NIGHT, False)
    assert client.get("/v1/me/preferences", at=START).body == answer.body
    assert prefer(client).body["quiet_hours"] == NIGHT
    assert prefer(client, quiet_hours=None).body["quiet_hours"] is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"quiet_hours": NIGHT | {"from": "25:00"}}, "quiet_hours.from"),
        ({"quiet_hours": NIGHT | {"from": "7:00"}}, "quiet_hours.from"),
        ({"quiet_hours": NIGHT | {"until": "07:60"}}, "quiet_hours.until"),
        ({"quiet_hours": NIGHT | {"until": "٠٧:٠٠"}}, "quiet_hours.until"),
        ({"quiet_hours": NIGHT | {"from": "07:00"}}, "quiet_hours.until"),
        ({"quiet_hours": NIGHT | {"from": "07:30"}}, "quiet_hours.until"),
        ({"quiet_hours": NIGHT | {"timezone": "Europe"}}, "quiet_hours.timezone"),
        ({"quiet_hours": NIGHT | {"timezone": "../../etc/passwd"}}, "quiet_hours.timezone"),
        ({"quiet_hours": NIGHT | {"timezone": "Mars/Olympus"}}, "quiet_hours.timezone"),
        ({"quiet_hours": {"from": "22:00", "until": "07:00"}}, "quiet_hours.timezone"),
        ({"language": "de"}, "language"),
        ({"sms": "no"}, "sms"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"email": "a b@example.org"}, "email"),
        ({"email": "a@example.org\r\nBcc: all@example.org"}, "email"),
    ],
)
def test_each_wrong_preference_is_named(change, field):
    client, _ = traveller()
    answer = prefer(client, **change)
    assert (answer.status in (400, 422), list(answer.fields)) == (True, [field]), answer.raw


def test_a_refused_address_changes_no_other_preference():
    client, _ = traveller()
    prefer(client)
    answer = prefer(client, language="zh-CN", sms=False, quiet_hours=NIGHT, email="nobody@nowhere")
    assert (answer.status, list(answer.fields)) == (422, ["email"])
    shown = refreshed(client, START).get("/v1/me/preferences", at=START).body
    assert (shown["language"], shown["sms"], shown["quiet_hours"]) == ("en", True, None)


@pytest.mark.parametrize("first", ["preferences", "declaration"])
def test_in_quiet_hours_the_reminder_comes_before_they_start(first):
    """Declared at 03:00 in Rome: the usual reminder at 01:00 would be in the night, so it comes at 21:30."""
    client, person_id = traveller(rome(20, 3))
    if first == "preferences":
        prefer(client, rome(20, 3), quiet_hours=NIGHT)
    abroad(client, person_id, rome(20, 3))
    prefer(client, rome(20, 4), quiet_hours=NIGHT)
    expiry_job.sweep(rome(20, 21, 29))
    assert told(client, rome(20, 21, 29), "expiring") == []
    for minute in (30, 45):
        expiry_job.sweep(rome(20, 21, minute))
    expiry_job.sweep(rome(21, 2))
    (entry,) = told(client, rome(21, 2), "expiring")
    assert entry["at"] == rome(20, 21, 30).isoformat()
    assert "04-21 03:00 local time" in entry["text"]


def test_outside_of_quiet_hours_it_comes_two_hours_before():
    client, person_id = traveller(rome(20, 12))
    prefer(client, rome(20, 12), quiet_hours=NIGHT)
    abroad(client, person_id, rome(20, 12))
    expiry_job.sweep(rome(21, 9, 59))
    assert told(client, rome(21, 9, 59), "expiring") == []
    expiry_job.sweep(rome(21, 10))
    assert len(told(client, rome(21, 10), "expiring")) == 1


def test_quiet_hours_set_after_their_beginning_do_not_lose_the_reminder():
    client, person_id = traveller(rome(20, 3))
    abroad(client, person_id, rome(20, 3))
    prefer(client, rome(20, 23), quiet_hours=NIGHT)
    for minutes in (1, 2, 180):
        expiry_job.sweep(rome(20, 23) + timedelta(minutes=minutes))
    assert len(told(client, rome(21, 3), "expiring")) == 1


def test_taking_the_quiet_hours_away_does_not_remind_again():
    client, person_id = traveller(rome(20, 3))
    prefer(client, rome(20, 3), quiet_hours=NIGHT)
    abroad(client, person_id, rome(20, 3))
    expiry_job.sweep(rome(20, 21, 30))
    prefer(client, rome(20, 21, 45), quiet_hours=None)
    for at in (rome(20, 22), rome(21, 2), rome(21, 2, 30)):
        expiry_job.sweep(at)
    assert len(told(client, rome(21, 3), "expiring")) == 1


def test_the_longest_quiet_hours_still_leave_a_reminder_after_the_declaration():
    client, person_id = traveller(rome(20, 9))
    prefer(client, rome(20, 9), quiet_hours={"from": "11:00", "until": "07:00", "timezone": "Europe/Rome"})
    abroad(client, person_id, rome(20, 8, 30))
    for at in (rome(20, 8, 31), rome(20, 10, 29)):
        expiry_job.sweep(at)
        assert told(client, at, "expiring") == []
    expiry_job.sweep(rome(20, 10, 30))
    assert len(told(client, rome(20, 11), "expiring")) == 1


def test_the_evening_reminder_keeps_the_quiet_hours_too():
    client, person = applied(Client(), START)
    prefer(client, quiet_hours={"from": "18:00", "until": "06:00", "timezone": "Asia/Shanghai"})
    declare(client, person["id"], START, symptoms=["fever"])
    half_past_five = datetime(2020, 4, 21, 9, 30, tzinfo=UTC)
    expiry_job.sweep(half_past_five - timedelta(seconds=1))
    assert told(client, half_past_five, "checkin") == []
    for minutes in (0, 120, 240):
        expiry_job.sweep(half_past_five + timedelta(minutes=minutes))
    assert len(told(client, half_past_five, "checkin")) == 1


def test_other_messages_wait_for_the_end_of_the_quiet_hours(cloud):
    """48 hours after 03:00 the code turns red in the night: the inbox says so at once, the phone in the morning."""
    client, person_id = traveller(rome(20, 3))
    prefer(client, rome(20, 3), quiet_hours=NIGHT)
    abroad(client, person_id, rome(20, 3))
    expiry_job.sweep(rome(20, 22))
    worked_off(cloud, client)
    red = rome(22, 3, 1)
    expiry_job.sweep(red)
    assert len(told(client, red, "undeclared")) == 1
    assert queued(cloud, client) == []
    expiry_job.sweep(rome(22, 7))
    worked_off(cloud, client)
    assert "48 hours" in cloud.sms(client.phone)[-1]
    assert people.state(person_id).outbox == []


def test_a_dependants_reminders_keep_the_accounts_hours(cloud):
    from tests.people.test_proxies import bind
    from tests.support.traveller_steps import certified

    client, own = certified(cloud, rome(20, 3))
    prefer(client, rome(20, 3), quiet_hours=NIGHT)
    abroad(client, own, rome(20, 3))
    dependant = bind(client, rome(20, 3)).body["id"]
    abroad(client, dependant, rome(20, 3))
    expiry_job.sweep(rome(20, 21, 30))
    assert {each["person_id"] for each in told(client, rome(20, 22), "expiring")} == {own, dependant}


def test_what_waited_for_the_morning_and_is_no_longer_so_is_left_out(cloud):
    """Red in the night, declared before breakfast: no text message says that the code is red."""
    client, person_id = traveller()
    prefer(client, rome(20, 3), quiet_hours=NIGHT)
    abroad(client, person_id, rome(20, 3))
    expiry_job.sweep(rome(22, 3, 1))
    abroad(client, person_id, rome(22, 6))
    expiry_job.sweep(rome(22, 7))
    worked_off(cloud, client)
    assert cloud.sms(client.phone) == []
    assert told(client, rome(22, 7), "undeclared")[0]["delivery"] == "left_out"


def test_a_risk_that_went_in_the_night_rings_nobody_in_the_morning(cloud):
    client, person_id = traveller(rome(20, 3))
    prefer(client, rome(20, 3), quiet_hours=NIGHT)
    set_trip(client, person_id, rome(20, 3), departs_at="2020-05-01T13:30:00+02:00")
    abroad(client, person_id, rome(20, 3), symptoms=["fever"])
    at = rome(20, 4)
    assert refreshed(client, at).call("DELETE", f"/v1/people/{person_id}/trip", at=at).status == 204
    expiry_job.sweep(rome(20, 7))
    worked_off(cloud, client)
    assert cloud.sms(client.phone) == []
    assert told(client, rome(20, 7), "risk_unhealthy")[0]["delivery"] == "left_out"


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "For W*** (document ending {}): Your international"), ("zh-CN", "【W***，证件尾号 {}】您的国际版")],
)
def test_a_text_message_says_which_of_the_accounts_people_it_is_about(cloud, language, says):
    from tests.support.traveller_steps import certified, passport_form

    client, own = certified(cloud)
    prefer(client, language=language)
    abroad(client, own, START)
    form = passport_form(relation="dependant", dependant_reason="child", birth_date="2012-01-01")
    dependant = client.post("/v1/people", form, at=START).body
    abroad(client, dependant["id"], START)
    expiry_job.sweep(START + timedelta(hours=22))
    worked_off(cloud, client)
    last4 = dependant["document"]["last4"]
    texts = cloud.sms(client.phone)
    assert len([text for text in texts if text.startswith(says.format(last4))]) == 1
    assert len([text for text in texts if last4 not in text]) == 1
