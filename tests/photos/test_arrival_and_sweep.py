"""What the next sweep makes of photos that arrived or were rejected."""

from chalicelib.config import settings
from chalicelib.features.photos import job as photos_job
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.photos.test_arrival import MINUTE, put_object
from tests.support.client import Client
from tests.support.cloud import TestCloud
from tests.support.drawn_photographs import encoded
from tests.support.photo_steps import a_traveller, ask, event, listed, uploaded
from tests.support.resident_steps import NOON, applied, log_in_staff, refreshed


def test_work_for_a_request_of_another_time_happens_at_that_time() -> None:
    client, person_id = a_traveller()
    assert uploaded(client, person_id)["received_at"] == "2020-03-10T04:00:00+00:00"
    key = ask(client, person_id, "holding", at=NOON + MINUTE).body["upload"]["fields"]["key"]
    put_object(key, encoded())
    photos_job.arrived(event(key, NOON + 3 * MINUTE))
    assert listed(client, person_id)[0]["received_at"] == "2020-03-10T04:03:00+00:00"


def test_the_next_sweep_tells_of_the_risk_that_a_rejection_brings(cloud: TestCloud) -> None:
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    uploaded(client, person_id, kind="holding")
    expiry_job.sweep(NOON + MINUTE)
    assert "photos_missing" not in (people.state(person_id).notified or {}).get("risks", [])
    body = {"accept": False, "reason": "看不清"}
    log_in_staff("reviewer").post(f"/v1/photos/{photo['id']}/decision", body, at=NOON)
    cloud.messages(settings().messages_queue_url)
    expiry_job.sweep(NOON + 2 * MINUTE)
    assert "photos_missing" in (people.state(person_id).notified or {})["risks"]
    sent = [
        each["entry"] for each in cloud.messages(settings().messages_queue_url) if person_id in each.get("entry", "")
    ]
    assert any("inbox_photo_passport_rejected" in entry for entry in sent)


def test_a_photo_does_not_delay_what_was_due() -> None:
    client, person = applied(Client(), entry="id_card", scheme="international")
    due = NOON - MINUTE
    state = people.state(person["id"])
    assert state is not None
    state.gsi2pk, state.gsi2sk = "DUE#0", f"{int(due.timestamp() * 1000):013d}"
    state.save()
    uploaded(refreshed(client, NOON), person["id"])
    assert people.state(person["id"]).gsi2sk == f"{int(due.timestamp() * 1000):013d}"
