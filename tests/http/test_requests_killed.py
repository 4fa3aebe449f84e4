"""Requests that die at any of their calls to AWS: the client sends them again, and the end is the same."""

import boto3
import pytest

from chalicelib.config import settings
from chalicelib.person import accounts
from chalicelib.person import records as people
from tests.support.client import Client
from tests.support.guillotine import cut_at
from tests.support.photo_steps import uploaded
from tests.support.resident_steps import log_in, refreshed
from tests.support.traveller_steps import START, abroad, passport_form, with_passport

pytestmark = pytest.mark.usefixtures("guillotine")
BOTH = pytest.mark.parametrize("after", [False, True], ids=["before", "after"])


@BOTH
@pytest.mark.parametrize("step", range(5))
def test_applying_makes_one_person_of_whom_the_service_is_asked(cloud, step, after):
    client = log_in(Client(), at=START)
    form = passport_form()
    cloud.messages(settings().certification_queue_url)
    with cut_at(step, after=after):
        client.post("/v1/people", form, at=START, idempotency_key="k")
    answer = client.post("/v1/people", form, at=START, idempotency_key="k")
    assert answer.status == 201
    assert [link.person_id for link in accounts.links(client.account_id)] == [answer.body["id"]]
    asked = {m["person_id"] for m in cloud.messages(settings().certification_queue_url)}
    assert answer.body["id"] in asked


@BOTH
@pytest.mark.parametrize("step", range(16))
def test_whoever_erases_themself_leaves_nothing(step, after):
    client, person_id = with_passport()
    abroad(client, person_id, START)
    uploaded(client, person_id, at=START)
    refreshed(client, START)
    with cut_at(step, after=after):
        client.call("DELETE", f"/v1/people/{person_id}", at=START)
    client.call("DELETE", f"/v1/people/{person_id}", at=START)
    assert people.partition(person_id) == []
    assert accounts.links(client.account_id) == []
    listed = boto3.client("s3").list_objects_v2(Bucket=settings().photos_bucket, Prefix=f"photos/{person_id}/")
    assert listed["KeyCount"] == 0
    assert client.get("/v1/people", at=START).body["items"] == []
    assert client.call("DELETE", f"/v1/people/{person_id}", at=START).status == 404
