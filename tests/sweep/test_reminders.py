"""Reminders: never lost, never twice, never after a declaration; whoever dies at whatever step.

The work of a reminder is cut at each of its calls to AWS: before the call, and after it was made but before the
answer came. Then everything runs again, as the schedule and the queue would.
"""

from datetime import timedelta

import pytest

from chalicelib.features.messages import job as messages_job
from chalicelib.features.sweep import expiry_job, reminders
from chalicelib.person import inbox
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.guillotine import cut_at
from tests.support.mailbox import free_the_leases, queued, worked_off
from tests.support.published import known_at
from tests.support.resident_steps import applied, declare, refreshed
from tests.support.traveller_steps import DAY, START, abroad, certified, set_trip, told, traveller

pytestmark = pytest.mark.usefixtures("guillotine")
STEPS_OF_A_WORKER = 7
"""The lease, the account, the person, the country's budget and its place in it, the carrier, the record."""
TWO_HOURS_BEFORE = START + timedelta(hours=22)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(5))
def test_a_sweep_that_dies_at_any_step_loses_nothing_and_doubles_nothing(cloud, step, after):
    client, person_id = certified(cloud)
    abroad(client, person_id, START)
    queued(cloud, client)
    known_at(TWO_HOURS_BEFORE)
    with cut_at(step, after=after) as cut:
        reminders.run(person_id, TWO_HOURS_BEFORE)
    assert cut == [True] * (step < 4), "a read, the reminder, the queue, the empty outbox"
    for minutes in (1, 2, 3):
        reminders.run(person_id, TWO_HOURS_BEFORE + timedelta(minutes=minutes))
    worked_off(cloud, client)
    assert len(told(client, TWO_HOURS_BEFORE, "expiring")) == 1
    assert len(cloud.sms(client.phone)) == 1
    assert people.state(person_id).outbox == []


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(STEPS_OF_A_WORKER + 1))
def test_a_worker_that_dies_at_any_step_sends_again_and_only_there_twice(cloud, step, after):
    """The one double that cannot be avoided: a death between the carrier's answer and its record."""
    client, person_id = traveller()
    abroad(client, person_id, START)
    reminders.run(person_id, TWO_HOURS_BEFORE)
    (message,) = queued(cloud, client)
    known_at(TWO_HOURS_BEFORE)
    with cut_at(step, after=after) as cut:
        messages_job.work(message, TWO_HOURS_BEFORE)
    assert cut == [True] * (step < STEPS_OF_A_WORKER)
    sent_before = cloud.sms(client.phone)
    recorded = any(record.sent_as for record in inbox.page(client.account_id, 50, None))
    free_the_leases(client)
    messages_job.work(message, TWO_HOURS_BEFORE)
    messages_job.work(message, TWO_HOURS_BEFORE)
    expected = 2 if sent_before and not recorded else 1
    assert len(cloud.sms(client.phone)) == expected
    assert len(told(client, TWO_HOURS_BEFORE, "expiring")) == 1


def test_a_message_that_another_worker_holds_is_tried_again():
    from chalicelib.errors import Unavailable

    client, person_id = traveller()
    abroad(client, person_id, START)
    reminders.run(person_id, TWO_HOURS_BEFORE)
    (entry,) = inbox.page(client.account_id, 10, None)
    assert inbox.lease(client.account_id, entry.sk) is not None
    with pytest.raises(Unavailable):
        messages_job.work({"kind": "inbox", "account_id": client.account_id, "entry": entry.sk}, TWO_HOURS_BEFORE)


@pytest.mark.parametrize("minutes", [0, 1, 60, 119])
def test_a_missed_run_is_made_up_for(minutes):
    client, person_id = traveller()
    abroad(client, person_id, START)
    expiry_job.sweep(TWO_HOURS_BEFORE - timedelta(seconds=1))
    assert told(client, TWO_HOURS_BEFORE, "expiring") == []
    expiry_job.sweep(TWO_HOURS_BEFORE + timedelta(minutes=minutes))
    assert len(told(client, TWO_HOURS_BEFORE, "expiring")) == 1


def test_when_the_code_has_run_out_there_is_no_reminder_that_it_will():
    client, person_id = traveller()
    abroad(client, person_id, START)
    expiry_job.sweep(START + DAY + timedelta(seconds=1))
    assert [each["kind"] for each in told(client, START + DAY)] == ["lapsed"]


def test_once_for_each_expiry_of_a_chain():
    client, person_id = traveller()
    for day in range(4):
        at = START + day * (DAY - timedelta(minutes=30))
        abroad(client, person_id, at)
        for hours in (22, 22.1, 23):
            expiry_job.sweep(at + timedelta(hours=hours))
    assert len(told(client, START + 4 * DAY, "expiring")) == 4


def test_a_declaration_between_the_sweeps_reading_and_writing_wins(cloud):
    client, person_id = traveller()
    abroad(client, person_id, START)
    queued(cloud, client)
    record = people.state(person_id)
    abroad(client, person_id, TWO_HOURS_BEFORE)
    assert reminders.serve(record, TWO_HOURS_BEFORE) is False
    expiry_job.sweep(TWO_HOURS_BEFORE + timedelta(minutes=1))
    assert told(client, TWO_HOURS_BEFORE, "expiring") == []
    assert queued(cloud, client) == []


def test_a_declaration_between_the_queue_and_the_carrier_wins(cloud):
    client, person_id = traveller()
    abroad(client, person_id, START)
    expiry_job.sweep(TWO_HOURS_BEFORE)
    held = queued(cloud, client)
    abroad(client, person_id, TWO_HOURS_BEFORE + timedelta(minutes=1))
    worked_off(cloud, client, held)
    assert cloud.sms(client.phone) == []
    assert told(client, TWO_HOURS_BEFORE, "expiring")[0]["delivery"] == "left_out"


def test_a_checkin_between_the_queue_and_the_carrier_wins(cloud):
    client, person = applied(Client(), START)
    declare(client, person["id"], START, symptoms=["fever"])
    evening = START + DAY + timedelta(hours=8)
    expiry_job.sweep(evening)
    held = queued(cloud, client)
    declare(client, person["id"], evening)
    worked_off(cloud, client, held)
    assert cloud.sms(client.phone) == []


def test_another_change_while_a_reminder_is_due_does_not_take_it_away():
    client, person_id = traveller()
    abroad(client, person_id, START)
    set_trip(client, person_id, TWO_HOURS_BEFORE + timedelta(seconds=30))
    expiry_job.sweep(TWO_HOURS_BEFORE + timedelta(minutes=1))
    assert len(told(client, TWO_HOURS_BEFORE, "expiring")) == 1


def test_one_person_who_fails_keeps_nobody_waiting():
    broken_client, broken = traveller()
    client, person_id = traveller()
    for each, who in ((broken_client, broken), (client, person_id)):
        abroad(each, who, START)
    record = people.state(broken)
    record.update(actions=[people.StateRecord.scoring.set("not a state")])
    expiry_job.sweep(TWO_HOURS_BEFORE)
    assert len(told(client, TWO_HOURS_BEFORE, "expiring")) == 1


def test_the_reminder_says_when_in_beijing_and_at_the_airport():
    client, person_id = traveller()
    abroad(client, person_id, START)
    set_trip(client, person_id)
    expiry_job.sweep(TWO_HOURS_BEFORE)
    (entry,) = told(client, TWO_HOURS_BEFORE, "expiring")
    assert "04-21 12:00 Beijing time (04-21 06:00 local time)" in entry["text"]
    client.language = "zh-CN"
    assert "北京时间 04-21 12:00（当地 04-21 06:00）" in told(client, TWO_HOURS_BEFORE, "expiring")[0]["text"]


def test_nothing_comes_after_the_account_was_left(cloud):
    client, person_id = traveller()
    abroad(client, person_id, START)
    expiry_job.sweep(TWO_HOURS_BEFORE)
    held = queued(cloud, client)
    at = TWO_HOURS_BEFORE + timedelta(minutes=1)
    assert refreshed(client, at).call("DELETE", f"/v1/people/{person_id}", at=at).status == 204
    worked_off(cloud, client, held)
    assert cloud.sms(client.phone) == []
