"""Photos of somebody whose record changes at the same moment: nothing of either is lost, each photo is settled once."""

from datetime import timedelta

import pytest

from chalicelib.desk import audit
from chalicelib.features.photos import job as photos_job
from chalicelib.person import records as people
from tests.photos.test_arrival import awaited, objects
from tests.support.client import Answer, Client
from tests.support.drawn_photographs import EXE, drawn, encoded
from tests.support.meanwhile import meanwhile
from tests.support.photo_steps import a_traveller, event, listed, uploaded
from tests.support.resident_steps import NOON, declare, log_in_staff
from tests.support.traveller_steps import told

MINUTE = timedelta(minutes=1)
FILED = {"location": "IT"}


def decide(photo_id: str, *, accept: bool, by: Client | None = None) -> Answer:
    body = {"accept": accept, "reason": "看不清"}
    return (by or log_in_staff("reviewer")).post(f"/v1/photos/{photo_id}/decision", body, at=NOON)


def test_a_photo_is_received_while_its_person_declares() -> None:
    client, person_id, key = awaited()
    with meanwhile(lambda: declare(client, person_id, NOON, **FILED)) as tried:
        assert photos_job.arrived(event(key)) == {"outcome": "received"}
    assert tried == [1, 2]
    state = people.state(person_id)
    assert (state.severity, set(state.standing_photos)) == ({"international": "green"}, {"passport"})


@pytest.mark.parametrize("content", [encoded(), EXE], ids=["photo", "no photo"])
def test_an_upload_that_another_run_deals_with_meanwhile_is_ignored(content: bytes) -> None:
    client, person_id, key = awaited(content=content)
    with meanwhile(lambda: photos_job.arrived(event(key))):
        assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    (photo,) = listed(client, person_id)
    assert len(objects(person_id)) == (2 if photo["status"] == "received" else 0)
    assert len(told(client, NOON, "photo_passport_unusable")) == (photo["status"] == "rejected")


def test_a_photo_of_a_kind_that_is_accepted_meanwhile_is_not_used() -> None:
    client, person_id, late = awaited()
    first = uploaded(client, person_id, encoded(drawn(600, 400)), at=NOON + MINUTE)
    kept = objects(person_id) - {late}
    with meanwhile(lambda: decide(first["id"], accept=True)):
        assert photos_job.arrived(event(late)) == {"outcome": "rejected"}
    assert (listed(client, person_id)[1]["reason_code"], objects(person_id)) == ("photo_accepted_before", kept)


def test_a_photo_of_somebody_who_is_erased_meanwhile_leaves_nothing() -> None:
    client, person_id, key = awaited()
    with meanwhile(lambda: client.call("DELETE", f"/v1/people/{person_id}", at=NOON)):
        assert photos_job.arrived(event(key)) == {"outcome": "ignored"}
    assert (objects(person_id), people.partition(person_id)) == (set(), [])


@pytest.mark.parametrize("accept", [True, False])
def test_a_photo_is_decided_while_its_person_declares(accept: bool) -> None:
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    with meanwhile(lambda: declare(client, person_id, NOON, **FILED)) as tried:
        assert decide(photo["id"], accept=accept).status == 200
    assert tried == [1, 2]
    state = people.state(person_id)
    assert (state.severity, bool(state.standing_photos)) == ({"international": "green"}, accept)
    assert people.profile(person_id).photo_accepted == accept


def test_of_two_reviewers_the_quicker_one_decides() -> None:
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    with meanwhile(lambda: decide(photo["id"], accept=False)):
        answer = decide(photo["id"], accept=True)
    assert (answer.status, answer.body["code"]) == (409, "photo_not_waiting")
    assert (listed(client, person_id)[0]["status"], people.profile(person_id).photo_accepted) == ("rejected", False)


def test_a_decision_sent_twice_at_once_is_one_decision() -> None:
    client, person_id = a_traveller()
    photo, reviewer = uploaded(client, person_id), log_in_staff("reviewer")
    with meanwhile(lambda: decide(photo["id"], accept=True, by=reviewer)):
        assert decide(photo["id"], accept=True, by=reviewer).status == 200
    assert [each.action for each in audit.of_subject(person_id, 9, None)].count("photo.accepted") == 1
    assert len(told(client, NOON, "photo_passport_accepted")) == 1
