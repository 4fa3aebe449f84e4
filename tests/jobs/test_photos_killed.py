"""Photos when a worker or a request dies at any of its calls to AWS: run again, it comes to the same end."""

import pytest

from chalicelib.jobs import expiry
from chalicelib.jobs import photos as job
from chalicelib.store import audit, people, photos
from tests.guillotine import cut_at
from tests.jobs.test_photos import awaited, objects
from tests.journeys import NOON, log_in_staff
from tests.photo_journeys import a_traveller, event, listed, uploaded
from tests.photographs import EXE, drawn, encoded
from tests.travellers import told

pytestmark = pytest.mark.usefixtures("guillotine")
BOTH = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
STEPS_OF_A_RUN = 8
"""The record, the upload, two copies, state, profile, the transaction, the upload's end."""


@BOTH
@pytest.mark.parametrize("step", range(STEPS_OF_A_RUN + 1))
def test_a_run_that_dies_at_any_call_is_finished_by_the_next(step: int, after: bool) -> None:
    client, person_id, key = awaited()
    with cut_at(step, after=after) as cut:
        job.arrived(event(key))
    assert cut == [True] * (step < STEPS_OF_A_RUN)
    job.arrived(event(key))
    (photo,) = listed(client, person_id)
    record = photos.find(photo["id"])
    assert record is not None
    assert (photo["status"], objects(person_id)) == ("received", set(record.copy_keys))


@BOTH
@pytest.mark.parametrize("step", range(5))
def test_a_refusal_that_dies_at_any_call_is_told_once(step: int, after: bool) -> None:
    client, person_id, key = awaited(content=EXE)
    with cut_at(step, after=after):
        job.arrived(event(key))
    job.arrived(event(key))
    assert (listed(client, person_id)[0]["status"], objects(person_id)) == ("rejected", set())
    assert len(told(client, NOON, "photo_passport_unusable")) == 1


@BOTH
@pytest.mark.parametrize("step", range(5, 10))
def test_a_newer_photo_that_dies_at_any_call_takes_the_place_of_the_first(step: int, after: bool) -> None:
    client, person_id, key = awaited(content=encoded(drawn(500, 400)))
    uploaded(client, person_id)
    with cut_at(step, after=after):
        job.arrived(event(key))
    job.arrived(event(key))
    standing = people.state(person_id).standing_photos["passport"]["id"]
    record = photos.find(standing)
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
    expiry.sweep(NOON)
    assert len(told(client, NOON, f"photo_passport_{outcome}")) == 1
