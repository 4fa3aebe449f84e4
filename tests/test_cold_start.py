"""Each job in a container that has just been made: nothing that another function fetched is there.

In one process the API's secrets and data keys would serve the jobs too and hide that they need the
permission to fetch them.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.config import settings
from chalicelib.jobs import certification, expiry, messages
from chalicelib.store import people
from chalicelib.store.tables import transact
from tests.client import Client
from tests.cloud import TestCloud
from tests.journeys import NOON, a_phone, applied, ask_for_code, declare

DAY = timedelta(days=1)


def test_a_login_code_is_sent(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    phone = a_phone()
    ask_for_code(Client(), phone, NOON)
    cold_start()
    for message in cloud.messages(settings().messages_queue_url):
        messages.work(message, datetime.fromisoformat(message["at"]))
    assert len(cloud.sms(phone)) == 1


def test_a_person_is_certified(cloud: TestCloud, cold_start: Callable[[], None]) -> None:
    cloud.messages(settings().certification_queue_url)
    _, person = applied(Client())
    cold_start()
    certification.work({"person_id": person["id"]}, NOON)
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
    transact([people.state_write(state, int(state.version))])
    cold_start()
    expiry.sweep(NOON + 7 * DAY)
    after = people.state(person["id"])
    assert after is not None
    assert after.severity == {"domestic": "green"}
