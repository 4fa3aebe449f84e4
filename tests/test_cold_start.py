"""Each job in a container that has just been made: nothing that another function fetched is there.

In one process the API's secrets and data keys would serve the jobs too and hide that they need the
permission to fetch them.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.features.messages import delivery_job
from chalicelib.features.messages import job as messages_job
from chalicelib.features.people import certification_job
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from chalicelib.store.transactions import Put, transact
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.resident_steps import NOON, a_phone, applied, ask_for_code, declare

DAY = timedelta(days=1)


def test_a_login_code_is_sent(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    phone = a_phone()
    ask_for_code(Client(), phone, NOON)
    cold_start()
    for message in cloud.messages(settings().messages_queue_url):
        messages_job.work(message, datetime.fromisoformat(message["at"]))
    assert len(cloud.sms(phone)) == 1


def test_a_reminder_of_a_state_of_an_older_format_is_sent(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    client, person = applied(Client(), scheme="international")
    declare(client, person["id"], NOON)
    expiry_job.sweep(NOON + timedelta(hours=22))
    state = people.state(person["id"])
    assert state is not None
    state.scoring = "[0,[]]"
    transact([Put(state)])
    sent = [m for m in cloud.messages(settings().messages_queue_url) if m.get("account_id") == client.account_id]
    cold_start()
    for message in sent:
        messages_job.work(message, datetime.fromisoformat(message["at"]))
    assert len(cloud.sms(client.phone)) == 1


def test_a_carriers_report_is_noted(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    from chalicelib.features.login import challenges

    challenge_id = ask_for_code(Client(), a_phone(), NOON).body["challenge_id"]
    for message in cloud.messages(settings().messages_queue_url):
        messages_job.work(message, datetime.fromisoformat(message["at"]))
    sent = challenges.find(challenge_id)
    assert sent is not None
    cold_start()
    report = {"notification": {"messageId": str(sent.gsi1pk).removeprefix("SENT#")}, "status": "SUCCESS"}
    events = {"logEvents": [{"timestamp": int(NOON.timestamp() * 1000), "message": json.dumps(report)}]}
    data = b64encode(gzip.compress(json.dumps(events).encode())).decode()
    assert delivery_job.reports({"awslogs": {"data": data}}) == {"noted": 1}


def test_a_person_is_certified(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    cloud.messages(settings().certification_queue_url)
    _, person = applied(Client())
    cold_start()
    certification_job.work({"person_id": person["id"]}, NOON)
    state = people.state(person["id"])
    assert state is not None
    assert state.certification == "certified"


def test_the_sweep_builds_a_state_of_an_older_format_anew(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    client, person = applied(Client())
    for day in range(7):
        declare(client, person["id"], NOON + day * DAY, contact={"kind": "confirmed", "on": "2020-03-10"})
    state = people.state(person["id"])
    assert state is not None
    state.scoring = "[0,[]]"
    transact([Put(state)])
    cold_start()
    expiry_job.sweep(NOON + 7 * DAY)
    after = people.state(person["id"])
    assert after is not None
    assert after.severity == {"domestic": "green"}
