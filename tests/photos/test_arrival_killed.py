"""Photos when a worker or a request dies at any of its calls to AWS: run again, it comes to the same end."""

import pytest

from chalicelib.desk import audit
from chalicelib.features.photos import job as photos_job
from chalicelib.features.photos import records as photos_records
from chalicelib.features.sweep import expiry_job
from chalicelib.person import records as people
from tests.photos.test_arrival import awaited, objects
from tests.support.drawn_photographs import EXE, drawn, encoded
from tests.support.guillotine import cut_at
from tests.support.photo_steps import a_traveller, event, listed, uploaded
from tests.support.resident_steps import NOON, log_in_staff
from tests.support.traveller_steps import told

pytestmark = pytest.mark.usefixtures("guillotine")
BOTH = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
STEPS_OF_A_RUN = 8
"""The record, the upload, two copies, state, profile, the transaction, the upload's end."""


@BOTH
@pytest.mark.parametrize("step", range(STEPS_OF_A_RUN + 1))
def test_a_run_that_dies_at_any_call_is_finished_by_the_next(step: int, after: bool) -> None:
    client, person_id, key = awaited()
    with cut_at(step, after=after) as cut:
        photos_job.arrived(event(key))
    assert cut == [True] * (step < STEPS_OF_A_RUN)
    photos_job.arrived(event(key))
    (photo,) = listed(client, person_id)
    record = photos_records.find(photo["id"])
    assert record is not None
    assert (photo["status"], objects(person_id)) == ("received", set(record.copy_keys))


@BOTH
@pytest.mark.parametrize("step", range(5))
def test_a_refusal_that_dies_at_any_call_is_told_once(step: int, after: bool) -> None:
    client, person_id, key = awaited(content=EXE)
    with cut_at(step, after=after):
        photos_job.arrived(event(key))
    photos_job.arrived(event(key))
    assert (listed(client, person_id)[0]["status"], objects(person_id)) == ("rejected", set())
    assert len(told(client, NOON, "photo_passport_unusable")) == 1


@BOTH
@pytest.mark.parametrize("step", range(5, 10))
def test_a_newer_photo_that_dies_at_any_call_takes_the_place_of_the_first(step: int, after: bool) -> None:
    client, person_id, key = awaited(content=encoded(drawn(500, 400)))
    uploaded(client, person_id)
    with cut_at(step, after=after):
        photos_job.arrived(event(key))
    photos_job.arrived(event(key))
    standing = people.state(person_id).standing_photos["passport"]["id"]
    record = photos_records.find(standing)
    assert record is not None
    assert objects(person_id) == set(record.copy_keys)


@BOTH
@pytest.mark.parametrize("step", range(8))
def test_a_decision_that_dies_at_any_call_counts_once(step: int, after: bool) -> None:
    accept = step % 2 == 0
    client, person_id = a_traveller()
    photo = uploaded(client, person_id)
    body = {"accept": accept, "reason": "看不清"}
    reviewer = log_in_staff("reviewer")
    with cut_at(step, after=after):
        reviewer.post(f"/v1/photos/{photo['id']}/decision", body, at=NOON)
    assert reviewer.post(f"/v1/photos/{photo['id']}/decision", body, at=NOON).status == 200
    outcome = "accepted" if accept else "rejected"
    assert len([each for each in audit.of_subject(person_id, 9, None) if each.action == f"photo.{outcome}"]) == 1
    expiry_job.sweep(NOON)
    assert len(told(client, NOON, f"photo_passport_{outcome}")) == 1
