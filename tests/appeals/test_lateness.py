"""How long the appeal that was due first is overdue, as the minute measures it."""

import json
from datetime import timedelta

from chalicelib.config import APPEAL_DEADLINE
from chalicelib.features.appeals import relay_job
from tests.support.client import Client
from tests.support.resident_steps import NOON, applied, log_in_staff, refreshed

BEFORE_ALL = NOON - timedelta(days=900)


def test_the_alarm_s_number_is_how_long_the_oldest_is_overdue_until_it_is_decided(capsys):
    client, person = applied(Client(), at=BEFORE_ALL)
    body = {"category": "other", "text": "nobody answers"}
    answer = refreshed(client, BEFORE_ALL).post(f"/v1/people/{person['id']}/appeals", body, at=BEFORE_ALL)
    due = BEFORE_ALL + APPEAL_DEADLINE
    assert relay_job.measure_late(due - timedelta(minutes=1)) == 0
    capsys.readouterr()
    assert relay_job.measure_late(due + timedelta(hours=2)) == 7200
    said = json.loads(capsys.readouterr().out)
    assert said["AppealsOverdueAge"] == [7200]
    assert said["_aws"]["CloudWatchMetrics"][0]["Metrics"] == [{"Name": "AppealsOverdueAge", "Unit": "Seconds"}]
    decision = {"accept": False, "reason": "answered by phone"}
    at = due + timedelta(hours=2)
    assert (
        log_in_staff("supervisor", at, "63").post(f"/v1/appeals/{answer.body['id']}/decision", decision, at=at).status
        == 200
    )
    assert relay_job.measure_late(at) == 0
